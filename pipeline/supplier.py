"""The supplier's contact in Lexware: the vendor of exactly this name, else the collective contact with the name on it."""

from __future__ import annotations

from lexoffice.client import LexwareClient
from lexoffice.contacts import Contact
from pipeline.translation import Supplier


def find_supplier(lexware: LexwareClient, name: str, vat_id: str | None) -> Supplier:
    """The one vendor of this name. Of several, the one with the same VAT id; if that does not decide, none of them."""
    found = lexware.contacts.named(name, vendor=True)
    if len(found) > 1:
        found = [contact for contact in found if vat_id and _vat_id(contact) == vat_id]
    return Supplier(name, found[0].id if len(found) == 1 else None)


def _vat_id(contact: Contact) -> str:
    registered = contact.company.vat_registration_id if contact.company else None
    return "".join((registered or "").split()).upper()
