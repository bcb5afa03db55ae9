"""The connection is looked at against a served sandbox: what the key can do, whose it is, how long it lives."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx
import pytest
import uvicorn
from sqlalchemy import select

from lexoffice.bucket import Rate
from lexoffice.check import PROBES, KeyReport, Permission, Verdict
from lexoffice.client import LexwareClient
from lexoffice.profile import Profile
from lexoffice.ratelimit import ProcessBudget
from lexoffice.retries import Patience
from lexoffice.sandbox.server import create_app
from models.parties import OwnCompany
from operations.lexware_check import Connection, Status, Stopped, accept_organisation, check, status
from operations.lexware_findings import NAMES, Facts, KeyAge, findings
from storage import lexware_connection
from storage.sessions import Sessions, make_engine, make_sessions
from storage.tables.audit import AuditEntry
from storage.tables.notices import LexwareKey, Notice

KEY = "sandbox-key-of-the-check"
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
MUSTER = OwnCompany(names=("Muster Werkstatt GmbH",))


@dataclass
class Sandbox:
    url: str
    http: httpx.Client

    def control(self, path: str, body: Any) -> Any:
        answer = self.http.post(f"/sandbox/{path}", json=body)
        assert answer.is_success, answer.text
        return answer.json() if answer.content else None

    def asked(self) -> list[str]:
        return [f"{entry['method']} {entry['path']}" for entry in self.http.get("/sandbox/requests").json()]

    def records(self) -> dict[str, Any]:
        state: dict[str, Any] = self.http.get("/sandbox/state").json()
        return {kind: rows for kind, rows in state.items() if isinstance(rows, list)}


@pytest.fixture(scope="module")
def _served() -> Iterator[Sandbox]:
    door = socket.socket(proto=socket.IPPROTO_TCP)
    door.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(None, api_key=KEY), log_level="error", lifespan="on"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [door]})
    thread.start()
    while not server.started:
        time.sleep(0.005)
    url = f"http://127.0.0.1:{door.getsockname()[1]}"
    with httpx.Client(base_url=url, timeout=20) as http:
        yield Sandbox(url, http)
    server.should_exit = True
    thread.join()
    door.close()


@pytest.fixture
def sandbox(_served: Sandbox) -> Sandbox:
    _served.control("reset", {})
    _served.control("switches", {"rate_per_second": 0})
    return _served


@pytest.fixture
def sessions(sqlite_url: str) -> Iterator[Sessions]:
    """SQLite for most; the whole way is gone on both databases once, in the last test."""
    engine = make_engine(sqlite_url)
    yield make_sessions(engine)
    engine.dispose()


@pytest.fixture
def make(sandbox: Sandbox, sessions: Sessions) -> Iterator[Callable[..., Connection]]:
    """A connection of this test's database; `key` another key, `days` later, `created` as a person named it."""
    clients = []

    def make(key: str = KEY, days: int = 0, created: date | None = None, company: OwnCompany = MUSTER) -> Connection:
        budget = ProcessBudget(Rate(10_000, 1000))
        lexware = LexwareClient(key, sandbox.url, budget=budget, patience=Patience(attempts=1))
        clients.append(lexware)
        return Connection(sessions, lexware, key, created, company, lambda: NOW + timedelta(days=days))

    yield make
    for client in clients:
        client.close()


Make = Callable[..., Connection]


def codes(known: Status) -> list[str]:
    return [notice.code for notice in known.notices]


def test_a_good_key_may_read_everything_and_nothing_is_to_mend(make: Make) -> None:
    known = check(make())
    assert codes(known) == []
    assert {entry["read"] for entry in known.report["permissions"]} == {"yes"}
    assert {entry["write"] for entry in known.report["permissions"]} == {"not asked", "none"}
    assert known.report["profile"] == {
        "company_name": "Muster Werkstatt GmbH",
        "tax_type": "net",
        "distance_sales_principle": "ORIGIN",
        "business_features": ["INVOICING", "INVOICING_PRO", "BOOKKEEPING"],
        "small_business": False,
    }
    assert known.checked_at == NOW
    assert known.organization_id == known.key_organization_id is not None


def test_the_check_sends_what_it_announced_and_reads_only(sandbox: Sandbox, make: Make) -> None:
    house = make()
    check(house)  # the sandbox makes up its master data when first asked for
    announced, before, earlier = house.lexware.check.planned(), sandbox.records(), len(sandbox.asked())
    check(house)
    sent = sandbox.asked()[earlier:]
    assert len(sent) == len(announced)
    assert [line.split()[0] for line in sent] == ["GET"] * len(announced)
    for line, promise in zip(sent, announced, strict=True):
        assert line.startswith(promise.split("{")[0])
    assert sandbox.records() == before


def test_permissions_to_write_are_tried_on_request_and_change_nothing(sandbox: Sandbox, make: Make) -> None:
    house = make()
    check(house)
    before, earlier = sandbox.records(), len(sandbox.asked())
    known = check(house, write=True)
    writes = {entry["resource"]: entry["write"] for entry in known.report["permissions"]}
    assert {name for name, verdict in writes.items() if verdict == "yes"} == {
        probe.resource for probe in PROBES if probe.write
    }
    assert sandbox.records() == before
    assert len(sandbox.asked()) - earlier == len(house.lexware.check.planned(write=True))


