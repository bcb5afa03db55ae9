"""The totals of a sales document as Lexware will compute them, before it is posted (API, section 14.4).

Lexware takes lines and answers totals, half up to the cent: each line by itself, then the tax of each rate from the sum of
its lines. The rule reproduces every example of the documentation. How a discount on the total is shared out over several
rates is not documented and can move a cent: `Spread` has the two likely ways, compare with both (`possible`) after posting.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any

from lexoffice.exact import CENT, by_largest_remainder, half_up, percent, product, quotient, total
from lexoffice.sales_parts import TAXED, SalesTaxType, leading_side
from lexoffice.tax import added_tax, contained_tax

_FOUR_PLACES = Decimal("0.0001")
_ZERO = Decimal("0.00")


class Spread(Enum):
    """How a percentage off the total comes to the rates (not documented, API, section 30). An amount off the total is always
    shared out in proportion, by the largest remainder."""

    ONCE = "the percentage of the whole is an amount off the total"
    PER_RATE = "the percentage is taken off each rate by itself"


@dataclass(frozen=True, slots=True)
class Line:
    """A priced line. `price` of one unit is net or gross as the tax type says; rate and discount in percent."""

    quantity: Decimal
    price: Decimal
    rate: Decimal
    discount: Decimal = Decimal(0)

    @property
    def amount(self) -> Decimal:
        """`lineItemAmount`: rounded once, from the exact product."""
        return half_up(product(self.quantity, self.price, 100 - self.discount, CENT))


@dataclass(frozen=True, slots=True)
class RateTotal:
    """One row of `taxAmounts`; net and tax make the gross amount exactly."""

    tax_rate_percentage: Decimal
    net_amount: Decimal
    tax_amount: Decimal

    @property
    def gross_amount(self) -> Decimal:
        """Net and tax."""
        return total([self.net_amount, self.tax_amount])


@dataclass(frozen=True, slots=True)
class SalesTotals:
    """`taxAmounts` by rising rate, and the sums of `totalPrice`; `total_discount` is what was taken off the lines' sum."""

    tax_amounts: tuple[RateTotal, ...]
    total_discount: Decimal = _ZERO

    @property
    def total_net_amount(self) -> Decimal:
        """Sum of the rates."""
        return total([rate.net_amount for rate in self.tax_amounts])

    @property
    def total_tax_amount(self) -> Decimal:
        """Sum of the rates."""
        return total([rate.tax_amount for rate in self.tax_amounts])

    @property
    def total_gross_amount(self) -> Decimal:
        """What the customer pays."""
        return total([self.total_net_amount, self.total_tax_amount])

    @property
    def gross_by_rate(self) -> dict[Decimal, Decimal]:
        """What `tax.early_payment` asks for."""
        return {rate.tax_rate_percentage: rate.gross_amount for rate in self.tax_amounts}


def sales_totals(
    lines: Iterable[Line],
    tax_type: str,
    *,
    discount_absolute: Decimal | None = None,
    discount_percentage: Decimal | None = None,
    spread: Spread = Spread.ONCE,
) -> SalesTotals:
    """The totals of these lines. At most one discount on the total, in the amounts that lead (gross for `gross`).

    ValueError for what Lexware would refuse as well: a rate but 0 without tax, two discounts, more discount than amount.
    """
    columns: dict[Decimal, list[Decimal]] = {}
    for line in lines:
        if tax_type not in TAXED and line.rate:
            raise ValueError(f"tax type {tax_type} takes no rate but 0")
        columns.setdefault(line.rate, []).append(line.amount)
    rates = sorted(columns)
    sums = [total(columns[rate]) for rate in rates]
    whole = total(sums)
    if discount_absolute is not None and discount_percentage is not None:
        raise ValueError("a document has one discount on its total: an amount or a percentage")
    if discount_percentage is not None and spread is Spread.PER_RATE:
        shares = tuple(percent(amount, discount_percentage) for amount in sums)
    else:
        once = discount_absolute if discount_percentage is None else percent(whole, discount_percentage)
        shares = by_largest_remainder(half_up(once), sums) if once else (_ZERO,) * len(sums)
    discount = total(shares)
    if discount and not 0 < discount <= whole:
        raise ValueError("the discount on the total is negative, or more than the lines come to")
    reduced = [total([amount, -share]) for amount, share in zip(sums, shares, strict=True)]
    return SalesTotals(
        tuple(_rate_total(rate, amount, tax_type) for rate, amount in zip(rates, reduced, strict=True)), discount
    )


