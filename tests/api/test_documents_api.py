"""The JSON API through a real server: bring documents, list them, look at one."""

from __future__ import annotations

import copy
import io
from typing import Any

import pytest
from PIL import Image

from models.people import Role
from storage.tables.documents import Reading


def files(*contents: tuple[str, bytes]) -> list[tuple[str, tuple[str, bytes]]]:
    return [("files", content) for content in contents]


def test_several_files_are_taken_in_at_once_and_each_has_its_arrival(house: Any) -> None:
    with house.client(Role.STAFF) as client:
        answer = client.post("/api/v1/documents", files=files(("a.pdf", b"%PDF-1.4 a"), ("b.pdf", b"%PDF-1.4 b")))
    assert answer.status_code == 201
    assert answer.json()["arrivals"][0]["channel"] == "api"
    arrivals = answer.json()["arrivals"]
    assert [(arrival["file_name"], arrival["outcome"]) for arrival in arrivals] == [
        ("a.pdf", "document"),
        ("b.pdf", "document"),
    ]
    assert house.services.originals.get(arrivals[0]["sha256"]) == b"%PDF-1.4 a"


def test_the_same_bytes_again_answer_with_the_first_document(house: Any) -> None:
    with house.client(Role.STAFF) as client:
        first = client.post("/api/v1/documents", files=files(("a.pdf", b"%PDF-1.4 a"))).json()["arrivals"][0]
        again = client.post("/api/v1/documents", files=files(("kopie.pdf", b"%PDF-1.4 a"))).json()["arrivals"][0]
    assert (again["outcome"], again["document_id"]) == ("double", first["document_id"])


def test_a_repeated_request_with_its_key_takes_nothing_in_twice(house: Any) -> None:
    with house.client(Role.STAFF) as client:
        sent = files(("a.pdf", b"%PDF-1.4 a"), ("b.pdf", b"%PDF-1.4 b"))
        first = client.post("/api/v1/documents", files=sent, headers={"Idempotency-Key": "k-1"}).json()
        again = client.post("/api/v1/documents", files=sent, headers={"Idempotency-Key": "k-1"}).json()
        ledger = client.get("/api/v1/arrivals").json()["arrivals"]
    assert again == first
    assert len(ledger) == 2


def test_a_mail_brings_its_attachments(house: Any) -> None:
    mail = (
        b"From: a@example.org\r\nTo: b@example.org\r\nSubject: Rechnung\r\nMessage-ID: <1@example.org>\r\n"
        b"MIME-Version: 1.0\r\n"
        b'Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nHallo\r\n'
        b"--x\r\nContent-Type: application/pdf\r\n"
        b'Content-Disposition: attachment; filename="r.pdf"\r\n\r\n%PDF-1.4 m\r\n--x--\r\n'
    )
    with house.client(Role.STAFF) as client:
        arrivals = client.post("/api/v1/documents", files=files(("mail.eml", mail))).json()["arrivals"]
    assert [(arrival["file_name"], arrival["outcome"]) for arrival in arrivals] == [("r.pdf", "document")]


def test_too_large_a_file_is_refused_and_nothing_of_the_request_is_taken_in(
    house: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.uploads.LARGEST_FILE", 1_000_000)
    with house.client(Role.STAFF) as client:
        answer = client.post("/api/v1/documents", files=files(("a.pdf", b"%PDF-1.4 a"), ("b.pdf", b"b" * 1_000_001)))
        assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
        assert "b.pdf" in answer.json()["detail"]
        assert client.get("/api/v1/arrivals").json()["arrivals"] == []


def test_the_original_is_served_byte_identical_as_a_download_that_can_run_nothing(house: Any) -> None:
    content = b"<script>alert(1)</script>" + bytes(range(256))
    document_id = house.receive(content, "seite.html")
    with house.client(Role.STAFF) as client:
        answer = client.get(f"/api/v1/documents/{document_id}/original")
    assert answer.content == content
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "<img src=x onerror=alert(1)>.pdf", "=cmd|'/C calc'!A0.pdf", 'Ümläut "q".pdf', "{{7*7}}.pdf"],
)
def test_a_hostile_file_name_is_shown_escaped_and_leads_nowhere(house: Any, name: str) -> None:
    with house.client() as client:
        arrival = client.post("/api/v1/documents", files=files((name, b"%PDF-1.4 " + name.encode()))).json()[
            "arrivals"
        ][0]
        assert "/" not in arrival["file_name"]
        pages = [
            client.get(path).text
            for path in ("/belege?ansicht=alle", f"/belege/{arrival['document_id']}", "/posteingang")
        ]
        header = client.get(f"/api/v1/documents/{arrival['document_id']}/original").headers["content-disposition"]
    for page in pages:
        assert "<img src=x" not in page
        assert "49.pdf" not in page
    assert header.isascii()
    assert "\n" not in header


