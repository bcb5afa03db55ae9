"""The German words of the pages, and how they write amounts and times."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from lexoffice.sandbox.requests import day_of
from lexoffice.wire import BERLIN

STATES = {
    "draft": "Entwurf",
    "blank": "wird gelesen",
    "unchecked": "ungeprüft",
    "open": "offen",
    "overdue": "überfällig",
    "paid": "bezahlt",
    "paidoff": "ausgeglichen",
    "voided": "storniert",
    "transferred": "überwiesen",
    "sepadebit": "Lastschrift läuft",
    "accepted": "angenommen",
    "rejected": "abgelehnt",
}
TYPES = {
    "purchaseinvoice": "Eingangsrechnung",
    "purchasecreditnote": "Eingangsgutschrift",
    "salesinvoice": "Einnahme",
    "salescreditnote": "Einnahmenminderung",
    "invoice": "Rechnung",
    "downpaymentinvoice": "Abschlagsrechnung",
    "creditnote": "Rechnungskorrektur",
    "quotation": "Angebot",
    "orderconfirmation": "Auftragsbestätigung",
    "deliverynote": "Lieferschein",
    "dunning": "Mahnung",
}
PAYMENTS = {
    "partPaymentFinancialTransaction": "Bank",
    "manualPayment": "von Hand",
    "partPaymentCashBox": "Kasse",
    "partPaymentCreditNote": "Rechnungskorrektur",
    "cashDiscount": "Skonto",
    "dunningCosts": "Mahnkosten",
    "currencyConversion": "Kursdifferenz",
    "irrecoverableReceivable": "uneinbringlich",
}
ACTS = {
    "finalise": ("Fertigstellen", "Fertiggestellt."),
    "accept": ("Annehmen", "Angebot angenommen."),
    "reject": ("Ablehnen", "Angebot abgelehnt."),
    "collect": ("Lastschrift einziehen", "Lastschrift eingereicht; bezahlt ist, wenn die Bank gebucht hat."),
    "transfer": ("Überweisen", "Überweisung beauftragt; bezahlt ist, wenn die Bank gebucht hat."),
    "write-off": ("Als uneinbringlich ausbuchen", "Der offene Rest ist ausgebucht."),
    "draft": ("Zurück zum Entwurf", "Das Dokument ist wieder ein Entwurf."),
    "void": ("Stornieren", "Storniert."),
    "archive": ("Archivieren", "Archiviert."),
    "unarchive": ("Aus dem Archiv holen", "Aus dem Archiv geholt."),
    "delete": ("Löschen", "Gelöscht."),
}
"""Act → its button, and what is said when it is done."""
FAULTS = {
    "429": "zu viele Anfragen (429)",
    "500": "Serverfehler (500)",
    "500_rate_limit": "Anfragegrenze, als 500 verkleidet",
    "503": "nicht erreichbar (503)",
    "504": "Zeitüberschreitung nach der Ausführung (504)",
    "504_before": "Zeitüberschreitung ohne Ausführung (504)",
    "slow": "langsame Antwort (5 Sekunden)",
    "reset": "Verbindung bricht ab, ohne Ausführung",
    "reset_after": "Verbindung bricht ab, nach der Ausführung",
}
WEBHOOK_FAULTS = {
    "lost": "geht verloren",
    "doubled": "kommt doppelt",
    "late": "kommt zehn Sekunden zu spät",
    "wrong_signature": "ist falsch unterschrieben",
    "shuffled": "wird von der nächsten überholt",
}
OUTCOMES = {
    "pending": "unterwegs",
    "delivered": "zugestellt",
    "given up": "aufgegeben",
    "unsubscribed": "Abonnement beendet",
    "lost": "verloren",
}
ANSWERS = {"too slow": "zu langsam", "name unknown": "Name unbekannt", "not reached": "nicht erreicht"}
TAX_TYPES = {"net": "netto", "gross": "brutto", "vatfree": "ohne Umsatzsteuer"}
_WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")


def euro(amount: Decimal | int | None) -> str:
    """1.234,56 €; nothing where there is no amount."""
    return "" if amount is None else f"{digits(amount)} €"


def digits(amount: Decimal | int | str) -> str:
    """1.234,56: what a form shows and takes."""
    return f"{Decimal(amount):,.2f}".replace(",", "\0").replace(".", ",").replace("\0", ".")


def number(amount: Decimal | int | str) -> str:
    """6,5: quantities and rates as they are."""
    return f"{Decimal(amount).normalize():f}".replace(".", ",")


def day(value: str | date | None) -> str:
    """27.02.2026; nothing where there is no day."""
    if not value:
        return ""
    return (day_of(value) if isinstance(value, str) else value).strftime("%d.%m.%Y")


def moment(value: str | datetime) -> str:
    """27.02.2026, 09:14:05 in Berlin."""
    instant = datetime.fromisoformat(value) if isinstance(value, str) else value
    return instant.astimezone(BERLIN).strftime("%d.%m.%Y, %H:%M:%S")


def weekday(value: datetime) -> str:
    """Freitag."""
    return _WEEKDAYS[value.astimezone(BERLIN).weekday()]
