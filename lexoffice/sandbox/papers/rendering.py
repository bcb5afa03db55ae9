"""An uploaded e-invoice as a PDF for people, which Lexware gives to whoever asks for one (API notes, section 12.3)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from lexoffice.sandbox.papers.einvoice import EInvoice, InvoiceLine, Party
from lexoffice.sandbox.papers.layout import typeset
from lexoffice.sandbox.papers.letter import Column, Letter, Row
from lexoffice.sandbox.papers.words import day_text, number_text

_UNSTATED = "ohne Angabe"
_COLUMNS = (
    Column("Pos.", 8),
    Column("Bezeichnung", 45),
    Column("Menge", 13, right=True),
    Column("Preis netto", 17, right=True),
    Column("Gesamt netto", 17, right=True),
)


def rendered(invoice: EInvoice) -> bytes:
    """The PDF: everything that was read, and that it is a rendering."""
    title = "Gutschrift" if invoice.is_credit else "Rechnung"
    seller = invoice.seller
    return typeset(
        Letter(
            language="de",
            title=f"{title} {invoice.number or ''}".strip(),
            sender=seller.name or _UNSTATED,
            return_address=" · ".join(_lines(seller)),
            recipient=_lines(invoice.buyer),
            facts=tuple(_facts(invoice)),
            opening=invoice.notes,
            columns=_COLUMNS,
            rows=tuple(_row(position, line, invoice) for position, line in enumerate(invoice.lines, 1)),
            totals=tuple(_totals(invoice)),
            closing=(invoice.terms,) if invoice.terms else (),
            footer=(_lines(seller), tuple(filter(None, [seller.vat_id, invoice.iban]))),
            notice="Darstellung einer E-Rechnung. Das Original ist die XML-Datei.",
        )
    )


def _lines(party: Party) -> tuple[str, ...]:
    return tuple(filter(None, [party.name, party.street, party.town]))


def _facts(invoice: EInvoice) -> Iterator[tuple[str, str]]:
    yield "Nummer", invoice.number or _UNSTATED
    yield "Datum", day_text(invoice.issued, "de") or _UNSTATED
    if invoice.due:
        yield "Fällig am", day_text(invoice.due, "de")
    if invoice.seller.vat_id:
        yield "USt-IdNr.", invoice.seller.vat_id


def _row(position: int, line: InvoiceLine, invoice: EInvoice) -> Row:
    quantity = "" if line.quantity is None else number_text(line.quantity, "de")
    return Row(
        name=line.name,
        description=line.description,
        before=str(position),
        cells=(quantity, _money(line.price, invoice), _money(line.amount, invoice)),
    )


def _totals(invoice: EInvoice) -> Iterator[tuple[str, str, bool]]:
    yield "Gesamtbetrag netto", _money(invoice.net, invoice), False
    for share in invoice.rates:
        label = f"USt {number_text(share.rate, 'de')} % auf {_money(share.net, invoice)}"
        yield label, _money(share.tax, invoice), False
    yield "Gesamtbetrag", _money(invoice.gross, invoice), True


def _money(amount: Decimal | None, invoice: EInvoice) -> str:
    """In the invoice's own currency, which need not be ours."""
    return _UNSTATED if amount is None else f"{number_text(amount, 'de', decimals=2)} {invoice.currency or ''}".strip()
