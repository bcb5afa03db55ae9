"""The pages in a real headless Chromium: keyboard, live status, pointer, accessibility, and no violation of the policy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from models.documents import DocumentStatus

pytestmark = pytest.mark.browser

SCREENS = (
    "/belege?ansicht=alle",
    "/belege/1",
    "/belege/2",
    "/belege/3",
    "/belege/4",
    "/belege/99",
    "/hochladen",
    "/probleme",
    "/posteingang",
)
"""Every page, with a document that is open, approved, a likely double, stopped, and one that does not exist."""


@pytest.fixture
def visit(browser: Browser, house: Any) -> Iterator[Callable[..., Page]]:
    """Opens an address as a signed-in reviewer. A script error or a violation of the policy fails the test at its end."""
    complaints: list[str] = []
    contexts = []

    def go(path: str, *, signed_in: bool = True, dark: bool = False, width: int = 1440) -> Page:
        viewport = {"width": width, "height": 900}
        context = browser.new_context(viewport=viewport, color_scheme="dark" if dark else "light", locale="de-DE")  # type: ignore[arg-type]
        contexts.append(context)
        if signed_in:
            context.add_cookies([{"name": "kontorist", "value": house.browser_token(), "url": house.address}])
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: message.type == "error" and complaints.append(message.text))
        page.goto(house.address + path)
        return page

    yield go
    for context in contexts:
        context.close()
    expected = "Failed to load resource: the server responded with a status of 4"
    assert [complaint for complaint in complaints if not complaint.startswith(expected)] == []


def test_a_person_signs_in_uploads_and_watches_the_status_change(
    visit: Callable[..., Page], house: Any, paper: Any, password: str, tmp_path: Path
) -> None:
    page = visit("/belege", signed_in=False)
    page.get_by_label("Anmeldename").fill("reviewer")
    page.get_by_label("Passwort").fill(password)
    page.keyboard.press("Enter")
    page.wait_for_url("**/belege")
    page.get_by_role("link", name="Hochladen").first.click()
    page.wait_for_url("**/hochladen")
    for name, content in (
        ("eins.pdf", b"%PDF-1.4 broken"),
        ("zwei.pdf", b"%PDF-1.4 broken"),
        ("drei.pdf", b"%PDF-1.4 x"),
    ):
        (tmp_path / name).write_bytes(content)
    page.set_input_files("#dateien", [tmp_path / "eins.pdf"])
    expect(page.locator(".uploads li")).to_contain_text("Angenommen")
    page.set_input_files("#dateien", [tmp_path / "zwei.pdf", tmp_path / "drei.pdf"])
    expect(page.locator(".uploads li").nth(1)).to_contain_text("Schon vorhanden: zu Beleg 1")
    expect(page.locator(".uploads li").nth(2)).to_contain_text("Beleg 2")
    assert house.document(1).channel == "upload"
    page.goto(house.address + "/belege?ansicht=alle")
    first = page.locator("#beleg-1")
    expect(first).to_have_text("eins.pdf")
    first.focus()
    expect(page.locator("#zeile-1")).not_to_contain_text("Problem")
    house.work()
    expect(page.locator("#zeile-1")).to_contain_text("Problem")
    expect(first).to_be_focused()  # the list renewed itself beneath the focus


def test_a_document_is_corrected_approved_and_taken_back_by_keyboard_alone(
    visit: Callable[..., Page], house: Any, paper: Any
) -> None:
    first = house.bring(paper(number="R-1", unsure={"document_number": 0.5}, missing=frozenset({"document_date"})))
    second = house.bring(paper(number="R-2"))
    page = visit("/belege")
    page.keyboard.press("ArrowDown")
    expect(page.locator(f"#beleg-{first}")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/belege/{first}")
    number, day = page.locator("#wert-document_number"), page.locator("#wert-document_date")
    expect(number).to_be_focused()  # the first field that needs a person, not the first field
    expect(page.locator("rect.box.active")).to_have_attribute("data-field", "document_number")
    expect(page.locator("#freigeben")).to_have_attribute("aria-disabled", "true")
    page.keyboard.press("Enter")  # confirms what was read
    expect(day).to_be_focused()
    expect(page.locator("#feld-document_number")).to_have_class("field confirmed")
    page.keyboard.type("gestern")
    page.keyboard.press("Enter")
    expect(page.locator("#feld-document_date")).to_contain_text("kein Datum")
    expect(day).to_be_focused()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("4.11.2026")
    page.keyboard.press("Enter")
    expect(day).to_have_value("04.11.2026")
    expect(page.locator("#freigeben")).not_to_have_attribute("aria-disabled", "true")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(f"**/belege/{second}?freigegeben={first}")
    expect(page.locator(".undo")).to_contain_text(f"Beleg {first} freigegeben")
    page.locator(".undo button").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/belege/{first}")
    assert house.document(first).status == DocumentStatus.IN_REVIEW
    page.keyboard.press("Escape")
    page.wait_for_url("**/belege")


def test_leaving_a_field_confirms_nothing_and_escape_takes_an_entry_back(
    visit: Callable[..., Page], house: Any, paper: Any
) -> None:
    document_id = house.bring(paper(unsure={"document_number": 0.5}))
    before = house.document(document_id).version
    page = visit(f"/belege/{document_id}")
    number = page.locator("#wert-document_number")
    number.fill("R-99")
    page.keyboard.press("Tab")
    expect(number).to_have_class("changed")
    number.focus()
    page.keyboard.press("Escape")
    expect(number).to_have_value("R-2026-0417")
    assert house.document(document_id).version == before


def test_quick_confirmations_wait_for_one_another_and_none_is_lost(
    visit: Callable[..., Page], house: Any, paper: Any
) -> None:
    unsure = {"supplier_name": 0.5, "document_number": 0.5, "document_date": 0.5, "gross_total": 0.5}
    document_id = house.bring(paper(unsure=unsure))
    page = visit(f"/belege/{document_id}")
    expect(page.locator("#wert-supplier_name")).to_be_focused()
    for _ in unsure:
        page.keyboard.press("Enter")
    expect(page.locator(".field.open")).to_have_count(0)
    for name in unsure:
        expect(page.locator(f"#feld-{name}")).to_have_class("field confirmed")
    expect(page.locator("#freigeben")).to_be_focused()


def test_a_click_in_the_image_fills_the_active_field_and_a_frame_takes_several_words(
    visit: Callable[..., Page], house: Any, paper: Any
) -> None:
    document_id = house.bring(paper(unsure={"document_number": 0.5}))
    page = visit(f"/belege/{document_id}")
    expect(page.locator("rect.box.active")).to_be_visible()
    frame = page.locator(".paper").bounding_box()
    with house.client() as client:
        words = client.get(f"/api/v1/documents/{document_id}/pages/1/words").json()["words"]

    def spot(text: str, share: float = 0.5) -> tuple[float, float]:
        left, top, right, bottom = next(word["box"] for word in words if word["text"] == text)
        assert frame is not None
        x = left + (right - left) * share
        return frame["x"] + x * frame["width"], frame["y"] + (top + bottom) / 2 * frame["height"]

    page.mouse.click(*spot("Kiel"))
    number = page.locator("#wert-document_number")
    expect(number).to_have_value("Kiel")
    expect(number).to_be_focused()
    page.mouse.move(*spot("Muster", -0.1))
    page.mouse.down()
    page.mouse.move(*spot("KG", 1.2), steps=5)
    page.mouse.up()
    expect(number).to_have_value("Muster & Söhne KG")
    assert house.document(document_id).number == "R-2026-0417"  # nothing is saved before Enter


def test_tax_lines_are_summed_while_typing_and_kept_as_rows(visit: Callable[..., Page], house: Any, paper: Any) -> None:
    document_id = house.bring(paper(missing=frozenset({"tax_breakdown", "net_total", "tax_total"})))
    page = visit(f"/belege/{document_id}")
    taxes = page.locator(".taxes")
    taxes.get_by_label("Satz in Prozent").fill("19")
    taxes.get_by_label("Netto").fill("100,00")
    taxes.get_by_label("Steuer", exact=True).fill("19,00")
    expect(taxes.locator(".sum")).to_contain_text("es fehlen 119,00 zum Brutto")
    taxes.get_by_role("button", name="Zeile", exact=True).click()
    row = taxes.locator("tbody tr").nth(1)
    row.get_by_label("Satz in Prozent").fill("19")
    row.get_by_label("Netto").fill("100,00")
    row.get_by_label("Steuer", exact=True).fill("19,00")
    expect(taxes.locator(".sum")).to_contain_text("Summe 238,00 = Brutto")
    page.keyboard.press("Enter")
    expect(page.locator("#feld-tax_breakdown")).to_have_class("field confirmed taxed")
    expect(taxes.locator("tbody tr")).to_have_count(2)


def test_the_divider_moves_by_arrow_keys_and_is_remembered(visit: Callable[..., Page], house: Any, paper: Any) -> None:
    document_id = house.bring(paper())
    page = visit(f"/belege/{document_id}")
    divider = page.locator(".divider")
    divider.focus()
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    expect(divider).to_have_attribute("aria-valuenow", "48")
    page.reload()
    expect(divider).to_have_attribute("aria-valuenow", "48")


def test_a_rejection_asks_for_its_reason_and_goes_on(visit: Callable[..., Page], house: Any, paper: Any) -> None:
    first, second = house.bring(paper(number="R-1")), house.bring(paper(number="R-2"))
    page = visit(f"/belege/{first}")
    page.get_by_role("button", name="Ablehnen …").click()
    expect(page.get_by_label("Grund")).to_be_focused()
    page.keyboard.type("Werbung, keine Rechnung")
    page.get_by_role("button", name="Ablehnen", exact=True).click()
    page.wait_for_url(f"**/belege/{second}")
    assert house.document(first).status == DocumentStatus.REJECTED


@pytest.mark.parametrize("dark", [False, True])
def test_no_page_breaks_a_rule_of_accessibility(visit: Callable[..., Page], house: Any, paper: Any, dark: bool) -> None:
    house.bring(paper(number="R-1", unsure={"document_number": 0.5}, missing=frozenset({"document_date"})))
    house.bring(paper(number="R-2"))
    house.bring(paper(number="R-2", order="B-1"))
    house.approve(2)
    house.receive(b"%PDF-1.4 broken")
    house.work()
    axe = Axe()
    page = visit("/belege?ansicht=alle", dark=dark)
    found = {}
    for path in SCREENS:
        page.goto(house.address + path)
        found[path] = [f"{rule['id']}: {rule['nodes'][0]['html']}" for rule in axe.run(page).response["violations"]]
    page.goto(house.address + "/belege/1")
    page.get_by_role("button", name="Tasten").click()
    found["keys"] = [rule["id"] for rule in axe.run(page).response["violations"]]
    out = visit("/anmelden", signed_in=False, dark=dark)
    found["/anmelden"] = [rule["id"] for rule in axe.run(out).response["violations"]]
    assert {path: rules for path, rules in found.items() if rules} == {}


def test_at_200_percent_nothing_of_a_document_is_cut_off(visit: Callable[..., Page], house: Any, paper: Any) -> None:
    """1440 pixels at 200 % are 720: one column, no scrolling sideways (WCAG 1.4.10)."""
    document_id = house.bring(paper())
    page = visit(f"/belege/{document_id}", width=720)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide == 0
    expect(page.locator("#wert-gross_total")).to_be_visible()
