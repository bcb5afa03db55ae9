"""Sales invoices in Lexware, as we see them. Lexware knows no `overdue` status on the single document (API, section 14.1);
overdue is computed from the due date, so it is no status here either."""

from __future__ import annotations

from enum import StrEnum


class InvoiceStatus(StrEnum):
    """From the intent, stored before the request, to the end of the claim."""

    INTENDED = "intended"
    DRAFT = "draft"
    OPEN = "open"
    PARTLY_PAID = "partly_paid"
    PAID = "paid"
    VOIDED = "voided"
    ABANDONED = "abandoned"


_I = InvoiceStatus

INVOICE_TRANSITIONS: dict[InvoiceStatus, frozenset[InvoiceStatus]] = {
    _I.INTENDED: frozenset({_I.DRAFT, _I.OPEN, _I.ABANDONED}),
    _I.DRAFT: frozenset({_I.OPEN, _I.ABANDONED}),
    _I.OPEN: frozenset({_I.PARTLY_PAID, _I.PAID, _I.VOIDED, _I.DRAFT}),  # the app can take an open invoice back
    _I.PARTLY_PAID: frozenset({_I.OPEN, _I.PAID, _I.VOIDED}),
    _I.PAID: frozenset({_I.PARTLY_PAID, _I.OPEN, _I.VOIDED}),
    _I.VOIDED: frozenset(),
    _I.ABANDONED: frozenset(),
}
