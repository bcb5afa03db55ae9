"""What is wrong with the connection to Lexware, as the pages and the API show it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from lexoffice.client import LexwareClient
from lexoffice.retries import Patience
from models.parties import OwnCompany
from models.people import Role
from operations.lexware_check import check
from runtime.lexware_connection import DailyCheck, connection

BANNER = 'class="notices" role="status"'
OTHER = "11111111-2222-3333-4444-555555555555"

Control = Callable[[str, Any], None]


@pytest.fixture
def control(sandbox_address: str) -> Iterator[Control]:
    """Turns the shared sandbox's switches, and back afterwards."""

    def control(path: str, body: Any) -> None:
        httpx.post(f"{sandbox_address}/sandbox/{path}", json=body).raise_for_status()

    before = httpx.get(f"{sandbox_address}/sandbox/switches").json()
    organization_id = httpx.get(f"{sandbox_address}/sandbox/state").json()["profile"]["organizationId"]
    control("switches", {"rate_per_second": 0})
    yield control
    control("switches", {"denied": [], "plan_lacking": False, "rate_per_second": before["rate_per_second"]})
    control("key", {"revoked": False})
    control("profile", {"organizationId": organization_id})


def look(house: Any) -> None:
    DailyCheck(house.services)()


def page(house: Any, role: Role, path: str = "/belege") -> str:
    """The page as a browser of this role gets it."""
    with httpx.Client(base_url=house.address, cookies={"kontorist": house.browser_token(role)}) as browser:
        answer = browser.get(path)
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize(
    ("path", "body", "code", "phrase"),
    [
        ("key", {"revoked": True}, "lexware_key_refused", "nimmt den API-Schlüssel nicht an"),
        ("switches", {"plan_lacking": True}, "lexware_plan_lacking", "nötig ist XL"),
        ("switches", {"denied": ["vouchers.read"]}, "lexware_permissions_missing", "Belege (lesen)"),
        ("profile", {"organizationId": OTHER}, "lexware_other_organisation", "einer anderen Firma"),
    ],
)
def test_what_is_wrong_stands_on_every_page_among_the_problems_and_in_the_api(
    house: Any, control: Control, path: str, body: Any, code: str, phrase: str
) -> None:
    look(house)
    assert BANNER not in page(house, Role.REVIEWER)
    control(path, body)
    look(house)
    for role in (Role.REVIEWER, Role.ADMIN):
        shown = page(house, role)
        assert BANNER in shown
        assert phrase in shown
        assert 'href="/probleme#lexware"' in shown
    assert phrase not in page(house, Role.STAFF), "who can do nothing about it is left in peace"
    problems = page(house, Role.STAFF, "/probleme")
    assert "Verbindung zu Lexware" in problems
    assert phrase in problems
    with house.client(Role.REVIEWER) as client:
        found = client.get("/api/v1/lexware/status").json()
    assert [notice["code"] for notice in found["notices"]] == [code]
    assert phrase in found["notices"][0]["sentence"]
    assert found["other_organisation"] is (code == "lexware_other_organisation")


def test_what_is_mended_is_gone(house: Any, control: Control) -> None:
    control("switches", {"plan_lacking": True})
    look(house)
    control("switches", {"plan_lacking": False})
    look(house)
    assert BANNER not in page(house, Role.ADMIN)
    assert "Keine Probleme" in page(house, Role.ADMIN, "/probleme")


def test_the_status_tells_what_the_key_can_do(house: Any, control: Control) -> None:
    look(house)
    with house.client(Role.REVIEWER) as client:
        found = client.get("/api/v1/lexware/status").json()
    assert found["report"]["profile"]["company_name"] == "Muster Werkstatt GmbH"
    assert {entry["resource"]: entry["read"] for entry in found["report"]["permissions"]}["vouchers"] == "yes"
    assert found["key_since_named"] is False
    assert found["key_expires_on"] > found["key_since"]
    assert found["failed_since"] is None


