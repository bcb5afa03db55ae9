"""From quotation to dunning: numbers, finalising, and which document follows which (API notes, 14.5 and 15 to 20)."""

from __future__ import annotations

import pytest

RANGES = {
    "invoices": "RE",
    "quotations": "AG",
    "order-confirmations": "AB",
    "credit-notes": "GS",
    "delivery-notes": "LS",
}
UNKNOWN = "0d1f0f8e-0000-4000-8000-000000000001"
NOT_PURSUABLE = {("precedingSalesVoucherId", "INVALID")}
EXPIRES = {"expirationDate": "2026-04-01T00:00:00.000+02:00"}


def status(desk, resource, document):
    return desk.get(resource, document["id"])["voucherStatus"]


def open_amount(sandbox, document):
    return sandbox.raw("GET", f"/v1/payments/{document['id']}").json()["openAmount"]


def seed(sandbox, kind, **record):
    taxes = {"taxConditions": {"taxType": "net"}, "address": {"name": "Nordlicht Messtechnik GmbH"}}
    sandbox.control(f"records/{kind}", [{**taxes, "voucherNumber": "RE0900", **record}])


@pytest.mark.parametrize("resource", RANGES)
def test_every_range_counts_for_itself_and_drafts_have_numbers(desk, resource):
    numbers = [desk.made(resource, final=final)["voucherNumber"] for final in (False, True, False)]
    assert numbers == [f"{RANGES[resource]}{count:04}" for count in (1, 2, 3)]


@pytest.mark.parametrize("resource", RANGES)
def test_finalize_makes_it_open_and_nothing_else_does(desk, resource):
    assert desk.made(resource, final=True)["voucherStatus"] == "open"
    assert desk.made(resource, final=False)["voucherStatus"] == "draft"
    for query in ({"finalized": "true"}, {"finalise": "true"}, {}):
        created = desk.post(resource, desk.body(resource, finalize=True, voucherStatus="open"), **query)
        assert desk.get(resource, created.json()["id"])["voucherStatus"] == "draft"


def test_creation_answers_201_with_a_location_and_never_the_document(sandbox, desk):
    answer = desk.post("invoices", desk.body("invoices"), finalize="true")
    assert answer.status_code == 201
    result = answer.json()
    assert set(result) == {"id", "resourceUri", "createdDate", "updatedDate", "version"}
    assert result["version"] == 1
    assert answer.headers["Location"] == result["resourceUri"] == f"{sandbox.url}/v1/invoices/{result['id']}"


def test_the_due_date_is_a_local_midnight_after_the_term_and_not_on_drafts(desk):
    late = {"voucherDate": "2026-03-20T23:30:00.000+01:00", "paymentConditions": {"paymentTermDuration": 10}}
    # Nine and a half days on the clock, and one of them has 23 hours.
    assert desk.made("invoices", **late)["dueDate"] == "2026-03-30T00:00:00.000+02:00"
    assert "dueDate" not in desk.made("invoices", final=False, **late)
    assert "dueDate" not in desk.made("quotations", **late)


def test_terms_of_payment_come_from_the_organisation_where_nothing_is_said(sandbox, desk):
    default = next(row for row in sandbox.raw("GET", "/v1/payment-conditions").json() if row["organizationDefault"])
    invoice = desk.made("invoices")
    days = default["paymentTermDuration"]
    assert invoice["paymentConditions"]["paymentTermDuration"] == days
    assert f" {days} " in invoice["paymentConditions"]["paymentTermLabel"]
    assert invoice["dueDate"] == "2026-03-16T00:00:00.000+01:00"
    sent = {"paymentTermLabel": "sofort", "paymentTermDuration": 0}
    assert desk.made("invoices", paymentConditions=sent)["paymentConditions"] == sent
    discount = {"discountPercentage": "2.5", "discountRange": 7}
    terms = {"paymentTermDuration": 21, "paymentDiscountConditions": discount}
    label = desk.made("quotations", paymentConditions=terms)["paymentConditions"]["paymentTermLabel"]
    assert ("2,5 %" in label, "7 Tagen" in label, "21 Tage" in label) == (True, True, True)
    assert "paymentConditions" not in desk.made("credit-notes", paymentConditions=sent)


def test_texts_have_defaults_in_both_languages_and_may_be_empty(desk):
    assert desk.made("invoices")["title"] == "Rechnung"
    english = desk.made("quotations", language="en")
    assert (english["title"], english["language"]) == ("Quotation", "en")
    own = desk.made("invoices", title="Abrechnung", introduction="", remark="Danke")
    assert (own["title"], own["introduction"], own["remark"]) == ("Abrechnung", "", "Danke")


def test_only_finalised_documents_name_their_paper(desk):
    assert desk.made("invoices")["files"]["documentFileId"]
    assert "files" not in desk.made("invoices", final=False)


