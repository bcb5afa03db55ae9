"""Bookkeeping vouchers (API, section 13): read, create, and the one versioned update that books an upload."""

from __future__ import annotations

import html
import time
from collections.abc import Callable, Iterator
from enum import StrEnum

from lexoffice.errors import FixTheData, Issue, Unavailable
from lexoffice.paging import Page, pages
from lexoffice.transport import Call, Transport
from lexoffice.wire import ActionResult, Amount, Day, Instant, OrText, Wire

_PATH = "/v1/vouchers"


class VoucherType(StrEnum):
    """The direction; amounts are positive always."""

    SALES_INVOICE = "salesinvoice"
    SALES_CREDIT_NOTE = "salescreditnote"
    PURCHASE_INVOICE = "purchaseinvoice"
    PURCHASE_CREDIT_NOTE = "purchasecreditnote"


class VoucherStatus(StrEnum):
    """States of a voucher. `blank`: Lexware is still reading the upload. `unchecked`: nobody has booked it yet."""

    BLANK = "blank"
    UNCHECKED = "unchecked"
    OPEN = "open"
    PAID = "paid"
    PAID_OFF = "paidoff"
    VOIDED = "voided"
    TRANSFERRED = "transferred"
    SEPA_DEBIT = "sepadebit"


class VoucherTaxType(StrEnum):
    """Whether item amounts are gross or net."""

    GROSS = "gross"
    NET = "net"


class VoucherItem(Wire):
    """One rate × category. Sums must equal the voucher's totals to the cent (see `lexoffice.tax`)."""

    amount: Amount
    tax_amount: Amount
    tax_rate_percent: Amount
    category_id: str


class Voucher(Wire):
    """A voucher as read, or to be created. Everything but the type may be missing while it is unchecked."""

    id: str | None = None
    version: int | None = None
    type: OrText[VoucherType]
    voucher_status: OrText[VoucherStatus] | None = None
    voucher_number: str | None = None
    voucher_date: Day | None = None
    shipping_date: Day | None = None
    due_date: Day | None = None
    total_gross_amount: Amount | None = None
    total_tax_amount: Amount | None = None
    tax_type: OrText[VoucherTaxType] | None = None
    use_collective_contact: bool | None = None
    contact_id: str | None = None
    contact_name: str | None = None
    remark: str | None = None
    voucher_items: tuple[VoucherItem, ...] = ()
    files: tuple[str, ...] = ()
    organization_id: str | None = None
    created_date: Instant | None = None
    updated_date: Instant | None = None

    @property
    def readable(self) -> bool:
        """Whether Lexware has finished reading the upload; before, it cannot be changed."""
        return self.voucher_status != VoucherStatus.BLANK


class Vouchers:
    """`/v1/vouchers`. There is no delete, no void, and payments cannot be written."""

    def __init__(self, transport: Transport, sleep: Callable[[float], None] = time.sleep) -> None:
        self._transport = transport
        self._sleep = sleep

    def get(self, voucher_id: str) -> Voucher:
        """One voucher."""
        return self._transport.get(f"{_PATH}/{voucher_id}", Voucher)

    def by_number(self, number: str) -> Iterator[Voucher]:
        """Whole vouchers with exactly this number, of any type. Deprecated by Lexware though alive: the voucherlist's
        `by_number` is the lasting way, this one saves a GET for each voucher found."""
        query = {"voucherNumber": html.escape(number, quote=False)}  # a search string: encoded twice (section 4.1)
        for page in pages(self._transport, _PATH, Page[Voucher], query):
            yield from page.content

    def wait_until_read(self, voucher_id: str, *, longest: float = 60.0, pause: float = 2.0) -> Voucher:
        """Ask until the voucher is no longer `blank`, at most `longest` seconds of pauses; then Unavailable (a Retry)."""
        waited = 0.0
        while not (voucher := self.get(voucher_id)).readable:
            if waited >= longest:
                raise Unavailable("GET", f"{_PATH}/{voucher_id}", 200, issues=[Issue("voucherStatus", "blank")])
            self._sleep(pause)
            waited += pause
        return voucher

    def create(self, voucher: Voucher) -> ActionResult:
        """A new voucher, open unless it says `unchecked` (which some accounts refuse: FixTheData on `voucherStatus`).

        OutcomeUnknown if no answer came: search the voucherlist by number before doing it again.
        """
        body = _body(voucher)
        for absent in ("id", "files"):
            body.pop(absent, None)
        return self._transport.read(Call("POST", _PATH, json={**body, "version": 0}), ActionResult)

    def update(self, voucher: Voucher) -> ActionResult:
        """Replace the voucher by this one, which must come from `get` (and `replaced`): PUT replaces, it does not patch.

        Its `files` are sent back always, because Lexware deletes for good what is left out. Book an unchecked voucher
        with `voucher_status="open"`; any other status is read-only and not sent. Conflict if the version is stale: if
        `own_change_possible`, read the voucher, it may already be as wanted.
        """
        if voucher.id is None or voucher.version is None:
            raise FixTheData("PUT", _PATH, issues=[Issue("version", "missing_entity")])
        return self._transport.read(Call("PUT", f"{_PATH}/{voucher.id}", json=_body(voucher)), ActionResult)


_READ_ONLY = ("organizationId", "createdDate", "updatedDate")
_WRITABLE_STATUS = (VoucherStatus.OPEN, VoucherStatus.UNCHECKED)


def _body(voucher: Voucher) -> dict[str, object]:
    """What may be written: read-only fields go, and the name that Lexware takes with the collective contact only."""
    body: dict[str, object] = voucher.to_wire()
    for name in _READ_ONLY:
        body.pop(name, None)
    if voucher.contact_id is not None and not voucher.use_collective_contact:
        body.pop("contactName", None)
    writable = _WRITABLE_STATUS if voucher.id is None else (VoucherStatus.OPEN,)
    if voucher.voucher_status not in writable:
        body.pop("voucherStatus", None)
    return body