def predicted(document: Mapping[str, Any], *, quotation: bool = False, spread: Spread = Spread.ONCE) -> SalesTotals:
    """The totals of a document as it goes on the wire (`to_wire()`, Lexware's field words).

    `quotation`: lines marked `optional`, and the alternatives among `subItems`, do not count. On every other document
    Lexware drops the mark and counts the line.
    """
    tax_type = document["taxConditions"]["taxType"]
    price = document.get("totalPrice") or {}
    return sales_totals(
        _lines(document["lineItems"], tax_type, quotation=quotation),
        tax_type,
        discount_absolute=_decimal(price.get("totalDiscountAbsolute")),
        discount_percentage=_decimal(price.get("totalDiscountPercentage")),
        spread=spread,
    )


def possible(document: Mapping[str, Any], *, quotation: bool = False) -> tuple[SalesTotals, ...]:
    """Every total that Lexware may come to, the likeliest first: one, or with a percentage off the total sometimes two that
    differ by cents. A document that Lexware totals otherwise is not the one that was meant."""
    ways = (predicted(document, quotation=quotation, spread=spread) for spread in Spread)
    return tuple(dict.fromkeys(ways))


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure that Lexware computed otherwise; None for a rate that the other side does not have."""

    field: str
    expected: Decimal | None
    actual: Decimal | None


def differences(expected: SalesTotals, document: Mapping[str, Any]) -> tuple[Difference, ...]:
    """Where the document, as read from Lexware, has other figures. Figures that it does not state are not compared, rates
    with nothing in them neither."""
    price = document.get("totalPrice") or {}
    pairs: list[tuple[str, Decimal | None, Decimal | None]] = [
        ("totalPrice.totalNetAmount", expected.total_net_amount, _decimal(price.get("totalNetAmount"))),
        ("totalPrice.totalTaxAmount", expected.total_tax_amount, _decimal(price.get("totalTaxAmount"))),
        ("totalPrice.totalGrossAmount", expected.total_gross_amount, _decimal(price.get("totalGrossAmount"))),
    ]
    pairs = [pair for pair in pairs if pair[2] is not None]
    if document.get("taxAmounts") is not None:
        pairs += _rate_pairs(expected, document["taxAmounts"])
    return tuple(Difference(*pair) for pair in pairs if pair[1] != pair[2])


def filled_price(price: Decimal, rate: Decimal, tax_type: str) -> Decimal:
    """The side of a `unitPrice` that was not sent, with up to four decimals: net for `gross`, else gross."""
    share = (Decimal(100), 100 + rate) if tax_type == SalesTaxType.GROSS else (100 + rate, Decimal(100))
    return half_up(quotient(product(price, share[0]), share[1]), _FOUR_PLACES)


def _rate_total(rate: Decimal, amount: Decimal, tax_type: str) -> RateTotal:
    if tax_type != SalesTaxType.GROSS:
        return RateTotal(rate, amount, added_tax(amount, rate))
    tax = contained_tax(amount, rate)
    return RateTotal(rate, total([amount, -tax]), tax)


def _lines(items: Iterable[Mapping[str, Any]], tax_type: str, *, quotation: bool) -> Iterator[Line]:
    """The lines that count: not texts, nor, on quotations, what the customer may choose."""
    side = leading_side(tax_type)
    for item in items:
        if item["type"] == "text" or (quotation and item.get("optional")):
            continue
        price = item["unitPrice"]
        yield Line(
            quantity=_number(item["quantity"]),
            price=_number(price[side]),
            rate=_number(price["taxRatePercentage"]),
            discount=_number(item.get("discountPercentage") or 0),
        )


def _rate_pairs(
    expected: SalesTotals, rows: Iterable[Mapping[str, Any]]
) -> Iterator[tuple[str, Decimal | None, Decimal | None]]:
    ours = {rate.tax_rate_percentage: (rate.net_amount, rate.tax_amount) for rate in expected.tax_amounts}
    theirs = {
        _number(row["taxRatePercentage"]): (_decimal(row["netAmount"]), _decimal(row["taxAmount"])) for row in rows
    }
    nothing = (_ZERO, _ZERO)
    for rate in sorted(ours.keys() | theirs.keys()):
        for field, mine, other in zip(
            ("netAmount", "taxAmount"), ours.get(rate, nothing), theirs.get(rate, nothing), strict=True
        ):
            yield f"taxAmounts[{rate:f}].{field}", mine, other


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else _number(value)


def _number(value: Any) -> Decimal:
    if isinstance(value, float):
        raise TypeError("An amount is a Decimal, never a float")
    return Decimal(value)
