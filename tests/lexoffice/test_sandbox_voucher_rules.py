"""What Lexware refuses about vouchers, rule by rule, with the codes of the API notes (5.3, 11, 13)."""

from __future__ import annotations

from decimal import Decimal

import pytest

OFFICE = "16d04a21-fd91-11e1-a21f-0800200c9a66"
SALES = "8f8664a1-fd86-11e1-a21f-0800200c9a66"
LICENCES_13B = "6d575db0-74e8-433d-a986-27b76ea27f9e"
TO_CHECK = "8d2e71c6-09d5-439a-a295-a9e71661afcd"
PRIVATE = "16d04a25-fd91-11e1-a21f-0800200c9a66"
EXPORT = "93d24c20-ea84-424e-a731-5e1b78d1e6a9"
DISTANCE_EU = "4ebd965a-7126-416c-9d8c-a5c9366ee473"


def line(amount="238.00", tax="38.00", rate=19, category=OFFICE):
    # Numbers as strings: the test's own JSON writer knows no Decimal; the sandbox reads both.
    return {"amount": amount, "taxAmount": tax, "taxRatePercent": rate, "categoryId": category}


def body(*lines, **changes):
    items = list(lines) or [line()]
    gross = sum(Decimal(item["amount"]) for item in items)
    tax = sum(Decimal(item["taxAmount"]) for item in items)
    whole = {
        "type": "purchaseinvoice",
        "voucherNumber": "R-1",
        "voucherDate": "2026-02-27",
        "taxType": "gross",
        "useCollectiveContact": True,
        "voucherItems": items,
        "totalGrossAmount": str(gross),
        "totalTaxAmount": str(tax),
        "version": 0,
    }
    return {key: value for key, value in (whole | changes).items() if value is not ...}


def complaints(sandbox, sent):
    answer = sandbox.raw("POST", "/v1/vouchers", json=sent)
    if answer.status_code == 201:
        return set()
    assert answer.status_code == 406, answer.text
    return {(issue["source"], issue["i18nKey"]) for issue in answer.json()["IssueList"]}


def contact(sandbox, *roles):
    sent = {"version": 0, "roles": {role: {} for role in roles}, "company": {"name": "Nordlicht GmbH"}}
    return sandbox.raw("POST", "/v1/contacts", json=sent).json()["id"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, set()),
        ({"voucherStatus": "open"}, set()),
        ({"version": 1}, set()),
        ({"version": ...}, set()),
        ({"voucherDate": "2026-02-27T00:00:00.000+01:00"}, set()),
        ({"version": 2}, {("version", "invalid_value")}),
        ({"type": ...}, {("type", "missing_entity")}),
        ({"type": "invoice"}, {("type", "invalid_value")}),
        ({"voucherStatus": "paid"}, {("voucherStatus", "invalid_value")}),
        ({"voucherNumber": ...}, {("voucherNumber", "missing_entity")}),
        ({"voucherDate": ""}, {("voucherDate", "missing_entity"), ("voucherDate", "invalid_value")}),
        ({"voucherDate": "27.02.2026"}, {("voucherDate", "invalid_value")}),
        ({"dueDate": "20260227"}, {("dueDate", "invalid_value")}),
        ({"taxType": ...}, {("taxType", "missing_entity")}),
        ({"taxType": "vatfree"}, {("taxType", "invalid_value")}),
        ({"useCollectiveContact": False}, {("contactId", "Missing_ContactId")}),
        ({"shippingDate": "2026-02-28"}, {("shippingDate", "invalid_value")}),
        ({"files": ["0d1f0f8e-0000-4000-8000-000000000001"]}, {("files", "invalid_file_ids")}),
        ({"totalGrossAmount": "238.01"}, {("totalGrossAmount", "invalid_total_amount")}),
        ({"totalGrossAmount": "238.001"}, {("totalGrossAmount", "invalid_value")}),
        ({"totalTaxAmount": "37.99"}, {("totalTaxAmount", "invalid_total_amount")}),
        (
            {"taxType": "net"},
            {("voucherItems[0].taxAmount", "invalid_taxamount"), ("totalGrossAmount", "invalid_total_amount")},
        ),
        ({"unknown": 1, "voucherstatus": "paid"}, set()),
    ],
)
def test_fields_and_sums(sandbox, changes, expected):
    assert complaints(sandbox, body(**changes)) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([line(tax="38.01")], {("voucherItems[0].taxAmount", "invalid_taxamount")}),
        ([line("100.00", "7.41", 8)], {("taxRatePercent", "invalid_taxrate_8")}),
        ([line("0.00", "0.00")], {("voucherItems[0].amount", "invalid_value")}),
        ([line(category="00000000-0000-4000-8000-000000000000")], {("voucherItems[0].categoryId", "invalid_value")}),
        ([line(category=SALES)], {("voucherItems[0].categoryId", "invalid_value")}),
        ([line("119.00", "19.00"), line("107.00", "7.00", 7), line("5.00", "0.00", 0)], set()),
        ([line("100.00", "0.00", 19, LICENCES_13B)], set()),
        ([line("100.00", "0.00", 0, LICENCES_13B)], {("taxRatePercent", "invalid_taxrate_0")}),
        ([line("119.00", "19.00", 19, LICENCES_13B)], {("voucherItems[0].taxAmount", "invalid_taxamount")}),
        ([line("100.00", "0.00", 0, TO_CHECK)], set()),
        ([line("119.00", "19.00", 19, TO_CHECK)], {("taxRatePercent", "invalid_taxrate_19")}),
        ([line("119.00", "19.00", 19, PRIVATE)], {("contactId", "Missing_ContactId")}),
        ([line("100.00", "0.00", 19, LICENCES_13B), line("107.00", "7.00", 7)], {("voucherItems", "invalid_value")}),
    ],
)
def test_rates_and_categories(sandbox, lines, expected):
    assert complaints(sandbox, body(*lines)) == expected


