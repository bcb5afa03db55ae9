"""Which document may follow which: the pursuit matrix (API, section 14.5), to be asked before a POST with a predecessor.

Lexware answers 406 for everything else. Whether an invoice already has its one credit note, this table cannot tell.
"""

from __future__ import annotations

from collections.abc import Mapping

from lexoffice.invoices import Invoice
from lexoffice.quotations import Quotation
from lexoffice.sales import SalesDocument, SalesKind, SalesStatus
from lexoffice.voucherlist import ListedStatus

_K, _S = SalesKind, SalesStatus
_OPEN = frozenset({_S.OPEN})

FOLLOWS: Mapping[SalesKind, Mapping[SalesKind, frozenset[SalesStatus]]] = {
    _K.ORDER_CONFIRMATION: {_K.QUOTATION: _OPEN | {_S.ACCEPTED}},
    _K.DELIVERY_NOTE: {_K.QUOTATION: _OPEN | {_S.ACCEPTED}, _K.ORDER_CONFIRMATION: _OPEN, _K.INVOICE: _OPEN},
    _K.INVOICE: {_K.QUOTATION: _OPEN | {_S.ACCEPTED}, _K.ORDER_CONFIRMATION: _OPEN, _K.DELIVERY_NOTE: _OPEN},
    # "Open" says the matrix, "finalised" the section on credit notes; an invoice that was paid is corrected too.
    _K.CREDIT_NOTE: {_K.INVOICE: _OPEN | {_S.PAID}},
    _K.DUNNING: {_K.INVOICE: _OPEN, _K.DOWN_PAYMENT_INVOICE: _OPEN},
}
"""By the kind that follows: the kinds before it, and the states they must be in."""


def may_follow(kind: SalesKind, predecessor_type: str, predecessor_status: str) -> bool:
    """Whether a document of this kind may follow one of that type (word of the voucherlist) in that state. `overdue`, which
    only the voucherlist says, is open; drafts are followed by nothing."""
    status = _S.OPEN if predecessor_status == ListedStatus.OVERDUE else predecessor_status
    return any(before == predecessor_type and status in states for before, states in FOLLOWS.get(kind, {}).items())


def may_follow_document(kind: SalesKind, predecessor: SalesDocument) -> bool:
    """The same for a document that was read, with what only its content tells: closing invoices get no credit note, and
    nothing follows a quotation that leaves the customer a choice."""
    if kind is _K.CREDIT_NOTE and isinstance(predecessor, Invoice) and predecessor.closing_invoice:
        return False
    if isinstance(predecessor, Quotation) and any(line.optional or line.sub_items for line in predecessor.line_items):
        return False
    return may_follow(kind, predecessor.kind, predecessor.voucher_status or "")
