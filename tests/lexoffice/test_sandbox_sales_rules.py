"""What Lexware refuses about sales documents, rule by rule (API notes, 4.1, 5.3 and 14 to 20)."""

from __future__ import annotations

import pytest

ALL = ("invoices", "credit-notes", "quotations", "order-confirmations", "delivery-notes")
LINES = ("voucherDate", "address", "lineItems", "taxConditions")
REQUIRED = {
    "invoices": (*LINES, "totalPrice", "shippingConditions"),
    "credit-notes": (*LINES, "totalPrice"),
    "quotations": (*LINES, "totalPrice", "expirationDate"),
    "order-confirmations": (*LINES, "totalPrice", "shippingConditions"),
    "delivery-notes": (*LINES, "shippingConditions"),
    "dunnings": (*LINES, "totalPrice", "shippingConditions"),
}
EXPIRES = {"expirationDate": "2026-04-01T00:00:00.000+02:00"}
UNKNOWN = "0d1f0f8e-0000-4000-8000-000000000001"


@pytest.mark.parametrize("resource", REQUIRED)
def test_each_type_demands_its_fields_and_no_others(sandbox, desk, resource):
    after = desk.made("invoices")["id"] if resource == "dunnings" else None
    for field in (*LINES, "totalPrice", "shippingConditions", "expirationDate"):
        expected = {(field, "NOTNULL")} if field in REQUIRED[resource] else set()
        assert desk.refused(resource, after=after, **{**EXPIRES, field: ...}) == expected, field
    assert desk.refused(resource, after=after, **EXPIRES, lineItems=[]) == {("lineItems", "NOTNULL")}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"totalPrice": {}}, {("totalPrice.currency", "NOTNULL")}),
        ({"totalPrice": {"currency": "USD"}}, {("totalPrice.currency", "INVALID")}),
        ({"taxConditions": {}}, {("taxConditions.taxType", "NOTNULL")}),
        ({"taxConditions": {"taxType": "NET"}}, {("taxConditions.taxType", "INVALID")}),
        ({"taxConditions": "net"}, {("taxConditions", "STRUCTURE")}),
        ({"lineItems": {}}, {("lineItems", "STRUCTURE")}),
        ({"lineItems": [7]}, {("lineItems[0]", "STRUCTURE")}),
        ({"language": "fr"}, {("language", "INVALID")}),
        ({"language": "en"}, set()),
        ({"title": "T" * 25, "introduction": "i" * 2000, "remark": "r" * 2000}, set()),
        ({"title": "T" * 26}, {("title", "SIZE")}),
        ({"introduction": "i" * 2001, "remark": "r" * 2001}, {("introduction", "SIZE"), ("remark", "SIZE")}),
        ({"printLayoutId": UNKNOWN}, {("printLayoutId", "INVALID")}),
        (
            {"paymentConditions": {"paymentDiscountConditions": {"discountPercentage": 2}}},
            {("paymentConditions.paymentDiscountConditions.discountRange", "NOTNULL")},
        ),
        ({"paymentConditions": {"paymentTermDuration": -1}}, {("paymentConditions.paymentTermDuration", "INVALID")}),
        (
            {"totalPrice": {"currency": "EUR", "totalDiscountAbsolute": 5, "totalDiscountPercentage": 5}},
            {("totalPrice", "INVALID")},
        ),
        (
            {"totalPrice": {"currency": "EUR", "totalDiscountPercentage": "2.125"}},
            {("totalPrice.totalDiscountPercentage", "DIGITS")},
        ),
        (
            {"totalPrice": {"currency": "EUR", "totalDiscountAbsolute": "100.01"}},
            {("totalPrice.totalDiscountAbsolute", "INVALID")},
        ),
        ({"unknown": 1, "externalId": "B-1", "precedingSalesVoucherId": "x"}, set()),
        ({"voucherNumber": "X", "voucherStatus": "paid", "dueDate": "soon", "taxAmounts": 7, "id": 3}, set()),
    ],
)
def test_the_head_of_an_invoice(desk, changes, expected):
    assert desk.refused("invoices", **changes) == expected


