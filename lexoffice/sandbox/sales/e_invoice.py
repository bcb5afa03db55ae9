"""Which electronic invoice a document becomes when it is finalised (API notes, 14.6)."""

from __future__ import annotations

from collections.abc import Iterator

from lexoffice.sandbox.box import Box
from lexoffice.sandbox.papers.letterhead import letterhead
from lexoffice.sandbox.sales.addresses import customer
from lexoffice.sandbox.sales.flaws import invalid
from lexoffice.sandbox.shapes import Flaw
from lexoffice.sandbox.store import Record

_E_INVOICES = ("invoice", "creditnote")
_FEATURE = "INVOICING_PRO"
"""What the organisation must have booked for an XRechnung."""
_SENDER = ("name", "street", "zip", "city", "phone", "email", "tax_number", "iban")
"""What an XRechnung must say about its sender."""


def buyer_reference(box: Box, document: Record, address: Record) -> str | None:
    """The reference that makes an invoice an XRechnung: as sent (an empty one forbids it), else the customer's."""
    sent = (document.get("xRechnung") or {}).get("buyerReference")
    possible = document["taxConditions"]["taxType"] == "net" and _FEATURE in box.profile["businessFeatures"]
    if sent is not None or not possible:
        return sent or None
    return _enabled(box, address)


def flaws_of_reference(box: Box, document: Record, address: Record) -> Iterator[Flaw]:
    """An XRechnung asked for must be possible, in drafts too."""
    if not (document.get("xRechnung") or {}).get("buyerReference"):
        return
    if not _enabled(box, address):
        text = "An XRechnung requires a contact with buyerReference and vendorNumberAtCustomer"
        yield invalid("xRechnung.buyerReference", text)
    if _FEATURE not in box.profile["businessFeatures"]:
        yield invalid("xRechnung.buyerReference", "The organization's plan does not contain XRechnung")
    if document["taxConditions"]["taxType"] != "net":
        yield invalid("taxConditions.taxType", "An XRechnung requires the tax type net")


def profile(box: Box, record: Record) -> str:
    """NONE, EN16931 or XRechnung for a document that is being finalised."""
    if record["type"] not in _E_INVOICES:
        return "NONE"
    if record["type"] == "invoice" and (record.get("xRechnung") or {}).get("buyerReference"):
        return "XRechnung"
    return "EN16931" if box.switches.e_invoice else "NONE"


def flaws_at_finalisation(box: Box, record: Record) -> Iterator[Flaw]:
    """What an XRechnung still lacks: of the customer, of the lines, of the organisation."""
    if profile(box, record) != "XRechnung":
        return
    for field in ("zip", "city"):
        if not record["address"].get(field):
            yield Flaw(f"address.{field}", "NOTNULL", f"An XRechnung requires the {field} of the billing address")
    if not _enabled(box, record["address"]):
        yield invalid("address.contactId", "The contact is no longer enabled for XRechnung")
    if all(line["type"] == "text" for line in record["lineItems"]):
        yield invalid("lineItems", "An XRechnung requires a line item that is no text")
    sender = letterhead(box)
    lacking = [field for field in _SENDER if not getattr(sender, field)]
    if lacking:
        yield invalid("organization", f"The organization lacks data for an XRechnung: {', '.join(lacking)}")


def _enabled(box: Box, address: Record) -> str | None:
    """The customer's own reference, if the contact has all that an XRechnung needs."""
    data = (customer(box, address) or {}).get("xRechnung") or {}
    return str(data["buyerReference"]) if data.get("buyerReference") and data.get("vendorNumberAtCustomer") else None
