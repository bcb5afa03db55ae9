"""Which document may follow which, asked before posting."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import product

import pytest

from lexoffice.invoices import Invoice
from lexoffice.quotations import AlternativeLineItem, Quotation, QuotationLineItem
from lexoffice.sales import SalesKind, SalesStatus
from lexoffice.sales_chain import may_follow, may_follow_document
from lexoffice.sales_parts import SalesAddress, ShippingConditions, TaxConditions

K = SalesKind
ALLOWED = {
    (K.ORDER_CONFIRMATION, K.QUOTATION, "open"),
    (K.ORDER_CONFIRMATION, K.QUOTATION, "accepted"),
    (K.DELIVERY_NOTE, K.QUOTATION, "open"),
    (K.DELIVERY_NOTE, K.QUOTATION, "accepted"),
    (K.INVOICE, K.QUOTATION, "open"),
    (K.INVOICE, K.QUOTATION, "accepted"),
    (K.DELIVERY_NOTE, K.ORDER_CONFIRMATION, "open"),
    (K.INVOICE, K.ORDER_CONFIRMATION, "open"),
    (K.INVOICE, K.DELIVERY_NOTE, "open"),
    (K.DELIVERY_NOTE, K.INVOICE, "open"),
    (K.CREDIT_NOTE, K.INVOICE, "open"),
    (K.CREDIT_NOTE, K.INVOICE, "paid"),
    (K.DUNNING, K.INVOICE, "open"),
    (K.DUNNING, K.DOWN_PAYMENT_INVOICE, "open"),
}
COMMON = {
    "voucher_date": date(2026, 3, 2),
    "address": SalesAddress(contact_id="7f0f6a7e"),
    "tax_conditions": TaxConditions(tax_type="net"),
    "voucher_status": "open",
}


def test_the_whole_matrix():
    followed = {
        (kind, before, str(status))
        for kind, before, status in product(SalesKind, SalesKind, SalesStatus)
        if may_follow(kind, before, status)
    }
    assert followed == ALLOWED


@pytest.mark.parametrize("kind", [K.CREDIT_NOTE, K.DUNNING, K.DELIVERY_NOTE])
def test_the_overdue_of_the_voucherlist_is_open(kind):
    assert may_follow(kind, "invoice", "overdue")


def test_what_is_not_in_the_matrix_follows_nothing():
    assert not may_follow(K.INVOICE, "salesinvoice", "open")
    assert not may_follow(K.INVOICE, "quotation", "pondering")


@pytest.mark.parametrize(("closing", "allowed"), [(None, True), (False, True), (True, False)])
def test_a_closing_invoice_gets_no_credit_note(closing, allowed):
    invoice = Invoice(**COMMON, line_items=(), shipping_conditions=ShippingConditions(), closing_invoice=closing)
    assert may_follow_document(K.CREDIT_NOTE, invoice) is allowed
    assert may_follow_document(K.DUNNING, invoice)


@pytest.mark.parametrize(
    ("line", "allowed"),
    [
        (QuotationLineItem(name="x"), True),
        (QuotationLineItem(name="x", optional=False), True),
        (QuotationLineItem(name="x", optional=True), False),
        (QuotationLineItem(name="x", sub_items=(AlternativeLineItem(name="y", quantity=Decimal(1)),)), False),
    ],
)
def test_nothing_follows_a_quotation_that_leaves_a_choice(line, allowed):
    quotation = Quotation(**COMMON, line_items=(line,), expiration_date=date(2026, 4, 2))
    assert may_follow_document(K.INVOICE, quotation) is allowed


def test_a_document_without_a_state_is_followed_by_nothing():
    quotation = Quotation(**COMMON, line_items=(), expiration_date=date(2026, 4, 2)).replaced(voucher_status=None)
    assert not may_follow_document(K.INVOICE, quotation)
