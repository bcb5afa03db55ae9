"""The way of an upload, as filing goes it: hand in, wait, read, book with one update."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from lexoffice import tax
from lexoffice.contacts import Company, Contact, Role, Roles
from lexoffice.errors import Conflict, FixTheData, NotFound, OutcomeUnknown, Unavailable
from lexoffice.vouchers import Voucher, VoucherItem, VoucherStatus, VoucherType

OFFICE = "16d04a21-fd91-11e1-a21f-0800200c9a66"


def booked(voucher: Voucher, number: str = "2026-10447", gross: str = "238.00") -> Voucher:
    items = [tax.item(Decimal(gross), Decimal(19), OFFICE)]
    sums = tax.totals(items)
    return voucher.replaced(
        voucher_number=number,
        voucher_date=date(2026, 2, 27),
        due_date=date(2026, 3, 13),
        total_gross_amount=sums.gross,
        total_tax_amount=sums.tax,
        tax_type="gross",
        voucher_items=items,
        use_collective_contact=True,
        contact_name="Papierhaus Süd KG",
        voucher_status=VoucherStatus.OPEN,
    )


def test_an_upload_becomes_a_booked_voucher_with_its_original(lexware, pdf):
    uploaded = lexware.files.upload(pdf("Rechnung 2026-10447"), "rechnung.pdf")
    voucher = lexware.vouchers.wait_until_read(uploaded.voucher_id)
    assert (voucher.voucher_status, voucher.type) == (VoucherStatus.UNCHECKED, VoucherType.PURCHASE_INVOICE)

    result = lexware.vouchers.update(booked(voucher))

    filed = lexware.vouchers.get(result.id)
    assert filed.voucher_status is VoucherStatus.OPEN
    assert filed.files == (uploaded.id,)
    assert filed.total_gross_amount == Decimal("238.00")
    assert filed.voucher_items == (
        VoucherItem(amount=Decimal(238), tax_amount=Decimal(38), tax_rate_percent=Decimal(19), category_id=OFFICE),
    )
    assert filed.voucher_date == date(2026, 2, 27)
    assert filed.version == result.version == voucher.version + 1
    assert lexware.files.download(uploaded.id).content == pdf("Rechnung 2026-10447")
    [row] = lexware.voucherlist.by_number("2026-10447")
    assert (row.id, row.total_amount) == (result.id, Decimal("238.00"))


def test_amounts_are_decimals_and_never_floats(lexware, pdf):
    uploaded = lexware.files.upload(pdf("x"), "x.pdf")
    lexware.vouchers.update(booked(lexware.vouchers.get(uploaded.voucher_id), gross="0.10"))
    voucher = lexware.vouchers.get(uploaded.voucher_id)
    [row] = lexware.voucherlist.rows()
    for amount in (voucher.total_gross_amount, voucher.voucher_items[0].tax_amount, row.total_amount, row.open_amount):
        assert type(amount) is Decimal
    assert str(voucher.total_gross_amount) == "0.1"
    with pytest.raises(ValueError, match="never a float"):
        voucher.replaced(total_gross_amount=0.1)


def test_a_double_upload_answers_with_the_first_file_and_voucher(lexware, pdf):
    first = lexware.files.upload(pdf("Rechnung"), "rechnung.pdf")
    assert lexware.files.upload(pdf("Rechnung"), "anderer-name.pdf") == first
    assert lexware.files.upload(pdf("Andere"), "rechnung.pdf").voucher_id != first.voucher_id


def test_an_upload_stays_blank_until_lexware_has_read_it(lexware, sandbox, pdf, sleeps):
    sandbox.switch(reading_seconds=3600)
    uploaded = lexware.files.upload(pdf("x"), "x.pdf")
    with pytest.raises(Unavailable, match="blank"):
        lexware.vouchers.wait_until_read(uploaded.voucher_id, longest=6, pause=2)
    assert sleeps == [2, 2, 2]
    with pytest.raises(FixTheData) as refusal:
        lexware.vouchers.update(booked(lexware.vouchers.get(uploaded.voucher_id)))
    assert refusal.value.concerns("voucherStatus", "invalid_value")
    sandbox.control("clock", {"advance_seconds": 3600})
    assert lexware.vouchers.wait_until_read(uploaded.voucher_id).voucher_status == "unchecked"


def test_the_update_sends_the_files_back_because_leaving_them_out_deletes_them(lexware, sandbox, pdf):
    uploaded = lexware.files.upload(pdf("x"), "x.pdf")
    voucher = lexware.vouchers.get(uploaded.voucher_id)
    lexware.vouchers.update(booked(voucher))
    assert lexware.files.download(uploaded.id).media_type == "application/pdf"

    body = sandbox.raw("GET", f"/v1/vouchers/{voucher.id}").json()
    del body["files"]
    del body["voucherStatus"]
    assert sandbox.raw("PUT", f"/v1/vouchers/{voucher.id}", json=body).status_code == 200
    assert lexware.vouchers.get(uploaded.voucher_id).files == ()
    with pytest.raises(NotFound):
        lexware.files.download(uploaded.id)


def test_a_file_can_be_attached_once_to_a_created_voucher(lexware, pdf):
    created = lexware.vouchers.create(booked(Voucher(type=VoucherType.PURCHASE_INVOICE)))
    first = lexware.files.attach(created.id, pdf("Beleg"), "beleg.pdf")
    assert lexware.files.attach(created.id, pdf("Beleg"), "beleg.pdf") == first
    voucher = lexware.vouchers.get(created.id)
    assert (voucher.files, voucher.version) == ((first.id,), created.version + 1)


@pytest.mark.parametrize("as_409", [False, True])
def test_both_shapes_of_a_conflict_are_one_error(lexware, sandbox, pdf, as_409):
    sandbox.switch(conflict_as_409=as_409)
    voucher = lexware.vouchers.get(lexware.files.upload(pdf("x"), "x.pdf").voucher_id)
    lexware.vouchers.update(booked(voucher))
    with pytest.raises(Conflict) as conflict:
        lexware.vouchers.update(booked(voucher, number="andere"))
    assert conflict.value.status == (409 if as_409 else 406)
    assert not conflict.value.own_change_possible


@pytest.mark.parametrize("kind", ["504", "reset_after"])
def test_an_update_whose_answer_was_lost_is_repeated_and_says_that_the_change_may_be_its_own(
    lexware, sandbox, pdf, kind
):
    voucher = lexware.vouchers.get(lexware.files.upload(pdf("x"), "x.pdf").voucher_id)
    sandbox.fail(kind, method="PUT")
    with pytest.raises(Conflict) as conflict:
        lexware.vouchers.update(booked(voucher))
    assert conflict.value.own_change_possible
    assert lexware.vouchers.get(voucher.id).voucher_status == "open"


@pytest.mark.parametrize("kind", ["504", "reset_after", "500", "500_rate_limit", "503", "reset"])
def test_a_voucher_whose_creation_has_no_clear_answer_is_never_created_again_blindly(lexware, sandbox, kind):
    sandbox.fail(kind, "/v1/vouchers", "POST")
    with pytest.raises(OutcomeUnknown) as unknown:
        lexware.vouchers.create(booked(Voucher(type=VoucherType.PURCHASE_INVOICE)))
    assert [entry["method"] for entry in sandbox.requests()] == ["POST"]
    executed = kind in ("504", "reset_after")
    assert len(lexware.voucherlist.by_number("2026-10447")) == executed
    assert "2026-10447" not in str(unknown.value)


@pytest.mark.parametrize("kind", ["429", "500", "500_rate_limit", "503", "504", "reset", "reset_after"])
def test_an_upload_is_repeated_after_every_fault_and_makes_one_voucher(lexware, sandbox, pdf, kind):
    sandbox.fail(kind, "/v1/files", "POST", times=2)
    uploaded = lexware.files.upload(pdf("x"), "x.pdf")
    assert [row.id for row in lexware.voucherlist.rows()] == [uploaded.voucher_id]
    assert [entry["method"] for entry in sandbox.requests()].count("POST") == 3


def test_unchecked_can_be_created_where_the_account_allows_it(lexware, sandbox):
    draft = Voucher(type=VoucherType.PURCHASE_INVOICE, tax_type="gross", voucher_status=VoucherStatus.UNCHECKED)
    created = lexware.vouchers.create(draft)
    assert lexware.vouchers.get(created.id).voucher_status is VoucherStatus.UNCHECKED
    sandbox.switch(allow_post_unchecked=False)
    with pytest.raises(FixTheData) as refusal:
        lexware.vouchers.create(draft)
    assert refusal.value.concerns("voucherStatus", "invalid_value")


def test_an_unchecked_voucher_may_stay_unchecked_where_the_account_allows_it(lexware, sandbox, pdf):
    uploaded = lexware.files.upload(pdf("x"), "x.pdf")
    remarked = lexware.vouchers.get(uploaded.voucher_id).replaced(remark="Bestellung B-2291")
    lexware.vouchers.update(remarked)
    voucher = lexware.vouchers.get(uploaded.voucher_id)
    assert (voucher.voucher_status, voucher.remark) == ("unchecked", "Bestellung B-2291")
    sandbox.switch(allow_update_unchecked=False)
    with pytest.raises(FixTheData):
        lexware.vouchers.update(voucher)
    assert lexware.vouchers.update(booked(voucher)).version == voucher.version + 1


def test_what_we_do_not_know_is_kept_and_sent_back(lexware, sandbox):
    strange = {
        "id": "0d1f0f8e-0000-4000-8000-000000000001",
        "type": "novelty",
        "voucherStatus": "pondering",
        "files": [],
        "someday": {"amount": 1.10},
    }
    sandbox.control("records/voucher", [strange])
    voucher = lexware.vouchers.get(strange["id"])
    assert (voucher.type, voucher.voucher_status) == ("novelty", "pondering")
    assert voucher.to_wire()["someday"] == {"amount": Decimal("1.1")}


def test_the_name_read_beside_a_contact_is_not_sent_back(lexware, pdf):
    contact = Contact(roles=Roles(vendor=Role()), company=Company(name="Papierhaus Süd KG"))
    contact_id = lexware.contacts.create(contact).id
    voucher = lexware.vouchers.get(lexware.files.upload(pdf("x"), "x.pdf").voucher_id)
    wanted = booked(voucher).replaced(use_collective_contact=False, contact_id=contact_id, contact_name=None)
    lexware.vouchers.update(wanted)
    read = lexware.vouchers.get(voucher.id)
    assert read.contact_name == "Papierhaus Süd KG"
    lexware.vouchers.update(read.replaced(remark="noch einmal"))
