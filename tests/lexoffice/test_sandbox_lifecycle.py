"""What a person does to documents in the web application: when it is possible, what it changes, and what is told of it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from lexoffice.sandbox import documents, lifecycle, payments, scene
from lexoffice.sandbox.box import Box
from lexoffice.sandbox.events import DELIVERY, EVENT_TYPES, SUBSCRIPTION
from lexoffice.sandbox.refusals import Refusal
from lexoffice.sandbox.sales.create import create
from lexoffice.sandbox.store import Store

MONEY = "partPaymentFinancialTransaction"


@pytest.fixture
def box():
    """A sandbox without a server, in which someone listens to everything."""
    box = Box(Store(None), "key", lambda: datetime(2026, 3, 20, 9, tzinfo=UTC))
    for event_type in EVENT_TYPES:
        record = {"subscriptionId": event_type, "eventType": event_type, "organizationId": "ours"}
        box.store.save(SUBSCRIPTION, event_type, {**record, "callbackUrl": "https://receiver.example/"})
    yield box
    box.store.close()


def told(box):
    """Everything told since the last time, in order."""
    deliveries = box.store.all(DELIVERY)
    for delivery in deliveries:
        box.store.delete(DELIVERY, delivery["id"])
    return [delivery["eventType"] for delivery in deliveries]


@pytest.fixture
def make(box, desk):
    def make(document_type, after=None, finalize=True):
        resource = documents.RESOURCES[document_type]
        record = create(box, document_type, desk.body(resource), finalize=finalize, preceding=after)
        told(box)
        return record

    return make


def voucher(box, **fields):
    record = {"id": "v-1", "type": "purchaseinvoice", "voucherStatus": "open", "totalGrossAmount": Decimal(119)}
    documents.save(box, {**record, "createdDate": box.now_text, "files": [], **fields})
    told(box)
    return "v-1"


def test_every_booking_is_told_as_a_change_of_payments(box, make):
    invoice = make("invoice")
    payments.book(box, invoice["id"], Decimal(19), MONEY)
    assert told(box) == ["invoice.changed", "payment.changed"]
    payments.book(box, invoice["id"], Decimal(100), MONEY)
    assert told(box) == ["invoice.changed", "invoice.status.changed", "payment.changed"]
    payments.detach(box, invoice["id"], 0)
    assert told(box) == ["invoice.changed", "invoice.status.changed", "payment.changed"]
    payments.book(box, voucher(box), Decimal(119), MONEY)
    assert told(box) == ["voucher.changed", "voucher.status.changed", "payment.changed"]


def test_skonto_is_booked_with_its_payment_and_told_once(box, make):
    invoice = make("invoice")
    payments.book(box, invoice["id"], Decimal("116.62"), MONEY, date(2026, 3, 19), discount=Decimal("2.38"))
    assert told(box) == ["invoice.changed", "invoice.status.changed", "payment.changed"]
    paid = documents.find(box, invoice["id"])
    assert (paid["voucherStatus"], len(paid["payments"])) == ("paid", 2)


@pytest.mark.parametrize(
    ("granted", "rest", "discount"),
    [({"discountPercentage": 2}, "119.00", "2.38"), ({"discountPercentage": 3}, "0.50", "0.02"), ({}, "119.00", None)],
)  # fmt: skip
def test_the_discount_offered_is_that_of_the_terms(box, make, granted, rest, discount):
    record = {**make("invoice"), "paymentConditions": {"paymentDiscountConditions": granted}}
    record["totalPrice"] = {"totalGrossAmount": Decimal(rest)}
    assert payments.early_payment_discount(record) == (None if discount is None else Decimal(discount))


def test_back_to_draft_takes_due_date_and_payments_away(box, make):
    invoice = make("invoice")
    lifecycle.act_on(box, invoice["id"], "draft")
    assert told(box) == ["invoice.changed", "invoice.status.changed", "payment.changed"]
    draft = documents.find(box, invoice["id"])
    assert (draft["dueDate"], payments.open_amount(draft)) == (None, None)
    final = lifecycle.act_on(box, invoice["id"], "finalise")
    assert (final["dueDate"], final["voucherNumber"]) == (invoice["dueDate"], invoice["voucherNumber"])
    assert told(box) == ["invoice.changed", "invoice.status.changed"]


def test_a_quotation_is_accepted_and_may_still_be_rejected(box, make):
    quotation = make("quotation")
    lifecycle.act_on(box, quotation["id"], "accept")
    assert told(box) == ["quotation.changed", "quotation.status.changed"]
    assert lifecycle.act_on(box, quotation["id"], "reject")["voucherStatus"] == "rejected"


def test_what_is_deleted_is_gone_and_told(box, make):
    for record in (make("invoice", finalize=False), make("dunning", after=make("invoice")["id"])):
        lifecycle.act_on(box, record["id"], "delete")
        assert documents.find(box, record["id"]) is None
        assert told(box) == [f"{documents.event_prefix(record['type'])}.deleted"]
    lifecycle.act_on(box, voucher(box, voucherStatus="unchecked"), "delete")
    assert told(box) == ["voucher.deleted"]


def test_a_voided_credit_note_gives_the_amount_back_to_its_invoice(box, make):
    invoice = make("invoice")
    note = make("creditnote", after=invoice["id"])
    assert documents.find(box, invoice["id"])["voucherStatus"] == "paid"
    with pytest.raises(Refusal):
        payments.detach(box, invoice["id"], 0)
    lifecycle.act_on(box, note["id"], "void")
    restored = documents.find(box, invoice["id"])
    assert (restored["voucherStatus"], payments.open_amount(restored)) == ("open", Decimal(119))
    assert told(box) == [
        *("invoice.changed", "invoice.status.changed", "payment.changed"),
        *("credit-note.changed", "credit-note.status.changed", "payment.changed"),
    ]


def test_archiving_is_a_change_and_no_change_of_status(box, make):
    invoice = make("invoice")
    assert lifecycle.act_on(box, invoice["id"], "archive")["archived"] is True
    assert told(box) == ["invoice.changed"]


SALES = ("invoice", "creditnote", "quotation", "orderconfirmation", "deliverynote")
ALWAYS = {"archive"}
POSSIBLE = {
    ("invoice", "open"): {"collect", "write-off", "draft", "void"},
    ("creditnote", "open"): {"draft", "void"},
    ("quotation", "open"): {"accept", "reject", "draft"},
    ("orderconfirmation", "open"): {"draft"},
    ("deliverynote", "open"): {"draft"},
    **{(document_type, "draft"): {"finalise", "delete"} for document_type in SALES},
}


@pytest.mark.parametrize(("document_type", "status"), POSSIBLE)
def test_the_table_of_acts_says_what_is_possible_and_refuses_the_rest(box, make, document_type, status):
    record = make(document_type, finalize=status == "open")
    possible = POSSIBLE[document_type, status] | ALWAYS
    assert set(lifecycle.possible_acts(record)) == possible
    for act in set(lifecycle.ACTS) - possible:
        with pytest.raises(Refusal) as refused:
            lifecycle.act_on(box, record["id"], act)
        assert refused.value.status == 409
    assert documents.find(box, record["id"]) == record
    assert told(box) == []


@pytest.mark.parametrize(
    ("document_type", "status", "possible"),
    [
        ("purchaseinvoice", "open", {"transfer", "void"}),
        ("purchasecreditnote", "open", {"void"}),
        ("salesinvoice", "open", {"collect", "write-off", "void"}),
        ("salesinvoice", "sepadebit", {"write-off", "void"}),
        ("purchaseinvoice", "unchecked", {"delete"}),
        ("purchaseinvoice", "paid", set()),
        ("purchaseinvoice", "voided", set()),
    ],
)
def test_vouchers_have_their_own_acts(box, document_type, status, possible):
    voucher(box, type=document_type, voucherStatus=status)
    assert set(lifecycle.possible_acts(documents.find(box, "v-1"))) == possible | ALWAYS


def test_the_scene_is_made_by_the_rules_of_the_organisation(box):
    made = scene.play(box)
    invoices = [documents.find(box, invoice_id) for invoice_id in made["invoices"]]
    assert [invoice["voucherNumber"] for invoice in invoices] == ["RE0001", "RE0002", "RE0003"]
    assert {invoice["taxConditions"]["taxType"] for invoice in invoices} == {"net"}
    assert len(made["contacts"]) == 2
    box.set("profile", {**box.profile, "smallBusiness": True})
    again = documents.find(box, scene.play(box)["invoices"][0])
    assert (again["voucherNumber"], again["taxConditions"]["taxType"]) == ("RE0004", "vatfree")
    assert again["totalPrice"]["totalTaxAmount"] == 0


def test_acts_and_deletions_are_reached_by_the_controls(sandbox, desk):
    quotation = desk.made("quotations")
    assert sandbox.control(f"documents/{quotation['id']}/accept", {})["voucherStatus"] == "accepted"
    assert desk.get("quotations", quotation["id"])["voucherStatus"] == "accepted"
    draft = desk.made("invoices", final=False)
    assert sandbox.http.delete(f"/sandbox/documents/{draft['id']}").status_code == 204
    assert sandbox.raw("GET", f"/v1/invoices/{draft['id']}").status_code == 404
    refused = sandbox.http.post(f"/sandbox/documents/{quotation['id']}/void")
    assert (refused.status_code, "storniert" in refused.json()["message"]) == (409, True)
    assert sandbox.http.post("/sandbox/documents/nobody/void").status_code == 404
    made = sandbox.control("scene", {})
    assert len(made["invoices"]) == 3


def test_a_deleted_upload_may_be_uploaded_again(sandbox, pdf):
    def upload():
        return sandbox.raw("POST", "/v1/files", files={"file": ("a.pdf", pdf())}, data={"type": "voucher"}).json()

    first = upload()
    assert sandbox.http.delete(f"/sandbox/documents/{first['voucherId']}").status_code == 204
    assert sandbox.raw("GET", f"/v1/files/{first['id']}").status_code == 404
    assert upload()["voucherId"] != first["voucherId"]
