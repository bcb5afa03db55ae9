"""The voucherlist: the only way to find documents (API, section 22)."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from pydantic import Field

from lexoffice.errors import TooManyRows
from lexoffice.paging import SEARCH_WINDOW, Page, pages
from lexoffice.transport import Transport
from lexoffice.vouchers import VoucherStatus, VoucherType
from lexoffice.wire import Amount, Day, Instant, Wire, berlin_date

_PATH = "/v1/voucherlist"
ANY = ("any",)
PURCHASES = (VoucherType.PURCHASE_INVOICE, VoucherType.PURCHASE_CREDIT_NOTE)


class VoucherlistRow(Wire):
    """One row. `voucher_status` may be `overdue`, which the document itself never is. `contact_id` is None for the
    collective contact, `open_amount` is None for drafts and documents without payment."""

    id: str
    voucher_type: str
    voucher_status: Annotated[VoucherStatus | str, Field(union_mode="left_to_right")]
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

        Beyond Lexware's search window of 10,000 the days of creation are halved until each part fits: every row has
        such a day, which uploads without a recognised date do not have for the voucher date.
        """
        seen: set[str] = set()
        for row in self._within(query.parameters()):
            # A row may move to the next page while we read: never report it twice.
            if row.id not in seen:
                seen.add(row.id)
                yield row

    def by_number(self, number: str, types: Iterable[str] = PURCHASES) -> list[VoucherlistRow]:
        """Vouchers with exactly this number (in any case). Lexware allows several; duplicates are the caller's to judge."""
        return list(self.rows(VoucherlistQuery(types=types, number=number)))

    def _within(self, parameters: Mapping[str, str]) -> Iterator[VoucherlistRow]:
        walk = pages(self._transport, _PATH, Page[VoucherlistRow], {**parameters, "sort": "createdDate,ASC"})
        first = next(walk)
        if first.total_elements < SEARCH_WINDOW:
            yield from first.content
            for page in walk:
                yield from page.content
            return
        for part in self._halves(parameters, first.content[0]):
            yield from self._within(part)

    def _halves(self, parameters: Mapping[str, str], oldest: VoucherlistRow) -> list[dict[str, str]]:
        start = _created_on(oldest)
        end = _created_on(self._newest(parameters))
        if start >= end:
            raise TooManyRows("GET", _PATH)
        middle = start + (end - start) // 2
        return [
            {**parameters, **_range("createdDate", start, middle)},
            {**parameters, **_range("createdDate", middle + timedelta(days=1), end)},
        ]

    def _newest(self, parameters: Mapping[str, str]) -> VoucherlistRow:
        query = {**parameters, "sort": "createdDate,DESC", "page": "0", "size": "1"}
        return self._transport.get(_PATH, Page[VoucherlistRow], query).content[0]


def _range(name: str, first: date | None, last: date | None) -> dict[str, str]:
    bounds = {f"{name}From": first, f"{name}To": last}
    return {key: day.isoformat() for key, day in bounds.items() if day is not None}


def _created_on(row: VoucherlistRow) -> date:
    day = berlin_date(row.created_date)
    if not isinstance(day, date):
        raise TooManyRows("GET", _PATH)
    return day
