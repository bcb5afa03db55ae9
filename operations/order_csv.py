"""Purchase orders from a CSV file, as spreadsheets and order systems write it; a value is computed, nothing stored.

Comma, semicolon or tab; German ("1.234,50", "02.03.2026") or plain ("1234.50", "2026-03-02"); UTF-8, or what Excel calls
ANSI. Each line that cannot be taken is said by its number, in German, and the others go on.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from models.orders import PurchaseOrder

REQUIRED = ("number", "supplier_name", "ordered_on", "net_total", "gross_total")
OPTIONAL = ("supplier_vat_id", "supplier_number")

LONGEST = {"number": 60, "supplier_name": 255, "supplier_vat_id": 20, "supplier_number": 40}
"""Characters; as wide as the columns of storage.tables.orders."""

HIGHEST = Decimal(10) ** 10
"""Euro. Beyond it stands a slipped separator or an account number."""


@dataclass(frozen=True, slots=True)
class LineError:
    """A line of the file (the heading is line 1) and, in German, why it was not taken."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class OrderFile:
    """What a file holds. `silent_on`: optional columns that it does not have, so that it says nothing about them."""

    orders: tuple[PurchaseOrder, ...]
    errors: tuple[LineError, ...]
    silent_on: frozenset[str] = frozenset()


class _Wrong(Exception):
    """A German sentence about one line."""


def parse(content: bytes) -> OrderFile:
    """All orders of the file, and all lines that are none."""
    text = _decoded(content)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    try:
        reader.fieldnames = [name.strip().casefold() for name in reader.fieldnames or ()]
    except csv.Error:
        return OrderFile((), (LineError(1, "Die Kopfzeile ist nicht lesbar. Bitte die Datei neu als CSV speichern."),))
    missing = [name for name in REQUIRED if name not in reader.fieldnames]
    if missing:
        message = f"In der Kopfzeile fehlen: {', '.join(missing)}. Bitte die Spalten so benennen."
        return OrderFile((), (LineError(1, message),))
    orders: dict[str, PurchaseOrder] = {}
    errors = []
    for line, found in _lines(reader):
        if isinstance(found, PurchaseOrder) and orders.setdefault(found.number, found) != found:
            errors.append(
                LineError(line, f"Die Bestellung {found.number} steht schon weiter oben, mit anderen Angaben.")
            )
        elif isinstance(found, str):
            errors.append(LineError(line, found))
    return OrderFile(tuple(orders.values()), tuple(errors), frozenset(OPTIONAL) - set(reader.fieldnames))


def _lines(reader: csv.DictReader[str]) -> Iterator[tuple[int, PurchaseOrder | str]]:
    """Each line's number with its order, or with what is wrong."""
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield reader.reader.line_num, "Die Zeile ist kein CSV: ein Anführungszeichen steht falsch oder fehlt."
            continue
        try:
            yield reader.line_num, _order(row)
        except _Wrong as wrong:
            yield reader.line_num, str(wrong)


def _order(row: Mapping[str | None, str | list[str] | None]) -> PurchaseOrder:
    if None in row:
        raise _Wrong(
            "Die Zeile hat mehr Spalten als die Kopfzeile. Enthält ein Betrag das Trennzeichen, gehört er in „“."
        )
    cells = {name: value.strip() for name in (*REQUIRED, *OPTIONAL) if isinstance(value := row.get(name), str)}
    for name in REQUIRED:
        if not cells.get(name):
            raise _Wrong(f"Die Spalte {name} ist leer.")
    for name, longest in LONGEST.items():
        if len(cells.get(name, "")) > longest:
            raise _Wrong(f"Die Spalte {name} hat mehr als {longest} Zeichen.")
    net, gross = _amount(cells["net_total"], "net_total"), _amount(cells["gross_total"], "gross_total")
    if gross < net:
        raise _Wrong("Der Bruttobetrag ist kleiner als der Nettobetrag. Sind die Spalten vertauscht?")
    return PurchaseOrder(
        number=cells["number"],
        supplier_name=cells["supplier_name"],
        supplier_vat_id=_vat_id(cells.get("supplier_vat_id", "")),
        supplier_number=cells.get("supplier_number") or None,
        ordered_on=_day(cells["ordered_on"]),
        net_total=net,
        gross_total=gross,
    )


def _amount(text: str, column: str) -> Decimal:
    """German or plain. One dot with three digits behind it may be either, so it is refused and not guessed."""
    bare = re.sub(r"\s|€|EUR$", "", text)
    if re.fullmatch(r"\d{1,3}\.\d{3}", bare):
        raise _Wrong(f"Der Betrag „{text}“ ({column}) ist mehrdeutig. Bitte mit Cent schreiben: 1.234,00 oder 1234.00.")
    if re.fullmatch(r"(\d+|\d{1,3}(\.\d{3})+)(,\d{1,2})?", bare):
        bare = bare.replace(".", "").replace(",", ".")
    elif not re.fullmatch(r"\d+(\.\d{1,2})?", bare):
        raise _Wrong(f"„{text}“ ({column}) ist kein Betrag. Bitte so schreiben: 1234,50 oder 1234.50.")
    amount = Decimal(bare)
    if not 0 < amount < HIGHEST:
        raise _Wrong(f"Der Betrag „{text}“ ({column}) kann nicht stimmen.")
    return amount.quantize(Decimal("0.01"))


def _day(text: str) -> date:
    for form in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007  a day has no time zone
        except ValueError:
            continue
    raise _Wrong(f"„{text}“ ist kein Datum. Bitte so schreiben: 2026-03-02 oder 02.03.2026.")


def _vat_id(text: str) -> str | None:
    bare = re.sub(r"[\s.-]", "", text).upper()
    if bare and not re.fullmatch(r"[A-Z]{2}[0-9A-Z+*]{2,13}", bare):
        raise _Wrong(f"„{text}“ ist keine USt-IdNr. Bitte mit Länderkürzel schreiben: DE123456789.")
    return bare or None


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _separator(text: str) -> str:
    heading = text.split("\n", 1)[0]
    return max(",;\t", key=heading.count)
