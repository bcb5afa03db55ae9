"""Countries, terms of payment, layouts, profile, links, and small additions, as they go over the wire."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from lexoffice import permalinks
from lexoffice.contacts import Company, Contact, Role, Roles, XRechnung
from lexoffice.countries import TaxClassification
from lexoffice.errors import (
    FixTheData,
    NotAllowed,
    PlanLacksFeature,
)
from lexoffice.event_subscriptions import SUBJECTS
from lexoffice.payment_conditions import PaymentCondition, organisation_default
from lexoffice.permalinks import Linked
from lexoffice.profile import BusinessFeature, DistanceSalesPrinciple
from lexoffice.vouchers import Voucher, VoucherType

ID = "0b6a4c1e-2a43-4f6c-9c0e-3f1d8a7b5c21"


def test_countries_say_how_sales_to_them_are_taxed(lexware):
    countries = {country.country_code: country for country in lexware.countries.list()}
    assert countries["DE"].tax_classification is TaxClassification.GERMANY
    assert countries["AT"].tax_classification is TaxClassification.INTRA_COMMUNITY
    assert countries["CH"].tax_classification is TaxClassification.THIRD_PARTY_COUNTRY
    assert (countries["AT"].country_name_de, countries["AT"].country_name_en) == ("Österreich", "Austria")
    assert len(countries) > 200


def test_unknown_values_and_fields_of_countries_are_kept(recorder, client):
    row = {"countryCode": "ES_CN", "countryNameDE": "Kanaren", "taxClassification": "island", "rate": 7}
    recorder.answers = [(200, [row])]
    [country] = client.countries.list()
    assert country.tax_classification == "island"
    assert country.to_wire() == row


def test_terms_of_payment_have_a_default_and_a_text(lexware):
    conditions = lexware.payment_conditions.list()
    default = organisation_default(conditions)
    assert default is not None
    assert [condition.organization_default for condition in conditions].count(True) == 1
    assert all("{" not in condition.label() for condition in conditions)


def test_a_term_of_payment_with_discount_tells_its_days_and_its_text():
    condition = PaymentCondition.model_validate(
        {
            "id": ID,
            "paymentTermLabelTemplate": "{discount} % bis {discountRange} Tage, {paymentRange} Tage netto",
            "paymentTermDuration": 30,
            "paymentDiscountConditions": {"discountPercentage": Decimal("2.50"), "discountRange": 10},
        }
    )
    assert condition.label() == "2,5 % bis 10 Tage, 30 Tage netto"
    assert condition.due(date(2026, 1, 31)) == date(2026, 3, 2)
    assert condition.payment_discount_conditions.until(date(2026, 1, 31)) == date(2026, 2, 10)
    assert organisation_default([condition]) is None
    assert PaymentCondition(id=ID).due(date(2026, 1, 31)) == date(2026, 1, 31)


def test_layouts_need_the_larger_plan(lexware, sandbox):
    assert [layout.default for layout in lexware.print_layouts.list()].count(True) == 1
    sandbox.control("profile", {"businessFeatures": ["INVOICING"]})
    with pytest.raises((PlanLacksFeature, NotAllowed)):
        lexware.print_layouts.list()


def test_the_profile_is_read_with_what_it_may_hold(recorder, client):
    recorder.answers = [
        (
            200,
            {
                "organizationId": ID,
                "companyName": "Werft GmbH",
                "created": {"userId": ID, "userName": "Wulf", "date": "2026-03-02T09:14:05.118+01:00"},
                "connectionId": "c",
                "taxType": "vatfree",
                "distanceSalesPrinciple": "ORIGIN",
                "businessFeatures": ["INVOICING_PRO", "ROBOTS"],
                "smallBusiness": False,
                "subscriptionStatus": "active",
            },
        )
    ]
    profile = client.profile.get()
    assert profile.business_features == (BusinessFeature.INVOICING_PRO, "ROBOTS")
    assert profile.distance_sales_principle is DistanceSalesPrinciple.ORIGIN
    assert profile.created.user_name == "Wulf"
    assert profile.vat_free
    assert profile.to_wire()["subscriptionStatus"] == "active"


@pytest.mark.parametrize(
    ("change", "vat_free"),
    [({"taxType": "net"}, False), ({"smallBusiness": True}, True), ({"taxType": "vatfree"}, True)],
)
def test_a_small_business_and_a_vat_free_one_write_no_tax(lexware, sandbox, change, vat_free):
    sandbox.control("profile", change)
    assert lexware.profile.get().vat_free is vat_free


@pytest.mark.parametrize(
    ("content", "status"),
    [
        ({"status": "converted", "pages": 2}, "converted"),
        ({"fileStatus": "x"}, None),
        ({"status": {"code": 1}}, None),
        ("done", "done"),
        ([1], None),
        (b"", None),
        (b"<html>", None),
    ],
)
def test_the_status_of_a_file_is_read_whatever_its_shape(recorder, client, content, status):
    recorder.answers = [(200, content)]
    answer = client.files.status(ID)
    assert answer.status == status
    assert recorder.asked == [("GET", f"/v1/files/{ID}/status", None)]
    if isinstance(content, dict) and "pages" in content:
        assert answer.model_extra == {"pages": 2}


@pytest.mark.parametrize(
    ("content", "name", "sent"),
    [
        (b"%PDF-1.7", "Rechnung", b'filename="Rechnung.pdf"'),
        (b"\xff\xd8\xff", "Foto", b'filename="Foto.jpg"'),
        (b"%PDF-1.7", "Rechnung.PDF", b'filename="Rechnung.PDF"'),
    ],
)
def test_an_upload_always_has_a_name_with_an_extension(recorder, client, content, name, sent):
    recorder.answer(202, {"id": ID, "voucherId": ID})
    client.files.upload(content, name)
    client.files.attach(ID, content, name)
    assert all(sent in request.body for request in recorder.received)
    assert [request.path for request in recorder.received] == ["/v1/files", f"/v1/vouchers/{ID}/files"]
    with pytest.raises(FixTheData, match=f"POST /v1/vouchers/{ID}/files was not sent"):
        client.files.attach(ID, b"?", "Unbekannt")


def test_only_a_406_means_that_there_is_no_payment(recorder, client):
    recorder.answers = [(406, {"status": 406}), (400, {"status": 400})]
    assert client.payments.get(ID) is None
    with pytest.raises(FixTheData):
        client.payments.get(ID)


def test_subjects_that_have_no_address_of_their_own_cannot_be_read(client):
    assert [name for name in SUBJECTS if not client.event_subjects.can_read(name)] == ["payment", "token"]
    with pytest.raises(ValueError, match="payment"):
        client.event_subjects.state("payment", ID)


def test_vouchers_are_found_whole_by_their_number(lexware, sandbox):
    sandbox.control(
        "records/voucher",
        [
            {"type": "purchaseinvoice", "voucherNumber": number, "totalGrossAmount": "1.00"}
            for number in ("<A & B>", "A")
        ],
    )
    [voucher] = lexware.vouchers.by_number("<A & B>")
    assert isinstance(voucher, Voucher)
    assert (voucher.type, voucher.total_gross_amount) == (VoucherType.PURCHASE_INVOICE, Decimal(1))


def test_the_number_of_a_voucher_is_encoded_as_html_and_as_an_address(recorder, client):
    recorder.answers = [(200, {"content": [], "last": True})]
    assert list(client.vouchers.by_number("a & b")) == []
    assert recorder.asked[0][1] == "/v1/vouchers?voucherNumber=a%20%26amp%3B%20b&page=0&size=250"


def test_a_contact_keeps_its_xrechnung_data_and_a_half_one_is_not_sent(lexware, sandbox):
    whole = XRechnung(buyer_reference="04011000-12345-67", vendor_number_at_customer="L-7")
    body = Contact(roles=Roles(customer=Role()), company=Company(name="Amt"), x_rechnung=whole)
    created = lexware.contacts.create(body)
    assert lexware.contacts.get(created.id).x_rechnung == whole
    before = len(sandbox.requests())
    half = XRechnung(buyer_reference="04011000-12345-67")
    for send in (
        lambda: lexware.contacts.create(body.replaced(x_rechnung=half)),
        lambda: lexware.contacts.update(body.replaced(id=created.id, version=1, x_rechnung=half)),
    ):
        with pytest.raises(FixTheData) as refused:
            send()
        assert refused.value.concerns("xRechnung.vendorNumberAtCustomer")
    assert len(sandbox.requests()) == before


def contact_page(names, total):
    rows = [{"id": name, "roles": {"customer": {"number": 1}}, "company": {"name": name}} for name in names]
    return (200, {"content": rows, "last": True, "totalElements": total})


def test_more_contacts_than_the_search_window_are_read_by_their_roles(recorder, client):
    recorder.answers = [
        contact_page(["cut off"], 10_000),
        contact_page(["cut off"], 10_000),
        contact_page(["both"], 1),
        contact_page(["customer"], 1),
        contact_page(["vendor"], 1),
    ]
    assert [contact.name for contact in client.contacts.find()] == ["both", "customer", "vendor"]
    asked = [path.removeprefix("/v1/contacts?").removesuffix("page=0&size=250") for _, path, _ in recorder.asked]
    assert asked == [
        "",
        "customer=true&",
        "customer=true&vendor=true&",
        "customer=true&vendor=false&",
        "customer=false&",
    ]


@pytest.mark.parametrize(
    ("link", "path"),
    [
        (permalinks.view(Linked.INVOICE, ID), f"invoices/view/{ID}"),
        (permalinks.edit(Linked.DUNNING, ID), f"dunnings/edit/{ID}"),
        (permalinks.edit(Linked.CONTACT, ID), f"contacts/view/{ID}"),
        (permalinks.view(Linked.RECURRING_TEMPLATE, ID), f"recurring-templates/edit/{ID}"),
        (permalinks.of_voucher_type("downpaymentinvoice", ID), f"invoices/view/{ID}"),
        (permalinks.of_voucher_type("purchasecreditnote", ID), f"vouchers/view/{ID}"),
        (permalinks.inbox(), "files/view"),
    ],
)
def test_links_lead_into_the_web_application(link, path):
    assert link == f"https://app.lexware.de/permalink/{path}"


def test_links_follow_another_address_and_know_no_unknown_type():
    assert permalinks.inbox("http://127.0.0.1:8080/") == "http://127.0.0.1:8080/permalink/files/view"
    assert permalinks.of_voucher_type("robot", ID) is None
    assert permalinks.view(Linked.VOUCHER, "../x").endswith("/vouchers/view/..%2Fx")