def test_the_terms_of_delivery_have_their_own_limit(desk):
    assert desk.refused("delivery-notes", deliveryTerms="x" * 255) == set()
    assert desk.refused("order-confirmations", deliveryTerms="x" * 256) == {("deliveryTerms", "SIZE")}
    assert desk.refused("invoices", deliveryTerms="x" * 256) == set()  # not a field of invoices: ignored


@pytest.mark.parametrize(
    "value",
    [
        "2026-03-02",
        "2026-03-02T00:00:00+01:00",
        "2026-03-02T00:00:00Z",
        "2026-03-02T00:00:00.0+01:00",
        "2026-03-02T00:00:00.000000+01:00",
        "2026-03-02T00:00:00.000+0100",
        "2026-03-02T00:00:00.000",
        "2026-03-02 00:00:00.000+01:00",
        "2026-02-30T00:00:00.000+01:00",
        "2026-03-02T24:30:00.000+01:00",
        "0001-01-01T00:00:00.000+14:00",
        20260302,
    ],
)
def test_only_one_form_of_date_time_is_taken(desk, value):
    assert desk.refused("invoices", voucherDate=value) == {("voucherDate", "INVALID")}


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("2026-03-02T00:00:00.000Z", "2026-03-02T01:00:00.000+01:00"),
        ("2026-07-02T00:00:00.000+02:00", "2026-07-02T00:00:00.000+02:00"),
        ("2026-07-02T00:00:00.123-05:00", "2026-07-02T07:00:00.123+02:00"),
    ],
)
def test_date_times_come_back_with_the_offset_of_berlin(desk, sent, shown):
    assert desk.made("invoices", voucherDate=sent)["voucherDate"] == shown


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({"shippingType": "none"}, set()),
        ({"shippingType": "delivery"}, {("shippingConditions.shippingDate", "NOTNULL")}),
        (
            {"shippingType": "serviceperiod", "shippingDate": "2026-03-02T00:00:00.000+01:00"},
            {("shippingConditions.shippingEndDate", "NOTNULL")},
        ),
        (
            {
                "shippingType": "deliveryperiod",
                "shippingDate": "2026-03-02T00:00:00.000+01:00",
                "shippingEndDate": "2026-03-01T00:00:00.000+01:00",
            },
            {("shippingConditions.shippingEndDate", "INVALID")},
        ),
        ({}, {("shippingConditions.shippingType", "NOTNULL")}),
        ({"shippingType": "pickup"}, {("shippingConditions.shippingType", "INVALID")}),
    ],
)
def test_the_type_of_shipping_says_which_days_are_needed(desk, conditions, expected):
    assert desk.refused("invoices", shippingConditions=conditions) == expected


def test_days_that_do_not_belong_to_the_type_of_shipping_are_dropped(desk):
    sent = {"shippingType": "none", "shippingDate": "2026-03-02T00:00:00.000+01:00"}
    assert desk.made("invoices", shippingConditions=sent)["shippingConditions"] == {"shippingType": "none"}


def field(name, violation="NOTNULL"):
    return {(f"lineItems[0].{name}", violation)}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"type": ...}, field("type")),
        ({"type": "article"}, field("type", "INVALID")),
        ({"name": ...}, field("name")),
        ({"name": ""}, field("name")),
        ({"unitName": ...}, field("unitName")),
        ({"quantity": ...}, field("quantity")),
        ({"quantity": "0.12345"}, field("quantity", "DIGITS")),
        ({"quantity": "0.1234"}, set()),
        ({"quantity": True}, field("quantity", "INVALID")),
        ({"unitPrice": ...}, field("unitPrice")),
        ({"unitPrice": {"netAmount": 1, "taxRatePercentage": 19}}, field("unitPrice.currency")),
        ({"unitPrice": {"currency": "EUR", "netAmount": 1}}, field("unitPrice.taxRatePercentage")),
        ({"unitPrice": {"currency": "EUR", "grossAmount": 1, "taxRatePercentage": 19}}, field("unitPrice.netAmount")),
        (
            {"unitPrice": {"currency": "EUR", "netAmount": "1.00001", "taxRatePercentage": 19}},
            field("unitPrice.netAmount", "DIGITS"),
        ),
        (
            {"unitPrice": {"currency": "EUR", "netAmount": 1, "taxRatePercentage": "7.5"}},
            field("unitPrice.taxRatePercentage", "DIGITS"),
        ),
        ({"discountPercentage": "33.333"}, field("discountPercentage", "DIGITS")),
        ({"discountPercentage": "100.01"}, field("discountPercentage", "INVALID")),
        ({"description": "d" * 2000}, set()),
        ({"description": "d" * 2001}, field("description", "SIZE")),
        ({"id": UNKNOWN}, field("id", "INVALID")),
        ({"type": "material"}, field("id")),
        ({"type": "service", "id": UNKNOWN}, field("id", "INVALID")),
    ],
)
def test_the_line_of_an_invoice(desk, changes, expected):
    assert desk.refused("invoices", desk.line(**changes)) == expected


