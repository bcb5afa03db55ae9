"""What can be read, and how reading is refused. Nothing here changes anything."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal
from itertools import islice

import pytest

from lexoffice.client import LexwareClient
from lexoffice.errors import FixTheData, KeyRefused, NotFound
from lexoffice.posting_categories import CategoryType
from lexoffice.profile import TaxType
from lexoffice.voucherlist import VoucherlistQuery

UNKNOWN = str(uuid.UUID(int=0))
READABLE_BY_ID = (
    *("articles", "contacts", "vouchers", "invoices", "credit-notes", "quotations", "order-confirmations"),
    *("delivery-notes", "dunnings", "down-payment-invoices", "recurring-templates", "files", "payments"),
    "event-subscriptions",
)
WITHOUT_LIST = (
    *("invoices", "credit-notes", "quotations", "order-confirmations", "delivery-notes", "dunnings", "files"),
    "down-payment-invoices",
)
LISTS = {"contacts": 250, "articles": 250, "recurring-templates": 250, "voucherlist": 250}


def listing(resource: str) -> str:
    """The address of a list with what it demands."""
    demanded = "?voucherType=any&voucherStatus=any" if resource == "voucherlist" else "?"
    return f"/v1/{resource}{demanded}"


def test_the_profile_says_who_we_are(lexware):
    profile = lexware.profile.get()
    assert uuid.UUID(profile.organization_id)
    assert uuid.UUID(profile.connection_id)
    assert profile.tax_type in set(TaxType)
    assert set(profile.business_features) & {"INVOICING", "INVOICING_PRO", "BOOKKEEPING"}


def test_a_wrong_key_is_refused_with_a_bare_message(target):
    with (
        LexwareClient("wrong", target.url, budget=target.budget, transport=target.guard) as stranger,
        pytest.raises(KeyRefused),
    ):
        stranger.profile.get()
    answer = target.raw("GET", "/v1/profile", headers={"Authorization": "Bearer wrong"})
    assert (answer.status_code, answer.json()) == (401, {"message": "Unauthorized"})


def test_countries_know_their_place_in_vat(lexware):
    rows = {country.country_code: country.tax_classification for country in lexware.countries.list()}
    assert (rows["DE"], rows["AT"], rows["CH"]) == ("de", "intraCommunity", "thirdPartyCountry")


def test_exactly_one_payment_condition_is_the_default(lexware):
    assert [condition.organization_default for condition in lexware.payment_conditions.list()].count(True) == 1


def test_at_least_one_print_layout_is_the_default(lexware):
    if "INVOICING_PRO" in lexware.profile.get().business_features:
        assert any(layout.default for layout in lexware.print_layouts.list())


@pytest.mark.parametrize(
    ("category_id", "kind"),
    [
        ("16d04a21-fd91-11e1-a21f-0800200c9a66", CategoryType.OUTGO),
        ("efa82f42-fd85-11e1-a21f-0800200c9a66", CategoryType.OUTGO),
        ("8f8664a1-fd86-11e1-a21f-0800200c9a66", CategoryType.INCOME),
        ("9075a4e3-66de-4795-a016-3889feca0d20", CategoryType.INCOME),
    ],
)
def test_posting_categories_have_the_ids_that_we_ship(lexware, category_id, kind):
    categories = {category.id: category for category in lexware.posting_categories.list()}
    assert categories[category_id].type is kind


@pytest.mark.parametrize("resource", READABLE_BY_ID)
def test_an_unknown_id_is_404(target, resource):
    assert target.raw("GET", f"/v1/{resource}/{UNKNOWN}").status_code == 404


def test_an_unknown_id_is_not_found_for_the_client(lexware):
    for read in (lexware.vouchers.get, lexware.contacts.get, lexware.articles.get, lexware.invoices.get):
        with pytest.raises(NotFound):
            read(UNKNOWN)


@pytest.mark.parametrize("resource", WITHOUT_LIST)
def test_these_have_no_list(target, resource):
    assert target.raw("GET", f"/v1/{resource}").status_code in (403, 404, 405)


@pytest.mark.parametrize("resource", LISTS)
def test_lists_come_in_pages_that_count_from_0(target, resource):
    page = target.raw("GET", f"{listing(resource)}&size=25").json()
    assert page["number"] == 0
    assert page["size"] == 25
    assert page["first"] is True
    assert page["numberOfElements"] == len(page["content"])
    assert {"last", "totalPages", "totalElements"} <= set(page)


@pytest.mark.parametrize("resource", ["voucherlist", "articles", "recurring-templates"])
def test_a_page_beyond_the_largest_size_is_refused(target, resource):
    assert target.raw("GET", f"{listing(resource)}&size={LISTS[resource] + 1}").status_code in (400, 406)


def test_an_unknown_parameter_is_ignored(target):
    assert target.raw("GET", f"{listing('voucherlist')}&onlyOpen=true&invented=1").status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?voucherType=any",
        "?voucherType=dunning&voucherStatus=any",
        "?voucherType=invoice&voucherStatus=paymentordered",
        "?voucherType=any&voucherStatus=any&sort=colour,ASC",
        "?voucherType=any&voucherStatus=open,overdue",
    ],
)
def test_what_the_voucherlist_refuses(target, query):
    assert 400 <= target.raw("GET", f"/v1/voucherlist{query}").status_code < 500


def test_rows_of_the_voucherlist_are_read_with_amounts_and_days(lexware):
    for row in islice(lexware.voucherlist.rows(VoucherlistQuery()), 30):
        assert uuid.UUID(row.id)
        assert row.total_amount is None or isinstance(row.total_amount, Decimal)
        assert row.voucher_date is None or type(row.voucher_date) is date


def test_a_search_for_two_letters_is_refused(target):
    assert target.raw("GET", "/v1/contacts?name=ab").status_code == 400
    assert target.raw("GET", "/v1/contacts?number=abc").status_code == 400


def test_subscriptions_come_without_pages(target, lexware):
    body = target.raw("GET", "/v1/event-subscriptions").json()
    assert isinstance(body["content"], list)
    assert "totalPages" not in body
    assert len(lexware.event_subscriptions.list()) == len(body["content"])


def test_a_payment_of_what_is_never_paid_is_none_or_not_found(lexware):
    with pytest.raises((NotFound, FixTheData)):
        lexware.payments.get(UNKNOWN)
