"""Totals that we foretell, posted to the sandbox, which computes them in its own way and says what it came to."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from lexoffice.contacts import Address, Addresses, Company, Contact, Role, Roles
from lexoffice.credit_notes import CreditNote
from lexoffice.invoices import Invoice
from lexoffice.quotations import AlternativeLineItem, Quotation, QuotationLineItem
from lexoffice.sales_parts import LineItem, SalesAddress, ShippingConditions, TaxConditions, TotalPrice, UnitPrice
from lexoffice.sales_totals import Spread, differences, possible, predicted

DAY = date(2026, 3, 2)
SOMEONE = SalesAddress(name="Nordlicht Messtechnik GmbH", country_code="DE")


def price(amount, rate, tax_type="net"):
    side = "gross_amount" if tax_type == "gross" else "net_amount"
    return UnitPrice(**{side: Decimal(amount)}, tax_rate_percentage=Decimal(rate))


def line(quantity, amount, rate, tax_type="net", discount=None, kind=LineItem, **more):
    return kind(
        type="custom",
        name="Kalibrierung",
        quantity=Decimal(quantity),
        unit_name="Stück",
        unit_price=price(amount, rate, tax_type),
        discount_percentage=None if discount is None else Decimal(discount),
        **more,
    )


def invoice(lines, tax_type="net", address=SOMEONE, **total):
    return Invoice(
        voucher_date=DAY,
        address=address,
        line_items=tuple(lines),
        total_price=TotalPrice(**{name: Decimal(value) for name, value in total.items()}),
        tax_conditions=TaxConditions(tax_type=tax_type),
        shipping_conditions=ShippingConditions(shipping_type="service", shipping_date=DAY),
    )


MIXED = [
    ("2.5", "33.3333", 19, "12.5"),
    ("3", "0.335", 7, None),
    ("0.0001", "12345.6789", 0, None),
    ("7", "19.99", 19, "3"),
]


@pytest.mark.parametrize("tax_type", ["net", "gross"])
@pytest.mark.parametrize(
    "discount", [{}, {"total_discount_absolute": "17.77"}, {"total_discount_percentage": "33.33"}], ids=str
)
@pytest.mark.parametrize("spread", Spread)
def test_an_invoice_comes_to_what_was_foretold(lexware, sandbox, tax_type, discount, spread):
    sandbox.switch(discount_rounded_per_rate=spread is Spread.PER_RATE)
    lines = [line(quantity, amount, rate, tax_type, off) for quantity, amount, rate, off in MIXED]
    meant = invoice(lines, tax_type, **discount)
    answered = lexware.invoices.get(lexware.invoices.create(meant).id).to_wire()
    assert differences(predicted(meant.to_wire(), spread=spread), answered) == ()
    assert any(differences(totals, answered) == () for totals in possible(meant.to_wire()))
    assert differences(predicted(invoice([*lines, line("1", "0.01", 0, tax_type)], tax_type).to_wire()), answered) != ()


@pytest.mark.parametrize("tax_type", ["vatfree", "intraCommunitySupply", "thirdPartyCountryService"])
def test_an_invoice_without_tax_comes_to_its_net_amounts(lexware, tax_type):
    customer = Contact(
        roles=Roles(customer=Role()),
        company=Company(name="Fjord AS", vat_registration_id="DK12345678", allow_tax_free_invoices=True),
        addresses=Addresses(billing=(Address(street="Vej 1", zip="1000", city="København", country_code="DK"),)),
    )
    address = SalesAddress(contact_id=lexware.contacts.create(customer).id)
    meant = invoice([line("3", "33.335", 0), line("1", "0.005", 0)], tax_type, address)
    answered = lexware.invoices.get(lexware.invoices.create(meant).id).to_wire()
    foretold = predicted(meant.to_wire())
    assert differences(foretold, answered) == ()
    assert (foretold.total_gross_amount, foretold.total_tax_amount) == (Decimal("100.02"), Decimal("0.00"))


def test_what_the_customer_may_choose_does_not_count_on_a_quotation(lexware):
    alternative = line("1", "500", 19, kind=AlternativeLineItem)
    chosen = line("1", "100", 19, kind=QuotationLineItem, sub_items=(alternative,))
    optional = line("1", "50", 7, kind=QuotationLineItem, optional=True)
    meant = Quotation(
        voucher_date=DAY,
        expiration_date=date(2026, 3, 30),
        address=SOMEONE,
        line_items=(chosen, optional),
        total_price=TotalPrice(),
        tax_conditions=TaxConditions(tax_type="net"),
    )
    answered = lexware.quotations.get(lexware.quotations.create(meant).id).to_wire()
    foretold = predicted(meant.to_wire(), quotation=True)
    assert foretold.total_gross_amount == Decimal("119.00")
    assert differences(foretold, answered) == ()


def test_a_credit_note_has_positive_amounts_like_its_invoice(lexware):
    lines = [line("1", "100.50", 19), line("2", "0.25", 7)]
    meant = CreditNote(
        voucher_date=DAY,
        address=SOMEONE,
        line_items=tuple(lines),
        total_price=TotalPrice(),
        tax_conditions=TaxConditions(tax_type="net"),
    )
    answered = lexware.credit_notes.get(lexware.credit_notes.create(meant).id).to_wire()
    foretold = predicted(meant.to_wire())
    assert foretold == predicted(invoice(lines).to_wire())
    assert foretold.total_gross_amount == Decimal("120.14")
    assert differences(foretold, answered) == ()
