"""German words and forms for what the pages show: one place for every label, so that API codes never reach a reader."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from models.documents import Channel, Direction, DocumentKind, DocumentStatus, Medium
from models.fields import AMOUNTS, DATES, FieldName, Source

BERLIN = ZoneInfo("Europe/Berlin")

KINDS = {
    DocumentKind.INVOICE: "Rechnung",
    DocumentKind.CREDIT_NOTE: "Gutschrift",
    DocumentKind.RECEIPT: "Quittung",
    DocumentKind.ORDER_CONFIRMATION: "Auftragsbestätigung",
    DocumentKind.DELIVERY_NOTE: "Lieferschein",
    DocumentKind.DUNNING: "Mahnung",
    DocumentKind.OFFER: "Angebot",
    DocumentKind.BANK_STATEMENT: "Kontoauszug",
    DocumentKind.CONTRACT: "Vertrag",
    DocumentKind.LETTER: "Brief",
    DocumentKind.PAYSLIP: "Lohnabrechnung",
    DocumentKind.OFFICIAL_NOTICE: "Bescheid",
    DocumentKind.ADVERTISING: "Werbung",
    DocumentKind.OTHER: "Sonstiges",
}

STATUSES = {
    DocumentStatus.RECEIVED: "Eingegangen",
    DocumentStatus.READ: "Gelesen",
    DocumentStatus.CLASSIFIED: "Erkannt",
    DocumentStatus.MATCHED: "Zugeordnet",
    DocumentStatus.IN_REVIEW: "Zu prüfen",
    DocumentStatus.APPROVED: "Freigegeben",
    DocumentStatus.FILED: "Gebucht",
    DocumentStatus.PAID: "Bezahlt",
    DocumentStatus.ARCHIVED: "Abgelegt",
    DocumentStatus.REJECTED: "Abgelehnt",
    DocumentStatus.SPLIT: "Geteilt",
}

DIRECTIONS = {Direction.INCOMING: "Eingang", Direction.OUTGOING: "Ausgang"}

MEDIA = {
    Medium.BORN_DIGITAL: "PDF mit Text",
    Medium.SCAN: "Scan",
    Medium.PHOTO: "Foto",
    Medium.E_INVOICE_XML: "E-Rechnung (XML)",
    Medium.STRUCTURED: "Kontodaten",
    Medium.TEXT: "Text",
    Medium.MAIL: "E-Mail",
}

CHANNELS = {
    Channel.UPLOAD: "hochgeladen",
    Channel.API: "über die Schnittstelle",
    Channel.MAILBOX: "E-Mail",
    Channel.FOLDER: "Ordner",
    Channel.COMMAND_LINE: "Befehlszeile",
}

OUTCOMES = {"document": "Beleg", "double": "Doppelt", "no_document": "Kein Beleg", "refused": "Abgewiesen"}

SOURCES = {
    Source.EINVOICE: "aus den Daten der E-Rechnung",
    Source.CODE: "aus dem QR-Code",
    Source.TEXT: "aus dem Text",
    Source.MODEL: "vom Modell erkannt",
    Source.MEMORY: "aus früheren Belegen",
    Source.REVIEWER: "von Hand",
}

FIELDS = {
    FieldName.SUPPLIER_NAME: "Lieferant",
    FieldName.BUYER_NAME: "Empfänger",
    FieldName.SUPPLIER_VAT_ID: "USt-IdNr.",
    FieldName.SUPPLIER_TAX_NUMBER: "Steuernummer",
    FieldName.DOCUMENT_NUMBER: "Belegnummer",
    FieldName.DOCUMENT_DATE: "Belegdatum",
    FieldName.DUE_DATE: "Fällig am",
    FieldName.DELIVERY_DATE: "Lieferdatum",
    FieldName.PERIOD_START: "Leistung von",
    FieldName.PERIOD_END: "Leistung bis",
    FieldName.ORDER_REFERENCE: "Bestellnummer",
    FieldName.CUSTOMER_NUMBER: "Kundennummer",
    FieldName.CURRENCY: "Währung",
    FieldName.NET_TOTAL: "Netto",
    FieldName.TAX_TOTAL: "Umsatzsteuer",
    FieldName.GROSS_TOTAL: "Brutto",
    FieldName.PREPAID_TOTAL: "Anzahlung",
    FieldName.AMOUNT_DUE: "Zahlbetrag",
    FieldName.TAX_BREAKDOWN: "Steuerzeilen",
    FieldName.IBAN: "IBAN",
    FieldName.BIC: "BIC",
    FieldName.PAYMENT_MEANS: "Zahlungsart",
    FieldName.LINE_COUNT: "Positionen",
    FieldName.TYPE_CODE: "Belegart-Code",
}

OTHER_FIELDS = {
    "kind": "Art",
    "direction": "Richtung",
    "category": "Kategorie",
    "purchase_order": "Bestellung",
    "duplicate": "Dublette",
}

ROLES = {"staff": "Mitarbeit", "reviewer": "Prüfung", "admin": "Verwaltung"}


REASONS = {
    "first in the sender line above the address": "steht in der Absenderzeile über der Anschrift",
    "beside a label for the writer": "steht bei einer Angabe zum Aussteller",
    "beside a label for the recipient": "steht bei einer Angabe zum Empfänger",
    "in the recipient's address block": "steht im Anschriftenblock des Empfängers",
    "in the address window": "steht im Anschriftenfeld",
    "agrees with the mail or web address": "passt zur E-Mail- oder Webadresse",
    "in the letterhead": "steht im Briefkopf",
    "below the greeting": "steht unter der Grußformel",
    "beside register or tax data": "steht bei Register- oder Steuerangaben",
    "check digits right": "Prüfziffern stimmen",
    "check digit right": "Prüfziffer stimmt",
    "form of a German tax number": "hat die Form einer deutschen Steuernummer",
    "net + VAT = gross": "Netto + Umsatzsteuer = Brutto",
    "rates × bases = VAT": "Steuersätze × Nettobeträge = Umsatzsteuer",
    "nothing paid before, so the gross amount is due": "keine Anzahlung, also ist der Bruttobetrag zu zahlen",
    "label, rules and trained model agree": "Beschriftung, Regeln und Modell stimmen überein",
    "the page says: day of delivery = day of issue": "laut Beleg ist der Liefertag der Belegtag",
    "the payment code says the same": "der QR-Code sagt dasselbe",
    "payment code on the page": "steht im QR-Code des Belegs",
    "tax lines of the XML": "Steuerzeilen der E-Rechnung",
}
"""The clerk's reasons (`why` of `kontorist read`). tests/api/test_reasons.py finds every one that has no German."""

