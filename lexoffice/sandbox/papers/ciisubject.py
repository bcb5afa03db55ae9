"""What both halves of an e-invoice need to know of the document (cii.py, settlement.py)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lexoffice.sandbox.box import Box
from lexoffice.sandbox.papers.chargedlines import ChargedLine, RateTotal, charged
from lexoffice.sandbox.papers.letterhead import Letterhead, letterhead
from lexoffice.sandbox.papers.taxwords import TaxCase, tax_case
from lexoffice.sandbox.papers.xmlnodes import Node, node
from lexoffice.sandbox.store import Record
from lexoffice.wire import plain


@dataclass(frozen=True, slots=True)
class Subject:
    """A document, who sends it to whom, and its amounts in the form of EN 16931."""

    record: Record
    profile: str
    sender: Letterhead
    contact: Record | None
    small_business: bool
    lines: tuple[ChargedLine, ...]
    rates: tuple[RateTotal, ...]

    @property
    def address(self) -> Record:
        """The customer's address as it stands on the document."""
        return self.record.get("address") or {}

    @property
    def shipping(self) -> Record:
        """When it was delivered or done; empty for credit notes."""
        return self.record.get("shippingConditions") or {}

    @property
    def over_a_period(self) -> bool:
        """Whether a period is stated and not one day."""
        return str(self.shipping.get("shippingType")).endswith("period")

    @property
    def categories(self) -> set[str]:
        """The tax categories that occur."""
        return {self.case(rate.rate).category for rate in self.rates}

    def case(self, rate: Decimal) -> TaxCase:
        """Why this rate is as it is."""
        return tax_case(self.record, rate, small_business=self.small_business)

    def tax(self, name: str, rate: Decimal) -> Node | None:
        """Category and rate; what VAT does not concern has no rate (BR-O-05)."""
        case = self.case(rate)
        return node(
            name,
            node("ram:TypeCode", "VAT"),
            node("ram:CategoryCode", case.category),
            None if case.category == "O" else node("ram:RateApplicablePercent", plain(rate)),
        )


def subject_of(box: Box, record: Record) -> Subject:
    """The document with everything around it."""
    lines, rates = charged(record)
    return Subject(
        record=record,
        profile=str(record["electronicDocumentProfile"]),
        sender=letterhead(box),
        contact=box.store.get("contact", (record.get("address") or {}).get("contactId") or ""),
        small_business=bool(box.profile.get("smallBusiness")),
        lines=lines,
        rates=rates,
    )


def reduction(amount: Decimal, percentage: object, basis: Decimal | None, tax: Node | None) -> Node | None:
    """A discount on a line, or (with its tax) on the whole."""
    return node(
        "ram:SpecifiedTradeAllowanceCharge",
        node("ram:ChargeIndicator", node("udt:Indicator", "false")),
        node("ram:CalculationPercent", plain(Decimal(str(percentage)))) if percentage else None,
        node("ram:BasisAmount", money(basis)) if basis is not None else None,
        node("ram:ActualAmount", money(amount)),
        node("ram:Reason", "Rabatt"),
        tax,
    )


def day_node(day: date | None) -> Node | None:
    """A day in the form of CII."""
    return node("udt:DateTimeString", day.strftime("%Y%m%d") if day else None, format="102")


def money(amount: Decimal) -> str:
    """Two decimals, a point."""
    return f"{amount:.2f}"
