"""When an invoice becomes an XRechnung, an ordinary e-invoice, or neither (API notes, 14.6)."""

from __future__ import annotations

import pytest

BUYER = {"buyerReference": "04011000-1234512345-35", "vendorNumberAtCustomer": "70001"}


@pytest.fixture
def authority(desk):
    """A customer that wants XRechnungen."""
    return {"contactId": desk.customer(xRechnung=BUYER)}


def profile(desk, **more):
    return desk.made("invoices", **more)["electronicDocumentProfile"]


def test_an_enabled_contact_gets_an_xrechnung_when_it_is_finalised(desk, authority):
    invoice = desk.made("invoices", address=authority)
    assert invoice["electronicDocumentProfile"] == "XRechnung"
    assert invoice["xRechnung"] == {"buyerReference": BUYER["buyerReference"]}
    assert profile(desk, address=authority, final=False) == "NONE"


def test_the_reference_of_the_invoice_goes_before_that_of_the_contact(desk, authority):
    own = desk.made("invoices", address=authority, xRechnung={"buyerReference": "991-00001-02"})
    assert own["xRechnung"] == {"buyerReference": "991-00001-02"}
    plain = desk.made("invoices", address=authority, xRechnung={"buyerReference": ""})
    assert plain["electronicDocumentProfile"] == "EN16931"
    assert "xRechnung" not in plain


def test_a_reference_without_the_contacts_data_is_refused_in_drafts_too(desk):
    wanted = {"xRechnung": {"buyerReference": "991-00001-02"}}
    expected = {("xRechnung.buyerReference", "INVALID")}
    assert desk.refused("invoices", **wanted) == expected
    assert desk.refused("invoices", address={"contactId": desk.customer()}, **wanted) == expected


def test_gross_prices_make_no_xrechnung(desk, authority):
    gross = {"address": authority, "taxConditions": {"taxType": "gross"}}
    invoice = desk.made("invoices", desk.line(side="gross"), **gross)
    assert invoice["electronicDocumentProfile"] == "EN16931"
    asked = {"xRechnung": {"buyerReference": "991-00001-02"}}
    assert desk.refused("invoices", desk.line(side="gross"), **gross, **asked) == {("taxConditions.taxType", "INVALID")}


def refused_finally(desk, *lines, **changes):
    answer = desk.post("invoices", desk.body("invoices", *lines, **changes), finalize="true")
    assert answer.status_code == 406, answer.text
    return {(detail["field"], detail["violation"]) for detail in answer.json()["details"]}


def test_what_the_customer_lacks_is_asked_for_when_finalising(desk):
    place = {"street": "Am Deich 4", "countryCode": "DE"}
    bare = {"address": {"contactId": desk.customer(xRechnung=BUYER, addresses={"billing": [place]})}}
    assert refused_finally(desk, **bare) == {("address.zip", "NOTNULL"), ("address.city", "NOTNULL")}
    assert desk.made("invoices", final=False, **bare)["voucherNumber"] == "RE0001"


def test_an_xrechnung_needs_more_than_text(desk, authority):
    text = {"type": "text", "name": "Wie besprochen"}
    assert refused_finally(desk, text, address=authority) == {("lineItems", "INVALID")}


def test_what_the_organisation_lacks_is_asked_for_when_finalising(sandbox, desk, authority):
    sandbox.control("letterhead", {"iban": "", "phone": ""})
    answer = desk.post("invoices", desk.body("invoices", address=authority), finalize="true")
    assert answer.status_code == 406
    assert "phone, iban" in answer.json()["message"]
    assert profile(desk) == "EN16931"


def test_credit_notes_and_quotations_are_no_xrechnung(desk, authority):
    assert desk.made("credit-notes", address=authority)["electronicDocumentProfile"] == "EN16931"
    assert desk.made("quotations", address=authority)["electronicDocumentProfile"] == "NONE"


def test_without_e_invoicing_documents_are_plain(sandbox, desk, authority):
    sandbox.switch(e_invoice=False)
    assert profile(desk) == "NONE"
    assert profile(desk, address=authority) == "XRechnung"


def test_an_xrechnung_needs_the_larger_plan(sandbox, desk, authority):
    sandbox.control("profile", {"businessFeatures": ["INVOICING"]})
    assert profile(desk, address=authority) == "EN16931"
    asked = {"address": authority, "xRechnung": {"buyerReference": "991-00001-02"}}
    assert desk.refused("invoices", **asked) == {("xRechnung.buyerReference", "INVALID")}


def test_a_draft_becomes_what_it_would_have_been_when_a_person_finalises_it(sandbox, desk, authority):
    draft = desk.made("invoices", address=authority, final=False)
    sandbox.control(f"documents/{draft['id']}/finalise", {})
    final = desk.get("invoices", draft["id"])
    assert (final["electronicDocumentProfile"], final["voucherNumber"]) == ("XRechnung", draft["voucherNumber"])
    sandbox.control(f"documents/{draft['id']}/draft", {})
    again = desk.get("invoices", draft["id"])
    assert (again["voucherStatus"], again["electronicDocumentProfile"]) == ("draft", "NONE")
    assert not {"dueDate", "files"} & set(again)
