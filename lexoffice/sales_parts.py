"""What sales documents are made of (API, sections 14.1 to 14.3): address, lines, prices, conditions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

from lexoffice.payment_conditions import PaymentDiscount
from lexoffice.sales_fields import ReadOnly
from lexoffice.wire import Amount, OrText, SalesDay, Wire


class SalesTaxType(StrEnum):
    """How prices are meant and why there is no tax. All but net and gross mean a rate of 0."""

    NET = "net"
    GROSS = "gross"
    VAT_FREE = "vatfree"
    INTRA_COMMUNITY_SUPPLY = "intraCommunitySupply"
    CONSTRUCTION_SERVICE_13B = "constructionService13b"
    EXTERNAL_SERVICE_13B = "externalService13b"
    THIRD_PARTY_COUNTRY_SERVICE = "thirdPartyCountryService"
    THIRD_PARTY_COUNTRY_DELIVERY = "thirdPartyCountryDelivery"
    PHOTOVOLTAIC_EQUIPMENT = "photovoltaicEquipment"


TAXED = (SalesTaxType.NET, SalesTaxType.GROSS)
"""The tax types with tax; under all others every rate is 0 and prices are net."""


def leading_side(tax_type: object) -> str:
    """The side of a `unitPrice` that was entered; Lexware computes the other."""
    return "grossAmount" if tax_type == SalesTaxType.GROSS else "netAmount"


class TaxSubType(StrEnum):
    """Sales to consumers in other countries of the EU."""

    DISTANCE_SALES = "distanceSales"
    ELECTRONIC_SERVICES = "electronicServices"


class LineItemType(StrEnum):
    """`material` and `service` refer to an article by its id, `custom` to none, `text` has no price."""

    CUSTOM = "custom"
    MATERIAL = "material"
    SERVICE = "service"
    TEXT = "text"


class ShippingType(StrEnum):
    """Whether one day or a period of delivery or service is stated."""

    SERVICE = "service"
    SERVICE_PERIOD = "serviceperiod"
    DELIVERY = "delivery"
    DELIVERY_PERIOD = "deliveryperiod"
    NONE = "none"


class ElectronicDocumentProfile(StrEnum):
    """What the finalised file is: a plain PDF, a PDF with XML inside (ZUGFeRD), or an XML."""

    NONE = "NONE"
    EN16931 = "EN16931"
    XRECHNUNG = "XRechnung"


class SalesAddress(Wire):
    """A customer by `contact_id`, a one-time address by `name` and `country_code`, or both: the contact's address is then
    replaced for this document only."""

    contact_id: str | None = None
    name: str | None = None
    supplement: str | None = None
    street: str | None = None
    zip: str | None = None
    city: str | None = None
    country_code: str | None = None
    contact_person: ReadOnly[str] = None


class UnitPrice(Wire):
    """The price of one unit, up to 4 decimals. Only the side that the tax type names is sent; Lexware fills the other."""

    net_amount: Amount | None = None
    gross_amount: Amount | None = None
    tax_rate_percentage: Amount
    currency: str = "EUR"


class LineItem(Wire):
    """One line. `text` lines have name or description only; all others quantity, unit and (but for delivery notes) price."""

    type: OrText[LineItemType] = LineItemType.CUSTOM
    id: str | None = None
    name: str | None = None
    description: str | None = None
    quantity: Amount | None = None
    unit_name: str | None = None
    unit_price: UnitPrice | None = None
    discount_percentage: Amount | None = None
    line_item_amount: ReadOnly[Amount] = None


class TotalPrice(Wire):
    """Lexware's sums; to be sent are the currency and, where wanted, one kind of total discount."""

    currency: str = "EUR"
    total_discount_absolute: Amount | None = None
    total_discount_percentage: Amount | None = None
    total_net_amount: ReadOnly[Amount] = None
    total_gross_amount: ReadOnly[Amount] = None
    total_tax_amount: ReadOnly[Amount] = None


class TaxAmount(Wire):
    """Net and tax of one rate."""

    tax_rate_percentage: Amount
    tax_amount: Amount
    net_amount: Amount


class TaxConditions(Wire):
    """The tax type of the document, and the note that Lexware prints for it."""

    tax_type: OrText[SalesTaxType]
    tax_sub_type: OrText[TaxSubType] | None = None
    tax_type_note: str | None = None


class PaymentConditions(Wire):
    """The term in days and the sentence about it; without any, the account's default holds."""

    payment_term_label: str | None = None
    payment_term_duration: int | None = None
    payment_discount_conditions: PaymentDiscount | None = None
    payment_term_label_template: ReadOnly[str] = None


class ShippingConditions(Wire):
    """When goods or services were delivered; the periods need an end that is not before the beginning."""

    shipping_type: OrText[ShippingType] = ShippingType.NONE
    shipping_date: SalesDay | None = None
    shipping_end_date: SalesDay | None = None


def lines_of(body: Mapping[str, object], list_name: str = "lineItems") -> Iterator[tuple[str, dict[str, object]]]:
    """The lines of a document on the wire with Lexware's names for them (`lineItems[0]`), each followed by its sub-items."""
    lines = body.get(list_name)
    for position, line in enumerate(lines if isinstance(lines, list) else ()):
        path = f"{list_name}[{position}]"
        yield path, line
        for inner, sub_item in lines_of(line, "subItems"):
            yield f"{path}.{inner}", sub_item
