"""Tax conditions (API notes, 14.1): who may use which type of tax, and which rates a day knows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lexoffice.sandbox.box import Box
from lexoffice.sandbox.countries import countries
from lexoffice.sandbox.requests import day_of
from lexoffice.sandbox.sales.flaws import invalid
from lexoffice.sandbox.sales.lines import priced
from lexoffice.sandbox.shapes import Flaw
from lexoffice.sandbox.store import Record

_TAXED = ("net", "gross")
# § 28 UStG: the rates of the second half of 2020.
_REDUCED_FROM, _REDUCED_UNTIL = date(2020, 7, 1), date(2020, 12, 31)
_RATES, _REDUCED_RATES = (0, 7, 19), (0, 5, 16)
# The standard and reduced rates of the EU lie between 0 and 27.
_UNION_RATES = range(28)


def flaws_of_taxes(box: Box, document: Record, address: Record) -> Iterator[Flaw]:
    """Type against organisation and customer, rates against type and day; `address` is the resolved one."""
    conditions = document["taxConditions"]
    tax_type, sub_type = conditions["taxType"], conditions.get("taxSubType")
    if _untaxed(box) and tax_type != "vatfree":
        yield invalid("taxConditions.taxType", "The organization may only use the tax type vatfree")
    if tax_type not in (*_TAXED, "vatfree") and not address.get("contactId"):
        yield invalid("address.contactId", f"The tax type {tax_type} requires a referenced contact")
    in_union = countries().get(address.get("countryCode", ""), {}).get("taxClassification") == "intraCommunity"
    if sub_type and (tax_type not in _TAXED or not in_union):
        yield invalid("taxConditions.taxSubType", "The tax sub type requires net or gross and a country of the EU")
    abroad = bool(sub_type) and box.profile.get("distanceSalesPrinciple") == "DESTINATION"
    yield from _rates(document, _allowed(tax_type, relevant_day(document), abroad=abroad))


def _rates(document: Record, allowed: tuple[int, ...] | range) -> Iterator[Flaw]:
    for index, line in enumerate(document["lineItems"]):
        wrong = {found["unitPrice"]["taxRatePercentage"] for found in priced([line])} - set(allowed)
        for rate in sorted(wrong):
            yield invalid(f"lineItems[{index}].unitPrice.taxRatePercentage", f"The tax rate {rate} is not allowed")


def _allowed(tax_type: str, day: date, *, abroad: bool) -> tuple[int, ...] | range:
    if tax_type not in _TAXED:
        return (0,)
    if abroad:
        return _UNION_RATES
    return _REDUCED_RATES if _REDUCED_FROM <= day <= _REDUCED_UNTIL else _RATES


def relevant_day(document: Record) -> date:
    """The day whose tax law counts: of the delivery, of a period's end, or of the document."""
    shipping = document.get("shippingConditions") or {}
    instants = {
        "service": shipping.get("shippingDate"),
        "delivery": shipping.get("shippingDate"),
        "serviceperiod": shipping.get("shippingEndDate"),
        "deliveryperiod": shipping.get("shippingEndDate"),
    }
    return day_of(instants.get(shipping.get("shippingType", "none")) or document["voucherDate"])


def _untaxed(box: Box) -> bool:
    """Organisations without VAT. What small business alone does to invoices is open, so that is a switch."""
    small = bool(box.profile.get("smallBusiness")) and box.switches.small_business_vatfree_only
    return small or box.profile.get("taxType") == "vatfree"
