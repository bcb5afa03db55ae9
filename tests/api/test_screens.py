"""The pages as the server renders them, by plain HTTP: what stands on them, and the parts that htmx asks for."""

from __future__ import annotations

import re
from typing import Any

from models.people import Role
from storage.tables.documents import Document
from storage.tables.upkeep import MailboxState

HTMX = {"HX-Request": "true"}


def stamp(page: str) -> str:
    found = re.search(r"stand=([^\"&]+)", page)
    assert found is not None
    return found[1]


def test_the_list_answers_only_when_something_has_changed(house: Any, paper: Any) -> None:
    house.bring(paper(number="R-1"))
    with house.client() as client:
        page = client.get("/belege").text
        quiet = client.get("/belege/liste", params={"stand": stamp(page)}, headers=HTMX)
        house.bring(paper(number="R-2"))
        changed = client.get("/belege/liste", params={"stand": stamp(page)}, headers=HTMX)
    assert quiet.status_code == 204
    assert "R-2" in changed.text
    assert "<html" not in changed.text


def test_the_tabs_count_and_the_queue_begins_with_the_oldest(house: Any, paper: Any) -> None:
    for number in ("R-1", "R-2"):
        house.bring(paper(number=number))
        house.later(minutes=1)
    house.receive(b"%PDF-1.4 broken")
    with house.client() as client:
        queue = client.get("/belege").text
        everything = client.get("/belege", params={"ansicht": "alle"}).text
    assert queue.index("R-1") < queue.index("R-2")
    assert everything.index("R-2") < everything.index("R-1")
    assert "1 Beleg wird gerade gelesen" in queue
    assert re.search(r'Zu prüfen<span class="count"> 2<', queue)
    assert re.search(r'Alle<span class="count"> 3<', queue)


def test_staff_sees_a_document_but_no_button_to_decide(house: Any, paper: Any) -> None:
    document_id = house.bring(paper())
    with house.client(Role.STAFF) as client:
        page = client.get(f"/belege/{document_id}").text
    assert "R-2026-0417" in page
    assert 'id="freigeben"' not in page
    assert "hx-post" not in page


def test_a_refused_entry_keeps_the_screen_and_says_why_at_its_field(house: Any, paper: Any) -> None:
    document_id = house.bring(paper())
    form = {"version": house.document(document_id).version, "value": "gestern"}
    with house.client() as client:
        answer = client.post(f"/belege/{document_id}/felder/document_date", data=form, headers=HTMX)
    assert answer.status_code == 422
    field = answer.text[answer.text.index('id="feld-document_date"') :][:2500]
    assert "kein Datum" in field
    assert 'aria-invalid="true"' in field


def test_a_conflict_shows_the_new_state_with_a_sentence(house: Any, paper: Any) -> None:
    document_id = house.bring(paper())
    seen = house.document(document_id).version
    with house.client() as client:
        for number in ("K-1", "K-2"):
            form = {"version": seen, "value": number}
            answer = client.post(f"/belege/{document_id}/felder/customer_number", data=form, headers=HTMX)
    assert answer.status_code == 409
    assert "inzwischen geändert" in answer.text
    assert 'value="K-1"' in answer.text
    assert f'data-version="{house.document(document_id).version}"' in answer.text


