"""Totals by the column method (API notes, 14.4), in whole numbers and apart from the client's arithmetic.

Quantities and prices count in ten-thousandths, percentages in hundredths, amounts in cents; half is rounded away from zero.
How a discount on the total falls on several rates is not written down anywhere: here each rate bears its share, and how a
percentage is rounded is a switch.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from lexoffice.sandbox.store import Record

_WHOLE = 10_000
"""One, in ten-thousandths; and a hundred percent, in hundredths of a percent."""


def leading(tax_type: str) -> str:
    """Which of the two prices of a line is believed."""
    return "grossAmount" if tax_type == "gross" else "netAmount"


def in_euros(cents: int) -> Decimal:
    """Cents as an amount."""
    return Decimal(cents).scaleb(-2)


def both_prices(price: Record, tax_type: str) -> Record:
    """The unit price with its other side, to four decimals."""
    rate, given = price["taxRatePercentage"], _scaled(price[leading(tax_type)], 4)
    if tax_type == "gross":
        net, gross = _half_up(given * 100, 100 + rate), given
    else:
        net, gross = given, _half_up(given * (100 + rate), 100)
    return {
        "currency": price["currency"],
        "netAmount": Decimal(net).scaleb(-4),
        "grossAmount": Decimal(gross).scaleb(-4),
        "taxRatePercentage": rate,
    }


def line_cents(line: Record, tax_type: str) -> int:
    """Quantity times price less the line's discount, on the leading side."""
    price = _scaled(line["unitPrice"][leading(tax_type)], 4)
    kept_share = _WHOLE - _scaled(line.get("discountPercentage", Decimal(0)), 2)
    return _half_up(_scaled(line["quantity"], 4) * price * kept_share, _WHOLE**3 // 100)


def columns(lines: Iterable[Record], tax_type: str) -> dict[int, int]:
    """Cents on the leading side by tax rate, rates ascending."""
    sums: dict[int, int] = {}
    for line in lines:
        rate = int(line["unitPrice"]["taxRatePercentage"])
        sums[rate] = sums.get(rate, 0) + line_cents(line, tax_type)
    return dict(sorted(sums.items()))


def reduced(sums: dict[int, int], total: Record, *, per_rate: bool) -> dict[int, int]:
    """The columns after the discount on the total; `per_rate`: a percentage is rounded for each column, not once."""
    percentage = _scaled(total.get("totalDiscountPercentage", Decimal(0)), 2)
    if percentage and per_rate:
        return {rate: amount - _half_up(amount * percentage, _WHOLE) for rate, amount in sums.items()}
    if percentage:
        discount = _half_up(sum(sums.values()) * percentage, _WHOLE)
    else:
        discount = _scaled(total.get("totalDiscountAbsolute", Decimal(0)), 2)
    shares = _shares(discount, sums)
    return {rate: amount - shares[rate] for rate, amount in sums.items()}


def summed(by_rate: dict[int, int], tax_type: str) -> tuple[Record, list[Record]]:
    """The totals and the `taxAmounts` of these columns."""
    net_total = gross_total = 0
    taxes: list[Record] = []
    for rate, amount in by_rate.items():
        tax = _half_up(amount * rate, 100 + rate if tax_type == "gross" else 100)
        net = amount - tax if tax_type == "gross" else amount
        net_total, gross_total = net_total + net, gross_total + net + tax
        taxes.append({"taxRatePercentage": rate, "taxAmount": in_euros(tax), "netAmount": in_euros(net)})
    sums = {
        "totalNetAmount": in_euros(net_total),
        "totalGrossAmount": in_euros(gross_total),
        "totalTaxAmount": in_euros(gross_total - net_total),
    }
    return sums, taxes


def _shares(discount: int, sums: dict[int, int]) -> dict[int, int]:
    """The discount spread in proportion: whole cents first, what is left to the largest remainders, lower rates first."""
    whole = sum(sums.values())
    if not discount or not whole:
        return dict.fromkeys(sums, 0)
    sign = 1 if whole > 0 else -1
    exact = {rate: discount * column * sign for rate, column in sums.items()}
    shares = {rate: part // (whole * sign) for rate, part in exact.items()}
    by_remainder = sorted(sums, key=lambda rate: -(exact[rate] % (whole * sign)))
    for rate in by_remainder[: discount - sum(shares.values())]:
        shares[rate] += 1
    return shares


def _scaled(value: Decimal, decimals: int) -> int:
    return int(value.scaleb(decimals))


def _half_up(numerator: int, divisor: int) -> int:
    """Division of whole numbers, half away from zero; the divisor is positive."""
    size = (2 * abs(numerator) + divisor) // (2 * divisor)
    return size if numerator >= 0 else -size
