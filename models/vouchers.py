"""Vouchers: the entries in Lexware's books, and the tax arithmetic that they must satisfy to the cent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from models.money import Money, cents


class VoucherKind(StrEnum):
    """Lexware's voucher types (API, section 13.1). Amounts are always positive: the type gives the direction."""

    PURCHASE_INVOICE = "purchaseinvoice"
    PURCHASE_CREDIT_NOTE = "purchasecreditnote"
    SALES_INVOICE = "salesinvoice"
    SALES_CREDIT_NOTE = "salescreditnote"


@dataclass(frozen=True, slots=True)
class TaxLine:
    """One rate of a document: percent, net base and tax, both in the document's currency."""

    rate: Decimal
    base: Decimal
    tax: Decimal

    @property
    def gross(self) -> Decimal:
        """Base and tax together."""
        return self.base + self.tax

    def adds_up(self, tolerance: Decimal = Decimal("0.01")) -> bool:
        """Whether the tax is the rate's share of the base; suppliers who round by line may be a cent off."""
        return abs(cents(self.base * self.rate / 100) - self.tax) <= tolerance


@dataclass(frozen=True, slots=True)
class VoucherItem:
    """One rate × category of a voucher, as Lexware wants it: the gross amount and the tax contained in it."""

    gross: Money
    tax: Money
    rate: Decimal
    category_id: str


@dataclass(frozen=True, slots=True)
class Voucher:
    """A booking, complete: what a person approved and Lexware shall hold."""

    kind: VoucherKind
    number: str
    issued_on: date
    due_on: date | None
    contact_name: str
    items: tuple[VoucherItem, ...]
    remark: str = ""

    @property
    def gross(self) -> Money:
        """Sum of the items' gross amounts: Lexware tolerates no cent between this and totalGrossAmount."""
        return sum((item.gross for item in self.items), Money(Decimal(0)))

    @property
    def tax(self) -> Money:
        """Sum of the items' taxes."""
        return sum((item.tax for item in self.items), Money(Decimal(0)))
