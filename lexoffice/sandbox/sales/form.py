"""What a sales document may say, field by field (API notes, 4.1 and 14)."""

from __future__ import annotations

from typing import Any

from lexoffice.sandbox.sales.kinds import Kind
from lexoffice.sandbox.shapes import flag, instant, number, one_of, text, whole
from lexoffice.sandbox.store import Record

TAX_TYPES = (
    *("net", "gross", "vatfree", "intraCommunitySupply", "constructionService13b", "externalService13b"),
    *("thirdPartyCountryService", "thirdPartyCountryDelivery", "photovoltaicEquipment"),
)
_PRICE: Record = {
    "currency": one_of("EUR"),
    "netAmount": number(4),
    "grossAmount": number(4),
    "taxRatePercentage": whole,
}
_LINE: Record = {
    "type": one_of("custom", "material", "service", "text"),
    "id": text,
    "name": text,
    "description": text,
    "quantity": number(4),
    "unitName": text,
    "unitPrice": _PRICE,
}
_FIELDS: Record = {
    "language": one_of("de", "en"),
    "voucherDate": instant,
    "expirationDate": instant,
    "address": dict.fromkeys(("contactId", "name", "supplement", "street", "zip", "city", "countryCode"), text),
    "xRechnung": {"buyerReference": text},
    "totalPrice": {
        "currency": one_of("EUR"),
        "totalDiscountAbsolute": number(2),
        "totalDiscountPercentage": number(2),
    },
    "taxConditions": {
        "taxType": one_of(*TAX_TYPES),
        "taxSubType": one_of("distanceSales", "electronicServices"),
        "taxTypeNote": text,
    },
    "paymentConditions": {
        "paymentTermLabel": text,
        "paymentTermDuration": whole,
        "paymentDiscountConditions": {"discountPercentage": number(2), "discountRange": whole},
    },
    "shippingConditions": {
        "shippingType": one_of("service", "serviceperiod", "delivery", "deliveryperiod", "none"),
        "shippingDate": instant,
        "shippingEndDate": instant,
    },
    **dict.fromkeys(("printLayoutId", "title", "introduction", "remark", "deliveryTerms"), text),
}


def form_of(kind: Kind) -> dict[str, Any]:
    """What a POST of this type may say."""
    line = {**_LINE, "discountPercentage": number(2)} if kind.line_discounts else _LINE
    choices = {"optional": flag, "subItems": [{**line, "alternative": flag}]} if kind.choices else {}
    return {"lineItems": [{**line, **choices}], **{name: _FIELDS[name] for name in kind.fields if name in _FIELDS}}
