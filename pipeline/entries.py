"""What a person typed, checked and brought into the form of predictions: ISO dates, decimal strings, ids without blanks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from classifier.values.amounts import parse_amount
from classifier.values.dates import parse_date
from models.documents import Direction, DocumentKind
from models.fields import AMOUNTS, DATES, FieldName
from models.money import cents
from models.vouchers import TaxLine
from pipeline.values import FIELDS, OTHER_DECISIONS, Value

Entry = str | Sequence[Mapping[str, str]] | None

LONGEST_TEXT = 255
WITHOUT_BLANKS = frozenset({FieldName.IBAN, FieldName.BIC, FieldName.SUPPLIER_VAT_ID, FieldName.CURRENCY})


class InvalidValue(ValueError):
    """The entry cannot be taken; the text is a German sentence for the person who made it."""


def entered(field: str, entry: Entry) -> Value:
    """`entry` as a value of `field`. An empty entry means: not on the document. Raises InvalidValue."""
    if isinstance(entry, str):
        entry = " ".join(entry.split())
        if len(entry) > LONGEST_TEXT:
            raise InvalidValue(f"Der Wert ist zu lang (höchstens {LONGEST_TEXT} Zeichen).")
    if not entry:
        if field in ("kind", "direction"):
            raise InvalidValue("Art und Richtung eines Dokuments lassen sich ändern, aber nicht leeren.")
        return None
    if field == FieldName.TAX_BREAKDOWN:
        return _tax_lines(entry)
    if not isinstance(entry, str):
        raise InvalidValue("Hier wird ein Text erwartet.")
    return _text(field, entry)


def _text(field: str, entry: str) -> str:
    if field == "kind":
        return _one_of(entry, DocumentKind)
    if field == "direction":
        return _one_of(entry, Direction)
    if field == "category" or field in OTHER_DECISIONS:
        return entry
    if field not in FIELDS:
        raise InvalidValue(f"Das Feld „{field}“ gibt es nicht.")
    name = FieldName(field)
    if name in AMOUNTS:
        return _amount(entry)
    if name in DATES:
        return _date(entry)
    return entry.replace(" ", "").upper() if name in WITHOUT_BLANKS else entry


def _one_of(entry: str, choices: type[DocumentKind] | type[Direction]) -> str:
    if entry not in [choice.value for choice in choices]:
        raise InvalidValue(f"„{entry}“ steht nicht zur Wahl.")
    return entry


def _amount(entry: str) -> str:
    amount = parse_amount(entry)
    if amount is None:
        raise InvalidValue(f"„{entry}“ ist kein Betrag: bitte zum Beispiel 1.234,56 eingeben.")
    return f"{cents(amount)}"


def _date(entry: str) -> str:
    day = parse_date(entry)
    if day is None:
        raise InvalidValue(f"„{entry}“ ist kein Datum: bitte zum Beispiel 31.12.2026 eingeben.")
    return day.isoformat()


def _tax_lines(entry: Entry) -> Value:
    message = "Steuerzeilen brauchen je einen Satz, ein Netto und eine Steuer als Zahlen."
    if entry is None or isinstance(entry, str):
        raise InvalidValue(message)
    try:
        return tuple(
            TaxLine(_rate(line["rate"]), Decimal(_amount(line["base"])), Decimal(_amount(line["tax"])))
            for line in entry
        )
    except (KeyError, TypeError, AttributeError, ArithmeticError) as error:
        raise InvalidValue(message) from error


def _rate(text: str) -> Decimal:
    return Decimal(text.removesuffix("%").strip().replace(",", "."))
