"""The voucherlist over all types of documents, and how fast it is when there are many."""

from __future__ import annotations

import time
from datetime import datetime, timedelta

import pytest

from lexoffice.wire import BERLIN, instant_text

ANY = "voucherType=any&voucherStatus=any"
LONGEST_ANSWER = 0.1
"""Seconds for a page out of 20,000 documents; alone it takes about a third of that."""


def seed(sandbox, kind, *records):
    sandbox.control(f"records/{kind}", list(records))


def rows(sandbox, query=ANY):
    answer = sandbox.raw("GET", f"/v1/voucherlist?{query}")
    assert answer.status_code == 200, answer.text
    return answer.json()["content"]


def seed_one_of_each(sandbox):
    for kind in ("invoice", "downpaymentinvoice", "creditnote", "orderconfirmation", "quotation", "deliverynote"):
        seed(sandbox, kind, {"id": kind, "totalPrice": {"totalGrossAmount": 10}})
    for kind in ("salesinvoice", "salescreditnote", "purchaseinvoice", "purchasecreditnote"):
        seed(sandbox, "voucher", {"id": kind, "type": kind, "totalGrossAmount": 10})
    seed(sandbox, "dunning", {"id": "dunning"})


def test_every_type_but_dunnings_is_listed(sandbox):
    seed_one_of_each(sandbox)
    assert {row["voucherType"] for row in rows(sandbox)} == {
        *("invoice", "downpaymentinvoice", "creditnote", "orderconfirmation", "quotation", "deliverynote"),
        *("salesinvoice", "salescreditnote", "purchaseinvoice", "purchasecreditnote"),
    }
    chosen = rows(sandbox, "voucherType=invoice,salesinvoice&voucherStatus=open")
    assert sorted(row["id"] for row in chosen) == ["invoice", "salesinvoice"]
    for unlisted in ("dunning", "recurringtemplate"):
        answer = sandbox.raw("GET", f"/v1/voucherlist?voucherType={unlisted}&voucherStatus=any")
        assert (answer.status_code, unlisted in answer.json()["message"]) == (400, True)


def test_only_what_can_be_paid_has_an_open_amount(sandbox):
    seed_one_of_each(sandbox)
    without = {row["voucherType"] for row in rows(sandbox) if row["openAmount"] is None}
    assert without == {"orderconfirmation", "quotation", "deliverynote"}
    seed(sandbox, "invoice", {"id": "draft", "voucherStatus": "draft", "totalPrice": {"totalGrossAmount": 10}})
    [draft] = rows(sandbox, "voucherType=invoice&voucherStatus=draft")
    assert (draft["openAmount"], draft["totalAmount"]) == (None, 10)


def test_the_name_is_that_of_the_contact_or_of_the_collective_one(sandbox):
    contact = {"roles": {"customer": {"number": 10001}}, "id": "c-1", "person": {"firstName": "Ida", "lastName": "Ott"}}
    seed(sandbox, "contact", contact)
    seed(sandbox, "invoice", {"id": "known", "address": {"contactId": "c-1", "name": "Ida Ott"}})
    seed(sandbox, "invoice", {"id": "once", "address": {"name": "Laufkundschaft", "countryCode": "DE"}})
    seed(sandbox, "voucher", {"id": "bought", "type": "purchaseinvoice"})
    found = {row["id"]: (row["contactId"], row["contactName"]) for row in rows(sandbox)}
    assert found == {
        "known": ("c-1", "Ott, Ida"),
        "once": (None, "Sammelkunde"),
        "bought": (None, "Sammellieferant"),
    }
    assert [row["id"] for row in rows(sandbox, f"{ANY}&contactId=c-1")] == ["known"]


