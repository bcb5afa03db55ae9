"""What the making of sales documents tells the world (API notes, 24.2): asked of the engine itself, before any delivery."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from lexoffice.sandbox.box import Box
from lexoffice.sandbox.events import DELIVERY, EVENT_TYPES, SUBSCRIPTION
from lexoffice.sandbox.refusals import Refusal
from lexoffice.sandbox.sales.create import create
from lexoffice.sandbox.store import Store


@pytest.fixture
def box():
    """A sandbox without a server, in which someone listens to everything."""
    box = Box(Store(None), "key", lambda: datetime(2026, 3, 2, 9, tzinfo=UTC))
    for event_type in EVENT_TYPES:
        record = {"subscriptionId": event_type, "eventType": event_type, "organizationId": "ours"}
        record["callbackUrl"] = "https://receiver.example/"
        box.store.save(SUBSCRIPTION, event_type, record)
    yield box
    box.store.close()


def told(box):
    """Everything told since the last time, in order."""
    deliveries = box.store.all(DELIVERY)
    for delivery in deliveries:
        box.store.delete(DELIVERY, delivery["id"])
    return [delivery["eventType"] for delivery in deliveries]


def make(box, desk, document_type, resource, *, finalize=True, after=None, **changes):
    return create(box, document_type, desk.body(resource, **changes), finalize=finalize, preceding=after)


def test_a_new_document_is_told_once_finalised_or_not(box, desk):
    make(box, desk, "invoice", "invoices")
    make(box, desk, "deliverynote", "delivery-notes", finalize=False)
    assert told(box) == ["invoice.created", "delivery-note.created"]


def test_a_pursued_quotation_is_told_as_changed(box, desk):
    quotation = make(box, desk, "quotation", "quotations")
    assert told(box) == ["quotation.created"]
    make(box, desk, "orderconfirmation", "order-confirmations", after=quotation["id"])
    assert told(box) == ["order-confirmation.created", "quotation.changed", "quotation.status.changed"]


def test_a_credit_note_tells_of_itself_and_of_the_payment_of_its_invoice(box, desk):
    invoice = make(box, desk, "invoice", "invoices")
    told(box)
    make(box, desk, "creditnote", "credit-notes", after=invoice["id"])
    assert told(box) == ["credit-note.created", "invoice.changed", "invoice.status.changed", "payment.changed"]


def test_a_dunning_tells_only_of_itself(box, desk):
    invoice = make(box, desk, "invoice", "invoices")
    told(box)
    make(box, desk, "dunning", "dunnings", after=invoice["id"])
    assert told(box) == ["dunning.created"]


def test_a_refused_document_is_not_told(box, desk):
    quotation = make(box, desk, "quotation", "quotations")
    told(box)
    with pytest.raises(Refusal):
        make(box, desk, "invoice", "invoices", after=quotation["id"], lineItems=[])
    assert told(box) == []
