"""Contacts (API notes, section 8): search, creation, replacement, and what is refused."""

from __future__ import annotations

import pytest

from lexoffice.contacts import Address, Addresses, Company, Contact, EmailAddresses, Person, Role, Roles
from lexoffice.errors import Conflict, FixTheData

VENDOR = Roles(vendor=Role())


def company(name, **more):
    return Contact(roles=VENDOR, company=Company(name=name), **more)


def test_a_contact_gets_its_numbers_and_version_from_lexware(lexware):
    both = Roles(customer=Role(), vendor=Role())
    first = lexware.contacts.create(company("Erste GmbH").replaced(roles=both))
    second = lexware.contacts.create(company("Zweite GmbH"))
    assert first.version == 1
    contact = lexware.contacts.get(first.id)
    assert (contact.roles.customer.number, contact.roles.vendor.number) == (10001, 70001)
    assert lexware.contacts.get(second.id).roles.vendor.number == 70002
    assert [found.name for found in lexware.contacts.find(number=70002)] == ["Zweite GmbH"]
    assert [found.name for found in lexware.contacts.find(customer=True)] == ["Erste GmbH"]


@pytest.mark.parametrize(
    ("searched", "found"),
    [
        ("süd", ["Papierhaus Süd KG"]),
        ("a & b", ["A & B <Söhne>"]),
        ("<söh", ["A & B <Söhne>"]),
        ("100%", ["100% Bio eG"]),
        ("x_y", ["x_y GmbH"]),
        ("back\\slash", ["back\\slash OHG"]),
        ("gmbh", ["x_y GmbH", "xay GmbH"]),
    ],
)
def test_a_name_is_found_literally_and_in_any_case(lexware, searched, found):
    for name in (
        "Papierhaus Süd KG",
        "A & B <Söhne>",
        "100% Bio eG",
        "x_y GmbH",
        "xay GmbH",
        "1000 Bio eG",
        "back\\slash OHG",
    ):
        lexware.contacts.create(company(name))
    assert [contact.name for contact in lexware.contacts.find(name=searched)] == found


def test_the_server_itself_takes_wildcards_and_html_entities(sandbox, lexware):
    for name in ("x_y GmbH", "xay GmbH", "A & B"):
        lexware.contacts.create(company(name))

    def count(query):
        return sandbox.raw("GET", f"/v1/contacts?name={query}").json()["totalElements"]

    assert (count("x_y"), count("x%25GmbH"), count("a%20%26amp%3B%20b")) == (2, 2, 1)


def test_a_mail_address_is_found_at_the_contact_and_its_persons(lexware):
    mails = EmailAddresses(business=("rechnung@nordlicht.example",))
    lexware.contacts.create(company("Nordlicht GmbH", email_addresses=mails))
    assert len(list(lexware.contacts.find(email="NORDLICHT.example"))) == 1


def test_named_wants_the_whole_name(lexware):
    for name in ("Nord GmbH", "Nord GmbH & Co. KG"):
        lexware.contacts.create(company(name))
    assert [contact.name for contact in lexware.contacts.named("  nord \n gmbh ")] == ["Nord GmbH"]
    assert [contact.name for contact in lexware.contacts.named("nord gmbh", vendor=True)] == ["Nord GmbH"]


def test_archived_contacts_are_in_the_list_but_not_named(lexware, sandbox):
    archived = {"roles": {"vendor": {"number": 70001}}, "company": {"name": "Alt GmbH"}, "archived": True}
    sandbox.control("records/contact", [archived])
    assert [contact.archived for contact in lexware.contacts.find(name="alt gmbh")] == [True]
    assert lexware.contacts.named("alt gmbh") == []


def test_a_name_too_short_for_a_search_is_looked_up_in_the_list(lexware):
    for name in ("3M", "3M Deutschland GmbH", "a\u0308b"):
        lexware.contacts.create(company(name))
    assert [contact.name for contact in lexware.contacts.named("3m")] == ["3M"]
    assert len(lexware.contacts.named("ÄB")) == 1


def test_short_searches_are_refused_by_both(lexware, sandbox):
    with pytest.raises(FixTheData):
        list(lexware.contacts.find(name="HP"))
    assert sandbox.requests() == []
    assert sandbox.raw("GET", "/v1/contacts?name=HP").status_code == 400
    assert sandbox.raw("GET", "/v1/contacts?number=abc").json()["IssueList"][0]["source"] == "number"


