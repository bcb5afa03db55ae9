"""The gateway and the controls of the sandbox: key, routes, clock, payments, restart, page."""

from __future__ import annotations

import html
import json
import re
import signal
import socket
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import httpx
import pytest

from lexoffice.client import LexwareClient
from lexoffice.errors import KeyRefused
from lexoffice.posting_categories import CategoryType
from lexoffice.ratelimit import Priority
from lexoffice.retries import Patience
from lexoffice.sandbox import organisation

VOUCHER = {"type": "purchaseinvoice", "voucherNumber": "R-1", "voucherDate": "2026-02-27", "totalGrossAmount": 238}


@pytest.mark.parametrize("header", [None, "", "Bearer wrong", "Basic sandbox-key-for-tests", "Bearer äöü"])
def test_without_the_key_there_is_a_bare_401(sandbox, header):
    headers = {} if header is None else {"Authorization": header.encode("latin-1")}
    answer = sandbox.http.get("/v1/profile", headers=headers)
    assert (answer.status_code, answer.json()) == (401, {"message": "Unauthorized"})


def test_a_revoked_key_is_for_a_person(sandbox, lexware):
    sandbox.control("key", {"revoked": True})
    with pytest.raises(KeyRefused):
        lexware.profile.get()
    sandbox.control("key", {"revoked": False})
    assert lexware.profile.get().small_business is False


def test_unknown_routes_are_404_as_measured_or_403_as_documented(sandbox):
    assert sandbox.raw("GET", "/v1/bank-accounts").json()["status"] == 404
    assert sandbox.raw("DELETE", "/v1/vouchers/1").status_code == 404
    sandbox.switch(unknown_route_403=True)
    assert sandbox.raw("GET", "/v1/bank-accounts").status_code == 403


def test_a_body_must_be_json_and_say_so(sandbox):
    answer = sandbox.raw("POST", "/v1/vouchers", content=b"{}", headers={"Content-Type": "text/plain"})
    assert answer.status_code == 415
    for content in (b"{", b"[]", b'{"x":NaN}'):
        answer = sandbox.raw("POST", "/v1/vouchers", content=content, headers={"Content-Type": "application/json"})
        assert answer.json()["IssueList"][0]["type"] == "bad_request_error"


def test_a_reset_cuts_the_connection_without_an_answer(sandbox):
    sandbox.fail("reset")
    with pytest.raises(httpx.TransportError):
        sandbox.raw("GET", "/v1/profile")


def test_faults_hit_only_what_they_are_meant_for_and_are_used_up(sandbox):
    sandbox.fail("503", "/v1/contacts*", "GET")
    assert sandbox.raw("GET", "/v1/profile").status_code == 200
    assert sandbox.raw("GET", "/v1/contacts/1").status_code == 503
    assert sandbox.raw("GET", "/v1/contacts/1").status_code == 404


def test_the_posting_categories_are_those_of_the_api_notes(lexware, sandbox):
    categories = {category.id: category for category in lexware.posting_categories.list()}
    assert len(categories) == 80
    office = categories["16d04a21-fd91-11e1-a21f-0800200c9a66"]
    assert (office.name, office.type, office.split_allowed) == ("Bürobedarf", CategoryType.OUTGO, True)
    assert set(sandbox.raw("GET", "/v1/posting-categories").json()[0]) == {
        "id", "name", "type", "contactRequired", "splitAllowed", "groupName",
    }  # fmt: skip


def test_every_category_that_the_classifier_learns_can_be_booked():
    taught = json.loads((Path(__file__).parents[2] / "data" / "categories.json").read_text(encoding="utf-8"))
    offered = {(row["name"], row["type"]): row for row in organisation.categories().values()}
    assert {(row["name"], row["type"]) for row in taught} <= set(offered)
    for row in taught:
        category = offered[row["name"], row["type"]]
        assert row["id"] == (category["id"] if category.get("id_known", True) else None)
        assert (row["contactRequired"], row["splitAllowed"]) == (category["contactRequired"], category["splitAllowed"])
        reverse = row["type"] == "outgo" and ("§13b" in row["name"] or row["name"] == "Innergemeinschaftlicher Erwerb")
        assert (category["rates"] == "reverse_charge") == reverse


