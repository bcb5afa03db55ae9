"""Posting categories: what is known of them is data, and the live list wins (API notes, section 11)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lexoffice.posting_categories import (
    CategoryType,
    PostingCategory,
    RateRule,
    Role,
    for_role,
    known,
    rate_rule,
    reverse_charge_of,
    takes_rate,
)

CATCH_ALL = "8d2e71c6-09d5-439a-a295-a9e71661afcd"
SMALL_BUSINESS = "f5c7fee8-f184-4e7a-ab04-8f7e7ad6c207"
SMALL_BUSINESS_UNTIL_APRIL = "7a1efa0e-6283-4cbf-9583-8e88d3ba5960"


def outgo(name, id="unknown-to-us"):
    return PostingCategory(id=id, name=name, type=CategoryType.OUTGO)


def income(name, id="unknown-to-us"):
    return PostingCategory(id=id, name=name, type=CategoryType.INCOME)


def test_the_sandbox_lists_what_the_client_knows(lexware):
    live = {category.id: category for category in lexware.posting_categories.list()}
    assert live.keys() == known().keys()
    for row in known().values():
        shown = live[row.id]
        assert (shown.name, shown.type, shown.contact_required) == (row.name, row.type, row.contact_required)
        # Names alone must tell the rate, where Lexware gave the name a marker; ids are known for the rest.
        assert rate_rule(shown) is row.rates


@pytest.mark.parametrize("role", Role)
def test_every_role_has_its_category_in_the_list(lexware, role):
    category = for_role(lexware.posting_categories.list(), role)
    assert category is not None
    assert category.type == role.type
    assert category.name == role.value


def test_a_known_id_wins_over_a_name_and_is_answered_as_lexware_has_it_now():
    renamed = outgo("Noch zu klären", CATCH_ALL)
    assert for_role([outgo("Zu prüfen"), renamed], Role.CATCH_ALL) is renamed


def test_a_category_with_a_new_id_is_found_by_its_name_in_any_writing():
    new = outgo(" ZU  PRÜFEN (Sammelkategorie)", "new-id")
    assert for_role([income("Zu prüfen"), new], Role.CATCH_ALL) is new
    assert rate_rule(new) is RateRule.ZERO


def test_what_lexware_does_not_list_does_not_exist():
    assert for_role([], Role.CATCH_ALL) is None
    assert for_role([outgo("Fremdleistungen §13b")], Role.REVERSE_CHARGE_SERVICES_SOLD) is None


def test_the_replaced_category_of_small_businesses_is_used_only_where_the_new_one_is_missing():
    old = income("Einnahmen als Kleinunternehmer", SMALL_BUSINESS_UNTIL_APRIL)
    new = income("Einnahmen als Kleinunternehmer", SMALL_BUSINESS)
    assert for_role([old, new], Role.SMALL_BUSINESS_INCOME) is new
    assert for_role([old], Role.SMALL_BUSINESS_INCOME) is old


@pytest.mark.parametrize(
    ("name", "third_country", "twin"),
    [
        ("Werbung", False, "Werbung §13b"),
        ("Werbung", True, "Werbung §13b Drittland"),
        ("Lizenzen und Konzessionen", False, "Lizenzen §13b"),
        ("lizenzen und konzessionen", True, "Lizenzen §13b Drittland"),
        ("Fremdleistungen", False, "Fremdleistungen §13b"),
        ("Bürobedarf", False, None),
        ("Werbungskosten", False, None),
    ],
)
def test_the_twin_for_services_from_abroad_is_found_by_the_mark_in_its_name(lexware, name, third_country, twin):
    found = reverse_charge_of(lexware.posting_categories.list(), name, third_country=third_country)
    assert (found.name if found else None) == twin


def test_of_two_twins_the_one_with_more_of_the_name_is_meant():
    live = [outgo("Lizenzen und Konzessionen §13b"), outgo("Lizenzen §13b")]
    for order in (live, live[::-1]):
        assert reverse_charge_of(order, "Lizenzen und Konzessionen", third_country=False) is live[0]


@pytest.mark.parametrize(
    ("category", "allowed"),
    [
        (outgo("Beratung §13b"), (19,)),
        (outgo("Bauleistungen § 13b"), (19,)),
        (outgo("Innergemeinschaftlicher Erwerb"), (19,)),
        (outgo("Zu prüfen"), (0,)),
        (outgo("Bürobedarf"), (0, 5, 7, 16, 19)),
        (income("Fremdleistungen §13b"), (0,)),
        (income("Ausfuhrlieferungen an Drittländer"), (0,)),
        (income("Innergemeinschaftliche Lieferung"), (0,)),
        (income("Einnahmen als Kleinunternehmer"), (0,)),
        (income("Einnahmen"), (0, 5, 7, 16, 19)),
        (income("Fernverkauf", "4ebd965a-7126-416c-9d8c-a5c9366ee473"), (0, 5, 7, 16, 19, 20, 27)),
    ],
)
def test_names_and_ids_tell_which_rates_are_taken(category, allowed):
    rates = (0, 5, 7, 16, 19, 20, 27)
    assert tuple(rate for rate in rates if takes_rate(category, Decimal(rate))) == allowed


@pytest.mark.parametrize(
    ("category", "allowed"), [(outgo("Bürobedarf"), (0,)), (outgo("Zu prüfen"), (0,)), (outgo("Werbung §13b"), (19,))]
)
def test_a_small_business_books_no_tax_but_what_it_owes_itself(category, allowed):
    rates = (0, 5, 7, 16, 19)
    assert tuple(rate for rate in rates if takes_rate(category, Decimal(rate), vat_free=True)) == allowed