def test_an_id_on_a_custom_line_is_refused_in_the_words_that_were_measured(desk):
    answer = desk.post("invoices", desk.body("invoices", desk.line(id=UNKNOWN)))
    assert "Only line items of type 'material' or 'service' can contain an ID" in answer.json()["message"]


def test_the_length_of_a_name_is_a_switch(sandbox, desk):
    assert desk.refused("invoices", desk.line(name="n" * 255)) == set()
    assert desk.refused("invoices", desk.line(name="n" * 256)) == field("name", "SIZE")
    sandbox.switch(line_name_limit=100)
    assert desk.refused("invoices", desk.line(name="n" * 101)) == field("name", "SIZE")


def test_three_hundred_lines_and_no_more(desk):
    assert desk.refused("invoices", *[desk.line()] * 300) == set()
    assert desk.refused("invoices", *[desk.line()] * 301) == {("lineItems", "SIZE")}


def test_a_text_has_words_and_nothing_else(desk):
    assert desk.refused("invoices", {"type": "text"}) == field("name")
    invoice = desk.made("invoices", desk.line(), desk.line(type="text", name="Hinweis"))
    assert invoice["lineItems"][1] == {"type": "text", "name": "Hinweis"}
    assert invoice["totalPrice"]["totalNetAmount"] == 100


def test_articles_are_referenced_by_the_fitting_type(sandbox, desk):
    article = {
        "title": "Sensor",
        "type": "PRODUCT",
        "unitName": "Stück",
        "price": {"netPrice": 100, "leadingPrice": "NET", "taxRate": 19},
    }
    article_id = sandbox.raw("POST", "/v1/articles", json=article).json()["id"]
    assert desk.refused("invoices", desk.line(type="material", id=article_id)) == set()
    assert desk.refused("invoices", desk.line(type="service", id=article_id)) == field("id", "INVALID")
    # A reference copies nothing: all other fields are required too.
    assert desk.refused("invoices", desk.line(type="material", id=article_id, name=...)) == field("name")


def test_a_delivery_note_needs_no_prices_and_has_no_totals(desk):
    note = desk.made("delivery-notes", desk.line(unitPrice=...), desk.line())
    assert not {"totalPrice", "taxAmounts", "paymentConditions", "dueDate"} & set(note)
    assert all("lineItemAmount" not in line for line in note["lineItems"])
    assert note["lineItems"][1]["unitPrice"]["grossAmount"] == 119


@pytest.mark.parametrize(
    "tax_type",
    [
        *("intraCommunitySupply", "constructionService13b", "externalService13b"),
        *("thirdPartyCountryService", "thirdPartyCountryDelivery", "photovoltaicEquipment"),
    ],
)
def test_tax_free_types_need_a_contact_and_rate_0(desk, tax_type):
    free, conditions = desk.line(rate=0), {"taxType": tax_type}
    assert desk.refused("invoices", free, taxConditions=conditions) == {("address.contactId", "INVALID")}
    known = {"address": {"contactId": desk.customer()}, "taxConditions": conditions}
    assert desk.refused("invoices", free, **known) == set()
    assert desk.refused("invoices", desk.line(), **known) == field("unitPrice.taxRatePercentage", "INVALID")