def test_without_scripts_the_forms_work_too(house: Any, paper: Any) -> None:
    document_id = house.bring(paper(missing=frozenset({"document_date"})))
    with house.client() as client:
        form = {"version": house.document(document_id).version, "value": "4.11.2026"}
        done = client.post(f"/belege/{document_id}/felder/document_date", data=form)
        assert (done.status_code, done.headers["location"]) == (303, f"/belege/{document_id}")
        lines = {"rate": ["19", ""], "base": ["200,00", ""], "tax": ["38,00", ""]}
        form = {"version": house.document(document_id).version, **lines}
        assert client.post(f"/belege/{document_id}/steuerzeilen", data=form).status_code == 303
        form = {"version": house.document(document_id).version}
        approved = client.post(f"/belege/{document_id}/freigeben", data=form)
        assert approved.headers["location"] == f"/belege?freigegeben={document_id}"
        bar = client.get(approved.headers["location"]).text
        assert f"/belege/{document_id}/zuruecknehmen" in bar
        client.post(f"/belege/{document_id}/zuruecknehmen", data={})
        uploaded = client.post(
            "/hochladen", files=[("files", ("a.pdf", b"%PDF-1.4 a")), ("files", ("b.pdf", b"%PDF-1.4 a"))]
        )
    assert house.document(document_id).status == "in_review"
    assert "Doppelt" in uploaded.text


def test_a_screen_opened_while_reading_reloads_once_the_pages_are_there(house: Any, paper: Any) -> None:
    waiting = house.receive(b"%PDF-1.4 waits")
    document_id = house.bring(paper())
    with house.client() as client:
        assert "seiten=0" in client.get(f"/belege/{waiting}").text
        assert client.get(f"/belege/{waiting}?seiten=0", headers=HTMX).status_code == 200
        assert client.get(f"/belege/{document_id}?seiten=0", headers=HTMX).headers["hx-refresh"] == "true"


def test_an_e_invoice_shows_where_the_value_stands_in_the_xml(house: Any, paper: Any) -> None:
    document_id = house.bring(paper(why="/Invoice/cbc:ID"))
    with house.client() as client:
        page = client.get(f"/belege/{document_id}").text
    assert "/Invoice/cbc:ID" in page


def test_problems_and_arrivals_are_listed_with_reason(house: Any) -> None:
    house.receive(b"%PDF-1.4 broken", "kaputt.pdf")
    house.receive(b"%PDF-1.4 broken", "kopie.pdf")
    house.work()
    with house.client() as client:
        problems, arrivals = client.get("/probleme").text, client.get("/posteingang").text
    assert house.document(1).problem_message in problems
    assert "kopie.pdf" in arrivals
    assert "Dieselbe Datei ist schon eingegangen." in arrivals


def test_an_approval_whose_filing_has_stopped_can_be_taken_back_on_its_screen(house: Any, paper: Any) -> None:
    document_id = house.bring(paper(number="R-7"))
    with house.services.sessions.begin() as session:
        gone = session.get_one(Document, document_id)
        gone.voucher_id = gone.lexware_file_id = "11111111-2222-4333-8444-555555555555"
    house.approve(document_id)
    house.later(minutes=2)
    house.work()
    stopped = house.document(document_id)
    assert stopped.problem_code == "voucher_gone"
    with house.client() as client:
        assert f"/belege/{document_id}/zuruecknehmen" in client.get(f"/belege/{document_id}").text
        client.post(f"/belege/{document_id}/zuruecknehmen", data={"version": stopped.version})
    assert house.document(document_id).status == "in_review"


def test_a_mailbox_that_cannot_be_fetched_is_seen_by_staff(house: Any) -> None:
    with house.services.sessions.begin() as session:
        session.add(
            MailboxState(
                mailbox="rechnung", uid_validity=0, last_uid=0, checked_at=house.clock(), problem="Kein Zugang."
            )
        )
    with house.client(Role.STAFF) as client:
        page = client.get("/probleme").text
    assert "rechnung" in page
    assert "Kein Zugang." in page
    assert "Keine Probleme" not in page


def test_a_filed_document_shows_its_voucher_and_its_history(house: Any, paper: Any) -> None:
    document_id = house.bring(paper(number="R-501"))
    house.approve(document_id)
    house.file_all()
    with house.client() as client:
        page = client.get(f"/belege/{document_id}").text
    assert house.document(document_id).voucher_id in page
    assert "Freigegeben → Gebucht" in page
    assert 'id="freigeben"' not in page