def test_lists_filter_search_and_go_on_by_cursor(house: Any, paper: Any) -> None:
    for number in range(5):
        house.bring(paper(number=f"R-{number}", supplier="Papierhaus" if number % 2 else "Spedition_Nord"))
    with house.client(Role.STAFF) as client:
        first = client.get("/api/v1/documents", params={"limit": 2}).json()
        second = client.get("/api/v1/documents", params={"limit": 2, "after": first["next"]}).json()
        third = client.get("/api/v1/documents", params={"limit": 2, "after": second["next"]}).json()
        found = client.get("/api/v1/documents", params={"text": "spedition_"}).json()["documents"]
        none = client.get("/api/v1/documents", params={"text": "spedition%"}).json()["documents"]
        review = client.get("/api/v1/documents", params={"status": ["in_review", "filed"], "kind": "invoice"}).json()
        problems = client.get("/api/v1/documents", params={"problem": True}).json()["documents"]
    pages = [[row["number"] for row in answer["documents"]] for answer in (first, second, third)]
    assert pages == [["R-4", "R-3"], ["R-2", "R-1"], ["R-0"]]
    assert third["next"] is None
    assert len(found) == 3
    assert none == []
    assert len(review["documents"]) == 5
    assert problems == []


def test_a_document_shows_values_with_place_reason_and_what_needs_a_person(house: Any, paper: Any) -> None:
    document_id = house.bring(paper(unsure={"document_number": 0.4}, missing=frozenset({"document_date"})))
    with house.client(Role.STAFF) as client:
        answer = client.get(f"/api/v1/documents/{document_id}").json()
    number = answer["fields"]["document_number"]
    assert (number["value"], number["state"], number["page"], number["source"]) == ("R-2026-0417", "open", 1, "model")
    assert 0 < number["box"][0] < number["box"][2] < 1
    assert answer["fields"]["gross_total"]["state"] == "sure"
    assert answer["fields"]["tax_breakdown"]["value"] == [{"rate": "19", "base": "200.00", "tax": "38.00"}]
    assert answer["open_fields"] == ["document_number", "document_date"]
    assert answer["obstacles"] == ["Das Belegdatum fehlt."]
    assert answer["gross"] == "238.00"
    assert answer["history"][0]["action"] == "document.received"


def test_a_page_is_a_picture_that_is_rendered_once(house: Any, paper: Any) -> None:
    document_id = house.bring(paper())
    with house.client(Role.STAFF) as client:
        address = f"/api/v1/documents/{document_id}/pages/1.png"
        first, again = client.get(address), client.get(address)
        assert first.content.startswith(b"\x89PNG")
        assert first.headers["cache-control"].startswith("private")
        assert again.content == first.content
        assert client.get(f"/api/v1/documents/{document_id}/pages/2.png").status_code == 404
        assert client.get(address, params={"dpi": 100_000}).status_code == 422
        words = client.get(f"/api/v1/documents/{document_id}/pages/1/words").json()["words"]
    assert len(list((house.services.settings.data / "pages").rglob("*.png"))) == 1
    assert "R-2026-0417" in [word["text"] for word in words]


def test_other_bytes_under_a_used_idempotency_key_are_taken_in_all_the_same(house: Any) -> None:
    key = {"Idempotency-Key": "scanner-1"}
    with house.client(Role.STAFF) as client:
        brought = [
            client.post("/api/v1/documents", files=files(("a.pdf", content)), headers=key).json()["arrivals"][0]
            for content in (b"%PDF-1.4 a", b"%PDF-1.4 b", b"%PDF-1.4 a")
        ]
    assert [arrival["outcome"] for arrival in brought] == ["document"] * 3
    assert brought[0]["id"] == brought[2]["id"] != brought[1]["id"]


def test_a_page_that_was_read_turned_is_shown_turned(house: Any, paper: Any) -> None:
    document_id = house.bring(paper())
    address = f"/api/v1/documents/{document_id}/pages/1.png"
    sizes = []
    with house.client(Role.STAFF) as client:
        for rotation in (0, 90):
            with house.services.sessions.begin() as session:
                reading = session.get_one(Reading, document_id)
                content = copy.deepcopy(reading.content)
                content["pages"][0]["rotation"] = rotation
                reading.content = content
            sizes.append(Image.open(io.BytesIO(client.get(address).content)).size)
    assert sizes[1] == sizes[0][::-1] != sizes[0]


def test_a_broken_original_has_no_picture_but_a_sentence(house: Any) -> None:
    document_id = house.receive(b"%PDF-1.4 broken")
    house.work()
    with house.client(Role.STAFF) as client:
        answer = client.get(f"/api/v1/documents/{document_id}").json()
        assert answer["problem_message"]
        assert client.get(f"/api/v1/documents/{document_id}/pages/1.png").status_code == 404
        listed = client.get("/api/v1/documents", params={"problem": True}).json()["documents"]
    assert [row["id"] for row in listed] == [document_id]


def test_purchase_orders_and_categories_are_there_to_choose_from(house: Any) -> None:
    house.order("B-1", "Papierhaus", "119.00", "100.00")
    house.order("B-2", "Spedition", "238.00", "200.00")
    with house.client(Role.STAFF) as client:
        orders = client.get("/api/v1/purchase-orders", params={"text": "papier"}).json()["purchase_orders"]
        first = client.get("/api/v1/purchase-orders", params={"limit": 1}).json()
        rest = client.get("/api/v1/purchase-orders", params={"limit": 1, "after": first["next"]}).json()
        names = [entry["name"] for entry in client.get("/api/v1/categories").json()["categories"]]
    assert [(order["number"], order["gross_total"]) for order in orders] == [("B-1", "119.00")]
    assert [order["number"] for order in first["purchase_orders"] + rest["purchase_orders"]] == ["B-2", "B-1"]
    assert rest["next"] is None
    assert "Bürobedarf" in names
    assert "Einnahmen" not in names
