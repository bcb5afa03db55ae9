"""Was it done? The look-up for sales documents, by the reference of ours that stands in their texts (API, section 14.6).

The voucherlist finds what was created then, of that kind and for that contact; each candidate is read, for only the
document itself has the texts. The reference decides, and it should be one that no other document carries. What looks
like the document without bearing the reference is left to a person: somebody may have edited it in the web app.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from lexoffice.client import LexwareClient
from lexoffice.contacts import comparable
from lexoffice.dunnings import Dunning
from lexoffice.errors import NotFound
from lexoffice.reconcile import Answer, Finding, missing, one_of
from lexoffice.sales import SalesDocument, SalesKind
from lexoffice.voucherlist import VoucherlistQuery, VoucherlistRow
from lexoffice.wire import BERLIN

MOST_READS = 50
"""Candidates that are read, one request each; beyond, a person has to look."""


@dataclass(frozen=True, slots=True)
class MeantDocument:
    """A sales document as it was POSTed; `sent_at` is the moment just before that.

    `reference` stands in its introduction, remark or title. `total` is gross, as the voucherlist has it; None where the
    kind has none. A one-time address is without `contact_id`, under `name`.
    """

    kind: SalesKind
    reference: str
    day: date
    sent_at: datetime
    total: Decimal | None = None
    contact_id: str | None = None
    name: str | None = None


def sales_document(
    lexware: LexwareClient,
    meant: MeantDocument,
    *,
    now: datetime,
    known: Collection[str] = (),
    most_reads: int = MOST_READS,
) -> Answer:
    """What has become of a POST. FOUND where one document bears the reference and agrees in contact, day and total;
    AMBIGUOUS where only one of both holds, or where there are more candidates than may be read."""
    rows = [row for row in _created_then(lexware, meant) if row.id not in known]
    rows.sort(key=lambda row: (row.total_amount != meant.total, row.voucher_date != meant.day))
    exact: list[str] = []
    doubtful: list[str] = []
    for row, document in _read(_readers(lexware)[meant.kind], rows[:most_reads]):
        named, alike = mentions(document, meant.reference), _agrees(row, document, meant)
        if named and alike:
            exact.append(row.id)
        elif named or alike:
            doubtful.append(row.id)
    if exact:
        return one_of(exact, meant.sent_at, now)
    doubtful += [row.id for row in rows[most_reads:]]
    return Answer(Finding.AMBIGUOUS, tuple(doubtful)) if doubtful else missing(meant.sent_at, now)


def dunning(
    lexware: LexwareClient,
    invoice: SalesDocument,
    reference: str,
    *,
    sent_at: datetime,
    now: datetime,
    heard_of: Collection[str] = (),
    known: Collection[str] = (),
    listed_at_invoice: bool = False,
) -> Answer:
    """What has become of a dunning. The voucherlist has none, so candidates are what the invoice (read after the POST)
    relates to, and the ids of `dunning.created` events that were `heard_of` since.

    CANNOT_TELL where none of them is it. Only who has seen this account's invoices list their dunnings, which is an open
    question of the API notes (section 20), may say so by `listed_at_invoice` and is then told NOT_THERE.
    """
    related = [one.id for one in invoice.related_vouchers if one.voucher_type == SalesKind.DUNNING]
    found: list[str] = []
    for candidate in dict.fromkeys([*related, *heard_of]):
        if candidate in known:
            continue
        try:
            document = lexware.dunnings.get(candidate)
        except NotFound:  # deleted in the web app since it was heard of
            continue
        if mentions(document, reference) and _is_about(document, invoice):
            found.append(candidate)
    if found:
        return one_of(found, sent_at, now)
    return missing(sent_at, now, Finding.NOT_THERE if listed_at_invoice else Finding.CANNOT_TELL)


def mentions(document: SalesDocument, reference: str) -> bool:
    """Whether the reference stands in a text as a word of its own: `A-118` is neither in `A-1188` nor in `A-118-2`."""
    if not reference.strip():
        raise ValueError("without a reference every document would be it")
    wanted = re.escape(" ".join(reference.split())).replace(r"\ ", r"\s+")
    word = re.compile(rf"(?<!\w)(?<!\w[-/._]){wanted}(?![-/._]?\w)", re.IGNORECASE)
    return any(word.search(text) for text in (document.introduction, document.remark, document.title) if text)


def _created_then(lexware: LexwareClient, meant: MeantDocument) -> Iterator[VoucherlistRow]:
    """By the day of creation, which nobody can edit; with a day on either side, should the two clocks differ."""
    day, margin = meant.sent_at.astimezone(BERLIN).date(), timedelta(days=1)
    query = VoucherlistQuery(types=(meant.kind,), contact_id=meant.contact_id, created=(day - margin, day + margin))
    return (row for row in lexware.voucherlist.rows(query) if row.contact_id == meant.contact_id)


def _read(
    get: Callable[[str], SalesDocument], rows: list[VoucherlistRow]
) -> Iterator[tuple[VoucherlistRow, SalesDocument]]:
    for row in rows:
        try:
            document = get(row.id)
        except NotFound:  # a draft that somebody has deleted in the web app meanwhile
            continue
        yield row, document


def _agrees(row: VoucherlistRow, document: SalesDocument, meant: MeantDocument) -> bool:
    """In day and total, and where there is no contact in the name."""
    same_name = meant.contact_id is not None or comparable(document.address.name or "") == comparable(meant.name or "")
    same_total = meant.total is None or row.total_amount is None or row.total_amount == meant.total
    return same_name and same_total and document.voucher_date == meant.day


def _is_about(document: Dunning, invoice: SalesDocument) -> bool:
    return any(related.id == invoice.id for related in document.related_vouchers)


def _readers(lexware: LexwareClient) -> Mapping[SalesKind, Callable[[str], SalesDocument]]:
    return {
        SalesKind.INVOICE: lexware.invoices.get,
        SalesKind.CREDIT_NOTE: lexware.credit_notes.get,
        SalesKind.QUOTATION: lexware.quotations.get,
        SalesKind.ORDER_CONFIRMATION: lexware.order_confirmations.get,
        SalesKind.DELIVERY_NOTE: lexware.delivery_notes.get,
    }