def test_a_restart_loses_nothing(start_sandbox, tmp_path, pdf):
    before = start_sandbox(tmp_path / "sandbox.sqlite")
    before.switch(rate_per_second=0)
    before.control("clock", {"now": "2030-01-01T00:00:00Z", "frozen": True})
    uploaded = before.raw("POST", "/v1/files", files={"file": ("a.pdf", pdf())}, data={"type": "voucher"}).json()
    profile = before.raw("GET", "/v1/profile").json()
    before.fail("503")
    before.stop()

    after = start_sandbox(tmp_path / "sandbox.sqlite")
    assert after.raw("GET", "/v1/profile").status_code == 503
    assert after.raw("GET", "/v1/profile").json() == profile
    assert after.raw("GET", f"/v1/files/{uploaded['id']}").content == pdf()
    again = after.raw("POST", "/v1/files", files={"file": ("a.pdf", pdf())}, data={"type": "voucher"}).json()
    assert again == uploaded
    assert (
        after.raw("GET", f"/v1/vouchers/{uploaded['voucherId']}").json()["createdDate"].startswith("2030-01-01T01:00")
    )


SERVER = """
import sys
from pathlib import Path
from lexoffice.sandbox.server import serve
from lexoffice.sandbox.switches import Switches
serve("127.0.0.1", int(sys.argv[1]), Path(sys.argv[2]), "key", Switches(rate_per_second=0))
"""


def test_the_sandbox_is_a_server_of_its_own(tmp_path):
    with socket.socket() as finder:
        finder.bind(("127.0.0.1", 0))
        port = finder.getsockname()[1]
    server = subprocess.Popen([sys.executable, "-c", SERVER, str(port), str(tmp_path / "sandbox.sqlite")])
    try:
        patience = Patience(attempts=100, first_wait=0.1, longest_wait=0.1)
        with LexwareClient("key", f"http://127.0.0.1:{port}", patience=patience, budget=Unlimited()) as client:
            assert client.profile.get().organization_id
        # The switches given at the start hold: more than the four requests of the usual bucket pass at once.
        profile = f"http://127.0.0.1:{port}/v1/profile"
        with httpx.Client(headers={"Authorization": "Bearer key"}) as raw:
            assert [raw.get(profile).status_code for _ in range(8)] == [200] * 8
    finally:
        server.terminate()
        assert server.wait(timeout=10) in (0, -signal.SIGTERM)


class Unlimited:
    def acquire(self, priority: Priority) -> None:
        """Nobody counts here."""

    def overdrawn(self) -> None:
        """Nor empties anything."""


def test_payments_lower_the_open_amount_until_the_voucher_is_paid(sandbox, lexware):
    sandbox.control(
        "records/voucher",
        [{**VOUCHER, "id": "v-1"}, {"type": "purchaseinvoice", "id": "v-2", "voucherStatus": "unchecked"}],
    )
    assert lexware.payments.get("v-2") is None
    before = lexware.vouchers.get("v-1").version
    sandbox.control("payments", {"voucher_id": "v-1", "amount": "100.00"})
    payment = lexware.payments.get("v-1")
    assert (payment.open_amount, payment.payment_status, payment.voucher_status) == (
        Decimal(138),
        "openExpense",
        "open",
    )
    sandbox.control("payments", {"voucher_id": "v-1", "amount": "12.50", "type": "dunningCosts"})
    sandbox.control("payments", {"voucher_id": "v-1", "amount": "7.14", "type": "cashDiscount"})
    sandbox.control("payments", {"voucher_id": "v-1", "amount": "130.86"})
    payment = lexware.payments.get("v-1")
    assert (payment.open_amount, payment.payment_status, payment.voucher_status) == (Decimal(0), "balanced", "paid")
    assert payment.paid_date is not None
    assert lexware.vouchers.get("v-1").version == before + 4
    sandbox.switch(open_amount_as_text=True)
    assert sandbox.raw("GET", "/v1/payments/v-1").json()["openAmount"] == "0"
    assert lexware.payments.get("v-1").open_amount == Decimal(0)


def test_a_voided_voucher_is_balanced(sandbox, lexware):
    sandbox.control("records/voucher", [{**VOUCHER, "id": "v-1"}])
    sandbox.control("documents/v-1/void", {})
    payment = lexware.payments.get("v-1")
    assert (payment.open_amount, payment.payment_status, payment.voucher_status) == (Decimal(0), "balanced", "voided")


