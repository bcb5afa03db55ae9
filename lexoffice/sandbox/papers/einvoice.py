"""Reading an e-invoice that was uploaded, CII or UBL: what a person would want to see and a voucher needs.

Missing or senseless values are None; nothing here refuses a file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from lxml import etree

from lexoffice.sandbox.papers.einvoicepaths import SYNTAXES
from lexoffice.wire import BERLIN

CREDIT_NOTES = ("381", "261", "532", "396")
"""Codes of types (UNTDID 1001) that ask for nothing but give something back."""


@dataclass(frozen=True, slots=True)
class Party:
    """Seller or buyer."""

    name: str | None
    street: str | None
    town: str | None
    vat_id: str | None


@dataclass(frozen=True, slots=True)
class RateShare:
    """Net and tax of one rate."""

    rate: Decimal
    net: Decimal
    tax: Decimal


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    """One line as stated."""

    name: str
    description: str
    quantity: Decimal | None
    price: Decimal | None
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class EInvoice:
    """An e-invoice as read. `is_credit`: it gives back; amounts are as stated, whatever their sign."""

    is_credit: bool
    number: str | None
    issued: date | None
    due: date | None
    currency: str | None
    seller: Party
    buyer: Party
    iban: str | None
    net: Decimal | None
    tax: Decimal | None
    gross: Decimal | None
    rates: tuple[RateShare, ...]
    lines: tuple[InvoiceLine, ...]
    terms: str | None
    notes: tuple[str, ...]


def parse(content: bytes) -> etree._Element | None:
    """The root of an XML invoice; None for anything else. No entities, no network, no huge trees."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        return None
    return root if etree.QName(root).localname in SYNTAXES else None


def read_einvoice(content: bytes) -> EInvoice | None:
    """What an XML invoice says; None if it is none."""
    root = parse(content)
    return None if root is None else _Reader(root).invoice()


class _Reader:
    """Looks for the paths of one syntax, whatever the prefixes."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self.paths = SYNTAXES[etree.QName(root).localname]

    def invoice(self) -> EInvoice:
        is_note = etree.QName(self.root).localname == "CreditNote"
        return EInvoice(
            is_credit=is_note or self.text("type") in CREDIT_NOTES,
            number=self.text("number"),
            issued=self.day("issued"),
            due=self.day("due"),
            currency=self.text("currency"),
            seller=self.party("seller"),
            buyer=self.party("buyer"),
            iban=self.text("iban"),
            net=self.number("net"),
            tax=self.number("tax"),
            gross=self.number("gross"),
            rates=tuple(self.rates()),
            lines=tuple(self.line(element) for element in self.all("lines")),
            terms=self.text("terms"),
            notes=tuple(text for element in self.all("notes") if (text := _text(element))),
        )

    def party(self, name: str) -> Party:
        element = next(self.all(name), None)
        if element is None:
            return Party(None, None, None, None)
        town = " ".join(filter(None, [self.text("zip", element), self.text("city", element)]))
        return Party(
            self.text("name", element), self.text("street", element), town or None, self.text("vat_id", element)
        )

    def rates(self) -> Iterator[RateShare]:
        for element in self.all("rates"):
            net, tax = self.number("rate_net", element), self.number("rate_tax", element)
            if net is not None and tax is not None:
                # What VAT does not concern states no rate.
                yield RateShare(self.number("rate", element) or Decimal(0), net, tax)

    def line(self, element: etree._Element) -> InvoiceLine:
        return InvoiceLine(
            name=self.text("line_name", element) or "",
            description=self.text("line_text", element) or "",
            quantity=self.number("line_quantity", element),
            price=self.number("line_price", element),
            amount=self.number("line_amount", element),
        )

    def all(self, name: str, within: etree._Element | None = None) -> Iterator[etree._Element]:
        start = self.root if within is None else within
        for path in self.paths[name].split("|"):
            yield from start.iterfind(_any_namespace(path))

    def text(self, name: str, within: etree._Element | None = None) -> str | None:
        return next((text for element in self.all(name, within) if (text := _text(element))), None)

    def number(self, name: str, within: etree._Element | None = None) -> Decimal | None:
        text = self.text(name, within)
        try:
            number = Decimal(text or "")
        except InvalidOperation:
            return None
        # An exponent of a thousand would be a number, but no amount.
        return number if number.is_finite() and abs(number.adjusted()) < 15 else None

    def day(self, name: str) -> date | None:
        text = self.text(name) or ""
        for form in ("%Y%m%d", "%Y-%m-%d"):
            try:
                return datetime.strptime(text, form).replace(tzinfo=BERLIN).date()
            except ValueError:
                continue
        return None


def _any_namespace(path: str) -> str:
    """`A/B` → `{*}A/{*}B`; a leading `//` searches the whole tree."""
    steps = [step if not step or step == "." else f"{{*}}{step}" for step in path.removeprefix("//").split("/")]
    return ".//" + "/".join(steps) if path.startswith("//") else "/".join(steps)


def _text(element: etree._Element) -> str | None:
    return "".join(map(str, element.itertext())).strip() or None
