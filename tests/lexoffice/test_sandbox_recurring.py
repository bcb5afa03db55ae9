"""Recurring templates and down payment invoices: read through the API, made by the controls (API notes, 19 and 21)."""

from __future__ import annotations

from datetime import date

import pytest

from lexoffice.sandbox.recurring import next_execution

LINE = {
    "type": "custom",
    "name": "Wartung der Anlage",
    "quantity": 1,
    "unitName": "Monat",
    "unitPrice": {"currency": "EUR", "netAmount": 150, "taxRatePercentage": 19},
}
TEMPLATE = {
    "title": "Wartung",
    "address": {"name": "Nordlicht Messtechnik", "countryCode": "DE"},
    "lineItems": [LINE],
    "totalPrice": {"currency": "EUR"},
    "taxConditions": {"taxType": "net"},
    "paymentConditions": {"paymentTermLabel": "14 Tage", "paymentTermDuration": 14},
}


def add(sandbox, **settings):
    body = {**TEMPLATE, "recurringTemplateSettings": settings}
    return sandbox.control("recurring-templates", body)["id"]


def at(sandbox, day):
    sandbox.control("clock", {"now": f"{day}T09:00:00+02:00", "frozen": True})


def read(sandbox, template_id):
    answer = sandbox.raw("GET", f"/v1/recurring-templates/{template_id}")
    assert answer.status_code == 200
    return answer.json()


def run(sandbox):
    return sandbox.control("recurring/run", {})["created"]


def test_a_template_shows_its_sums_and_when_it_runs_next(sandbox):
    template = read(sandbox, add(sandbox, startDate="2026-05-31", executionInterval="MONTHLY"))
    assert template["totalPrice"]["totalGrossAmount"] == 178.5
    assert template["recurringTemplateSettings"]["nextExecutionDate"] == "2026-05-31"
    assert template["recurringTemplateSettings"]["executionStatus"] == "ACTIVE"
    for absent in ("voucherNumber", "voucherDate", "shippingConditions", "files"):
        assert absent not in template
    assert sandbox.raw("GET", "/v1/recurring-templates/unknown").status_code == 404
    assert sandbox.raw("POST", "/v1/recurring-templates", json=TEMPLATE).status_code == 404


def test_the_night_makes_one_invoice_of_each_template_that_is_due(sandbox):
    at(sandbox, "2026-05-31")
    due = add(sandbox, startDate="2026-05-31", finalize=True)
    add(sandbox, startDate="2026-06-01")
    paused = add(sandbox)
    [invoice_id] = run(sandbox)
    invoice = sandbox.raw("GET", f"/v1/invoices/{invoice_id}").json()
    assert invoice["recurringTemplateId"] == due
    assert invoice["voucherStatus"] == "open"
    assert invoice["voucherDate"].startswith("2026-05-31T00:00")
    assert invoice["totalPrice"]["totalGrossAmount"] == 178.5
    settings = read(sandbox, due)["recurringTemplateSettings"]
    # The last day of June, and in July the 31st again.
    assert (settings["lastExecutionDate"], settings["nextExecutionDate"]) == ("2026-05-31", "2026-06-30")
    assert read(sandbox, paused)["recurringTemplateSettings"]["executionStatus"] == "PAUSED"
    assert run(sandbox) == []


def test_without_finalize_the_night_makes_a_draft_and_past_its_end_a_template_is_over(sandbox):
    at(sandbox, "2026-05-04")
    template_id = add(sandbox, startDate="2026-05-04", endDate="2026-05-10", executionInterval="WEEKLY")
    [invoice_id] = run(sandbox)
    assert sandbox.raw("GET", f"/v1/invoices/{invoice_id}").json()["voucherStatus"] == "draft"
    settings = read(sandbox, template_id)["recurringTemplateSettings"]
    assert settings["executionStatus"] == "ENDED"
    at(sandbox, "2026-06-01")
    assert run(sandbox) == []


def test_what_cannot_be_executed_says_why_and_waits_for_the_next_time(sandbox):
    at(sandbox, "2026-05-04")
    template_id = add(sandbox, startDate="2026-05-04", shippingType="nonsense")
    assert run(sandbox) == []
    settings = read(sandbox, template_id)["recurringTemplateSettings"]
    assert settings["lastExecutionFailed"] is True
    assert settings["lastExecutionErrorMessage"]
    assert settings["nextExecutionDate"] == "2026-06-04"


