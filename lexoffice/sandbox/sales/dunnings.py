"""What a dunning must have in common with the invoice that it reminds of (API notes, section 20)."""

from __future__ import annotations

from collections.abc import Iterator

from lexoffice.sandbox.sales.flaws import invalid
from lexoffice.sandbox.shapes import Flaw
from lexoffice.sandbox.store import Record


def named_like(invoice: Record, document: Record) -> Record:
    """The dunning with the name of the invoice, whatever name was sent."""
    if document.get("address") is None:
        return document
    return {**document, "address": {**document["address"], "name": invoice["address"].get("name")}}


def flaws_against(invoice: Record, document: Record) -> Iterator[Flaw]:
    """Same tax conditions, same contact; or no contact in both."""
    if document["taxConditions"] != invoice["taxConditions"]:
        yield invalid("taxConditions", "The tax conditions must equal those of the invoice")
    if (document["address"].get("contactId") or None) != invoice["address"].get("contactId"):
        yield invalid("address.contactId", "The contact must be that of the invoice")
