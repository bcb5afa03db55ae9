"""Articles, countries, payment conditions and print layouts of the sandbox (API notes, sections 9 and 10)."""

from __future__ import annotations

import pytest

DRILL = {
    "title": "Bohrer 8 mm",
    "type": "PRODUCT",
    "unitName": "Stück",
    "price": {"netPrice": 9.99, "leadingPrice": "NET", "taxRate": 19},
}


def create(sandbox, **changes):
    answer = sandbox.raw("POST", "/v1/articles", json={**DRILL, **changes})
    assert answer.status_code == 201, answer.text
    return answer.json()


def violations(answer):
    assert answer.status_code == 406, answer.text
    return {(detail["field"], detail["violation"]) for detail in answer.json()["details"]}


def test_a_new_article_has_version_0_and_shows_its_empty_fields(sandbox):
    result = create(sandbox)
    assert result["version"] == 0
    article = sandbox.raw("GET", f"/v1/articles/{result['id']}").json()
    assert article["title"] == "Bohrer 8 mm"
    assert article["archived"] is False
    for field in ("articleNumber", "description", "gtin", "note"):
        assert article[field] is None
    assert sandbox.raw("GET", "/v1/articles/unknown").status_code == 404


@pytest.mark.parametrize(
    ("price", "net", "gross"),
    [
        ({"netPrice": 9.99, "leadingPrice": "NET", "taxRate": 19}, 9.99, 11.89),
        ({"grossPrice": 10, "leadingPrice": "GROSS", "taxRate": 7}, 9.35, 10),
        ({"grossPrice": 10, "netPrice": 1, "leadingPrice": "GROSS", "taxRate": 0}, 10, 10),
    ],
)
def test_the_price_that_does_not_lead_is_computed(sandbox, price, net, gross):
    shown = sandbox.raw("GET", f"/v1/articles/{create(sandbox, price=price)['id']}").json()["price"]
    assert (shown["netPrice"], shown["grossPrice"]) == (net, gross)


@pytest.mark.parametrize(
    ("changes", "violation"),
    [
        ({"title": None}, ("title", "NOTNULL")),
        ({"type": None}, ("type", "NOTNULL")),
        ({"unitName": None}, ("unitName", "NOTNULL")),
        ({"price": None}, ("price", "NOTNULL")),
        ({"price": {"netPrice": 1, "taxRate": 19}}, ("price.leadingPrice", "NOTNULL")),
        ({"price": {"netPrice": 1, "leadingPrice": "NET"}}, ("price.taxRate", "NOTNULL")),
        ({"type": "product"}, ("type", "INVALID")),
        ({"gtin": "40123456"}, ("gtin", "VALIDGTIN")),
        ({"gtin": "4006381333932"}, ("gtin", "VALIDGTIN")),
        ({"title": "x" * 101}, ("title", "SIZE")),
    ],
)
def test_what_an_article_must_be(sandbox, changes, violation):
    assert violation in violations(sandbox.raw("POST", "/v1/articles", json={**DRILL, **changes}))


@pytest.mark.parametrize("gtin", ["40123455", "012345678905", "4006381333931", "10012345678902"])
def test_a_gtin_may_have_8_12_13_or_14_digits(sandbox, gtin):
    create(sandbox, gtin=gtin)


def test_an_article_number_is_given_once(sandbox):
    first = create(sandbox, articleNumber="A-1")
    answer = sandbox.raw("POST", "/v1/articles", json={**DRILL, "articleNumber": "A-1"})
    assert violations(answer) == {("materialNumber", "MATERIAL_NUMBER_ALREADY_EXISTS")}
    # An article may keep its own number.
    same = {**DRILL, "articleNumber": "A-1", "version": 0}
    assert sandbox.raw("PUT", f"/v1/articles/{first['id']}", json=same).status_code == 200


def test_an_update_replaces_and_a_stale_version_is_409(sandbox):
    article_id = create(sandbox, note="alt")["id"]
    path = f"/v1/articles/{article_id}"
    assert violations(sandbox.raw("PUT", path, json=DRILL)) == {("version", "NOTNULL")}
    assert sandbox.raw("PUT", path, json={**DRILL, "version": 0}).json()["version"] == 1
    assert sandbox.raw("GET", path).json()["note"] is None
    assert sandbox.raw("PUT", path, json={**DRILL, "version": 0}).status_code == 409


