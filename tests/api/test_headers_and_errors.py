"""What every answer carries, and the one form of every error."""

from __future__ import annotations

import socket
from typing import Any

import httpx
import pytest

from api.assets import AssetsMissing, check, copy
from models.people import Role

PAGES = (
    "/anmelden",
    "/belege",
    "/belege/liste",
    "/belege/1",
    "/hochladen",
    "/posteingang",
    "/probleme",
    "/belege/4711",
)


@pytest.mark.parametrize("path", [*PAGES, "/static/kontorist.css", "/api/v1/documents", "/nirgends"])
def test_every_answer_has_a_strict_policy_and_stays_out_of_caches(house: Any, paper: Any, path: str) -> None:
    house.bring(paper())
    with house.client() as client:
        answer = client.get(path)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == ("no-cache" if path.startswith("/static") else "no-store")


def test_no_page_holds_inline_scripts_styles_or_addresses_elsewhere(house: Any, paper: Any) -> None:
    house.bring(paper())
    with house.client() as client:
        for path in PAGES:
            page = client.get(path).text
            assert "<script>" not in page
            assert " style=" not in page
            assert " onclick" not in page
            assert "http://" not in page
            assert "https://" not in page


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/api/v1/documents/4711", 404, "document_not_found"),
        ("GET", "/api/v1/nirgends", 404, "not_found"),
        ("DELETE", "/api/v1/documents", 405, "method_not_allowed"),
        ("GET", "/api/v1/documents?limit=9999", 422, "invalid_request"),
        ("POST", "/api/v1/documents", 422, "invalid_request"),
        ("GET", "/api/v1/documents/1/pages/1/words", 404, "page_not_found"),
    ],
)
def test_an_error_is_problem_details_with_a_stable_code_and_a_german_sentence(
    house: Any, method: str, path: str, status: int, code: str
) -> None:
    with house.client() as client:
        answer = client.request(method, path)
    body = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, body["status"], body["code"]) == (status, status, code)
    assert body["type"] == f"urn:kontorist:problem:{code}"
    assert body["title"].isascii()
    assert len(body["detail"]) > 20


def test_nobody_signed_in_is_told_how_to_sign_in(house: Any) -> None:
    answer = httpx.get(f"{house.address}/api/v1/documents")
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    page = httpx.get(f"{house.address}/belege/1")
    assert (page.status_code, page.headers["location"]) == (303, "/anmelden?zu=/belege/1")
    part = httpx.get(f"{house.address}/belege/liste", headers={"HX-Request": "true"})
    assert part.headers["hx-redirect"] == "/anmelden?zu=/belege"


def test_a_browser_gets_an_error_as_a_german_page(house: Any) -> None:
    with house.client() as client:
        answer = client.get("/belege/4711")
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")
    assert "Nicht gefunden" in answer.text
    assert "document_not_found" in answer.text


def test_a_body_beyond_the_bound_is_refused_before_it_is_read(house: Any) -> None:
    """Only the head is sent: whoever waited for the body would wait for ever."""
    with socket.create_connection(house.address.removeprefix("http://").split(":"), timeout=10) as connection:
        head = f"POST /api/v1/documents HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {house.tokens[Role.STAFF]}\r\n"
        kind = "Content-Type: multipart/form-data; boundary=x\r\n"
        connection.sendall(f"{head}{kind}Content-Length: {10**12}\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: connection.recv(65536), b"")).decode()
    assert answer.startswith("HTTP/1.1 413")
    assert '"code":"too_large"' in answer


def test_the_api_is_described_with_its_errors(house: Any) -> None:
    description = httpx.get(f"{house.address}/api/v1/openapi.json").json()
    assert "/belege" not in description["paths"]
    for path, methods in description["paths"].items():
        for operation in methods.values():
            assert operation["summary"], path
            assert operation["description"], path
    approve = description["paths"]["/api/v1/documents/{document_id}/approve"]["post"]["responses"]
    assert {"401", "403", "404", "409", "422"} <= set(approve)
    assert "application/problem+json" in approve["409"]["content"]


def test_missing_browser_assets_are_said_at_the_start(tmp_path: Any) -> None:
    with pytest.raises(AssetsMissing, match=r"htmx\.min\.js"):
        check(tmp_path)
    with pytest.raises(AssetsMissing, match="npm ci"):
        copy(tmp_path / "node_modules", tmp_path / "vendor")
