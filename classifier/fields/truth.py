"""When two values are the same: for training (candidate against truth) and for evaluation (prediction against truth)."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from models.fields import AMOUNTS, FieldName
from models.vouchers import TaxLine

_NAMES = frozenset({FieldName.SUPPLIER_NAME, FieldName.BUYER_NAME})
_BLANKS = re.compile(r"\s+")


def normal(name: FieldName, value: str | tuple[TaxLine, ...]) -> object:
    """A form in which equal values are equal: amounts as numbers, ids without blanks,
    names without case and double blanks.
    """
    if isinstance(value, tuple):
        return frozenset((line.rate.normalize(), line.base, line.tax) for line in value)
    if name in AMOUNTS:
        try:
            return Decimal(value)
        except InvalidOperation:
            return value
    if name in _NAMES:
        return _BLANKS.sub(" ", value).strip().casefold()
    return _BLANKS.sub("", value).casefold()


def same(name: FieldName, one: str | tuple[TaxLine, ...], other: str | tuple[TaxLine, ...]) -> bool:
    """Whether two values of a field mean the same."""
    return normal(name, one) == normal(name, other)