def test_a_page_from_elsewhere_cannot_press_the_buttons(sandbox):
    answer = sandbox.http.post("/sandbox/reset", headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403
    assert sandbox.http.post("/sandbox/reset", headers={"Origin": sandbox.url}).status_code == 204


def test_an_unknown_switch_is_refused(sandbox):
    assert sandbox.http.post("/sandbox/switches", json={"rate": 1}).status_code == 422


def test_a_denied_permission_that_is_none_is_refused(sandbox):
    answer = sandbox.http.post("/sandbox/switches", json={"denied": ["payments.read", "vouchers"]})
    assert (answer.status_code, "vouchers: a permission is" in answer.text) == (422, True)
    assert sandbox.http.get("/sandbox/switches").json()["denied"] == []


PAGES = ("/", "/belege", "/kontakte", "/webhooks", "/anfragen", "/einstellungen", "/dokumente/v-1", "/dokumente/nobody")


def test_the_pages_show_vouchers_with_their_originals_and_escape_what_they_show(sandbox, pdf):
    sandbox.raw("POST", "/v1/files", files={"file": ("<b>rechnung.pdf", pdf())}, data={"type": "voucher"})
    evil = {**VOUCHER, "id": "v-1", "contactName": "<script>alert(1)</script>", "totalGrossAmount": "1234.5"}
    sandbox.control("records/voucher", [evil])
    for address in PAGES:
        page = sandbox.http.get(address)
        assert page.status_code == (404 if "nobody" in address else 200)
        assert page.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert "<script>" not in page.text
        assert "<b>" not in page.text
        # Every field has its label, and nothing comes from elsewhere.
        labelled = set(re.findall(r'<label for="([^"]+)"', page.text))
        assert set(re.findall(r'<(?:input|select)[^>]* id="([^"]+)"', page.text)) == labelled
        assert "http" not in page.text.replace(sandbox.url, "").replace("https_callbacks_only", "").replace("HTTPS", "")
    listed = sandbox.http.get("/belege").text
    assert "1.234,50 €" in listed
    [link] = re.findall(r'href="(/sandbox/originals/[^"]+)"', listed)
    assert sandbox.http.get(link).content == pdf()


def test_every_type_of_document_has_its_page_and_its_paper(sandbox, desk, pdf):
    made = [desk.made(resource) for resource in ("invoices", "credit-notes", "quotations", "order-confirmations")]
    made += [desk.made("delivery-notes"), desk.made("dunnings", after=made[0]["id"])]
    for document in made:
        assert sandbox.http.get(f"/dokumente/{document['id']}").status_code == 200
        assert sandbox.http.get(f"/sandbox/papers/{document['id']}.pdf").content.startswith(b"%PDF")
    draft = desk.made("invoices", final=False)
    assert sandbox.http.get(f"/sandbox/papers/{draft['id']}.pdf").status_code == 404
    upload = sandbox.raw("POST", "/v1/files", files={"file": ("a.pdf", pdf())}, data={"type": "voucher"}).json()
    # What was seeded may lack almost everything.
    sandbox.control("records/downpaymentinvoice", [{"id": "bare"}])
    sandbox.control("records/dunning", [{"id": "bare-dunning", "precedingId": "bare"}])
    for document_id in (draft["id"], upload["voucherId"], "bare", "bare-dunning"):
        assert sandbox.http.get(f"/dokumente/{document_id}").status_code == 200
    assert sandbox.http.get("/").text.count("/sandbox/papers/") == 8


def press(sandbox, button, **form):
    answer = sandbox.http.post(f"/sandbox/page/{button}", data=form, follow_redirects=True)
    assert answer.status_code == 200
    return html.unescape(re.search(r'class="message[^>]*>([^<]*)<', answer.text)[1])


def test_the_buttons_of_the_page_do_what_they_say(sandbox):
    sandbox.control("records/voucher", [{**VOUCHER, "id": "v-1"}, {**VOUCHER, "id": "v-2"}])
    assert press(sandbox, "fault", kind="503", method="GET", path="/v1/profile", times="2").startswith("Störung")
    assert sandbox.raw("GET", "/v1/profile").status_code == 503
    press(sandbox, "no-faults")
    assert sandbox.raw("GET", "/v1/profile").status_code == 200
    assert press(sandbox, "clock", now="2031-05-01T12:00") == "Die Uhr ist gestellt."
    assert sandbox.http.get("/sandbox/state").json()["now"].startswith("2031-05-01T12:00")
    assert press(sandbox, "pay-half", document="v-1") == "Zahlung gebucht. R-1 ist offen, offen sind 119,00 €."
    assert "keine Zahl" in press(sandbox, "pay", document="v-1", amount="viel", type="manualPayment")
    assert "größer als null" in press(sandbox, "pay", document="v-1", amount="", type="manualPayment")
    assert "Zukunft" in press(sandbox, "pay", document="v-1", amount="1", on="2031-05-02")
    assert "bezahlt" in press(sandbox, "pay", document="v-1", amount="117,00", discount="2,00", type="manualPayment")
    assert (
        press(sandbox, "detach", document="v-1", position="0") == "Zahlung gelöst. R-1 ist offen, offen sind 119,00 €."
    )
    assert press(sandbox, "act", document="v-2", act="void") == "Storniert."
    assert press(sandbox, "act", document="v-2", act="void").startswith("Nur ein gebuchter, offener Beleg")
    assert press(sandbox, "act", document="v-1", act="explode").startswith("Acts:")
    states = {
        voucher["id"]: voucher["voucherStatus"] for voucher in sandbox.http.get("/sandbox/state").json()["vouchers"]
    }
    assert states == {"v-1": "open", "v-2": "voided"}
    press(sandbox, "rate", rate="1.5")
    assert "unvollständig" in press(sandbox, "rate", rate="viele")
    assert press(sandbox, "nothing") == "Diesen Knopf gibt es nicht."
    assert press(sandbox, "reset") == "Der Sandkasten ist leer."
    assert sandbox.http.get("/sandbox/state").json()["vouchers"] == []


def test_the_page_changes_the_profile_and_the_switches(sandbox):
    stranger = "3b0e5a0c-51d2-4f0b-9f52-8a6f5d0c7e10"
    form = {"companyName": "Neu & Co", "organizationId": stranger, "taxType": "vatfree", "smallBusiness": "on"}
    press(sandbox, "profile", **form, **{"feature-BOOKKEEPING": "on"})
    profile = sandbox.raw("GET", "/v1/profile").json()
    assert {name: profile[name] for name in ("companyName", "organizationId", "taxType", "smallBusiness")} == {
        "companyName": "Neu & Co", "organizationId": stranger, "taxType": "vatfree", "smallBusiness": True,
    }  # fmt: skip
    assert profile["businessFeatures"] == ["BOOKKEEPING"]
    before = sandbox.http.get("/sandbox/switches").json()
    page = sandbox.http.get("/einstellungen").text
    fields = dict(re.findall(r'<input id="(\w+)" name="\w+" size="7" value="([^"]*)"', page))
    checked = dict.fromkeys(re.findall(r'id="(\w+)" name="\w+" checked', page), "on")
    # The form as it stands changes nothing but what a person changes in it.
    press(
        sandbox, "switches", **fields | checked | {"denied": "vouchers.write, files.write", "tax_tolerance_cents": "1"}
    )
    after = sandbox.http.get("/sandbox/switches").json()
    assert after == before | {"denied": ["vouchers.write", "files.write"], "tax_tolerance_cents": 1}


def test_a_key_ends_when_it_is_withdrawn_or_its_time_is_over(sandbox):
    sandbox.control("clock", {"now": "2028-11-22T12:00:00+01:00", "frozen": True})
    press(sandbox, "key", revoked="false", expires="2028-11-22T12:01")
    assert sandbox.raw("GET", "/v1/profile").status_code == 200
    sandbox.control("clock", {"advance_seconds": 60})
    assert sandbox.raw("GET", "/v1/profile").status_code == 401
    assert sandbox.http.get("/sandbox/state").json()["expires"] == "2028-11-22T12:01:00.000+01:00"
    sandbox.control("key", {"revoked": False})
    assert sandbox.raw("GET", "/v1/profile").status_code == 200
    press(sandbox, "key", revoked="true")
    assert sandbox.raw("GET", "/v1/profile").status_code == 401


def test_a_form_comes_back_to_its_page_and_to_no_other_place(sandbox):
    for back, location in (
        ("/dokumente/v-1", "/dokumente/v-1?"),
        ("//evil.example", "/?"),
        ("https://evil.example", "/?"),
    ):
        answer = sandbox.http.post("/sandbox/page/no-faults", data={"back": back})
        assert (answer.status_code, answer.headers["Location"].startswith(location)) == (303, True)


def test_the_days_go_by_at_the_same_hour(sandbox):
    press(sandbox, "clock", now="2026-10-20T09:30")
    press(sandbox, "advance", days="14")
    assert sandbox.http.get("/sandbox/state").json()["now"].startswith("2026-11-03T09:30")
