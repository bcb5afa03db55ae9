"""Money: euro amounts as whole cents in Decimal, rounded half up.

Half up is what Lexware's column method uses and what German invoices print; banker's rounding would be off by a
cent on every second .5. No float ever holds an amount, so the constructor refuses one.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import total_ordering
from typing import Self

CENT = Decimal("0.01")


def cents(amount: Decimal) -> Decimal:
    """`amount` rounded half up to two places (away from zero below it). Never a negative zero: "-0.00" is no amount."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP) + Decimal("0.00")


@total_ordering
@dataclass(frozen=True, slots=True)
class Money:
    """An amount in one currency; two places always. Only equal currencies may be added or compared."""

    amount: Decimal
    currency: str = "EUR"

    def __post_init__(self) -> None:
        if not isinstance(self.amount, Decimal):
            raise TypeError(f"Money takes a Decimal, not {type(self.amount).__name__}")
        if not self.amount.is_finite():
            raise ValueError("Money must be finite")
        object.__setattr__(self, "amount", cents(self.amount))

    @classmethod
    def parse(cls, text: str, currency: str = "EUR") -> Self:
        """From the form of our own files: a decimal string with a point ("238.00"). German text: ingest and classifier."""
        return cls(Decimal(text), currency)

    def __add__(self, other: Money) -> Money:
        self._same_currency(other)
        return Money(self.amount + other.amount, self.currency)

    def __sub__(self, other: Money) -> Money:
        self._same_currency(other)
        return Money(self.amount - other.amount, self.currency)

    def __neg__(self) -> Money:
        return Money(-self.amount, self.currency)

    def __lt__(self, other: Money) -> bool:
        self._same_currency(other)
        return self.amount < other.amount

    def __str__(self) -> str:
        return f"{self.amount}"

    def share(self, percent: Decimal) -> Money:
        """`percent` of this amount, half up: tax from a net base."""
        return Money(self.amount * percent / 100, self.currency)

    def contained(self, percent: Decimal) -> Money:
        """The part that `percent` added to a net base makes of this gross amount: tax out of a gross amount."""
        return Money(self.amount * percent / (100 + percent), self.currency)

    def _same_currency(self, other: Money) -> None:
        if self.currency != other.currency:
            raise ValueError(f"{self.currency} and {other.currency} cannot be added or compared")
