"""Reading a sales document as sent (API notes, 4.1 and 14): which fields exist and what form their values have.

The form is data. What it does not know, read-only fields among it, is dropped without a word, as Lexware does; what is
there in the wrong form is refused before any rule is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from lexoffice.sandbox.sales.flaws import Flaw
from lexoffice.sandbox.sales.kinds import Kind
from lexoffice.sandbox.store import Record
from lexoffice.wire import instant_text

Reader = Callable[[Any], object]
"""Value as sent → value as stored; raises Misfit."""
Form = Reader | Mapping[str, Any] | list[Any]
"""A reader, the forms of an object's fields, or (in a list of one) the form of each entry of a list."""

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(Z|[+-]\d\d:\d\d)")
_YEARS = range(1900, 3000)
_MOST_DIGITS = 15


class Misfit(ValueError):
    """A value in the wrong form, with its violation."""

    def __init__(self, violation: str, text: str) -> None:
        self.violation = violation
        super().__init__(text)


def instant(value: Any) -> str:
    """`yyyy-MM-dd'T'HH:mm:ss.SSSXXX` and nothing else; returned with Berlin's offset."""
    try:
        if isinstance(value, str) and _INSTANT.fullmatch(value) and int(value[:4]) in _YEARS:
            return instant_text(datetime.fromisoformat(value))
    except ValueError as error:
        raise Misfit("INVALID", f"is no date: {error}") from error
    raise Misfit("INVALID", "must be a date-time of the form yyyy-MM-dd'T'HH:mm:ss.SSSXXX")


def text(value: Any) -> str:
    """A string."""
    if not isinstance(value, str):
        raise Misfit("INVALID", "must be a string")
    return value


def flag(value: Any) -> bool:
    """true or false."""
    if not isinstance(value, bool):
        raise Misfit("INVALID", "must be true or false")
    return value


def number(decimals: int) -> Reader:
    """A number (a numeric string passes too) with so many decimals at most."""

    def read(value: Any) -> Decimal:
        if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
            raise Misfit("INVALID", "must be a number")
        try:
            found = Decimal(value)
        except InvalidOperation as error:
            raise Misfit("INVALID", "must be a number") from error
        if not found.is_finite() or found.adjusted() >= _MOST_DIGITS or found != round(found, decimals):
            raise Misfit("DIGITS", f"may have {decimals} decimals")
        return found

    return read


def whole(value: Any) -> int:
    """A whole number from 0 to 9999: percentages and days."""
    found = number(0)(value)
    if not isinstance(found, Decimal) or not 0 <= found <= 9999:
        raise Misfit("INVALID", "must be a whole number")
    return int(found)


def one_of(*values: str) -> Reader:
    """One of these words, in exactly this case."""

    def read(value: Any) -> str:
        if value not in values:
            raise Misfit("INVALID", f"must be one of {', '.join(values)}")
        return str(value)

    return read


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


def read(form: Form, value: Any, field: str, flaws: list[Flaw]) -> Any:
    """The value in this form, reduced to what the form knows; what does not fit is added to `flaws` and left out."""
    if callable(form):
        try:
            return form(value)
        except Misfit as misfit:
            flaws.append(Flaw(field, misfit.violation, f"The value of {field} {misfit}"))
            return None
    if isinstance(form, list) and isinstance(value, list):
        return [read(form[0], entry, f"{field}[{index}]", flaws) for index, entry in enumerate(value)]
    if isinstance(form, Mapping) and isinstance(value, dict):
        return dict(_fields(form, value, field, flaws))
    flaws.append(Flaw(field, "INVALID", f"The structure of {field or 'the body'} is not readable"))
    return None


def _fields(form: Mapping[str, Any], value: Record, field: str, flaws: list[Flaw]) -> Iterator[tuple[str, Any]]:
    for name, inner in form.items():
        if value.get(name) is not None:
            yield name, read(inner, value[name], f"{field}.{name}".lstrip("."), flaws)