def test_a_small_business_books_without_tax_but_for_reverse_charge(sandbox):
    sandbox.control("profile", {"smallBusiness": True})
    assert complaints(sandbox, body()) == {("taxRatePercent", "invalid_taxrate_19")}
    assert complaints(sandbox, body(line("238.00", "0.00", 0))) == set()
    assert complaints(sandbox, body(line("100.00", "0.00", 19, LICENCES_13B))) == set()


def test_distance_sales_take_rates_of_the_union_and_do_not_mix(sandbox):
    abroad = line("121.00", "21.00", 21, DISTANCE_EU)
    assert complaints(sandbox, body(abroad, type="salesinvoice")) == set()
    mixed = body(abroad, line("119.00", "19.00", 19, SALES), type="salesinvoice")
    assert ("voucherItems", "invalid_value") in complaints(sandbox, mixed)


def test_a_contact_must_exist_and_have_the_fitting_role(sandbox):
    customer, vendor = contact(sandbox, "customer"), contact(sandbox, "vendor")
    own = {"useCollectiveContact": False}
    assert complaints(sandbox, body(contactId=vendor, **own)) == set()
    assert complaints(sandbox, body(contactId=customer, **own)) == {("contactId", "invalid_value")}
    assert complaints(sandbox, body(contactId="nobody", **own)) == {("contactId", "invalid_value")}
    named = complaints(sandbox, body(contactId=vendor, contactName="Anders", **own))
    assert named == {("contactName", "custom_contact_name_for_referenced_contact_not_allowed")}
    export = line("100.00", "0.00", 0, EXPORT)
    assert complaints(sandbox, body(export, type="salesinvoice", contactId=customer, **own)) == set()
    assert complaints(sandbox, body(export, type="salesinvoice")) == {("contactId", "Missing_ContactId")}


def test_unchecked_needs_little_and_never_net(sandbox):
    bare = {"type": "purchaseinvoice", "taxType": "gross", "voucherStatus": "unchecked"}
    assert complaints(sandbox, bare) == set()
    assert complaints(sandbox, bare | {"taxType": "net"}) == {("taxType", "invalid_value")}


def test_the_tolerance_of_the_tax_is_a_switch_that_is_off(sandbox):
    cent_off = body(line(tax="38.01"))
    assert complaints(sandbox, cent_off) != set()
    sandbox.switch(tax_tolerance_cents=1)
    assert complaints(sandbox, cent_off) == set()


def test_a_booked_voucher_shows_local_midnights_and_its_due_date(sandbox):
    created = sandbox.raw("POST", "/v1/vouchers", json=body(voucherDate="2026-07-01"))
    assert created.headers["Location"] == created.json()["resourceUri"]
    assert set(created.json()) == {"id", "resourceUri", "createdDate", "updatedDate", "version"}
    voucher = sandbox.raw("GET", f"/v1/vouchers/{created.json()['id']}").json()
    assert voucher["voucherDate"] == voucher["dueDate"] == "2026-07-01T00:00:00.000+02:00"
    assert voucher["totalGrossAmount"] == 238
    assert "remark" not in voucher


def test_the_same_number_twice_is_allowed_and_both_are_found(sandbox):
    for _ in range(2):
        assert complaints(sandbox, body()) == set()
    page = sandbox.raw("GET", "/v1/vouchers?voucherNumber=R-1").json()
    assert page["totalElements"] == 2
    assert "sort" not in page
    assert sandbox.raw("GET", "/v1/vouchers").status_code == 404


def put(sandbox, voucher_id, **changes):
    current = sandbox.raw("GET", f"/v1/vouchers/{voucher_id}").json()
    current.pop("voucherStatus")
    sent = {key: value for key, value in (current | changes).items() if value is not ...}
    return sandbox.raw("PUT", f"/v1/vouchers/{voucher_id}", json=sent)


def test_what_an_update_refuses(sandbox):
    voucher_id = sandbox.raw("POST", "/v1/vouchers", json=body()).json()["id"]
    for changes, issue in [
        ({"version": ...}, ("version", "missing_entity")),
        ({"version": 0}, ("version", "invalid_value")),
        ({"voucherStatus": "paid"}, ("voucherStatus", "invalid_value")),
        ({"voucherStatus": "unchecked"}, ("voucherStatus", "invalid_value")),
        ({"type": "purchasecreditnote"}, ("type", "invalid_value")),
        ({"files": ["strange"]}, ("files", "invalid_file_ids")),
    ]:
        answer = put(sandbox, voucher_id, **changes)
        assert answer.status_code == 406
        assert issue in {(entry["source"], entry["i18nKey"]) for entry in answer.json()["IssueList"]}


def test_an_update_replaces_and_empties_what_is_not_sent(sandbox):
    voucher_id = sandbox.raw("POST", "/v1/vouchers", json=body(remark="Bestellung B-2291")).json()["id"]
    assert put(sandbox, voucher_id, remark=...).status_code == 200
    assert "remark" not in sandbox.raw("GET", f"/v1/vouchers/{voucher_id}").json()


def test_a_paid_voucher_is_locked(sandbox):
    voucher_id = sandbox.raw("POST", "/v1/vouchers", json=body()).json()["id"]
    sandbox.control("payments", {"voucher_id": voucher_id, "amount": "100.00"})
    assert put(sandbox, voucher_id).status_code == 403
    other = sandbox.raw("POST", "/v1/vouchers", json=body()).json()["id"]
    sandbox.control("payments", {"voucher_id": other, "amount": "238.00", "type": "manualPayment"})
    assert put(sandbox, other).status_code == 406
