"""A scene to play with: customers, invoices of different ages and a quotation, made as through the API."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from fastapi import APIRouter
from starlette.responses import Response

from lexoffice.sandbox import contacts
from lexoffice.sandbox.box import Box
from lexoffice.sandbox.refusals import json_answer
from lexoffice.sandbox.sales.create import create
from lexoffice.sandbox.store import Record
from lexoffice.wire import instant_text, midnight

_CUSTOMERS: tuple[Record, ...] = (
    {
        "company": {
            "name": "Deichgraf Bootsbau GmbH",
            "contactPersons": [{"firstName": "Maike", "lastName": "Thomsen", "primary": True}],
        },
        "addresses": {"billing": [{"street": "Werftweg 7", "zip": "25813", "city": "Husum", "countryCode": "DE"}]},
        "emailAddresses": {"business": ["rechnung@deichgraf.example"]},
    },
    {
        "person": {"salutation": "Frau", "firstName": "Henrike", "lastName": "Solms"},
        "addresses": {"billing": [{"street": "Am Anger 3", "zip": "99084", "city": "Erfurt", "countryCode": "DE"}]},
        "emailAddresses": {"private": ["henrike.solms@example.org"]},
    },
)


class _Sale(NamedTuple):
    """What is invoiced to whom, how many days ago, payable within how many."""

    customer: int
    name: str
    quantity: Decimal
    unit: str
    net: Decimal
    days_ago: int
    term: int
    discount: bool = False


_SALES = (
    _Sale(0, "Beschläge aus Edelstahl", Decimal(40), "Stück", Decimal("21.50"), days_ago=0, term=14, discount=True),
    _Sale(0, "Montage der Reling", Decimal("6.5"), "Stunden", Decimal("78.00"), days_ago=30, term=14),
    _Sale(1, "Gartentor, verzinkt", Decimal(1), "Stück", Decimal("940.00"), days_ago=5, term=10),
)
_OFFER = _Sale(1, "Handlauf für die Treppe", Decimal(1), "Stück", Decimal("655.00"), days_ago=0, term=14)


def routes(box: Box) -> APIRouter:
    """One control."""
    router = APIRouter()

    @router.post("/sandbox/scene")
    async def scene() -> Response:
        """Each time the same again, with new contacts and numbers. One of the invoices is overdue at once."""
        return json_answer(play(box), 201)

    return router


def play(box: Box) -> Record:
    """Make the scene; the ids of what was made, by kind."""
    made = [contacts.add(box, {"version": 0, "roles": {"customer": {}}, **customer}) for customer in _CUSTOMERS]
    invoices = [create(box, "invoice", _invoice(box, sale, made), finalize=True) for sale in _SALES]
    quotation = create(box, "quotation", _quotation(box, made), finalize=True)
    return {
        "contacts": [contact["id"] for contact in made],
        "invoices": [invoice["id"] for invoice in invoices],
        "quotations": [quotation["id"]],
    }


def _invoice(box: Box, sale: _Sale, customers: list[Record]) -> Record:
    day = _instant(box.today - timedelta(days=sale.days_ago))
    return {
        **_document(box, sale, customers, day),
        "shippingConditions": {"shippingType": "delivery", "shippingDate": day},
    }


def _quotation(box: Box, customers: list[Record]) -> Record:
    expiry = _instant(box.today + timedelta(days=30))
    return {**_document(box, _OFFER, customers, _instant(box.today)), "expirationDate": expiry}


def _document(box: Box, sale: _Sale, customers: list[Record], day: str) -> Record:
    profile = box.profile
    # An organisation without VAT writes invoices without it, and nothing else.
    tax_free = profile["smallBusiness"] or profile["taxType"] == "vatfree"
    price = {"currency": "EUR", "netAmount": sale.net, "taxRatePercentage": 0 if tax_free else 19}
    line = {"type": "custom", "name": sale.name, "quantity": sale.quantity, "unitName": sale.unit, "unitPrice": price}
    terms: Record = {"paymentTermDuration": sale.term}
    if sale.discount:
        terms["paymentDiscountConditions"] = {"discountPercentage": 2, "discountRange": 7}
        terms["paymentTermLabel"] = f"Zahlbar in {sale.term} Tagen, bei Zahlung in 7 Tagen mit 2 % Skonto"
    return {
        "voucherDate": day,
        "address": {"contactId": customers[sale.customer]["id"]},
        "lineItems": [line],
        "totalPrice": {"currency": "EUR"},
        "taxConditions": {"taxType": "vatfree" if tax_free else "net"},
        "paymentConditions": terms,
    }


def _instant(day: date) -> str:
    return instant_text(midnight(day))
