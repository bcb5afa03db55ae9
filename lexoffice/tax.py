"""Tax by the column method (API, section 13.2): per rate, from the amount of the column, half up to the cent.

Lexware compares totals without any tolerance, so this is the only arithmetic that vouchers may be built with.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from lexoffice.vouchers import VoucherItem, VoucherTaxType

_CENT = Decimal("0.01")
REVERSE_CHARGE_RATE = Decimal(19)
"""§ 13b and intra-community purchases carry this rate with a tax of 0 (API, section 11)."""


@dataclass(frozen=True, slots=True)
class Totals:
    """The two sums that a voucher carries."""

    gross: Decimal
    tax: Decimal


def contained_tax(gross: Decimal, rate: Decimal) -> Decimal:
    """The tax within a gross amount; `rate` in percent."""
    return (gross * rate / (100 + rate)).quantize(_CENT, ROUND_HALF_UP)


def added_tax(net: Decimal, rate: Decimal) -> Decimal:
    """The tax on top of a net amount; `rate` in percent."""
    return (net * rate / 100).quantize(_CENT, ROUND_HALF_UP)


def item(amount: Decimal, rate: Decimal, category_id: str, tax_type: str = VoucherTaxType.GROSS) -> VoucherItem:
    """One line of a voucher with the tax that Lexware expects; `amount` gross or net by `tax_type`."""
    tax = added_tax(amount, rate) if tax_type == VoucherTaxType.NET else contained_tax(amount, rate)
    return VoucherItem(amount=amount, tax_amount=tax, tax_rate_percent=rate, category_id=category_id)


def reverse_charge_item(amount: Decimal, category_id: str) -> VoucherItem:
    """One line of a purchase where the recipient owes the tax: the paid amount, rate 19, tax 0, in a gross voucher."""
    return VoucherItem(
        amount=amount, tax_amount=Decimal("0.00"), tax_rate_percent=REVERSE_CHARGE_RATE, category_id=category_id
    )


def totals(items: Iterable[VoucherItem], tax_type: str = VoucherTaxType.GROSS) -> Totals:
    """What `totalGrossAmount` and `totalTaxAmount` must be."""
    lines = tuple(items)
    amount = sum((line.amount for line in lines), Decimal("0.00"))
    tax = sum((line.tax_amount for line in lines), Decimal("0.00"))
    return Totals(gross=amount + tax if tax_type == VoucherTaxType.NET else amount, tax=tax)
