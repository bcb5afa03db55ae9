"""What only the web application makes, read through the API: recurring templates, and down payment invoices."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from lexoffice.errors import NotFound
from lexoffice.recurring_templates import ExecutionInterval, ExecutionStatus, TemplateOrder

PRICE = {"currency": "EUR", "netAmount": 100, "taxRatePercentage": 19}
BODY: dict[str, Any] = {
    "voucherDate": "2026-03-29T00:00:00.000+01:00",
    "address": {"name": "Nordlicht Messtechnik GmbH", "countryCode": "DE"},
    "lineItems": [{"type": "custom", "name": "Wartung", "quantity": 1, "unitName": "Monat", "unitPrice": PRICE}],
    "totalPrice": {"currency": "EUR"},
    "taxConditions": {"taxType": "net"},
    "shippingConditions": {"shippingType": "none"},
}


def template(sandbox: Any, title: str = "Wartung", **rhythm: Any) -> str:
    body = {name: value for name, value in BODY.items() if name not in ("voucherDate", "shippingConditions")}
    settings = {"startDate": "2027-01-31", "finalize": True, "executionInterval": "MONTHLY", **rhythm}
    made = sandbox.control("recurring-templates", {**body, "title": title, "recurringTemplateSettings": settings})
    return str(made["id"])


def test_a_template_is_read_with_plain_days_and_its_rhythm(lexware, sandbox):
    template_id = template(sandbox)
    read = lexware.recurring_templates.get(template_id)
    settings = read.recurring_template_settings
    assert (settings.start_date, settings.end_date) == (date(2027, 1, 31), None)
    assert settings.execution_interval is ExecutionInterval.MONTHLY
    assert settings.execution_status is ExecutionStatus.ACTIVE
    assert settings.finalize
    assert [line.name for line in read.line_items] == ["Wartung"]
    assert read.total_price.total_gross_amount == 119
    [row] = lexware.recurring_templates.rows()
    assert (row.id, row.title, row.total_price) == (template_id, "Wartung", read.total_price)


def test_a_template_without_a_start_is_paused(lexware, sandbox):
    template(sandbox, startDate=None)
    [row] = lexware.recurring_templates.rows()
    assert row.recurring_template_settings.execution_status is ExecutionStatus.PAUSED


def test_templates_come_in_the_wanted_order_over_all_pages(lexware, sandbox):
    starts = [date(2027, 1, 1) + timedelta(days=number * 7 % 260) for number in range(260)]
    for start in starts:
        template(sandbox, startDate=start.isoformat())
    rows = list(lexware.recurring_templates.rows(TemplateOrder.NEXT_EXECUTION, descending=False))
    assert [row.recurring_template_settings.next_execution_date for row in rows] == sorted(starts)
    assert len({row.id for row in rows}) == 260
    assert [call["path"] for call in sandbox.requests()] == ["/v1/recurring-templates"] * 2


def test_an_unknown_template_is_not_found(lexware):
    with pytest.raises(NotFound):
        lexware.recurring_templates.get("0d1f0f8e-0000-4000-8000-000000000001")


def test_an_invoice_of_the_night_names_its_template(lexware, sandbox):
    template_id = template(sandbox, startDate="2026-01-31")
    sandbox.control("recurring/run", {})
    [row] = lexware.voucherlist.rows()
    assert lexware.invoices.get(row.id).recurring_template_id == template_id


def test_a_down_payment_invoice_is_read_with_its_file(lexware, sandbox):
    made = sandbox.control("down-payment-invoices", BODY)
    read = lexware.down_payment_invoices.get(made["id"])
    assert (read.voucher_status, len(read.line_items), read.voucher_date) == ("open", 1, date(2026, 3, 29))
    assert read.closing_invoice_id is None
    assert lexware.down_payment_invoices.file(read.id).content.startswith(b"%PDF-")
    with pytest.raises(NotFound):
        lexware.invoices.get(read.id)
