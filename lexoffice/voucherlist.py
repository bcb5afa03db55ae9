"""The voucherlist: the only way to find documents (API, section 22)."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import chain

from lexoffice.errors import Issue, TooManyRows
from lexoffice.paging import SEARCH_WINDOW, Page, pages
from lexoffice.transport import Transport
from lexoffice.vouchers import VoucherType
from lexoffice.wire import BERLIN, Amount, Day, Instant, OrText, Wire

_PATH = "/v1/voucherlist"
_WALKS = 3
ANY = ("any",)
PURCHASES = (VoucherType.PURCHASE_INVOICE, VoucherType.PURCHASE_CREDIT_NOTE)


class ListedType(StrEnum):
    """Everything that is listed: what Lexware wrote (`invoice` ...) and what was booked (`salesinvoice` ...). Dunnings and
    recurring templates are not."""

    SALES_INVOICE = "salesinvoice"
    SALES_CREDIT_NOTE = "salescreditnote"
    PURCHASE_INVOICE = "purchaseinvoice"
    PURCHASE_CREDIT_NOTE = "purchasecreditnote"
    INVOICE = "invoice"
    DOWN_PAYMENT_INVOICE = "downpaymentinvoice"
    CREDIT_NOTE = "creditnote"
    ORDER_CONFIRMATION = "orderconfirmation"
    QUOTATION = "quotation"
    DELIVERY_NOTE = "deliverynote"


class ListedStatus(StrEnum):
    """States in the list. `overdue` exists here only: it is computed, and the document itself stays open."""

    DRAFT = "draft"
    OPEN = "open"
    PAID = "paid"
    PAID_OFF = "paidoff"
    VOIDED = "voided"
    TRANSFERRED = "transferred"
    SEPA_DEBIT = "sepadebit"
    OVERDUE = "overdue"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    UNCHECKED = "unchecked"
    BLANK = "blank"


class VoucherlistRow(Wire):
    """One row. `voucher_status` may be `overdue`, which the document itself never is. `contact_id` is None for the
    collective contact, `open_amount` is None for drafts and documents without payment."""

    id: str
    voucher_type: OrText[ListedType]
    voucher_status: OrText[ListedStatus]
    voucher_number: str | None = None
    voucher_date: Day | None = None
    due_date: Day | None = None
    created_date: Instant | None = None
    updated_date: Instant | None = None
    contact_id: str | None = None
    contact_name: str | None = None
    total_amount: Amount | None = None
    open_amount: Amount | None = None
    currency: str | None = None
    archived: bool = False


@dataclass(frozen=True, slots=True)
class VoucherlistQuery:
    """Conditions, all of which must hold. Dates are whole Berlin days, both included.

    `overdue` cannot stand beside other statuses, and is contained in `open` anyway: never ask for both.
    """

    types: Iterable[str] = ANY
    statuses: Iterable[str] = ANY
    number: str | None = None
    contact_id: str | None = None
    archived: bool | None = None
    voucher_date: tuple[date | None, date | None] = (None, None)
    created: tuple[date | None, date | None] = (None, None)
    updated: tuple[date | None, date | None] = (None, None)

    def parameters(self) -> dict[str, str]:
        """As query parameters; types and statuses are mandatory, the number is a search string and encoded twice."""
        query = {"voucherType": ",".join(self.types), "voucherStatus": ",".join(self.statuses)}
        if self.number is not None:
            query["voucherNumber"] = html.escape(self.number, quote=False)
        if self.contact_id is not None:
            query["contactId"] = self.contact_id
        if self.archived is not None:
            query["archived"] = str(self.archived).lower()
        for name, (first, last) in {
            "voucherDate": self.voucher_date,
            "createdDate": self.created,
            "updatedDate": self.updated,
        }.items():
            query |= _range(name, first, last)
        return query


class Voucherlist:
    """`/v1/voucherlist`."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def rows(self, query: VoucherlistQuery = VoucherlistQuery()) -> Iterator[VoucherlistRow]:
        """Every row once, oldest first by creation, however many there are; pages are asked for as they are needed.

        Beyond Lexware's search window of 10,000 the days of creation are halved until each part fits, and a single day
        that does not (an import) by the days of the last change: every row has both, while uploads without a recognised
        date have no voucher date. TooManyRows where more than 10,000 rows share both days.
        """
        reported: set[str] = set()
        for row in self._within(query.parameters(), _BY_CREATION):
            if row.id not in reported:
                reported.add(row.id)
                yield row

    def changed_since(
        self, last_success: date, *, types: Iterable[str] = ANY, statuses: Iterable[str] = ANY
    ) -> Iterator[VoucherlistRow]:
        """What may have changed since the beginning of the last successful reading, in the order of the changes.

        `last_success`: its day in Berlin (or the instant). Asked is from the day before, for Lexware filters by days: most
        rows will be known, compare `id` and `updated_date` with what you hold. A row that changes while we read comes
        again, as it is then. However many rows there are (see `rows`; beyond the window the order holds by day).
        """
        day = last_success.astimezone(BERLIN).date() if isinstance(last_success, datetime) else last_success
        query = VoucherlistQuery(types=types, statuses=statuses, updated=(day - timedelta(days=1), None))
        yield from self._within(query.parameters(), _BY_CHANGE)

    def newest_changes(self, since: datetime) -> Iterator[VoucherlistRow]:
        """What changed at or after this instant, the newest first; the first older row ends the reading. TooManyRows beyond
        the search window. A row that changes while we read goes to the front and may not be met: its event is on its way.
        """
        day = since.astimezone(BERLIN).date()
        query = {**VoucherlistQuery(updated=(day, None)).parameters(), "sort": "updatedDate,DESC"}
        reported: set[str] = set()
        for page in pages(self._transport, _PATH, Page[VoucherlistRow], query):
            for row in page.content:
                if row.updated_date is not None and row.updated_date < since:
                    return
                if row.id not in reported:
                    reported.add(row.id)
                    yield row

    def by_number(self, number: str, types: Iterable[str] = PURCHASES) -> list[VoucherlistRow]:
        """Vouchers with exactly this number (in any case). Lexware allows several; duplicates are the caller's to judge."""
        return list(self.rows(VoucherlistQuery(types=types, number=number)))

    def _within(self, parameters: Mapping[str, str], dates: Sequence[str]) -> Iterator[VoucherlistRow]:
        """Rows sorted by the first of `dates`, which is also the one whose days are halved where they are too many."""
        query = {**parameters, "sort": f"{dates[0]},ASC"}
        walk = pages(self._transport, _PATH, Page[VoucherlistRow], query)
        first = next(walk)
        if first.total_elements < SEARCH_WINDOW:
            yield from self._stable(query, chain([first], walk))
            return
        start, end = _day(first.content[0], dates[0]), _day(self._newest(parameters, dates[0]), dates[0])
        if start < end:
            middle = start + (end - start) // 2
            yield from self._within({**parameters, f"{dates[0]}To": middle.isoformat()}, dates)
            yield from self._within({**parameters, f"{dates[0]}From": _next(middle)}, dates)
        elif len(dates) > 1:
            yield from self._within({**parameters, **_range(dates[0], start, start)}, dates[1:])
        else:
            raise TooManyRows("GET", _PATH, issues=[Issue(dates[0], start.isoformat())])

    def _stable(self, query: Mapping[str, str], walk: Iterator[Page[VoucherlistRow]]) -> Iterator[VoucherlistRow]:
        """Every row of the walk, and again what changed meanwhile.

        A row that leaves its place while we read (it changed, so it goes to the end or out of the range) moves all that
        follow up by one, over the edge of the page that we ask for next. So what was counted must also have been met;
        otherwise we walk once more. After three walks a later reading must do.
        """
        reported: dict[str, datetime | None] = {}
        for _ in range(_WALKS):
            met: set[str] = set()
            counted = 0
            for page in walk:
                counted = max(counted, page.total_elements)
                for row in page.content:
                    met.add(row.id)
                    if row.id not in reported or reported[row.id] != row.updated_date:
                        reported[row.id] = row.updated_date
                        yield row
            if len(met) >= counted:
                return
            walk = pages(self._transport, _PATH, Page[VoucherlistRow], query)

    def _newest(self, parameters: Mapping[str, str], name: str) -> VoucherlistRow:
        query = {**parameters, "sort": f"{name},DESC", "page": "0", "size": "1"}
        return self._transport.get(_PATH, Page[VoucherlistRow], query).content[0]


_BY_CREATION = ("createdDate", "updatedDate")
_BY_CHANGE = ("updatedDate", "createdDate")


def _range(name: str, first: date | None, last: date | None) -> dict[str, str]:
    bounds = {f"{name}From": first, f"{name}To": last}
    return {key: day.isoformat() for key, day in bounds.items() if day is not None}


def _next(day: date) -> str:
    return (day + timedelta(days=1)).isoformat()


def _day(row: VoucherlistRow, name: str) -> date:
    """The Berlin day of this date of the row; without one the row cannot be split off."""
    instant = row.created_date if name == "createdDate" else row.updated_date
    if instant is None:
        raise TooManyRows("GET", _PATH, issues=[Issue(name, "missing")])
    return instant.astimezone(BERLIN).date()
