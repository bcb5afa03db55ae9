"""Was it done? The look-up after an OutcomeUnknown, since Lexware knows no idempotency key (API, sections 3 and 13.5).

Whoever POSTs stores first what is meant, with the moment of sending; if the outcome is unknown, the functions here say
what has become of it. `known` are the ids that belong to something else for certain: older contacts of that name, the
documents of other orders.

When may "not there" be believed? A request that the gateway gave up on after 30 s is still being executed, and nobody
says for how long; so for `SETTLED` after the sending nothing but TOO_EARLY is said of what is not found. What is found
early is found.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from lexoffice.client import LexwareClient
from lexoffice.contacts import Contact, comparable
from lexoffice.voucherlist import VoucherlistRow
from lexoffice.vouchers import VoucherType

SETTLED = timedelta(seconds=60)
"""Twice the gateway's patience, counted from the moment of sending."""


class Finding(StrEnum):
    """What the look-up says."""

    FOUND = "found"
    NOT_THERE = "not_there"
    """Surely not: it may be done again."""
    TOO_EARLY = "too_early"
    """Not there, but perhaps on its way: look again later."""
    AMBIGUOUS = "ambiguous"
    """The ids may be it or not: a person has to look at them."""
    CANNOT_TELL = "cannot_tell"
    """Not found, and the API has no search that would prove anything."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The finding, with the id in question; several if it is ambiguous."""

    finding: Finding
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeantContact:
    """A contact as it was POSTed: with exactly these roles."""

    name: str
    sent_at: datetime
    customer: bool = False
    vendor: bool = False


@dataclass(frozen=True, slots=True)
class MeantVoucher:
    """A bookkeeping voucher as it was POSTed; without contact it went to the collective one, under `contact_name`."""

    type: VoucherType
    number: str
    day: date
    total: Decimal
    sent_at: datetime
    contact_id: str | None = None
    contact_name: str | None = None


def contact(lexware: LexwareClient, meant: MeantContact, *, now: datetime, known: Collection[str] = ()) -> Answer:
    """By its whole name and its roles. Contacts bear no date: without `known` an older namesake is found as well."""
    customer, vendor = meant.customer or None, meant.vendor or None
    found = lexware.contacts.named(meant.name, customer=customer, vendor=vendor)
    ids = [one.id for one in found if one.id is not None and one.id not in known and _has_roles(one, meant)]
    return one_of(ids, meant.sent_at, now)


def voucher(lexware: LexwareClient, meant: MeantVoucher, *, now: datetime, known: Collection[str] = ()) -> Answer:
    """By type and number, which need not be unique: another contact's is not it, one with another day or total may be."""
    rows = [
        row
        for row in lexware.voucherlist.by_number(meant.number, types=(meant.type,))
        if row.id not in known and row.contact_id == meant.contact_id and _is_named(lexware, row, meant)
    ]
    exact = [row.id for row in rows if (row.voucher_date, row.total_amount) == (meant.day, meant.total)]
    if rows and not exact:
        return Answer(Finding.AMBIGUOUS, tuple(row.id for row in rows))
    return one_of(exact, meant.sent_at, now)


def one_of(ids: Collection[str], sent_at: datetime, now: datetime) -> Answer:
    """The answer where every id is one that was meant: exactly one is it."""
    if len(ids) == 1:
        return Answer(Finding.FOUND, tuple(ids))
    return Answer(Finding.AMBIGUOUS, tuple(ids)) if ids else missing(sent_at, now)


def missing(sent_at: datetime, now: datetime, settled: Finding = Finding.NOT_THERE) -> Answer:
    """The answer where nothing was found; `now` is the moment before the search began."""
    return Answer(settled if now - sent_at >= SETTLED else Finding.TOO_EARLY)


def _has_roles(found: Contact, meant: MeantContact) -> bool:
    return (found.roles.customer is not None, found.roles.vendor is not None) == (meant.customer, meant.vendor)


def _is_named(lexware: LexwareClient, row: VoucherlistRow, meant: MeantVoucher) -> bool:
    """With the collective contact the list says "Sammellieferant": only the voucher itself says whose it is."""
    if meant.contact_id is not None or meant.contact_name is None:
        return True
    return comparable(lexware.vouchers.get(row.id).contact_name or "") == comparable(meant.contact_name)