def test_an_invoice_falls_due_by_the_clock_alone(sandbox):
    sandbox.control("clock", {"now": "2026-03-13T12:00:00+01:00", "frozen": True})
    due = {"dueDate": "2026-03-13T00:00:00.000+01:00", "totalPrice": {"totalGrossAmount": 10}}
    seed(sandbox, "invoice", {"id": "i-1", **due})
    seed(sandbox, "quotation", {"id": "q-1"})
    before = sandbox.http.get("/sandbox/state").json()["invoices"]
    [row] = rows(sandbox, "voucherType=invoice&voucherStatus=open")
    assert (row["voucherStatus"], row["dueDate"]) == ("open", "2026-03-13T00:00:00.000+01:00")
    assert rows(sandbox, "voucherType=any&voucherStatus=overdue") == []
    sandbox.control("clock", {"advance_seconds": 86400})
    assert [row["voucherStatus"] for row in rows(sandbox, "voucherType=invoice&voucherStatus=open")] == ["overdue"]
    assert [row["id"] for row in rows(sandbox, "voucherType=any&voucherStatus=overdue")] == ["i-1"]
    assert sandbox.http.get("/sandbox/state").json()["invoices"] == before


@pytest.mark.parametrize("status", ["accepted", "rejected"])
def test_an_answered_quotation_is_found_by_its_status(sandbox, status):
    seed(sandbox, "quotation", {"id": "q-1"}, {"id": "q-2"})
    sandbox.control(f"documents/q-1/{status.removesuffix('ed')}", {})
    assert [row["id"] for row in rows(sandbox, f"voucherType=quotation&voucherStatus={status}")] == ["q-1"]
    assert [row["id"] for row in rows(sandbox, "voucherType=quotation&voucherStatus=open")] == ["q-2"]


def test_archived_documents_are_listed_and_can_be_filtered(sandbox):
    seed(sandbox, "invoice", {"id": "i-1"}, {"id": "i-2"})
    sandbox.control("documents/i-1/archive", {})
    assert len(rows(sandbox)) == 2
    assert [row["id"] for row in rows(sandbox, f"{ANY}&archived=true")] == ["i-1"]
    assert [row["id"] for row in rows(sandbox, f"{ANY}&archived=false")] == ["i-2"]
    sandbox.control("documents/i-1/unarchive", {})
    assert rows(sandbox, f"{ANY}&archived=true") == []


def test_a_change_moves_the_date_of_update_and_the_order(sandbox):
    sandbox.control("clock", {"now": "2026-03-29T01:30:00+01:00", "frozen": True})
    seed(sandbox, "invoice", {"id": "i-1", "totalPrice": {"totalGrossAmount": 10}}, {"id": "i-2"})
    # Past midnight, and past the hour that summer time takes away.
    sandbox.control("clock", {"advance_seconds": 86400})
    sandbox.control("payments", {"voucher_id": "i-1", "amount": 1})
    newest = rows(sandbox, f"{ANY}&sort=updatedDate,DESC&updatedDateFrom=2026-03-29")
    assert [(row["id"], row["updatedDate"]) for row in newest] == [
        ("i-1", "2026-03-30T02:30:00.000+02:00"),
        ("i-2", "2026-03-29T01:30:00.000+01:00"),
    ]
    assert [row["id"] for row in rows(sandbox, f"{ANY}&updatedDateFrom=2026-03-30&updatedDateTo=2026-03-30")] == ["i-1"]


def test_twenty_thousand_documents_are_listed_quickly(sandbox):
    start = datetime(2025, 1, 1, 12, tzinfo=BERLIN)
    invoices = [
        {
            "id": f"i-{number}",
            "voucherNumber": f"RE{number:05}",
            "voucherDate": instant_text(start + timedelta(hours=number % 8000)),
            "dueDate": instant_text(start + timedelta(hours=number % 8000, days=14)),
            "createdDate": instant_text(start + timedelta(minutes=number)),
            "updatedDate": instant_text(start + timedelta(minutes=number * 3)),
            "totalPrice": {"totalGrossAmount": "119.00"},
        }
        for number in range(20_000)
    ]
    seed(sandbox, "invoice", *invoices)
    query = "voucherType=invoice&voucherStatus=open,sepadebit&sort=updatedDate,ASC&size=250"
    rows(sandbox, query)  # reads every document once
    spent = []
    for page in (0, 20, 39):
        began = time.process_time()  # the server is a thread of ours, and the machine has other work
        found = rows(sandbox, f"{query}&page={page}")
        spent.append(time.process_time() - began)
        assert len(found) == 250
    assert min(spent) < LONGEST_ANSWER
    sandbox.control("payments", {"voucher_id": "i-777", "amount": 119})
    [paid] = rows(sandbox, "voucherType=invoice&voucherStatus=paid")
    assert paid["id"] == "i-777"
