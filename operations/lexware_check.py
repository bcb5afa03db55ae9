"""The connection to Lexware is looked at: what the key can do, whose it is, how long it lives. What is wrong is a notice.

At every start and once a day, sooner after trouble, and by `kontorist lexware check`. While Lexware does not answer, what
was known stands, and the status says since when it could not be checked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from itertools import takewhile
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy.orm import Session

from lexoffice.check import KeyReport, Permission, Verdict
from lexoffice.client import LexwareClient
from lexoffice.errors import LexwareError, Retry
from models.parties import OwnCompany
from operations.lexware_findings import AREA, Facts, KeyAge, findings
from storage import lexware_connection, notices, outbox
from storage.sessions import Sessions
from storage.tables.base import Json
from storage.tables.notices import LexwareKey, Notice

log = structlog.get_logger(__name__)

BERLIN = ZoneInfo("Europe/Berlin")


def always() -> bool:
    """A check that nobody stops."""
    return True


class Stopped(Exception):
    """The check was not wanted any more; nothing was stored."""


@dataclass(frozen=True, slots=True)
class Connection:
    """One installation's connection: everything that a check needs."""

    sessions: Sessions
    lexware: LexwareClient
    key: str
    key_created: date | None
    """The day on which the key was made, if somebody named it."""
    company: OwnCompany
    clock: Callable[[], datetime]
    wanted: Callable[[], bool] = always
    """Whether a check under way shall go on; asked before every request."""


@dataclass(frozen=True, slots=True)
class Status:
    """What is known of the connection, without asking Lexware."""

    checked_at: datetime | None
    failed_since: datetime | None
    """Since when it could not be checked, because Lexware does not answer; None if the last check was answered."""
    organization_id: str | None
    """Whose books are kept here."""
    key_organization_id: str | None
    """Whose books the key opens, as last seen."""
    key_since: date | None
    key_since_named: bool
    key_expires_on: date | None
    report: Json
    """The last answered check: `profile` (or None) and `permissions` by resource."""
    notices: tuple[Notice, ...]
    """What stands, whoever found it: the check, or the watch over webhooks."""

    @property
    def other_organisation(self) -> bool:
        """Whether the key opens other books than those kept here."""
        return None not in (self.organization_id, self.key_organization_id) and (
            self.organization_id != self.key_organization_id
        )


def check(house: Connection, *, write: bool = False) -> Status:
    """Ask Lexware, store what it said, and tell. `write`: try permissions to write too (lexoffice.check). Raises Stopped."""
    outcome: KeyReport | LexwareError
    try:
        outcome = _ask(house, write=write)
    except Retry:
        return _could_not(house)
    except LexwareError as refused:
        outcome = refused
    at = house.clock()
    with house.sessions.begin() as session:
        row = lexware_connection.connection(session)
        key = lexware_connection.see_key(session, house.key, at=at)
        if isinstance(outcome, KeyReport):
            if outcome.profile is not None:
                lexware_connection.see_organisation(session, house.key, outcome.profile.organization_id, at=at)
            outcome = _with_known_writes(outcome, row.report, key)
            row.report = _report(outcome, key)
        row.checked_at, row.failed_since = at, None
        facts = _facts(session, house, key, row.organization_id, at)
        came, went = notices.settle(session, AREA, findings(outcome, facts), at=at)
    for code in came:
        log.warning("notice.came", code=code)
    for code in went:
        log.info("notice.went", code=code)
    with house.sessions() as session:
        return status(session, house.key, house.key_created)


def accept_organisation(house: Connection, *, by: str) -> Status:
    """The organisation of the key is the right one from now on: what waited for that goes on. ValueError if unknown."""
    at = house.clock()
    with house.sessions.begin() as session:
        lexware_connection.accept_organisation(session, house.key, at=at, by=by)
        outbox.wake(session, ("other_organisation",), at=at)
    return check(house)


def status(session: Session, key: str, key_created: date | None) -> Status:
    """What is known, from the database alone."""
    row = lexware_connection.glance(session)
    known = lexware_connection.known_key(session, key)
    age = _age(known, key_created) if known else None
    return Status(
        checked_at=row.checked_at if row else None,
        failed_since=row.failed_since if row else None,
        organization_id=row.organization_id if row else None,
        key_organization_id=known.organization_id if known else None,
        key_since=age.since if age else None,
        key_since_named=bool(age and age.named),
        key_expires_on=age.expires_on if age else None,
        report=row.report if row else {},
        notices=tuple(notices.standing(session)),
    )


def _ask(house: Connection, *, write: bool) -> KeyReport:
    profile = house.lexware.check.profile()
    permissions = tuple(takewhile(lambda _: house.wanted(), house.lexware.check.permissions(write=write)))
    if not house.wanted():
        raise Stopped
    return KeyReport(profile, permissions)


def _could_not(house: Connection) -> Status:
    at = house.clock()
    with house.sessions.begin() as session:
        row = lexware_connection.connection(session)
        row.failed_since = row.failed_since or at
    log.info("lexware.not_checked")
    with house.sessions() as session:
        return status(session, house.key, house.key_created)


def _facts(session: Session, house: Connection, key: LexwareKey, pinned: str | None, at: datetime) -> Facts:
    replaced = lexware_connection.previous_key(session, key) is not None
    return Facts(
        today=at.astimezone(BERLIN).date(),
        age=_age(key, house.key_created),
        own_organisation=key.organization_id is None or key.organization_id == pinned,
        changed_on=_day(key.first_seen) if replaced else None,
        company=house.company,
    )


def _age(key: LexwareKey, created: date | None) -> KeyAge:
    return KeyAge(created or _day(key.first_seen), named=created is not None)


def _day(instant: datetime) -> date:
    return instant.astimezone(BERLIN).date()


def _report(report: KeyReport, key: LexwareKey) -> Json:
    profile = report.profile.model_dump(mode="json", include=_SHOWN) if report.profile else None
    return {"key": key.id, "profile": profile, "permissions": [asdict(entry) for entry in report.permissions]}


_SHOWN = {
    "company_name",
    "tax_type",
    "distance_sales_principle",
    "business_features",
    "small_business",
}


def _with_known_writes(report: KeyReport, before: Mapping[str, Any], key: LexwareKey) -> KeyReport:
    """What a check with `write` found out about this key stays known when the daily one does not ask."""
    if before.get("key") != key.id:
        return report
    known = {entry["resource"]: Verdict(entry["write"]) for entry in before["permissions"]}
    return replace(report, permissions=tuple(_remembering(entry, known) for entry in report.permissions))


def _remembering(entry: Permission, known: Mapping[str, Verdict]) -> Permission:
    if entry.write is not Verdict.NOT_ASKED:
        return entry
    return replace(entry, write=known.get(entry.resource, Verdict.NOT_ASKED))