def test_vatfree_needs_no_contact(desk):
    assert desk.refused("invoices", desk.line(rate=0), taxConditions={"taxType": "vatfree"}) == set()


@pytest.mark.parametrize(
    ("day", "shipping", "allowed"),
    [
        ("2026-03-02", None, {0, 7, 19}),
        ("2020-06-30", None, {0, 7, 19}),
        ("2020-07-01", None, {0, 5, 16}),
        ("2020-12-31", None, {0, 5, 16}),
        ("2021-01-01", None, {0, 7, 19}),
        ("2021-01-15", {"shippingType": "delivery", "shippingDate": "2020-12-31"}, {0, 5, 16}),
        (
            "2021-01-15",
            {"shippingType": "serviceperiod", "shippingDate": "2020-12-01", "shippingEndDate": "2021-01-02"},
            {0, 7, 19},
        ),
    ],
)
def test_the_rates_are_those_of_the_relevant_day(desk, day, shipping, allowed):
    def at(text):
        return f"{text}T12:00:00.000+01:00"

    shipping = {key: at(value) if key.endswith("Date") else value for key, value in (shipping or {}).items()}
    conditions = {"voucherDate": at(day), "shippingConditions": shipping or {"shippingType": "none"}}
    taken = {rate for rate in (0, 5, 7, 16, 19, 21) if not desk.refused("invoices", desk.line(rate=rate), **conditions)}
    assert taken == allowed


def test_distance_sales_take_the_rates_of_the_buyers_country(sandbox, desk):
    abroad = {
        "address": {"name": "Wim", "countryCode": "NL"},
        "taxConditions": {"taxType": "gross", "taxSubType": "distanceSales"},
    }
    line = desk.line(rate=21, side="gross")
    assert desk.refused("invoices", line, **abroad) == field("unitPrice.taxRatePercentage", "INVALID")
    sandbox.control("profile", {"distanceSalesPrinciple": "DESTINATION"})
    assert desk.refused("invoices", line, **abroad) == set()
    at_home = abroad | {"address": {"name": "Wim", "countryCode": "DE"}}
    assert ("taxConditions.taxSubType", "INVALID") in desk.refused("invoices", line, **at_home)


def test_a_vatfree_organisation_knows_only_vatfree(sandbox, desk):
    sandbox.control("profile", {"taxType": "vatfree"})
    assert desk.refused("invoices") == {("taxConditions.taxType", "INVALID")}
    assert desk.refused("invoices", desk.line(rate=0), taxConditions={"taxType": "vatfree"}) == set()


def test_what_small_business_does_to_invoices_is_a_switch(sandbox, desk):
    sandbox.control("profile", {"smallBusiness": True})
    assert desk.refused("invoices") == {("taxConditions.taxType", "INVALID")}
    sandbox.switch(small_business_vatfree_only=False)
    assert desk.refused("invoices") == set()


def test_an_address_for_once_has_a_name_and_a_country(desk):
    expected = {("address.name", "NOTNULL"), ("address.countryCode", "NOTNULL")}
    assert desk.refused("invoices", address={"street": "Am Deich 4"}) == expected


def test_a_wrong_country_is_told_all_supported_ones(desk):
    body = desk.body("invoices", address={"name": "Wer", "countryCode": "XX"})
    answer = desk.post("invoices", body)
    assert answer.status_code == 406
    assert all(f" {code}," in answer.json()["message"] for code in ("DE", "AT", "ES_CN"))


def test_a_contact_must_be_a_customer(desk):
    vendor = desk.customer(roles={"vendor": {}})
    for contact_id in (vendor, UNKNOWN):
        assert desk.refused("invoices", address={"contactId": contact_id}) == {("address.contactId", "INVALID")}