@pytest.mark.parametrize(
    ("contact", "issue"),
    [
        (Contact(roles=Roles(), company=Company(name="A")), ("roles.customer or roles.vendor", "missing_entity")),
        (Contact(roles=VENDOR), ("company or person", "missing_entity")),
        (
            Contact(roles=VENDOR, company=Company(name="A"), person=Person(last_name="B")),
            ("company and person", "invalid_value"),
        ),
        (
            company("A", addresses=Addresses(billing=(Address(country_code="DE"), Address(country_code="AT")))),
            ("addresses.billing.size", "invalid_value"),
        ),
        (
            company("A", addresses=Addresses(billing=(Address(country_code="Deutschland"),))),
            ("countryCode", "countrycode_is_not_valid"),
        ),
        (company("A", note="x" * 1001), ("note", "invalid_value")),
    ],
)
def test_what_a_new_contact_must_be(lexware, contact, issue):
    with pytest.raises(FixTheData) as refusal:
        lexware.contacts.create(contact)
    assert refusal.value.concerns(*issue)


def test_a_stale_contact_is_a_conflict(lexware):
    created = lexware.contacts.create(company("Nord GmbH"))
    contact = lexware.contacts.get(created.id)
    assert lexware.contacts.update(contact.replaced(note="eins")).version == 2
    with pytest.raises(Conflict):
        lexware.contacts.update(contact.replaced(note="zwei"))
    assert lexware.contacts.get(created.id).note == "eins"


def test_a_contact_with_two_addresses_can_be_read_but_never_updated(lexware, sandbox):
    two = {"billing": [{"countryCode": "DE"}, {"countryCode": "AT"}]}
    seeded = {"id": "c-1", "roles": {"vendor": {"number": 70001}}, "company": {"name": "Zwei GmbH"}, "addresses": two}
    sandbox.control("records/contact", [seeded])
    contact = lexware.contacts.get("c-1")
    assert not contact.updatable
    with pytest.raises(FixTheData):
        lexware.contacts.update(contact)
    one = {**sandbox.raw("GET", "/v1/contacts/c-1").json(), "addresses": {"billing": [{"countryCode": "DE"}]}}
    assert sandbox.raw("PUT", "/v1/contacts/c-1", json=one).status_code == 406


LISTS = [
    *(("addresses", use) for use in ("billing", "shipping")),
    *(("emailAddresses", use) for use in ("business", "office", "private", "other")),
    *(("phoneNumbers", use) for use in ("business", "office", "mobile", "private", "fax", "other")),
    ("company", "contactPersons"),
]


@pytest.mark.parametrize(("group", "use"), LISTS)
def test_a_second_entry_in_any_of_the_13_lists_keeps_a_contact_from_being_updated(group, use):
    entry = {"addresses": {"countryCode": "DE"}, "company": {"lastName": "Wulf"}}.get(group, "1")

    def holding(entries):
        lists = {"company": {"name": "Nord GmbH"}}
        return Contact.model_validate({"roles": {}, **lists, group: {**lists.get(group, {}), use: entries}})

    assert holding([entry]).updatable
    assert not holding([entry, entry]).updatable


def test_archived_is_ignored_when_written_and_there_is_no_delete(lexware, sandbox):
    created = lexware.contacts.create(company("Nord GmbH"))
    lexware.contacts.update(lexware.contacts.get(created.id).replaced(archived=True))
    assert not lexware.contacts.get(created.id).archived
    assert sandbox.raw("DELETE", f"/v1/contacts/{created.id}").status_code == 404


def test_a_name_too_long_to_search_for_and_one_with_split_umlauts_are_found(lexware):
    long = "Gesellschaft für " + "_" * 150 + " mbH"
    for name in (long, "Öhmann & Söhne"):
        lexware.contacts.create(Contact(roles=Roles(vendor=Role()), company=Company(name=name)))
    assert [contact.name for contact in lexware.contacts.named(long)] == [long]
    assert [contact.name for contact in lexware.contacts.named("O\u0308hmann & So\u0308hne")] == ["Öhmann & Söhne"]
    with pytest.raises(FixTheData):
        list(lexware.contacts.find(name="x" * 129))