_QUOTE = "'"
REASONS_WITH_TEXT = {"right of": "rechts von", "below": "unter", "in column": "in der Spalte", "before": "vor"}
"""Where a value stands, each before a label that is quoted from the page."""


def reason(text: str) -> str:
    """Why a value was chosen, in German. An unknown reason stays what it is."""
    place, quote, label = text.partition(f" {_QUOTE}")
    if quote and place in REASONS_WITH_TEXT:
        return f"{REASONS_WITH_TEXT[place]} „{label.removesuffix(_QUOTE)}“"
    return REASONS.get(text, text)


def field_label(name: str) -> str:
    """The German name of a field or of another decision; the name itself if it is unknown."""
    if name in OTHER_FIELDS:
        return OTHER_FIELDS[name]
    return FIELDS.get(FieldName(name), name) if name in set(FieldName) else name


def kind_label(kind: str | None) -> str:
    """The German name of a document kind, empty for none."""
    return KINDS[DocumentKind(kind)] if kind else ""


def status_label(status: str) -> str:
    """The German name of a status."""
    return STATUSES[DocumentStatus(status)]


def amount(value: Decimal | None) -> str:
    """`1234.5` as `1.234,50`."""
    return "" if value is None else f"{value:,.2f}".translate(str.maketrans(",.", ".,"))


def day(value: date | None) -> str:
    """`31.12.2026`."""
    return "" if value is None else f"{value:%d.%m.%Y}"


def moment(value: datetime | None) -> str:
    """`31.12.2026 14:05`, in Berlin."""
    return "" if value is None else f"{value.astimezone(BERLIN):%d.%m.%Y %H:%M}"


def short_moment(value: datetime, today: date) -> str:
    """`heute 14:05`, `30.12. 09:10`, or with the year if it is another one; in Berlin."""
    local = value.astimezone(BERLIN)
    if local.date() == today:
        return f"heute {local:%H:%M}"
    return f"{local:%d.%m. %H:%M}" if local.year == today.year else f"{local:%d.%m.%Y}"


def percent(share: float | None) -> str:
    """`97 %`; never rounded up to 100 unless it is."""
    if share is None:
        return ""
    return f"{100 if share >= 1 else min(99, round(share * 100))} %"


def shown(name: str, value: str) -> str:
    """A field's stored value as a German reader writes it: amounts with a comma, days with points, labels in German."""
    if name == "kind":
        return kind_label(value)
    if name == "direction":
        return DIRECTIONS[Direction(value)]
    if name in AMOUNTS:
        return amount(Decimal(value))
    if name in DATES:
        return day(date.fromisoformat(value))
    return value


def rate(value: Decimal) -> str:
    """A tax rate in percent: `19`, `5,5`."""
    return f"{value.normalize():f}".replace(".", ",")


def size(count: int) -> str:
    """`12 KB`, `3,4 MB`."""
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))} KB"
    return f"{count / 1_000_000:.1f} MB".replace(".0 ", " ").replace(".", ",")
