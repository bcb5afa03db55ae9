"""Finished files in every form, against the sandbox."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from lexoffice.contacts import Address, Addresses, Company, Contact, Role, Roles, XRechnung
from lexoffice.credit_notes import CreditNote
from lexoffice.delivery_notes import DeliveryNote
from lexoffice.dunnings import Dunning
from lexoffice.errors import NotFound, StillADraft
from lexoffice.invoices import Invoice
from lexoffice.invoices import XRechnung as InvoiceXRechnung
from lexoffice.order_confirmations import OrderConfirmation
from lexoffice.quotations import Quotation, QuotationLineItem
from lexoffice.sales_parts import LineItem, SalesAddress, ShippingConditions, TaxConditions, UnitPrice
from lexoffice.sales_resource import Accept

DAY = date(2026, 3, 2)
LINE: dict[str, Any] = {
    "name": "Kalibrierung",
    "quantity": Decimal(2),
    "unit_name": "Stück",
    "unit_price": UnitPrice(net_amount=Decimal(150), tax_rate_percentage=Decimal(19)),
}


def contact(lexware: Any, **more: Any) -> SalesAddress:
    address = Address(street="Am Deich 4", zip="26721", city="Emden", country_code="DE")
    made = Contact(
        roles=Roles(customer=Role()),
        company=Company(name="Nordlicht Messtechnik GmbH"),
        addresses=Addresses(billing=(address,)),
        **more,
    )
    return SalesAddress(contact_id=lexware.contacts.create(made).id)


def documents(address: SalesAddress) -> dict[str, Any]:
    common: dict[str, Any] = {
        "voucher_date": DAY,
        "address": address,
        "tax_conditions": TaxConditions(tax_type="net"),
    }
    lines, shipping = {"line_items": (LineItem(**LINE),)}, {"shipping_conditions": ShippingConditions()}
    return {
        "invoices": Invoice(**common, **lines, **shipping),
        "credit_notes": CreditNote(**common, **lines),
        "quotations": Quotation(
            **common, line_items=(QuotationLineItem(**LINE),), expiration_date=DAY + timedelta(days=30)
        ),
        "order_confirmations": OrderConfirmation(**common, **lines, **shipping),
        "delivery_notes": DeliveryNote(**common, **lines, **shipping),
        "dunnings": Dunning(**common, **lines, **shipping),
    }


NAMES = ["invoices", "credit_notes", "quotations", "order_confirmations", "delivery_notes"]


@pytest.mark.parametrize("name", NAMES)
def test_a_finalised_document_has_its_pdf_by_both_ways_and_a_draft_has_none(lexware, name):
    resource, wanted = getattr(lexware, name), documents(contact(lexware))[name]
    draft, final = resource.create(wanted).id, resource.create(wanted, finalize=True).id
    file = resource.file(final)
    assert (file.media_type, file.content[:5]) == ("application/pdf", b"%PDF-")
    assert resource.get(final).voucher_number in file.file_name
    assert lexware.files.download(resource.document_file_id(final)).content == file.content
    for ask in (resource.file, resource.document_file_id):
        with pytest.raises(StillADraft):
            ask(draft)


def test_a_dunning_is_a_draft_and_has_its_file_nevertheless(lexware):
    wanted = documents(contact(lexware))
    invoice = lexware.invoices.create(wanted["invoices"], finalize=True).id
    dunning = lexware.dunnings.create(wanted["dunnings"], preceding=invoice).id
    assert lexware.dunnings.file(dunning).content.startswith(b"%PDF-")
    assert lexware.dunnings.get(dunning).voucher_status == "draft"


@pytest.mark.parametrize(
    ("kind", "media_types"),
    [
        (
            "XRechnung",
            {Accept.ORIGINAL: "application/xml", Accept.XML: "application/xml", Accept.PDF: "application/pdf"},
        ),
        ("plain", {Accept.ORIGINAL: "application/pdf", Accept.XML: None, Accept.PDF: "application/pdf"}),
    ],
)
def test_the_matrix_of_forms(lexware, kind, media_types):
    authority = XRechnung(buyer_reference="04011000-12345-03", vendor_number_at_customer="70123")
    wanted = documents(contact(lexware, x_rechnung=authority))["invoices"]
    if kind == "plain":
        wanted = wanted.replaced(x_rechnung=InvoiceXRechnung(buyer_reference=""))
    created = lexware.invoices.create(wanted, finalize=True).id
    assert (lexware.invoices.get(created).electronic_document_profile == "XRechnung") is (kind == "XRechnung")
    for accept, media_type in media_types.items():
        if media_type is None:
            with pytest.raises(NotFound):
                lexware.invoices.file(created, accept)
        else:
            file = lexware.invoices.file(created, accept)
            assert file.media_type.partition(";")[0] == media_type
            assert file.file_name.endswith(media_type.rpartition("/")[2])


def test_the_file_of_an_unknown_document_is_not_found(lexware):
    with pytest.raises(NotFound):
        lexware.invoices.file("0d1f0f8e-0000-4000-8000-000000000001")
