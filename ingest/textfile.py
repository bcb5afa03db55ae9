"""Plain text and tables: decoding without a declared charset, and what a bank's or DATEV's CSV gives itself away by."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from itertools import islice

SEPARATORS = (";", "\t", ",", "|")
SAMPLE_LINES = 40
_DATE_COLUMN = re.compile(r"buchung|valuta|wertstellung|^datum|^date|booking", re.IGNORECASE)
_AMOUNT_COLUMN = re.compile(r"betrag|umsatz|brutto|soll|haben|amount", re.IGNORECASE)
_STATEMENT_COLUMN = re.compile(
    r"verwendungszweck|auftraggeber|beg(ü|ue)nstigt|zahlungs(pflichtig|empf)|buchungstext|iban|valuta|wertstellung|saldo|"
    r"guthaben|gl(ä|ae)ubiger|mandat|transaktionscode|payee|payment reference",
    re.IGNORECASE,
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def decode(content: bytes) -> str | None:
    """`content` as text: by byte order mark, else UTF-8, else Windows-1252. None if it is no text at all."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    elif content[:200].count(b"\0") > 20:
        encodings = ("utf-16-le", "utf-16-be")
    else:
        encodings = ("utf-8-sig", "cp1252", "latin-1")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if len(_CONTROL.findall(text[:20_000])) <= len(text[:20_000]) // 200:
            return text
    return None


def separator(text: str) -> str | None:
    """The character that separates columns, or None if the text is no table: as often on most lines, at least twice."""
    lines = [line for line in text.splitlines()[:SAMPLE_LINES] if line.strip()]
    if len(lines) < 2:
        return None
    for candidate in SEPARATORS:
        counts = [_columns(line[:20_000], candidate) - 1 for line in lines]
        usual = max(set(counts), key=counts.count)
        if usual >= 2 and counts.count(usual) >= 0.6 * len(counts):
            return candidate
        if counts[-1] >= 3 and max(counts) == counts[-1] and counts.count(counts[-1]) >= 2:  # below a free header
            return candidate
    return None


def _columns(line: str, delimiter: str) -> int:
    return len(next(csv.reader([line], delimiter=delimiter), []))


def rows(text: str, delimiter: str, limit: int) -> list[list[str]]:
    """At most `limit` rows of the table; a quote that is never closed ends at its line."""
    lines = [line[:100_000] for line in text.splitlines()[:limit] if line.strip()]
    return [next(csv.reader([line], delimiter=delimiter), []) for line in lines]


def table_kind(text: str, delimiter: str) -> str | None:
    """`bank_statement` for a bank's list of transactions, `other` for DATEV's format, None if the header says nothing."""
    if text.lstrip("\ufeff").startswith(('"EXTF"', "EXTF", '"DTVF"', "DTVF")):
        return "other"
    return "bank_statement" if any(map(_is_bank_header, islice(rows(text, delimiter, 60), 60))) else None


def _is_bank_header(cells: Iterable[str]) -> bool:
    names = [cell.strip() for cell in cells if cell.strip()]
    if len(names) < 4:
        return False
    dates = any(_DATE_COLUMN.search(name) for name in names)
    amounts = any(_AMOUNT_COLUMN.search(name) for name in names)
    return dates and amounts and sum(bool(_STATEMENT_COLUMN.search(name)) for name in names) >= 2