def test_what_the_sandbox_keeps_for_itself_is_not_shown(desk):
    invoice = desk.made("invoices", after=desk.made("quotations")["id"])
    assert not {"type", "payments", "precedingId"} & set(invoice)
    assert invoice["archived"] is False
    assert invoice["organizationId"]


# From section 14.5, each as (resource before, resource after).
ALLOWED = {
    ("quotations", "order-confirmations"),
    ("quotations", "delivery-notes"),
    ("quotations", "invoices"),
    ("order-confirmations", "delivery-notes"),
    ("order-confirmations", "invoices"),
    ("delivery-notes", "invoices"),
    ("invoices", "delivery-notes"),
    ("invoices", "credit-notes"),
    ("invoices", "dunnings"),
}


@pytest.mark.parametrize("before", [*RANGES, "dunnings"])
@pytest.mark.parametrize("after", [*RANGES, "dunnings"])
def test_every_pair_of_the_chain(desk, before, after):
    root = desk.made("invoices")["id"] if before == "dunnings" else None
    preceding = desk.made(before, after=root)
    allowed = (before, after) in ALLOWED
    assert desk.refused(after, after=preceding["id"]) == (set() if allowed else NOT_PURSUABLE)


@pytest.mark.parametrize(("before", "after"), sorted(ALLOWED))
def test_drafts_are_followed_by_nothing(desk, before, after):
    draft = desk.made(before, final=False)
    assert desk.refused(after, after=draft["id"]) == NOT_PURSUABLE


def test_unknown_documents_and_vouchers_are_followed_by_nothing(sandbox, desk):
    seed(sandbox, "voucher", id="v-1", type="salesinvoice")
    for preceding in (UNKNOWN, "v-1", "nonsense"):
        assert desk.refused("invoices", after=preceding) == NOT_PURSUABLE


def test_the_follower_names_its_predecessor(desk):
    quotation = desk.made("quotations")
    confirmation = desk.made("order-confirmations", after=quotation["id"])
    invoice = desk.made("invoices", after=confirmation["id"])
    assert confirmation["relatedVouchers"] == [
        {"id": quotation["id"], "voucherNumber": "AG0001", "voucherType": "quotation"}
    ]
    assert invoice["relatedVouchers"] == [
        {"id": confirmation["id"], "voucherNumber": "AB0001", "voucherType": "orderconfirmation"}
    ]
    assert quotation["relatedVouchers"] == []


def test_whether_the_predecessor_names_its_followers_is_open_and_a_switch(sandbox, desk):
    invoice = desk.made("invoices")
    note = desk.made("delivery-notes", after=invoice["id"])
    dunning = desk.made("dunnings", after=invoice["id"])
    assert desk.get("invoices", invoice["id"])["relatedVouchers"] == []
    sandbox.switch(related_dunnings=True)
    assert desk.get("invoices", invoice["id"])["relatedVouchers"] == [{"id": dunning["id"], "voucherType": "dunning"}]
    sandbox.switch(related_dunnings=False, related_followers=True)
    assert [row["id"] for row in desk.get("invoices", invoice["id"])["relatedVouchers"]] == [note["id"]]


def test_a_pursued_quotation_is_accepted_even_by_a_draft(desk):
    quotation = desk.made("quotations")
    desk.made("invoices", after=quotation["id"], final=False)
    after = desk.get("quotations", quotation["id"])
    assert (after["voucherStatus"], after["version"]) == ("accepted", 2)
    desk.made("delivery-notes", after=quotation["id"])
    assert desk.get("quotations", quotation["id"])["version"] == 2


def test_a_refused_follower_leaves_the_quotation_open(desk):
    quotation = desk.made("quotations")
    assert desk.refused("invoices", after=quotation["id"], shippingConditions=...) != set()
    assert status(desk, "quotations", quotation) == "open"


def test_a_rejected_quotation_is_followed_by_nothing(sandbox, desk):
    quotation = desk.made("quotations")
    sandbox.control(f"documents/{quotation['id']}/reject", {})
    assert desk.refused("invoices", after=quotation["id"]) == NOT_PURSUABLE


@pytest.mark.parametrize("choice", [{"optional": True}, {"subItems": [{}]}])
def test_a_quotation_with_choices_left_is_followed_by_nothing(desk, choice):
    if "subItems" in choice:
        choice = {"subItems": [desk.line(alternative=True)]}
    quotation = desk.made("quotations", desk.line(), desk.line(**choice))
    assert desk.refused("invoices", after=quotation["id"]) == NOT_PURSUABLE


