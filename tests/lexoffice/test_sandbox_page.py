"""A business day played on the sandbox's pages in a real headless Chromium: by mouse, by keyboard, on a small screen."""

from __future__ import annotations

import io
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from pypdf import PdfReader

pytestmark = pytest.mark.browser


@pytest.fixture
def visit(browser, sandbox):
    """Opens a page of the sandbox. A violation of the policy fails the test at its end."""
    complaints, contexts = [], []

    def go(path="/", *, dark=False, width=1280):
        scheme = "dark" if dark else "light"
        context = browser.new_context(
            viewport={"width": width, "height": 800}, color_scheme=scheme, locale="de-DE", accept_downloads=True
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", lambda message: message.type == "error" and complaints.append(message.text))
        page.goto(sandbox.url + path)
        return page

    yield go
    for context in contexts:
        context.close()
    expected = re.compile("favicon|status of 404")
    assert [complaint for complaint in complaints if not expected.search(complaint)] == []


def numbered(sandbox, number):
    return next(
        invoice
        for invoice in sandbox.http.get("/sandbox/state").json()["invoices"]
        if invoice["voucherNumber"] == number
    )


def dun(sandbox, desk, number):
    """What Kontorist will do: a dunning for this invoice, through the API."""
    invoice = numbered(sandbox, number)
    copied = {name: invoice[name] for name in ("address", "taxConditions", "shippingConditions")}
    return desk.made("dunnings", after=invoice["id"], title="Zahlungserinnerung", **copied)


def test_a_person_plays_a_business_day(visit, sandbox, desk):
    page = visit()
    page.get_by_role("button", name="Beispiel anlegen").click()
    expect(page.get_by_role("status")).to_contain_text("drei Rechnungen")
    row = page.get_by_role("row").filter(has=page.get_by_role("link", name="RE0001", exact=True))
    expect(row).to_contain_text("offen")
    row.get_by_role("button", name="Halb").click()
    expect(page.get_by_role("status")).to_have_text("Zahlung gebucht. RE0001 ist offen, offen sind 511,70 €.")
    page.get_by_role("button", name="+ 14 Tage").click()
    expect(row).to_contain_text("offen")  # due today is not yet overdue
    page.get_by_role("button", name="+ 1 Tag (Uhr vorstellen)").click()
    expect(page.locator(".clock")).to_contain_text("15 Tage voraus")
    expect(row).to_contain_text("überfällig")
    dun(sandbox, desk, "RE0001")
    page.reload()
    dunning = row.get_by_role("link", name="Zahlungserinnerung")
    paper = PdfReader(io.BytesIO(page.request.get(sandbox.url + dunning.get_attribute("href")).body()))
    assert "Zahlungserinnerung" in paper.pages[0].extract_text()
    row.get_by_role("link", name="RE0001", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Rechnung RE0001")
    page.get_by_role("button", name="Ganz bezahlt").click()
    expect(page.locator(".head .pill")).to_have_text("bezahlt")
    page.get_by_role("button", name="Lösen (Zahlung 2)").click()
    expect(page.locator(".head .pill")).to_have_text("überfällig")
    assert numbered(sandbox, "RE0001")["voucherStatus"] == "open"


def test_a_payment_is_booked_by_keyboard_with_its_day_and_skonto(visit, sandbox):
    sandbox.control("scene", {})
    sandbox.control("clock", {"advance_seconds": 3 * 86400})
    page = visit(f"/dokumente/{numbered(sandbox, 'RE0001')['id']}")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Zum Inhalt")).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_label("Betrag in €").focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("1.002,93")
    page.keyboard.press("Tab")
    page.keyboard.type("20,47")
    page.get_by_label("Buchungstag").fill(numbered(sandbox, "RE0001")["createdDate"][:10])
    page.get_by_label("Art").select_option(label="von Hand")
    page.get_by_role("button", name="Zahlung buchen").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Zahlung gebucht. RE0001 ist bezahlt, offen sind 0,00 €.")
    items = sandbox.raw("GET", f"/v1/payments/{numbered(sandbox, 'RE0001')['id']}").json()["paymentItems"]
    assert [(item["paymentItemType"], item["amount"]) for item in items] == [
        ("manualPayment", 1002.93),
        ("cashDiscount", 20.47),
    ]
    assert items[0]["postingDate"][:10] == numbered(sandbox, "RE0001")["createdDate"][:10]


def test_a_mistake_is_said_and_nothing_is_booked(visit, sandbox):
    sandbox.control("scene", {})
    page = visit(f"/dokumente/{numbered(sandbox, 'RE0001')['id']}")
    page.get_by_label("Betrag in €").fill("hundert")
    page.get_by_role("button", name="Zahlung buchen").click()
    expect(page.get_by_role("alert")).to_contain_text("keine Zahl")
    expect(page.locator(".head .pill")).to_have_text("offen")


def test_quotations_are_answered_and_drafts_finalised_and_deleted(visit, sandbox, desk):
    sandbox.control("scene", {})
    page = visit()
    page.get_by_role("button", name="Annehmen (AG0001)").click()
    expect(page.get_by_role("row").filter(has_text="AG0001")).to_contain_text("angenommen")
    first, second = (desk.made("invoices", final=False) for _ in range(2))
    page.goto(f"{sandbox.url}/dokumente/{first['id']}")
    page.get_by_role("button", name="Fertigstellen").click()
    expect(page.locator(".head .pill")).to_have_text("überfällig")  # its term has long passed
    page.goto(f"{sandbox.url}/dokumente/{second['id']}")
    page.get_by_role("button", name="Löschen").click()
    expect(page).to_have_url(re.compile(r"/\?meldung="))
    assert sandbox.raw("GET", f"/v1/invoices/{second['id']}").status_code == 404


def everything(sandbox, desk, pdf):
    """Something on every page; the addresses of all pages."""
    sandbox.control("scene", {})
    number = numbered(sandbox, "RE0002")
    sandbox.control("payments", {"voucher_id": number["id"], "amount": "1.00"})
    dun(sandbox, desk, "RE0002")
    sandbox.raw(
        "POST",
        "/v1/files",
        files={"file": ("ein sehr langer Name einer Rechnung.pdf", pdf())},
        data={"type": "voucher"},
    )
    sandbox.fail("503", "/v1/contacts*")
    sandbox.control("webhooks/faults", {"kind": "lost"})
    return [
        "/",
        "/belege",
        "/kontakte",
        "/webhooks",
        "/anfragen",
        "/einstellungen",
        f"/dokumente/{number['id']}",
        "/dokumente/no",
    ]


@pytest.mark.parametrize("dark", [False, True])
def test_no_page_breaks_a_rule_of_accessibility(visit, sandbox, desk, pdf, dark):
    addresses = everything(sandbox, desk, pdf)
    page = visit(dark=dark)
    axe, found = Axe(), {}
    for address in addresses:
        page.goto(sandbox.url + address)
        found[address] = [f"{rule['id']}: {rule['nodes'][0]['html']}" for rule in axe.run(page).response["violations"]]
    assert {address: rules for address, rules in found.items() if rules} == {}


def test_on_a_small_screen_no_page_scrolls_sideways(visit, sandbox, desk, pdf):
    addresses = everything(sandbox, desk, pdf)
    page = visit(width=400)
    for address in addresses:
        page.goto(sandbox.url + address)
        assert page.evaluate("document.documentElement.scrollWidth") == 400, address
