"""After an unknown outcome: whatever the fault was, the look-up says whether the contact or voucher is there."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from lexoffice import reconcile, tax
from lexoffice.contacts import Company, Contact, Person, Role, Roles
from lexoffice.errors import OutcomeUnknown
from lexoffice.reconcile import SETTLED, Finding, MeantContact, MeantVoucher
from lexoffice.vouchers import Voucher, VoucherType

DAY = date(2026, 3, 2)
OFFICE = "16d04a21-fd91-11e1-a21f-0800200c9a66"
LOST_AFTER = ["504", "reset_after"]
LOST_BEFORE = ["500", "503", "504_before", "reset", "500_rate_limit"]


def now() -> datetime:
    return datetime.now(UTC)


def later() -> datetime:
    return now() + SETTLED


def customer(lexware: Any, name: str) -> str:
    created: str = lexware.contacts.create(Contact(roles=Roles(customer=Role()), company=Company(name=name))).id
    return created


NAMES = ["Nordlicht Messtechnik GmbH", "3M", "Müller & Söhne <Emden> 100%"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("fault", LOST_AFTER + LOST_BEFORE)
def test_a_contact_is_found_by_its_name(lexware, sandbox, name, fault):
    intent = MeantContact(name=name, sent_at=now(), customer=True)
    sandbox.fail(fault, "/v1/contacts", "POST")
    with pytest.raises(OutcomeUnknown):
        customer(lexware, name)
    answer = reconcile.contact(lexware, intent, now=later())
    if fault in LOST_BEFORE:
        assert answer.finding is Finding.NOT_THERE
        assert reconcile.contact(lexware, intent, now=intent.sent_at).finding is Finding.TOO_EARLY
    else:
        assert answer.finding is Finding.FOUND
        assert lexware.contacts.get(answer.ids[0]).name == name


def test_older_namesakes_are_told_apart_by_their_ids_and_their_roles(lexware):
    name = "Nordlicht Messtechnik GmbH"
    older = customer(lexware, name)
    lexware.contacts.create(Contact(roles=Roles(vendor=Role()), company=Company(name=name)))
    lexware.contacts.create(Contact(roles=Roles(customer=Role(), vendor=Role()), company=Company(name=name)))
    intent = MeantContact(name=name, sent_at=now(), customer=True)
    assert reconcile.contact(lexware, intent, now=later()).ids == (older,)
    assert reconcile.contact(lexware, intent, now=later(), known={older}).finding is Finding.NOT_THERE
    own = customer(lexware, name)
    assert reconcile.contact(lexware, intent, now=later()).finding is Finding.AMBIGUOUS
    assert reconcile.contact(lexware, intent, now=later(), known={older}).ids == (own,)


def test_a_person_is_found_by_both_names(lexware):
    person = Person(first_name="Ute", last_name="Groß")
    own = lexware.contacts.create(Contact(roles=Roles(vendor=Role()), person=person)).id
    intent = MeantContact(name="Ute Groß", sent_at=now(), vendor=True)
    assert reconcile.contact(lexware, intent, now=later()) == reconcile.Answer(Finding.FOUND, (own,))


def booked(number: str = "1001", gross: str = "238.00", name: str | None = "Papierhaus Süd KG", **more: Any) -> Voucher:
    items = [tax.item(Decimal(gross), Decimal(19), OFFICE)]
    sums = tax.totals(items)
    fields: dict[str, Any] = {
        "type": VoucherType.PURCHASE_INVOICE,
        "voucher_number": number,
        "voucher_date": DAY,
        "total_gross_amount": sums.gross,
        "total_tax_amount": sums.tax,
        "tax_type": "gross",
        "voucher_items": items,
        "use_collective_contact": name is not None,
        "contact_name": name,
    }
    return Voucher(**fields | more)


def meant_voucher(**changes: Any) -> MeantVoucher:
    fields: dict[str, Any] = {
        "type": VoucherType.PURCHASE_INVOICE,
        "number": "1001",
        "day": DAY,
        "total": Decimal("238.00"),
        "sent_at": now(),
        "contact_name": "Papierhaus Süd KG",
    }
    return MeantVoucher(**fields | changes)


@pytest.mark.parametrize("fault", LOST_AFTER + LOST_BEFORE)
def test_a_voucher_is_found_by_its_number(lexware, sandbox, fault):
    intent = meant_voucher()
    sandbox.fail(fault, "/v1/vouchers", "POST")
    with pytest.raises(OutcomeUnknown):
        lexware.vouchers.create(booked())
    answer = reconcile.voucher(lexware, intent, now=later())
    if fault in LOST_BEFORE:
        assert answer.finding is Finding.NOT_THERE
        assert reconcile.voucher(lexware, intent, now=intent.sent_at).finding is Finding.TOO_EARLY
    else:
        assert answer.finding is Finding.FOUND
        assert lexware.vouchers.get(answer.ids[0]).voucher_number == "1001"


def test_the_same_number_of_another_supplier_is_not_it(lexware):
    vendor = Contact(roles=Roles(vendor=Role()), company=Company(name="Papierhaus Süd KG"))
    contact_id = lexware.contacts.create(vendor).id
    lexware.vouchers.create(booked(name="Andere GmbH"))
    lexware.vouchers.create(booked(name=None, contact_id=contact_id))
    assert reconcile.voucher(lexware, meant_voucher(), now=later()).finding is Finding.NOT_THERE
    own = lexware.vouchers.create(booked()).id
    assert reconcile.voucher(lexware, meant_voucher(), now=later()).ids == (own,)
    assert reconcile.voucher(lexware, meant_voucher(contact_id=contact_id), now=later()).finding is Finding.FOUND


def test_a_voucher_of_that_number_with_another_total_or_day_is_for_a_person(lexware):
    own = lexware.vouchers.create(booked()).id
    for changes in ({"total": Decimal("238.01")}, {"day": DAY + timedelta(days=1)}):
        answer = reconcile.voucher(lexware, meant_voucher(**changes), now=later())
        assert answer == reconcile.Answer(Finding.AMBIGUOUS, (own,))
    assert reconcile.voucher(lexware, meant_voucher(), now=later(), known={own}).finding is Finding.NOT_THERE


def test_two_equal_vouchers_are_for_a_person(lexware):
    both = {lexware.vouchers.create(booked()).id, lexware.vouchers.create(booked()).id}
    answer = reconcile.voucher(lexware, meant_voucher(), now=later())
    assert (answer.finding, set(answer.ids)) == (Finding.AMBIGUOUS, both)
