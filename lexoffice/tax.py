"""Tax by the column method (API, section 13.2): per rate, from the amount of the column, half up to the cent.

Lexware compares totals without any tolerance, so this is the only arithmetic that vouchers may be built with. Rates are
in percent, amounts of credit notes are positive: the type of a voucher gives the direction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lexoffice.exact import by_largest_remainder, half_up, last_takes_the_rest, percent, product, quotient, total
from lexoffice.vouchers import VoucherItem, VoucherTaxType

REVERSE_CHARGE_RATE = Decimal(19)
"""§ 13b and intra-community purchases carry this rate with a tax of 0 (API, section 11)."""

VOUCHER_RATES = tuple(map(Decimal, (0, 5, 7, 16, 19)))
"""What vouchers take at any date; distance sales to other countries of the Union take theirs."""

_ZERO = Decimal("0.00")
_RATES = tuple(map(Decimal, (0, 7, 19)))
_RATES_LATE_2020 = tuple(map(Decimal, (0, 5, 16)))
_LOWERED = (date(2020, 7, 1), date(2020, 12, 31))
_MONEY_COMES_IN = ("salesinvoice", "invoice", "downpaymentinvoice", "purchasecreditnote")
_MONEY_GOES_OUT = ("purchaseinvoice", "salescreditnote", "creditnote")


@dataclass(frozen=True, slots=True)
class Totals:
    """The two sums that a voucher carries."""

    gross: Decimal
    tax: Decimal


def contained_tax(gross: Decimal, rate: Decimal) -> Decimal:
    """The tax within a gross amount; `rate` in percent."""
    return half_up(quotient(product(gross, rate), 100 + rate))


def added_tax(net: Decimal, rate: Decimal) -> Decimal:
    """The tax on top of a net amount; `rate` in percent."""
    return percent(net, rate)


def rates_on(day: date, *, vat_free: bool = False) -> tuple[Decimal, ...]:
    """The rates of sales documents on the day that counts (of the document, or of the delivery where there is one): 0, 7 and
    19 percent, 0, 5 and 16 in the second half of 2020; small businesses and other vat-free ones know 0 only."""
    if vat_free:
        return _RATES[:1]
    return _RATES_LATE_2020 if _LOWERED[0] <= day <= _LOWERED[1] else _RATES


def voucher_rates(*, vat_free: bool = False) -> tuple[Decimal, ...]:
    """The rates of vouchers, whatever their date: an old receipt may be booked today."""
    return VOUCHER_RATES[:1] if vat_free else VOUCHER_RATES


def item(amount: Decimal, rate: Decimal, category_id: str, tax_type: str = VoucherTaxType.GROSS) -> VoucherItem:
    """One line of a voucher with the tax that Lexware expects; `amount` gross or net by `tax_type`."""
    tax = added_tax(amount, rate) if tax_type == VoucherTaxType.NET else contained_tax(amount, rate)
    return VoucherItem(amount=amount, tax_amount=tax, tax_rate_percent=rate, category_id=category_id)


def reverse_charge_item(amount: Decimal, category_id: str) -> VoucherItem:
    """One line of a purchase where the recipient owes the tax: the paid amount, rate 19, tax 0, in a gross voucher."""
    return VoucherItem(amount=amount, tax_amount=_ZERO, tax_rate_percent=REVERSE_CHARGE_RATE, category_id=category_id)


def items_of_total(
    gross: Decimal, parts: Sequence[tuple[Decimal, Decimal]], category_id: str
) -> tuple[VoucherItem, ...]:
    """The lines of a gross voucher over `gross` exactly, shared out over (rate, weight) by the weights, the last part taking
    the remainder. Parts that come to nothing are left out: Lexware takes no line of 0."""
    shares = last_takes_the_rest(gross, [weight for _, weight in parts])
    return tuple(item(share, rate, category_id) for (rate, _), share in zip(parts, shares, strict=True) if share)


def totals(items: Iterable[VoucherItem], tax_type: str = VoucherTaxType.GROSS) -> Totals:
    """What `totalGrossAmount` and `totalTaxAmount` must be."""
    lines = tuple(items)
    amount = total([line.amount for line in lines])
    tax = total([line.tax_amount for line in lines])
    return Totals(gross=total([amount, tax]) if tax_type == VoucherTaxType.NET else amount, tax=tax)


def as_positive(items: Iterable[VoucherItem]) -> tuple[VoucherItem, ...]:
    """Lines as Lexware wants them, who prints a credit note with minus signs or not: if they sum up to less than 0, all
    signs are turned."""
    lines = tuple(items)
    if total([line.amount for line in lines]) >= 0:
        return lines
    return tuple(line.replaced(amount=-line.amount, tax_amount=-line.tax_amount) for line in lines)


def signed(amount: Decimal, voucher_type: str) -> Decimal:
    """The amount of a document (always positive) with the direction of its money: in is positive, out negative. ValueError
    for kinds that move no money."""
    if voucher_type in _MONEY_COMES_IN:
        return amount
    if voucher_type in _MONEY_GOES_OUT:
        return -amount
    raise ValueError(f"no money moves on a document of type {voucher_type}")


@dataclass(frozen=True, slots=True)
class DiscountedRate:
    """What early payment does to one rate: how much less is paid, and how much tax there is less (§ 17 UStG)."""

    rate: Decimal
    gross_reduction: Decimal
    tax_correction: Decimal

    @property
    def net_reduction(self) -> Decimal:
        """The reduction of turnover or expense."""
        return self.gross_reduction - self.tax_correction


@dataclass(frozen=True, slots=True)
class EarlyPayment:
    """Early payment discount (Skonto) taken: `due` is what remains to be paid."""

    due: Decimal
    discount: Decimal
    rates: tuple[DiscountedRate, ...]

    @property
    def tax_correction(self) -> Decimal:
        """The tax that is owed, or deductible, less."""
        return total([rate.tax_correction for rate in self.rates])


def early_payment(gross_by_rate: Mapping[Decimal, Decimal], percentage: Decimal) -> EarlyPayment:
    """What is due if the discount is taken, and the correction of tax for each rate.

    The discount is one amount of the whole document, shared out over the rates by their gross amounts. The tax that
    remains is the tax within what remains of the column, so that the books agree with the money; the correction is the
    difference to the tax before.
    """
    rates, amounts = tuple(gross_by_rate), tuple(gross_by_rate.values())
    whole = total(amounts)
    discount = percent(whole, percentage)
    shares = by_largest_remainder(discount, amounts) if whole else (_ZERO,) * len(rates)
    columns = zip(rates, amounts, shares, strict=True)
    return EarlyPayment(
        due=whole - discount,
        discount=discount,
        rates=tuple(
            DiscountedRate(rate, share, contained_tax(amount, rate) - contained_tax(amount - share, rate))
            for rate, amount, share in columns
        ),
    )


def due_on(
    day: date, gross_by_rate: Mapping[Decimal, Decimal], percentage: Decimal, until: date
) -> EarlyPayment | None:
    """What is due if it is paid on `day`: with the discount up to and including its last day, None after it."""
    return early_payment(gross_by_rate, percentage) if day <= until else None