@pytest.mark.parametrize(
    ("interval", "due", "following"),
    [
        ("WEEKLY", date(2026, 12, 28), date(2027, 1, 4)),
        ("BIWEEKLY", date(2026, 2, 20), date(2026, 3, 6)),
        ("MONTHLY", date(2027, 1, 31), date(2027, 2, 28)),
        ("MONTHLY", date(2027, 2, 28), date(2027, 3, 31)),
        ("QUARTERLY", date(2026, 11, 30), date(2027, 2, 28)),
        ("BIANNUALLY", date(2026, 8, 31), date(2027, 2, 28)),
        ("ANNUALLY", date(2028, 2, 29), date(2029, 2, 28)),
    ],
)
def test_months_have_the_day_of_the_start_or_their_last(interval, due, following):
    assert next_execution(due, interval, 31 if interval != "WEEKLY" else due.day) == following


def test_templates_are_listed_with_less_than_they_hold_and_sorted_as_asked(sandbox):
    late, early = add(sandbox, startDate="2026-07-01"), add(sandbox, startDate="2026-06-01")
    path = "/v1/recurring-templates"
    page = sandbox.raw("GET", f"{path}?sort=nextExecutionDate,ASC").json()
    assert [row["id"] for row in page["content"]] == [early, late]
    assert set(page["content"][0]) == {
        *("id", "title", "createdDate", "updatedDate", "address", "totalPrice", "paymentConditions"),
        "recurringTemplateSettings",
    }
    assert sandbox.raw("GET", path).json()["sort"][0]["property"] == "updatedDate"
    assert sandbox.raw("GET", f"{path}?sort=title,ASC").status_code == 400
    assert sandbox.raw("GET", f"{path}?size=251").status_code == 400


def test_a_template_that_no_invoice_could_be_made_of_is_refused(sandbox):
    strange_line = {"lineItems": [{"type": "custom", "id": "1"}]}
    strange_rhythm = {"recurringTemplateSettings": {"executionInterval": "DAILY"}}
    for wrong in (strange_line, strange_rhythm):
        answer = sandbox.http.post("/sandbox/recurring-templates", json={**TEMPLATE, **wrong})
        assert answer.status_code in (406, 422)


def test_the_client_reads_templates_and_their_plan(sandbox, lexware):
    template_id = add(sandbox, startDate="2026-05-31", executionInterval="QUARTERLY")
    [row] = lexware.recurring_templates.rows()
    assert row.id == template_id
    settings = lexware.recurring_templates.get(template_id).recurring_template_settings
    assert (settings.next_execution_date, settings.execution_interval) == (date(2026, 5, 31), "QUARTERLY")


def test_a_down_payment_invoice_has_one_line_a_number_of_the_invoices_and_can_be_paid(sandbox, lexware):
    body = {
        **TEMPLATE,
        "voucherDate": "2026-05-04T00:00:00.000+02:00",
        "shippingConditions": {"shippingType": "none"},
    }
    made = sandbox.control("down-payment-invoices", body)
    assert made["voucherNumber"].startswith("RE")
    assert (made["voucherStatus"], made["closingInvoiceId"]) == ("open", None)
    assert made["dueDate"].startswith("2026-05-18")
    assert sandbox.raw("GET", f"/v1/down-payment-invoices/{made['id']}").json() == made
    assert lexware.down_payment_invoices.get(made["id"]).voucher_number == made["voucherNumber"]
    [row] = sandbox.raw("GET", "/v1/voucherlist?voucherType=downpaymentinvoice&voucherStatus=any").json()["content"]
    assert (row["id"], row["openAmount"]) == (made["id"], 178.5)
    sandbox.control("payments", {"voucher_id": made["id"], "amount": "178.50"})
    assert lexware.payments.get(made["id"]).voucher_status == "paid"
    two = {**body, "lineItems": [LINE, LINE]}
    assert sandbox.http.post("/sandbox/down-payment-invoices", json=two).status_code == 422
