"""A document: what kinds there are, which statuses it passes, and which steps are allowed."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar


class DocumentStatus(StrEnum):
    """Where a document stands. Failure is not a status: it is a problem beside it (models.problems)."""

    RECEIVED = "received"
    READ = "read"
    CLASSIFIED = "classified"
    MATCHED = "matched"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    FILED = "filed"
    PAID = "paid"
    ARCHIVED = "archived"
    REJECTED = "rejected"
    SPLIT = "split"


_S = DocumentStatus

TRANSITIONS: dict[DocumentStatus, frozenset[DocumentStatus]] = {
    _S.RECEIVED: frozenset({_S.READ, _S.REJECTED, _S.SPLIT}),
    _S.READ: frozenset({_S.CLASSIFIED}),
    _S.CLASSIFIED: frozenset({_S.MATCHED}),
    _S.MATCHED: frozenset({_S.IN_REVIEW, _S.APPROVED, _S.ARCHIVED}),
    _S.IN_REVIEW: frozenset({_S.APPROVED, _S.ARCHIVED, _S.REJECTED, _S.SPLIT, _S.CLASSIFIED}),
    _S.APPROVED: frozenset({_S.FILED, _S.IN_REVIEW}),
    _S.FILED: frozenset({_S.PAID, _S.IN_REVIEW}),
    _S.PAID: frozenset({_S.FILED}),  # Lexware opens a voucher again: a bank matching undone, a debit returned
    _S.ARCHIVED: frozenset(),
    _S.REJECTED: frozenset(),
    _S.SPLIT: frozenset(),
}


class DocumentKind(StrEnum):
    """What a paper is. The list is the contract of `kontorist read` (docs/predictions.md)."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    RECEIPT = "receipt"
    ORDER_CONFIRMATION = "order_confirmation"
    DELIVERY_NOTE = "delivery_note"
    DUNNING = "dunning"
    OFFER = "offer"
    BANK_STATEMENT = "bank_statement"
    CONTRACT = "contract"
    LETTER = "letter"
    PAYSLIP = "payslip"
    OFFICIAL_NOTICE = "official_notice"
    ADVERTISING = "advertising"
    OTHER = "other"


BOOKABLE = frozenset({DocumentKind.INVOICE, DocumentKind.CREDIT_NOTE, DocumentKind.RECEIPT})
"""Kinds that become a voucher in Lexware; all others are kept, with nothing to book."""


class Direction(StrEnum):
    """Seen from our company: a paper that reached us, or one that we wrote."""

    INCOMING = "incoming"
    OUTGOING = "outgoing"


class Medium(StrEnum):
    """How the content came: decides which reader ran and how far its words can be trusted."""

    BORN_DIGITAL = "born-digital"
    SCAN = "scan"
    PHOTO = "photo"
    E_INVOICE_XML = "e-invoice-xml"
    STRUCTURED = "structured"
    TEXT = "text-extract"
    MAIL = "mail"


class Channel(StrEnum):
    """The way in."""

    UPLOAD = "upload"
    API = "api"
    MAILBOX = "mailbox"
    FOLDER = "folder"
    COMMAND_LINE = "command_line"


StatusT = TypeVar("StatusT", bound=StrEnum)


class IllegalTransition(Exception):
    """A status change that the table does not allow; always a programming error."""


def check_transition(table: Mapping[StatusT, frozenset[StatusT]], old: StatusT, new: StatusT) -> None:
    """Raise IllegalTransition unless `table` allows `old` → `new`. Serves documents, orders and invoices alike."""
    if new not in table[old]:
        raise IllegalTransition(f"{type(old).__name__}: {old} -> {new} is not allowed")
