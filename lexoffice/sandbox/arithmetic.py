"""The sandbox's own tax arithmetic in whole cents, apart from the client's so that a mistake in one shows in the other."""

from __future__ import annotations

from decimal import Decimal


def in_cents(amount: Decimal) -> int:
    """Whole cents of an amount with at most two decimals."""
    return int(amount.scaleb(2))


def expected_tax(amount: int, rate: int, tax_type: str) -> int:
    """Tax in cents by the column method, half up: out of a gross amount, or on top of a net one."""
    divisor = 100 if tax_type == "net" else 100 + rate
    return (2 * amount * rate + divisor) // (2 * divisor)