def test_every_resource_has_a_german_name() -> None:
    assert {probe.resource for probe in PROBES} <= NAMES.keys()


def test_missing_permissions_are_named_with_the_remedy(sandbox: Sandbox, make: Make) -> None:
    sandbox.control("switches", {"denied": ["voucherlist.read", "dunnings.write", "payments.read"]})
    known = check(make())
    (notice,) = known.notices
    assert (notice.code, notice.severity) == ("lexware_permissions_missing", "error")
    assert "Belegliste (lesen), Zahlungen (lesen)" in notice.sentence
    assert "KONTORIST_LEXWARE_KEY" in notice.sentence
    (notice,) = check(make(), write=True).notices
    assert "Mahnungen (schreiben)" in notice.sentence
    # What a check with write found out stays known when the next one only reads.
    sandbox.control("switches", {"denied": ["dunnings.write"]})
    (notice,) = check(make()).notices
    assert (notice.severity, "Mahnungen (schreiben)" in notice.sentence) == ("warning", True)
    sandbox.control("switches", {"denied": []})
    assert codes(check(make(), write=True)) == []


def test_a_key_without_the_profile_is_an_error_and_the_rest_is_still_asked(sandbox: Sandbox, make: Make) -> None:
    sandbox.control("switches", {"denied": ["profile.read"]})
    known = check(make())
    assert codes(known) == ["lexware_permissions_missing"]
    assert "Profil (lesen)" in known.notices[0].sentence
    assert known.report["profile"] is None
    assert known.report["permissions"]
    assert known.organization_id is None


def test_a_withdrawn_key_is_refused_until_it_is_good_again(sandbox: Sandbox, make: Make) -> None:
    check(make())
    sandbox.control("key", {"revoked": True})
    known = check(make(days=1))
    assert codes(known) == ["lexware_key_refused"]
    assert known.notices[0].since == NOW + timedelta(days=1)
    assert check(make(days=2)).notices[0].since == NOW + timedelta(days=1)
    sandbox.control("key", {"revoked": False})
    assert codes(check(make(days=3))) == []
    sandbox.control("key", {"revoked": True})
    assert check(make(days=4)).notices[0].since == NOW + timedelta(days=4)


def test_a_plan_without_the_api_is_an_error(sandbox: Sandbox, make: Make) -> None:
    sandbox.control("switches", {"plan_lacking": True})
    (notice,) = check(make()).notices
    assert (notice.code, notice.severity) == ("lexware_plan_lacking", "error")
    assert "XL" in notice.sentence


def test_while_lexware_is_away_what_was_known_stands_and_the_status_says_since_when(
    sandbox: Sandbox, make: Make
) -> None:
    sandbox.control("switches", {"denied": ["payments.read"]})
    check(make())
    sandbox.control("faults", {"kind": "503", "times": 3})
    known = check(make(days=1))
    assert (codes(known), known.failed_since) == (["lexware_permissions_missing"], NOW + timedelta(days=1))
    assert known.checked_at == NOW
    assert check(make(days=2)).failed_since == NOW + timedelta(days=1)
    assert check(make(days=3)).failed_since == NOW + timedelta(days=1)
    assert check(make(days=4)).failed_since is None


def test_an_answer_in_the_middle_that_is_no_answer_is_unknown_and_no_accusation(sandbox: Sandbox, make: Make) -> None:
    sandbox.control("faults", {"kind": "503", "path": "/v1/voucherlist"})
    known = check(make())
    assert {entry["resource"]: entry["read"] for entry in known.report["permissions"]}["voucherlist"] == "unknown"
    assert codes(known) == []


@pytest.mark.parametrize("documented", [True, False])
def test_a_route_that_the_gateway_does_not_know_says_nothing_of_permissions(
    sandbox: Sandbox, make: Make, documented: bool
) -> None:
    sandbox.control("switches", {"unknown_route_403": documented})
    assert codes(check(make(), write=True)) == []


def test_the_first_organisation_is_kept_and_another_one_is_a_stop_until_a_person_accepts(
    sandbox: Sandbox, make: Make, sessions: Sessions
) -> None:
    first = check(make()).organization_id
    sandbox.control("profile", {"organizationId": "11111111-2222-3333-4444-555555555555"})
    known = check(make(days=1))
    assert (codes(known), known.other_organisation) == (["lexware_other_organisation"], True)
    assert known.organization_id == first
    known = accept_organisation(make(days=2), by="command line (anna)")
    assert (codes(known), known.other_organisation) == ([], False)
    assert known.organization_id == "11111111-2222-3333-4444-555555555555"
    with sessions() as session:
        entry = session.scalars(select(AuditEntry)).one()
    assert (entry.action, entry.actor) == ("lexware.organisation_accepted", "command line (anna)")
    assert entry.facts == {"before": first, "after": known.organization_id}


def test_nothing_can_be_accepted_that_nobody_has_seen(make: Make) -> None:
    with pytest.raises(ValueError, match="not seen"):
        accept_organisation(make(), by="anna")


