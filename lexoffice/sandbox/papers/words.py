"""The words of the house's letters in German and English, and how each writes amounts, quantities and days."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from lexoffice.sandbox.requests import day_of as day_as_sent
from lexoffice.wire import plain

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
TITLES = {
    "invoice": ("Rechnung", "Invoice"),
    "downpaymentinvoice": ("Abschlagsrechnung", "Down payment invoice"),
    "creditnote": ("Rechnungskorrektur", "Credit note"),
    "quotation": ("Angebot", "Quotation"),
    "orderconfirmation": ("Auftragsbestätigung", "Order confirmation"),
    "deliverynote": ("Lieferschein", "Delivery note"),
    "dunning": ("Mahnung", "Payment reminder"),
}
"""Title by type of document; a document's own title stands in its place."""

_WORDS = {
    "number": ("Nummer", "Number"),
    "date": ("Datum", "Date"),
    "due": ("Fällig am", "Due date"),
    "valid until": ("Gültig bis", "Valid until"),
    "customer": ("Kundennummer", "Customer number"),
    "delivered": ("Lieferdatum", "Delivery date"),
    "delivered from": ("Lieferzeitraum", "Delivery period"),
    "served": ("Leistungsdatum", "Date of service"),
    "served from": ("Leistungszeitraum", "Period of service"),
    "refers to": ("Bezug", "Reference"),
    "buyer reference": ("Leitweg-ID", "Buyer reference"),
    "position": ("Pos.", "Item"),
    "text": ("Bezeichnung", "Description"),
    "quantity": ("Menge", "Quantity"),
    "price": ("Einzelpreis", "Unit price"),
    "rate": ("USt", "VAT"),
    "discount": ("Rabatt", "Discount"),
    "amount": ("Gesamt", "Amount"),
    "optional": ("optional", "optional"),
    "alternative": ("Alternative", "alternative"),
    "subtotal": ("Zwischensumme", "Subtotal"),
    "net total": ("Gesamtbetrag netto", "Total net"),
    "plus tax": ("zzgl. {rate} % USt auf {net}", "plus {rate} % VAT on {net}"),
    "tax within": ("enthält {rate} % USt aus {net} netto", "includes {rate} % VAT on {net} net"),
    "total": ("Gesamtbetrag", "Total"),
    "deduction": ("abzüglich {title} {number}", "less {title} {number}"),
    "still due": ("Noch zu zahlen", "Amount due"),
    "pay until": ("Zahlbar bis zum {day}.", "Payable by {day}."),
    "delivery terms": ("Lieferbedingungen: {terms}", "Delivery terms: {terms}"),
    "preview": (
        "Vorschau. Die Rechnung ist die zugehörige XML-Datei (XRechnung); dieses PDF ist keine E-Rechnung.",
        "Preview. The invoice is the XML file that belongs to it (XRechnung); this PDF is no electronic invoice.",
    ),
    "draft": ("Entwurf", "Draft"),
    "phone": ("Telefon", "Phone"),
    "tax number": ("Steuernummer", "Tax number"),
    "vat id": ("USt-IdNr.", "VAT ID"),
    "director": ("Geschäftsführung", "Managing director"),
}


def word(name: str, language: str) -> str:
    """The word in the letter's language."""
    return _WORDS[name][language == "en"]


def title_of(document_type: str, language: str) -> str:
    """What a document of this type is called."""
    return TITLES[document_type][language == "en"]


def day_of(value: object) -> date | None:
    """The Berlin day of a day, or of a day or an instant on the wire; None where there is none."""
    if isinstance(value, date):
        return value
    return day_as_sent(value) if value else None


def day_text(value: object, language: str) -> str:
    """02.03.2026, or 2 Mar 2026 (which no American reads as February); empty where there is none."""
    day = day_of(value)
    if day is None:
        return ""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if language == "en" else day.strftime("%d.%m.%Y")


def number_text(value: Any, language: str, *, decimals: int = 0) -> str:
    """Digits in groups of three, with at least so many decimals: 1.234,5 or 1,234.5."""
    number = Decimal(value)
    digits = plain(abs(number)).partition(".")[2]
    text = f"{number:,.{max(decimals, len(digits))}f}"
    return text if language == "en" else text.replace(",", "\0").replace(".", ",").replace("\0", ".")


def money_text(value: Any, language: str) -> str:
    """1.234,50 € or €1,234.50; prices keep their third and fourth decimal."""
    number = Decimal(value)
    if language == "en":
        return f"{'-' if number < 0 else ''}€{number_text(abs(number), language, decimals=2)}"
    return f"{number_text(number, language, decimals=2)} €"
