"""Who may do what: every endpoint × every role, cookies against other sites, sign-in and sign-out."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, iter_route_contexts

from api.main import create_app
from models.people import Role

OPEN, STAFF, REVIEWER, ADMIN = None, Role.STAFF, Role.REVIEWER, Role.ADMIN

LEAST = {
    ("GET", "/"): OPEN,
    ("GET", "/health"): OPEN,
    ("GET", "/metrics"): ADMIN,
    ("GET", "/anmelden"): OPEN,
    ("POST", "/anmelden"): OPEN,
    ("POST", "/abmelden"): STAFF,
    ("GET", "/belege"): STAFF,
    ("GET", "/belege/liste"): STAFF,
    ("GET", "/belege/{document_id}"): STAFF,
    ("GET", "/belege/{document_id}/original"): STAFF,
    ("POST", "/belege/{document_id}/felder/{field}"): REVIEWER,
    ("POST", "/belege/{document_id}/steuerzeilen"): REVIEWER,
    ("POST", "/belege/{document_id}/freigeben"): REVIEWER,
    ("POST", "/belege/{document_id}/ablegen"): REVIEWER,
    ("POST", "/belege/{document_id}/ablehnen"): REVIEWER,
    ("POST", "/belege/{document_id}/wiederholen"): REVIEWER,
    ("POST", "/belege/{document_id}/zuruecknehmen"): REVIEWER,
    ("POST", "/belege/{document_id}/neu-zuordnen"): REVIEWER,
    ("GET", "/hochladen"): STAFF,
    ("POST", "/hochladen"): STAFF,
    ("GET", "/posteingang"): STAFF,
    ("GET", "/probleme"): STAFF,
    ("GET", "/api/v1/openapi.json"): OPEN,
    ("POST", "/api/v1/sign-in"): OPEN,
    ("POST", "/api/v1/sign-out"): STAFF,
    ("POST", "/api/v1/documents"): STAFF,
    ("GET", "/api/v1/documents"): STAFF,
    ("GET", "/api/v1/documents/{document_id}"): STAFF,
    ("GET", "/api/v1/documents/{document_id}/original"): STAFF,
    ("GET", "/api/v1/documents/{document_id}/pages/{page}.png"): STAFF,
    ("GET", "/api/v1/documents/{document_id}/pages/{page}/words"): STAFF,
    ("POST", "/api/v1/documents/{document_id}/corrections"): REVIEWER,
    ("POST", "/api/v1/documents/{document_id}/approve"): REVIEWER,
    ("POST", "/api/v1/documents/{document_id}/archive"): REVIEWER,
    ("POST", "/api/v1/documents/{document_id}/reject"): REVIEWER,
    ("POST", "/api/v1/documents/{document_id}/retry"): REVIEWER,
    ("POST", "/api/v1/documents/{document_id}/undo"): REVIEWER,
    ("POST", "/api/v1/documents/{document_id}/match-again"): REVIEWER,
    ("GET", "/api/v1/arrivals"): STAFF,
    ("GET", "/api/v1/purchase-orders"): STAFF,
    ("GET", "/api/v1/categories"): STAFF,
    ("GET", "/api/v1/lexware/status"): REVIEWER,
    ("POST", "/webhooks/lexware"): OPEN,  # Lexware signs in nowhere: its signature is checked
}
"""The least role of every endpoint. A new endpoint fails the test until somebody has decided who may use it."""


def endpoints(house: Any) -> Iterator[tuple[str, str]]:
    for route in iter_route_contexts(create_app(house.services).routes):
        for method in sorted(route.methods or ()):
            if method != "HEAD":
                yield method, route.path or ""


def dependants(dependant: Dependant) -> Iterator[Dependant]:
    yield dependant
    for inner in dependant.dependencies:
        yield from dependants(inner)


def test_every_endpoint_has_a_role_and_every_role_an_endpoint(house: Any) -> None:
    assert set(endpoints(house)) == set(LEAST)


@pytest.mark.parametrize("role", [None, *Role])
def test_every_endpoint_refuses_who_may_not_and_answers_who_may(house: Any, role: Role | None) -> None:
    ranks: list[Role | None] = [None, *Role]
    wrong = []
    with house.client(role) as client:
        for (method, path), least in LEAST.items():
            if path.endswith("sign-out") or path == "/abmelden":
                continue  # would end the very token that the next lines use; has tests of its own
            address = path.format(document_id=4711, field="iban", page=1)
            status = client.request(method, address, follow_redirects=False).status_code
            allowed = ranks.index(role) >= ranks.index(least)
            refused = status == (403 if role else 303 if not address.startswith(("/api/", "/metrics")) else 401)
            if refused == allowed and path != "/":
                wrong.append((method, path, role, status))
    assert wrong == []


def test_no_dependency_runs_code_after_the_answer(house: Any) -> None:
    """A commit behind `yield` would happen after the answer was sent, and could fail unseen."""
    contexts = iter_route_contexts(create_app(house.services).routes)
    routes = [context for context in contexts if isinstance(context.original_route, APIRoute)]
    assert len(routes) > 30
    for route in routes:
        late = [inner.call for inner in dependants(route.dependant) if inspect.isgeneratorfunction(inner.call)]
        assert late == []


def test_a_browser_signs_in_and_out(house: Any, password: str) -> None:
    with httpx.Client(base_url=house.address) as browser:
        answer = browser.post("/anmelden", data={"login": "reviewer", "password": password, "to": "/posteingang"})
        assert (answer.status_code, answer.headers["location"]) == (303, "/posteingang")
        cookie = answer.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=lax" in cookie
        page = browser.get("/posteingang")
        assert "Kim Reviewer" in page.text
        csrf = page.text.split('name="csrf" value="')[1].split('"')[0]
        copied = dict(browser.cookies)
        assert browser.post("/abmelden", data={"csrf": csrf}).headers["location"] == "/anmelden"
    with httpx.Client(base_url=house.address, cookies=copied) as thief:
        assert thief.get("/posteingang").status_code == 303


def test_a_wrong_password_shows_the_form_with_a_sentence_and_keeps_the_login(house: Any) -> None:
    with httpx.Client(base_url=house.address) as browser:
        answer = browser.post("/anmelden", data={"login": "reviewer", "password": "falsch"})
    assert answer.status_code == 401
    assert "stimmen nicht" in answer.text
    assert 'value="reviewer"' in answer.text


def test_after_five_wrong_passwords_the_login_waits(house: Any, password: str) -> None:
    with httpx.Client(base_url=house.address) as client:
        for _ in range(5):
            assert client.post("/api/v1/sign-in", json={"login": "staff", "password": "falsch"}).status_code == 401
        answer = client.post("/api/v1/sign-in", json={"login": "staff", "password": password})
    assert answer.status_code == 429
    assert answer.json()["code"] == "login_blocked"


@pytest.mark.parametrize("elsewhere", ["https://evil.example", "//evil.example", "/\\evil.example"])
def test_the_sign_in_leads_to_no_other_site(house: Any, password: str, elsewhere: str) -> None:
    with httpx.Client(base_url=house.address) as browser:
        answer = browser.post("/anmelden", data={"login": "staff", "password": password, "to": elsewhere})
    assert answer.headers["location"] == "/belege"


def test_a_program_signs_in_works_and_signs_out(house: Any, password: str) -> None:
    with httpx.Client(base_url=house.address) as client:
        token = client.post("/api/v1/sign-in", json={"login": "staff", "password": password}).json()["token"]
        client.headers["Authorization"] = f"Bearer {token}"
        assert client.get("/api/v1/documents").status_code == 200
        assert client.post("/api/v1/sign-out").status_code == 204
        assert client.get("/api/v1/documents").status_code == 401


def test_a_browsers_token_is_no_bearer_token(house: Any) -> None:
    headers = {"Authorization": f"Bearer {house.browser_token()}"}
    assert httpx.get(f"{house.address}/api/v1/documents", headers=headers).status_code == 401


def test_a_changing_request_by_cookie_needs_the_pages_token(house: Any, paper: Any) -> None:
    document_id = house.bring(paper())
    with httpx.Client(base_url=house.address, cookies={"kontorist": house.browser_token()}) as browser:
        page = browser.get(f"/belege/{document_id}").text
        csrf = page.split('"X-CSRF-Token": "')[1].split('"')[0]
        body = {"version": house.document(document_id).version, "values": {"customer_number": "K-1"}}
        address = f"/api/v1/documents/{document_id}/corrections"
        refused = browser.post(address, json=body)
        assert (refused.status_code, refused.json()["code"]) == (403, "not_from_our_page")
        assert browser.post(address, json=body, headers={"X-CSRF-Token": "0" * 64}).status_code == 403
        assert browser.post(address, json=body, headers={"X-CSRF-Token": csrf}).status_code == 200


@pytest.mark.parametrize(
    "foreign", [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://evil.example"}]
)
def test_a_changing_request_that_another_site_started_is_refused(house: Any, foreign: dict[str, str]) -> None:
    with httpx.Client(base_url=house.address, cookies={"kontorist": house.browser_token()}) as browser:
        csrf = browser.get("/hochladen").text.split('name="csrf" value="')[1].split('"')[0]
        answer = browser.post("/abmelden", data={"csrf": csrf}, headers=foreign)
    assert answer.status_code == 403
