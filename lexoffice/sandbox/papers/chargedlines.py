"""The lines of an invoice in net amounts, as EN 16931 wants them, whatever side the document itself counts from.

A document with gross prices rounds tax once per rate, so that its net lines need not add up to the cent. The e-invoice must
(BR-CO-10): the cent that is over goes to the largest line of its rate, or into the discount where there is one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from lexoffice.sandbox.papers.salestable import gross_prices
from lexoffice.sandbox.store import Record

_CENT, _PRICE_STEP = Decimal("0.01"), Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class ChargedLine:
    """One priced line. `net` is what is charged, `reduction` what its own discount took off before."""

    name: str
    description: str
    quantity: Decimal
    unit: str
    price: Decimal
    rate: Decimal
    net: Decimal
    reduction: Decimal
    percentage: Decimal | None


@dataclass(frozen=True, slots=True)
class RateTotal:
    """What one rate adds up to, and its share of the discount on the whole."""

    rate: Decimal
    net: Decimal
    tax: Decimal
    discount: Decimal


def half_up(number: Decimal, step: Decimal = _CENT) -> Decimal:
    """Rounded to cents, or to another step."""
    return number.quantize(step, ROUND_HALF_UP)


def charged(record: Record) -> tuple[tuple[ChargedLine, ...], tuple[RateTotal, ...]]:
    """Lines and totals by rate, which agree to the cent with each other and with the document's own totals."""
    lines = list(_lines(record))
    total = record["totalPrice"]
    discounted = bool(total.get("totalDiscountPercentage") or total.get("totalDiscountAbsolute"))
    rates = []
    for tax in record.get("taxAmounts") or []:
        rate, net = Decimal(tax["taxRatePercentage"]), half_up(Decimal(tax["netAmount"]))
        over = sum((line.net for line in lines if line.rate == rate), Decimal(0)) - net
        if over and not discounted:
            lines = _corrected(lines, rate, over)
            over = Decimal(0)
        rates.append(RateTotal(rate, net, half_up(Decimal(tax["taxAmount"])), over))
    return tuple(lines), tuple(rates)


def _lines(record: Record) -> Iterator[ChargedLine]:
    including = gross_prices(record)
    for line in record["lineItems"]:
        price = line.get("unitPrice") or {}
        if line.get("type") == "text" or line.get("lineItemAmount") is None:
            continue
        rate, quantity = Decimal(price["taxRatePercentage"]), Decimal(line["quantity"])
        share = 100 / (100 + rate) if including else Decimal(1)
        amount = Decimal(price["grossAmount" if including else "netAmount"])
        net_price = half_up(amount * share, _PRICE_STEP)
        net = half_up(Decimal(line["lineItemAmount"]) * share)
        if net_price < 0:
            # An item's price must not be negative (BR-27), its quantity may.
            net_price, quantity = -net_price, -quantity
        percentage = Decimal(line.get("discountPercentage") or 0)
        reduction = half_up(net_price * quantity) - net if percentage else Decimal(0)
        yield ChargedLine(
            name=str(line.get("name") or ""),
            description=str(line.get("description") or ""),
            quantity=quantity,
            unit=str(line.get("unitName") or ""),
            price=net_price,
            rate=rate,
            net=net,
            reduction=reduction,
            percentage=percentage or None,
        )


def _corrected(lines: list[ChargedLine], rate: Decimal, over: Decimal) -> list[ChargedLine]:
    at = max((at for at, line in enumerate(lines) if line.rate == rate), key=lambda at: abs(lines[at].net))
    line = lines[at]
    reduction = line.reduction + over if line.percentage else line.reduction
    return [*lines[:at], replace(line, net=line.net - over, reduction=reduction), *lines[at + 1 :]]
