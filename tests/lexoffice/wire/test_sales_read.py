"""Sales documents and their files as they are read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from lexoffice.errors import FixTheData, NotFound, StillADraft
from lexoffice.ratelimit import Priority
from lexoffice.recurring_templates import ExecutionInterval, TemplateOrder
from lexoffice.sales_resource import Accept

ID = "0b6a4c1e-2a43-4f6c-9c0e-3f1d8a7b5c21"
BEFORE = "5a1f8f50-7b1c-4d0c-8a5e-1d5be1f3a001"
CONTACT = "7f0f6a7e-9b86-4a0c-8d53-0f6a3f7d9b11"
CREATED = {"id": ID, "resourceUri": f"https://api.lexware.io/v1/x/{ID}", "version": 1}
KINDS = (
    *("invoices", "credit_notes", "order_confirmations", "delivery_notes", "quotations", "dunnings"),
    "down_payment_invoices",
)
PATHS = {name: f"/v1/{name.replace('_', '-')}" for name in KINDS}


READ = {
    "id": ID,
    "organizationId": "3b0e5a0c-51d2-4f0b-9f52-8a6f5d0c7e10",
    "createdDate": "2026-03-02T09:14:05.118+01:00",
    "updatedDate": "2026-03-02T09:14:05.118+01:00",
    "version": 2,
    "language": "de",
    "archived": False,
    "voucherStatus": "open",
    "voucherNumber": "RE0007",
    "voucherDate": "2026-03-29T00:00:00.000+01:00",
    "dueDate": "2026-04-12T00:00:00.000+02:00",
    "address": {
        "contactId": CONTACT,
        "name": "Nordlicht Messtechnik GmbH",
        "street": "Am Deich 4",
        "zip": "26721",
        "city": "Emden",
        "countryCode": "DE",
        "contactPerson": "Jana Wulf",
    },
    "electronicDocumentProfile": "EN16931",
    "lineItems": [
        {
            "id": None,
            "type": "custom",
            "name": "Kalibrierung",
            "description": None,
            "quantity": 2,
            "unitName": "Stück",
            "unitPrice": {"currency": "EUR", "netAmount": 150.5555, "grossAmount": 179.161, "taxRatePercentage": 19},
            "discountPercentage": 0,
            "lineItemAmount": 301.11,
        },
        {"type": "text", "name": "Hinweis", "unitPrice": None},
    ],
    "totalPrice": {"currency": "EUR", "totalNetAmount": 301.11, "totalGrossAmount": 358.32, "totalTaxAmount": 57.21},
    "taxAmounts": [{"taxRatePercentage": 19, "taxAmount": 57.21, "netAmount": 301.11}],
    "taxConditions": {"taxType": "net", "taxTypeNote": None},
    "paymentConditions": {
        "paymentTermLabel": "14 Tage netto",
        "paymentTermLabelTemplate": "{paymentRange} Tage netto",
        "paymentTermDuration": 14,
    },
    "shippingConditions": {"shippingType": "service", "shippingDate": "2026-03-01T00:00:00.000+01:00"},
    "closingInvoice": False,
    "claimedGrossAmount": None,
    "downPaymentDeductions": None,
    "recurringTemplateId": None,
    "relatedVouchers": [{"id": BEFORE, "voucherNumber": "AG0001", "voucherType": "quotation"}],
    "title": "Rechnung",
    "introduction": "Auftrag A-1188",
    "files": {"documentFileId": "75b0e3c2-9a3f-4d4e-a1ea-6a5b4f0d5f10"},
}


def test_an_invoice_is_read_with_exact_amounts_and_berlin_days(recorder, client):
    recorder.answer(200, READ)
    read = client.invoices.get(ID)
    assert recorder.received[0].path == f"/v1/invoices/{ID}"
    assert (read.voucher_status, read.voucher_number, read.version) == ("open", "RE0007", 2)
    assert (read.voucher_date, read.due_date) == (date(2026, 3, 29), date(2026, 4, 12))
    assert read.line_items[0].unit_price.net_amount == Decimal("150.5555")
    assert read.total_price.total_gross_amount == Decimal("358.32")
    assert type(read.tax_amounts[0].tax_amount) is Decimal
    assert read.down_payment_deductions == ()
    assert [related.voucher_type for related in read.related_vouchers] == ["quotation"]


def test_a_document_that_was_read_is_posted_anew_without_what_is_lexwares_own(recorder, client):
    recorder.answer(200, READ)
    read = client.invoices.get(ID)
    recorder.answer(201, CREATED)
    client.invoices.create(read, finalize=True)
    assert recorder.received[1].json == {
        "language": "de",
        "voucherDate": "2026-03-29T00:00:00.000+01:00",
        "address": {name: value for name, value in READ["address"].items() if name != "contactPerson"},
        "lineItems": [
            {
                "type": "custom",
                "name": "Kalibrierung",
                "quantity": 2,
                "unitName": "Stück",
                "unitPrice": {"currency": "EUR", "netAmount": Decimal("150.5555"), "taxRatePercentage": 19},
                "discountPercentage": 0,
            },
            {"type": "text", "name": "Hinweis"},
        ],
        "totalPrice": {"currency": "EUR"},
        "taxConditions": {"taxType": "net"},
        "paymentConditions": {"paymentTermLabel": "14 Tage netto", "paymentTermDuration": 14},
        "shippingConditions": {"shippingType": "service", "shippingDate": "2026-03-01T00:00:00.000+01:00"},
        "title": "Rechnung",
        "introduction": "Auftrag A-1188",
    }


@pytest.mark.parametrize("name", PATHS)
@pytest.mark.parametrize("accept", Accept)
def test_the_file_is_asked_for_in_the_wanted_form_and_bears_its_name(recorder, client, name, accept):
    recorder.answer(
        200, b"%PDF-1.7", Content_Type="application/pdf", Content_Disposition='inline; filename="RE0001.pdf"'
    )
    file = getattr(client, name).file(ID, accept)
    [request] = recorder.received
    assert (request.path, request.headers["accept"]) == (f"{PATHS[name]}/{ID}/file", str(accept.value))
    assert (file.content, file.media_type, file.file_name) == (b"%PDF-1.7", "application/pdf", "RE0001.pdf")


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("attachment; filename=Rechnung_RE0001.pdf", "Rechnung_RE0001.pdf"),
        ('inline; filename="Rechnung RE0001.pdf"', "Rechnung RE0001.pdf"),
        ("inline; filename*=UTF-8''Auftragsbest%C3%A4tigung_AB0001.pdf", "Auftragsbestätigung_AB0001.pdf"),
        (
            "inline; filename=\"Bestaetigung.pdf\"; filename*=UTF-8''Best%C3%A4tigung.pdf",
            "Bestätigung.pdf",
        ),
        ('inline; filename="../../etc/passwd"', "passwd"),
        ('inline; filename="C:\\\\Belege\\\\RE1.pdf"', "RE1.pdf"),
        ('inline; filename=".."', None),
        ("inline", None),
    ],
)
def test_the_name_of_a_file_is_a_name_and_never_a_path(recorder, client, header, name):
    recorder.answer(200, b"%PDF-1.7", Content_Type="application/pdf", Content_Disposition=header)
    assert client.invoices.file(ID).file_name == name


def test_a_draft_has_no_file_and_says_so_by_either_way(recorder, client):
    refusal = {"status": 409, "message": "is in status 'draft' and therefore cannot be downloaded", "traceId": "5f0c"}
    recorder.answer(409, refusal)
    with pytest.raises(StillADraft) as draft:
        client.invoices.file(ID)
    assert (draft.value.status, draft.value.trace_id) == (409, "5f0c")
    recorder.answer(406, {"status": 406, "message": "draft"})
    with pytest.raises(StillADraft):
        client.invoices.document_file_id(ID)
    assert len(recorder.received) == 2


@pytest.mark.parametrize(("status", "error"), [(404, NotFound), (406, FixTheData)])
def test_a_form_that_a_file_does_not_have_is_no_draft(recorder, client, status, error):
    recorder.answer(status, {"status": status})
    with pytest.raises(error):
        client.quotations.file(ID, Accept.XML)


def test_the_deprecated_way_to_the_file_still_tells_its_id(recorder, client):
    recorder.answer(200, {"documentFileId": BEFORE})
    assert client.dunnings.document_file_id(ID) == BEFORE
    assert recorder.received[0].path == f"/v1/dunnings/{ID}/document"


def test_down_payment_invoices_can_only_be_read(recorder, client):
    recorder.answer(200, {**READ, "closingInvoiceId": BEFORE, "shippingConditions": None})
    read = client.down_payment_invoices.get(ID)
    assert (read.closing_invoice_id, read.due_date) == (BEFORE, date(2026, 4, 12))
    assert not hasattr(client.down_payment_invoices, "create")
    assert not hasattr(client.down_payment_invoices, "document_file_id")


def test_what_we_do_not_know_is_kept(recorder, client):
    recorder.answer(200, {**READ, "voucherStatus": "pondering", "someday": {"amount": 1.10}})
    read = client.invoices.get(ID)
    assert read.voucher_status == "pondering"
    assert read.to_wire()["someday"] == {"amount": Decimal("1.1")}


TEMPLATE = {
    "id": ID,
    "title": "Wartung",
    "createdDate": "2026-01-02T09:14:05.118+01:00",
    "updatedDate": "2026-03-02T09:14:05.118+01:00",
    "address": {"contactId": CONTACT, "name": "Nordlicht Messtechnik GmbH"},
    "totalPrice": {"currency": "EUR", "totalNetAmount": 100, "totalGrossAmount": 119, "totalTaxAmount": 19},
    "paymentConditions": None,
    "recurringTemplateSettings": {
        "id": BEFORE,
        "startDate": "2026-03-29",
        "endDate": None,
        "finalize": True,
        "shippingType": "serviceperiod",
        "executionInterval": "MONTHLY",
        "nextExecutionDate": "2026-10-25",
        "lastExecutionFailed": False,
        "executionStatus": "ACTIVE",
    },
}


def test_recurring_templates_are_listed_page_by_page_in_the_wanted_order(recorder, client):
    recorder.answer(200, {"content": [TEMPLATE], "last": True, "totalElements": 1, "totalPages": 1, "number": 0})
    [row] = client.recurring_templates.rows()
    [*_] = client.recurring_templates.rows(TemplateOrder.NEXT_EXECUTION, descending=False)
    assert [request.query["sort"] for request in recorder.received] == [["updatedDate,DESC"], ["nextExecutionDate,ASC"]]
    assert recorder.received[0].query | {"page": ["0"], "size": ["250"]} == recorder.received[0].query
    settings = row.recurring_template_settings
    assert (settings.start_date, settings.next_execution_date) == (date(2026, 3, 29), date(2026, 10, 25))
    assert settings.execution_interval is ExecutionInterval.MONTHLY
    assert row.to_wire()["recurringTemplateSettings"]["startDate"] == date(2026, 3, 29)


def test_a_recurring_template_is_read_whole(recorder, client):
    recorder.answer(200, {**TEMPLATE, "lineItems": READ["lineItems"], "taxConditions": {"taxType": "net"}})
    template = client.recurring_templates.get(ID)
    assert recorder.received[0].path == f"/v1/recurring-templates/{ID}"
    assert template.line_items[0].name == "Kalibrierung"
    assert not hasattr(client.recurring_templates, "create")


def test_every_resource_is_there_at_every_priority(client):
    other = client.at(Priority.NIGHTLY_SYNC)
    assert {name for name in vars(client) if not name.startswith("_")} >= {*PATHS, "recurring_templates"}
    assert vars(other).keys() == vars(client).keys()
