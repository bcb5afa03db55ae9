"""The words of the house's letters in German and English."""

from __future__ import annotations

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