def test_another_key_is_announced_for_two_days_and_only_a_fingerprint_is_kept(
    sandbox: Sandbox, make: Make, sessions: Sessions
) -> None:
    with sessions.begin() as session:
        lexware_connection.connection(session)
        lexware_connection.see_key(session, "the key before", at=NOW - timedelta(days=300))
    known = check(make(created=date(2025, 12, 1)))
    assert codes(known) == ["lexware_key_changed"]
    assert "Abonnements" in known.notices[0].sentence
    assert "KONTORIST_LEXWARE_KEY_CREATED" in known.notices[0].sentence
    assert codes(check(make(days=3))) == []
    with sessions() as session:
        rows = session.scalars(select(LexwareKey)).all()
        assert len(rows) == 2
        assert len({row.salt for row in rows}) == 2
        kept = " ".join(f"{row.salt} {row.fingerprint}" for row in rows)
    assert "key" not in kept


@pytest.mark.parametrize(
    ("created", "days", "severity", "phrase"),
    [
        (date(2025, 1, 22), 0, None, ""),
        (date(2025, 1, 20), 0, "warning", "in höchstens 60 Tagen"),
        (date(2024, 12, 22), 0, "warning", "in höchstens 30 Tagen"),
        (date(2024, 11, 29), 0, "error", "in höchstens 7 Tagen"),
        (date(2024, 11, 22), 0, "error", "in höchstens 7 Tagen"),
        (date(2024, 11, 21), 0, "error", "ist seit dem 21.11.2026 abgelaufen"),
        (None, 600, None, ""),
        (None, 680, "warning", "an dem er hier zuerst gesehen wurde"),
    ],
)
def test_a_key_that_ends_is_announced_with_the_day_and_what_the_day_is_counted_from(
    make: Make, created: date | None, days: int, severity: str | None, phrase: str
) -> None:
    check(make())
    known = check(make(days=days, created=created))
    found = [(notice.code, notice.severity) for notice in known.notices]
    assert found == ([("lexware_key_expires", severity)] if severity else [])
    assert all(phrase in notice.sentence for notice in known.notices)
    assert all(
        "den Tag der Verlängerung als KONTORIST_LEXWARE_KEY_CREATED" in notice.sentence for notice in known.notices
    )
    assert known.key_since_named is (created is not None)


def test_a_key_of_the_29th_of_february_ends_on_the_28th() -> None:
    assert KeyAge(date(2024, 2, 29), named=True).expires_on == date(2026, 2, 28)


@pytest.mark.parametrize(
    ("names", "differs"),
    [
        (("Muster-Werkstatt GmbH",), False),
        (("Muster Werkstatt",), False),
        (("Beispiel Handel GmbH", "MUSTER WERKSTATT GMBH"), False),
        (("Beispiel Handel GmbH",), True),
        ((), False),
    ],
)
def test_another_name_of_the_company_is_a_hint(make: Make, names: tuple[str, ...], differs: bool) -> None:
    found = [(notice.code, notice.severity) for notice in check(make(company=OwnCompany(names=names))).notices]
    assert found == ([("lexware_company_differs", "warning")] if differs else [])


def test_a_plan_that_lacks_one_useful_thing_is_a_warning() -> None:
    facts = Facts(NOW.date(), KeyAge(NOW.date(), named=False), True, None, OwnCompany())
    report = KeyReport(Profile(organization_id="o"), (Permission("dunnings", Verdict.YES, Verdict.PLAN),))
    (finding,) = findings(report, facts)
    assert (finding.code, finding.severity) == ("lexware_plan_lacking", "warning")
    assert "Mahnungen (schreiben)" in finding.sentence


def test_a_check_that_is_not_wanted_any_more_ends_and_leaves_nothing(
    sandbox: Sandbox, make: Make, sessions: Sessions
) -> None:
    house = make()
    asked: list[int] = []

    def wanted() -> bool:
        asked.append(1)
        return len(asked) < 4

    with pytest.raises(Stopped):
        check(replace(house, wanted=wanted))
    assert len(sandbox.asked()) < 8
    with sessions() as session:
        assert status(session, KEY, None).checked_at is None
        assert session.scalars(select(Notice)).all() == []


def test_the_whole_way_on_both_databases(sandbox: Sandbox, make: Make, database_url: str) -> None:
    engine = make_engine(database_url)
    one, other = (replace(make(days=day), sessions=make_sessions(engine)) for day in (0, 1))
    together = [threading.Thread(target=check, args=(one,)) for _ in range(3)]
    for thread in together:
        thread.start()
    for thread in together:
        thread.join()
    sandbox.control("profile", {"organizationId": "11111111-2222-3333-4444-555555555555"})
    sandbox.control("switches", {"denied": ["files.write"]})
    assert codes(check(other, write=True)) == ["lexware_other_organisation", "lexware_permissions_missing"]
    assert codes(accept_organisation(other, by="anna")) == ["lexware_permissions_missing"]
    with one.sessions() as session:
        assert len(session.scalars(select(LexwareKey)).all()) == 1
    engine.dispose()