def test_a_credit_note_settles_its_invoice_at_once(sandbox, desk):
    invoice = desk.made("invoices", desk.line("100"))
    note = desk.made("credit-notes", desk.line("40"), after=invoice["id"])
    assert note["voucherStatus"] == "paidoff"
    assert open_amount(sandbox, invoice) == 71.4
    assert status(desk, "invoices", invoice) == "open"
    items = sandbox.raw("GET", f"/v1/payments/{invoice['id']}").json()["paymentItems"]
    assert [(item["paymentItemType"], item["amount"]) for item in items] == [("partPaymentCreditNote", 47.6)]
    assert sandbox.raw("GET", f"/v1/payments/{note['id']}").status_code == 406


def test_a_credit_note_over_all_of_it_pays_the_invoice(desk):
    invoice = desk.made("invoices")
    desk.made("credit-notes", after=invoice["id"])
    assert status(desk, "invoices", invoice) == "paid"


def test_a_draft_of_a_credit_note_settles_nothing(sandbox, desk):
    invoice = desk.made("invoices")
    assert desk.made("credit-notes", after=invoice["id"], final=False)["voucherStatus"] == "draft"
    assert open_amount(sandbox, invoice) == 119


def test_a_credit_note_that_a_person_finalises_settles_its_invoice(sandbox, desk):
    invoice = desk.made("invoices")
    note = desk.made("credit-notes", desk.line("40"), after=invoice["id"], final=False)
    sandbox.control(f"documents/{note['id']}/finalise", {})
    assert status(desk, "credit-notes", note) == "paidoff"
    assert open_amount(sandbox, invoice) == 71.4


def test_an_invoice_that_a_person_finalises_is_due_after_its_term(sandbox, desk):
    invoice = desk.made("invoices", final=False)
    sandbox.control(f"documents/{invoice['id']}/finalise", {})
    assert desk.get("invoices", invoice["id"])["dueDate"] == "2026-03-16T00:00:00.000+01:00"
    seed(sandbox, "invoice", id="bare", voucherStatus="draft", voucherDate=desk.DAY)
    sandbox.control("documents/bare/finalise", {})
    assert desk.get("invoices", "bare")["dueDate"] == "2026-03-16T00:00:00.000+01:00"


def test_a_credit_note_by_itself_stays_open(sandbox, desk):
    note = desk.made("credit-notes")
    assert note["voucherStatus"] == "open"
    assert open_amount(sandbox, note) == 119
    assert not {"dueDate", "shippingConditions", "paymentConditions"} & set(note)


def test_an_invoice_has_one_credit_note(sandbox, desk):
    invoice = desk.made("invoices")
    note = desk.made("credit-notes", desk.line("10"), after=invoice["id"])
    assert desk.refused("credit-notes", after=invoice["id"]) == NOT_PURSUABLE
    sandbox.control(f"documents/{note['id']}/void", {})
    assert desk.refused("credit-notes", after=invoice["id"]) == set()


def test_a_closing_invoice_gets_no_credit_note(sandbox, desk):
    seed(sandbox, "invoice", id="closing", closingInvoice=True)
    assert desk.refused("credit-notes", after="closing") == NOT_PURSUABLE
    assert desk.refused("delivery-notes", after="closing") == set()


def test_whether_a_paid_invoice_gets_a_credit_note_is_a_switch(sandbox, desk):
    invoice = desk.made("invoices")
    sandbox.control("payments", {"voucher_id": invoice["id"], "amount": "119.00"})
    sandbox.switch(credit_note_after_payment=False)
    assert desk.refused("credit-notes", after=invoice["id"]) == NOT_PURSUABLE
    sandbox.switch(credit_note_after_payment=True)
    assert desk.made("credit-notes", after=invoice["id"])["voucherStatus"] == "paidoff"
    assert open_amount(sandbox, invoice) == 0
    assert desk.refused("dunnings", after=invoice["id"]) == NOT_PURSUABLE


def test_a_dunning_must_say_what_it_follows_before_its_body_is_read(sandbox):
    broken = {"content": b"{", "headers": {"Content-Type": "application/json"}}
    without = sandbox.raw("POST", "/v1/dunnings", **broken)
    assert without.status_code == 400
    assert "precedingSalesVoucherId" in without.json()["message"]
    other = sandbox.raw("POST", f"/v1/dunnings?precedingSalesVoucherId={UNKNOWN}", json={})
    assert (other.status_code, other.json()["details"][0]["field"]) == (406, "precedingSalesVoucherId")


def test_a_dunning_is_always_a_draft_with_a_paper_and_changes_nothing(sandbox, desk):
    invoice = desk.made("invoices")
    dunning = desk.made("dunnings", after=invoice["id"], final=True, title="1. Mahnung")
    assert (dunning["voucherStatus"], dunning["title"]) == ("draft", "1. Mahnung")
    assert dunning["files"]["documentFileId"]
    assert dunning["relatedVouchers"][0]["id"] == invoice["id"]
    assert not {"voucherNumber", "dueDate", "paymentConditions"} & set(dunning)
    assert desk.get("invoices", invoice["id"]) == invoice
    assert desk.made("dunnings", after=invoice["id"])["id"] != dunning["id"]