def test_a_contact_needs_exactly_one_billing_address_unless_another_is_sent(sandbox, desk):
    nowhere = desk.customer(addresses=...)
    answer = desk.post("invoices", desk.body("invoices", address={"contactId": nowhere}))
    assert answer.status_code == 406
    words = "Referenced contact needs to have exactly one billing address, but 0 addresses were found."
    assert words in answer.json()["message"]
    place = {"street": "Kai 1", "zip": "20457", "city": "Hamburg", "countryCode": "DE"}
    invoice = desk.made("invoices", address={"contactId": nowhere, **place})
    assert invoice["address"] == {"contactId": nowhere, "name": "Nordlicht Messtechnik GmbH", **place}
    two = {"id": "two", "roles": {"customer": {"number": 10077}}, "company": {"name": "Zwei"}}
    sandbox.control("records/contact", [{**two, "addresses": {"billing": [place, place]}}])
    assert desk.refused("invoices", address={"contactId": "two"}) == {("address.contactId", "INVALID")}


def test_the_address_comes_from_the_contact_with_its_contact_person(desk):
    persons = [{"firstName": "Jana", "lastName": "Wulf", "primary": True}]
    company = desk.customer(company={"name": "Nordlicht GmbH", "contactPersons": persons})
    assert desk.made("invoices", address={"contactId": company})["address"] == {
        "contactId": company,
        "name": "Nordlicht GmbH",
        "street": "Am Deich 4",
        "zip": "26721",
        "city": "Emden",
        "countryCode": "DE",
        "contactPerson": "Jana Wulf",
    }
    person = desk.customer(company=..., person={"firstName": "Inge", "lastName": "Beispiel"})
    assert desk.made("invoices", address={"contactId": person})["address"]["name"] == "Inge Beispiel"


def test_delivery_notes_prefer_the_shipping_address(desk):
    billing = {"zip": "26721", "city": "Emden", "countryCode": "DE"}
    shipping = {"zip": "20457", "city": "Hamburg", "countryCode": "DE"}
    customer = desk.customer(addresses={"billing": [billing], "shipping": [shipping]})
    assert desk.made("delivery-notes", address={"contactId": customer})["address"]["city"] == "Hamburg"
    assert desk.made("invoices", address={"contactId": customer})["address"]["city"] == "Emden"


def test_a_refusal_has_the_regular_form_with_details_in_german(desk):
    answer = desk.post("invoices", desk.body("invoices", shippingConditions=...))
    body = answer.json()
    assert set(body) == {"timestamp", "status", "error", "path", "traceId", "message", "details"}
    assert (body["status"], body["error"], body["path"]) == (406, "Not Acceptable", "/v1/invoices")
    assert "The shipping conditions must not be null" in body["message"]
    detail = {"violation": "NOTNULL", "field": "shippingConditions", "message": "darf nicht null sein"}
    assert body["details"] == [detail]


def test_what_is_no_json_object_is_refused_before_any_rule(sandbox):
    broken = sandbox.raw("POST", "/v1/invoices", content=b"{", headers={"Content-Type": "application/json"})
    assert (broken.status_code, "traceId" in broken.json()) == (400, True)
    assert sandbox.raw("POST", "/v1/invoices", content=b"{}").status_code == 415
    assert sandbox.raw("POST", "/v1/invoices?finalize=maybe", json={}).status_code == 400


def test_a_refused_document_leaves_nothing_behind(desk):
    assert desk.refused("invoices", lineItems=...) != set()
    assert desk.made("invoices")["voucherNumber"] == "RE0001"


@pytest.mark.parametrize("resource", ALL)
def test_there_is_no_change_no_delete_and_no_list(sandbox, desk, resource):
    document_id = desk.made(resource)["id"]
    for method, path in [
        ("PUT", f"/{document_id}"),
        ("DELETE", f"/{document_id}"),
        ("POST", f"/{document_id}/finalize"),
        ("GET", ""),
    ]:
        body = {"json": {}} if method in ("PUT", "POST") else {}
        assert sandbox.raw(method, f"/v1/{resource}{path}", **body).status_code == 404, (method, path)


def test_the_id_of_another_type_is_as_unknown_as_any(sandbox, desk):
    invoice = desk.made("invoices")["id"]
    for resource in ("quotations", "credit-notes", "down-payment-invoices", "dunnings"):
        other = sandbox.raw("GET", f"/v1/{resource}/{invoice}")
        unknown = sandbox.raw("GET", f"/v1/{resource}/{UNKNOWN}")
        assert (other.status_code, unknown.status_code) == (404, 404)
        assert other.json()["message"] == unknown.json()["message"]