def test_a_deleted_article_is_gone_and_cannot_be_deleted_again(sandbox):
    path = f"/v1/articles/{create(sandbox)['id']}"
    assert [sandbox.raw(method, path).status_code for method in ("DELETE", "GET", "DELETE")] == [204, 404, 404]


def test_articles_are_listed_by_title_with_pages_of_25_to_250(sandbox):
    for title in ("Zange", "ahle", "Hammer"):
        create(sandbox, title=title, articleNumber=title)
    page = sandbox.raw("GET", "/v1/articles").json()
    assert [row["title"] for row in page["content"]] == ["ahle", "Hammer", "Zange"]
    found = sandbox.raw("GET", "/v1/articles?articleNumber=Zange&type=PRODUCT").json()["content"]
    assert [row["title"] for row in found] == ["Zange"]
    assert sandbox.raw("GET", "/v1/articles?size=25").status_code == 200
    refused = sandbox.raw("GET", "/v1/articles?size=24")
    assert (refused.status_code, refused.json()["details"][0]["violation"]) == (400, "MIN")
    assert sandbox.raw("GET", "/v1/articles?size=251").status_code == 400


def test_countries_are_a_bare_array_with_their_place_in_vat(sandbox):
    rows = {row["countryCode"]: row for row in sandbox.raw("GET", "/v1/countries").json()}
    assert len(rows) == 252
    assert rows["AT"] == {
        "countryCode": "AT",
        "countryNameEN": "Austria",
        "countryNameDE": "Österreich",
        "taxClassification": "intraCommunity",
    }
    assert rows["DE"]["taxClassification"] == "de"
    for code in ("CH", "GB", "ES_CN", "GR_69", "US"):
        assert rows[code]["taxClassification"] == "thirdPartyCountry"
    union = [code for code, row in rows.items() if row["taxClassification"] == "intraCommunity"]
    assert len(union) == 26


@pytest.mark.parametrize(("code", "status"), [("XX", 406), ("de", 406), ("", 406), ("GR_69", 201), ("XK", 201)])
def test_a_contact_lives_in_a_country_of_the_list(sandbox, code, status):
    body = {
        "version": 0,
        "roles": {"customer": {}},
        "company": {"name": "Berggasthof Alm"},
        "addresses": {"billing": [{"countryCode": code}]},
    }
    answer = sandbox.raw("POST", "/v1/contacts", json=body)
    assert answer.status_code == status
    if status == 406:
        assert answer.json()["IssueList"][0]["i18nKey"] == "countrycode_is_not_valid"


def test_exactly_one_payment_condition_is_the_default_and_they_keep_their_ids(sandbox):
    rows = sandbox.raw("GET", "/v1/payment-conditions").json()
    assert [row["organizationDefault"] for row in rows].count(True) == 1
    assert "{paymentRange}" in rows[0]["paymentTermLabelTemplate"]
    [discounted] = [row for row in rows if "paymentDiscountConditions" in row]
    assert discounted["paymentDiscountConditions"] == {"discountPercentage": 2, "discountRange": 10}
    assert sandbox.raw("GET", "/v1/payment-conditions").json() == rows


def test_print_layouts_need_the_larger_invoicing_feature(sandbox):
    rows = sandbox.raw("GET", "/v1/print-layouts").json()
    assert [row["default"] for row in rows].count(True) == 1
    sandbox.control("profile", {"businessFeatures": ["INVOICING"]})
    assert sandbox.raw("GET", "/v1/print-layouts").status_code == 402


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"note": "n" * 1001}, "note"),
        ({"person": {"lastName": "Solms", "salutation": "S" * 26}}, "salutation"),
        ({"phoneNumbers": {"business": ["0" * 31]}}, "phoneNumbers.business"),
    ],
)
def test_texts_of_a_contact_have_their_lengths(sandbox, changes, field):
    body = {"version": 0, "roles": {"customer": {}}, "person": {"lastName": "Solms", "salutation": "S" * 25}}
    fitting = {**body, "note": "n" * 1000, "phoneNumbers": {"business": ["0" * 30]}}
    assert sandbox.raw("POST", "/v1/contacts", json=fitting).status_code == 201
    refused = sandbox.raw("POST", "/v1/contacts", json=body | changes)
    assert refused.status_code == 406
    assert [issue["source"] for issue in refused.json()["IssueList"]] == [field]
