"""Files that are data or text rather than pages: plain text, tables, account statements, mails. Laid out to be seen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import mt940

from ingest.layout import Row, lay_out
from ingest.limits import Limits
from ingest.mail import Mail, unpack
from ingest.problems import problem, warning
from ingest.textfile import decode, rows, separator, table_kind
from models.documents import DocumentKind, Medium
from models.pages import ReadDocument, ReadingWarning

CELL = 40
"""Characters to which a table's cell is cut on the page."""
_STATEMENT_ERRORS = (ValueError, KeyError, AttributeError, TypeError, IndexError, RuntimeError, ArithmeticError)
"""What mt940 raises on fields that its patterns do not know."""


def read_text(content: bytes, limits: Limits) -> ReadDocument:
    """Plain text: every line a row of the page."""
    return _document(Medium.TEXT, _text(content).splitlines(), limits)


def read_table(content: bytes, limits: Limits) -> ReadDocument:
    """A CSV file: columns brought below each other. A bank's header makes it a statement, DATEV's format `other`."""
    text = _text(content)
    delimiter = separator(text)
    if delimiter is None:
        return read_text(content, limits)
    table = rows(text, delimiter, limits.max_text_lines + 1)
    widths = _widths(table)
    aligned = ("  ".join(f"{cell[:CELL]:<{width}}" for cell, width in zip(row, widths, strict=False)) for row in table)
    return _document(Medium.STRUCTURED, aligned, limits, table_kind(text, delimiter))


def _widths(table: list[list[str]]) -> list[int]:
    widths: list[int] = []
    for row in table[:500]:
        widths += [1] * (len(row) - len(widths))
        for index, cell in enumerate(row):
            widths[index] = max(widths[index], min(len(cell), CELL))
    return widths


def read_statement(content: bytes, limits: Limits) -> ReadDocument:
    """MT940: the printed form of its transactions where they can be read, else the file as it is, with a warning."""
    text = _text(content)
    try:
        lines, facts = _transactions(text)
    except _STATEMENT_ERRORS:
        lines, facts = text.splitlines(), {}
    warnings = () if facts else (warning("statement_damaged"),)
    return _document(
        Medium.STRUCTURED, lines, limits, DocumentKind.BANK_STATEMENT, facts=facts, warnings=warnings
    )  # fmt: skip


def _transactions(text: str) -> tuple[list[str], dict[str, str]]:
    parsed = mt940.parse(text)
    lines = ["Kontoauszug (MT940)", ""]
    for label, key in (("Konto", "account_identification"), ("Auszug", "statement_number")):
        if parsed.data.get(key):
            lines.append(f"{label}: {parsed.data[key]}")
    for entry in parsed:
        data = entry.data
        amount = data.get("amount")
        purpose = " ".join(str(data.get(key) or "") for key in ("applicant_name", "purpose", "transaction_details"))
        lines.append(f"{data.get('date')!s:<12}{amount.amount if amount else '':>14}  {' '.join(purpose.split())}")
    return lines, {"transactions": str(len(parsed))} if len(parsed) else {}


def read_mail(content: bytes, limits: Limits) -> ReadDocument:
    """A mail read as a file: its head and text. Its attachments are documents of their own (ingest.mail)."""
    mail = unpack(content)
    head = [("Von", mail.sender), ("Betreff", mail.subject), ("Datum", _when(mail))]
    lines = [Row(f"{label}: {value}", bold=label == "Betreff") for label, value in head if value]
    lines += [Row(f"Anlage: {item.file_name}") for item in mail.attachments if not item.inline]
    lines += [Row(""), *map(Row, mail.text.splitlines())]
    facts = {"mail_subject": mail.subject, "mail_sender": mail.sender, "mail_message_id": mail.message_id}
    facts["mail_documents"] = str(len(mail.documents))
    warnings = (warning("mail_damaged"),) if mail.damaged else ()
    return _document(Medium.MAIL, lines, limits, DocumentKind.OTHER, facts=facts, warnings=warnings)


def _when(mail: Mail) -> str:
    return "" if mail.sent_at is None else f"{mail.sent_at:%d.%m.%Y %H:%M}"


def _text(content: bytes) -> str:
    text = decode(content)
    if text is None:
        raise problem("text_unreadable")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").replace("\x1b", "")


def _document(
    medium: Medium,
    lines: Iterable[str | Row],
    limits: Limits,
    kind: str | None = None,
    *,
    facts: Mapping[str, str] | None = None,
    warnings: tuple[ReadingWarning, ...] = (),
) -> ReadDocument:
    kept = list(lines)
    if len(kept) > limits.max_text_lines:
        kept = kept[: limits.max_text_lines]
        warnings = (*warnings, warning("text_truncated", lines=limits.max_text_lines))
    shown = [
        line[:2_000] if isinstance(line, str) else Row(re.sub(r"\s+$", "", line.text[:2_000]), line.bold)
        for line in kept
    ]
    pages, count = lay_out(shown, limits.max_pages)
    return ReadDocument(
        medium, pages, structured_kind=kind, facts=facts or {}, warnings=warnings, page_count=count
    )  # fmt: skip