def test_before_the_first_check_the_status_knows_nothing_and_says_so(house: Any) -> None:
    with house.client(Role.REVIEWER) as client:
        found = client.get("/api/v1/lexware/status").json()
    assert (found["checked_at"], found["notices"], found["report"]) == (None, [], {})


def test_the_status_is_for_reviewers(house: Any) -> None:
    with house.client(Role.STAFF) as client:
        assert client.get("/api/v1/lexware/status").status_code == 403
    with house.client(None) as client:
        assert client.get("/api/v1/lexware/status").status_code == 401


def test_since_when_lexware_could_not_be_asked_stands_among_the_problems(house: Any, control: Control) -> None:
    control("faults", {"kind": "503", "path": "/v1/profile"})
    settings = house.services.settings
    hasty = Patience(attempts=1)
    with LexwareClient(settings.lexware_key.get_secret_value(), settings.lexware_url, patience=hasty) as lexware:
        check(replace(connection(house.services), lexware=lexware))
    shown = page(house, Role.REVIEWER, "/probleme")
    assert "nicht geprüft werden" in shown
    assert BANNER not in shown, "an outage is no notice"
    with house.client(Role.REVIEWER) as client:
        assert client.get("/api/v1/lexware/status").json()["failed_since"] is not None


def test_a_daily_check_that_was_stopped_asks_nothing_more(house: Any, control: Control) -> None:
    daily = DailyCheck(house.services)
    daily.stop()
    daily()
    with house.client(Role.REVIEWER) as client:
        assert client.get("/api/v1/lexware/status").json()["checked_at"] is None


def test_what_was_mended_in_lexware_is_no_notice_until_tomorrow(house: Any, control: Control) -> None:
    passed = timedelta()
    daily = DailyCheck(replace(house.services, clock=lambda: house.clock() + passed))

    def checked_again() -> bool:
        with house.client(Role.REVIEWER) as client:
            before = client.get("/api/v1/lexware/status").json()["checked_at"]
            daily()
            return bool(client.get("/api/v1/lexware/status").json()["checked_at"] != before)

    control("switches", {"denied": ["vouchers.read"]})
    assert checked_again()
    assert BANNER in page(house, Role.REVIEWER, "/belege")
    control("switches", {"denied": []})
    passed = timedelta(minutes=14)
    assert not checked_again()
    passed = timedelta(minutes=16)
    assert checked_again()
    assert BANNER not in page(house, Role.REVIEWER, "/belege")
    passed = timedelta(hours=24)
    assert not checked_again(), "all is well"
    passed = timedelta(hours=25)
    assert checked_again()


@pytest.mark.browser
@pytest.mark.parametrize("dark", [False, True])
def test_the_banner_breaks_no_rule_of_accessibility_and_leaves_the_review_its_room(
    house: Any, control: Control, browser: Browser, paper: Any, dark: bool
) -> None:
    house.bring(paper())
    control("profile", {"companyName": "Ganz Andere Firma KG"})
    settings = house.services.settings.model_copy(
        update={"lexware_key_created": house.clock().date().replace(year=2024)}
    )
    services = replace(house.services, settings=settings, company=OwnCompany(names=("Beispiel Handel GmbH",)))
    DailyCheck(services)()
    found, heights = {}, {}
    context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme="dark" if dark else "light")
    context.add_cookies([{"name": "kontorist", "value": house.browser_token(), "url": house.address}])
    tab = context.new_page()
    for path in ("/belege", "/belege/1", "/probleme"):
        tab.goto(house.address + path)
        found[path] = [rule["id"] for rule in Axe().run(tab).response["violations"]]
        # Among the problems it stands in the table.
        box = tab.locator(".notices").bounding_box() if path != "/probleme" else None
        heights[path] = box["height"] if box else 0
    context.close()
    control("profile", {"companyName": "Muster Werkstatt GmbH"})
    assert found == {path: [] for path in found}
    assert heights["/belege/1"] < 110, "two notices in a line each"