def test_a_dunning_is_not_in_the_voucherlist(sandbox, desk):
    invoice = desk.made("invoices")
    desk.made("dunnings", after=invoice["id"])
    rows = sandbox.raw("GET", "/v1/voucherlist?voucherType=any&voucherStatus=any").json()["content"]
    assert [row["id"] for row in rows] == [invoice["id"]]
    assert sandbox.raw("GET", "/v1/voucherlist?voucherType=dunning&voucherStatus=any").status_code == 400


def test_a_dunning_has_the_taxes_the_contact_and_the_name_of_its_invoice(desk):
    customer = desk.customer()
    invoice = desk.made("invoices", address={"contactId": customer})
    same, after = {"contactId": customer}, invoice["id"]
    assert desk.refused("dunnings", after=after, address=same) == set()
    assert desk.refused("dunnings", after=after) == {("address.contactId", "INVALID")}
    assert desk.refused("dunnings", after=after, address={"contactId": desk.customer()}) == {
        ("address.contactId", "INVALID")
    }
    gross = desk.line(side="gross")
    assert desk.refused("dunnings", gross, after=after, address=same, taxConditions={"taxType": "gross"}) == {
        ("taxConditions", "INVALID")
    }
    renamed = desk.made("dunnings", after=after, address={**same, "name": "Anders"})
    assert renamed["address"]["name"] == "Nordlicht Messtechnik GmbH"


def test_a_dunning_of_a_one_time_customer_needs_no_name(desk):
    invoice = desk.made("invoices", address={"name": "Laufkundschaft", "countryCode": "DE"})
    dunning = desk.made("dunnings", after=invoice["id"], address={"countryCode": "DE"})
    assert dunning["address"] == {"name": "Laufkundschaft", "countryCode": "DE"}
    known = desk.customer()
    assert desk.refused("dunnings", after=invoice["id"], address={"contactId": known}) == {
        ("address.contactId", "INVALID")
    }


def test_a_fee_is_a_line_of_the_dunning(desk):
    invoice = desk.made("invoices")
    lines = [desk.line(), desk.line("5", 0, name="Mahngebühr", unitName="pauschal")]
    assert desk.made("dunnings", *lines, after=invoice["id"])["totalPrice"]["totalGrossAmount"] == 124


def test_down_payment_invoices_are_read_and_dunned_but_never_written(sandbox, desk):
    seed(sandbox, "downpaymentinvoice", id="dp-1", totalPrice={"currency": "EUR", "totalGrossAmount": 119})
    shown = desk.get("down-payment-invoices", "dp-1")
    assert shown["closingInvoiceId"] is None
    assert sandbox.raw("POST", "/v1/down-payment-invoices", json=desk.body("invoices")).status_code == 404
    dunning = desk.made("dunnings", after="dp-1")
    assert dunning["relatedVouchers"][0]["voucherType"] == "downpaymentinvoice"
    assert desk.refused("credit-notes", after="dp-1") == NOT_PURSUABLE


def test_documents_and_their_customer_stand_in_the_voucherlist(sandbox, desk):
    known = desk.customer()
    desk.made("invoices", address={"contactId": known})
    desk.made("invoices", final=False)
    path = "/v1/voucherlist?voucherType=invoice&voucherStatus=any&sort=voucherNumber,ASC"
    rows = sandbox.raw("GET", path).json()["content"]
    assert [(row["voucherNumber"], row["contactId"], row["openAmount"]) for row in rows] == [
        ("RE0001", known, 119),
        ("RE0002", None, None),
    ]


def test_documents_outlive_a_restart_with_their_numbers(start_sandbox, tmp_path):
    body = {
        "voucherDate": "2026-03-02T00:00:00.000+01:00",
        "address": {"name": "Nordlicht", "countryCode": "DE"},
        "lineItems": [{"type": "text", "name": "Nur ein Satz"}],
        "taxConditions": {"taxType": "net"},
        "shippingConditions": {"shippingType": "none"},
    }
    first = start_sandbox(tmp_path / "sandbox.sqlite")
    note = first.raw("POST", "/v1/delivery-notes", json=body).json()["id"]
    before = first.raw("GET", f"/v1/delivery-notes/{note}").json()
    first.stop()
    second = start_sandbox(tmp_path / "sandbox.sqlite")
    assert second.raw("GET", f"/v1/delivery-notes/{note}").json() == before
    again = second.raw("POST", "/v1/delivery-notes", json=body).json()["id"]
    assert second.raw("GET", f"/v1/delivery-notes/{again}").json()["voucherNumber"] == "LS0002"
