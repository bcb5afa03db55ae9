"""Exact decimals: half up to the cent, and a total shared out so that the shares make the total again.

Python's default context has 28 digits, which a large quantity times a price with four decimals each leaves behind; here
are 60, so a product is exact before it is rounded once.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal

CENT = Decimal("0.01")
_EXACT = Context(prec=60, rounding=ROUND_HALF_UP)


def half_up(value: Decimal, step: Decimal = CENT) -> Decimal:
    """Rounded to a multiple of `step` (a power of ten); halves away from zero."""
    return value.quantize(step, ROUND_HALF_UP, _EXACT)


def product(*factors: Decimal) -> Decimal:
    """The factors multiplied, without any rounding."""
    result = Decimal(1)
    for factor in factors:
        result = _EXACT.multiply(result, factor)
    return result


def percent(amount: Decimal, percentage: Decimal) -> Decimal:
    """So many percent of an amount, half up to the cent."""
    return half_up(product(amount, percentage, CENT))


def quotient(dividend: Decimal, divisor: Decimal) -> Decimal:
    """Divided, with far more digits than any rounding to the cent looks at."""
    return _EXACT.divide(dividend, divisor)


def total(amounts: Sequence[Decimal]) -> Decimal:
    """The sum in cents; 0.00 of nothing."""
    result = Decimal("0.00")
    for amount in amounts:
        result = _EXACT.add(result, amount)
    return result


def by_largest_remainder(amount: Decimal, weights: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """`amount` (whole cents) shared out in proportion to the weights by the largest remainder: every share is less than a
    cent from its exact value. Among equal remainders the earlier one gets the cent. The weights must not sum up to 0."""
    units = _whole_numbers(weights)
    whole = sum(units)
    if not whole:
        raise ValueError("an amount cannot be shared out over columns that sum up to nothing")
    sign = 1 if whole > 0 else -1
    cents = int(product(amount, Decimal(100)))
    shares, remainders = zip(*(divmod(cents * unit * sign, whole * sign) for unit in units), strict=True)
    left = cents - sum(shares)
    chosen = sorted(range(len(units)), key=lambda place: -remainders[place])[:left]
    return tuple(_EXACT.scaleb(Decimal(share + (place in chosen)), -2) for place, share in enumerate(shares))


def last_takes_the_rest(amount: Decimal, weights: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """`amount` (not negative) shared out in proportion to the weights: each share half up, the last takes the remainder,
    as is done with a card debit in euros over the rates of a foreign invoice (API, section 13.2). No share is more than
    what is left, so none is negative."""
    whole = total(weights)
    if not whole or amount < 0 or min(weights) < 0:
        raise ValueError(
            "only an amount from 0 up can be shared out, over weights from 0 up that do not sum up to nothing"
        )
    shares: list[Decimal] = []
    left = amount
    for weight in weights[:-1]:
        share = min(half_up(quotient(product(amount, weight), whole)), left)
        shares.append(share)
        left = _EXACT.subtract(left, share)
    return (*shares, left)


def _whole_numbers(values: Sequence[Decimal]) -> list[int]:
    """The values in multiples of the finest decimal place among them."""
    places = max(0, *(-int(value.as_tuple().exponent) for value in values))
    return [int(_EXACT.scaleb(value, places)) for value in values]
