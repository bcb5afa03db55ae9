"""Seller, buyer and deliver-to address of an e-invoice (EN 16931, BG-4, BG-7, BG-13)."""

from __future__ import annotations

from lexoffice.sandbox.papers.letterhead import Letterhead
from lexoffice.sandbox.papers.xmlnodes import Node, node
from lexoffice.sandbox.store import Record

_LEITWEG = "0204"
"""Scheme of electronic addresses that are a Leitweg-ID."""


def seller(sender: Letterhead, number_at_customer: str | None, *, outside_vat: bool) -> Node | None:
    """The organisation with a person to ask. `number_at_customer`: which of the customer's suppliers it is. `outside_vat`: a
    document that VAT does not concern must not name the VAT id (BR-O-02); the tax number stands then alone."""
    return node(
        "ram:SellerTradeParty",
        node("ram:ID", number_at_customer),
        node("ram:Name", sender.name),
        node("ram:SpecifiedLegalOrganization", node("ram:ID", sender.commercial_register)),
        node(
            "ram:DefinedTradeContact",
            node("ram:PersonName", sender.contact_person),
            node("ram:TelephoneUniversalCommunication", node("ram:CompleteNumber", sender.phone)),
            node("ram:EmailURIUniversalCommunication", node("ram:URIID", sender.email)),
        ),
        _address(sender.street, None, sender.zip, sender.city, sender.country_code),
        _electronic_address(sender.email, "EM"),
        _registration(sender.tax_number, "FC"),
        None if outside_vat else _registration(sender.vat_id, "VA"),
    )


def buyer(address: Record, contact: Record | None, buyer_reference: str | None, *, outside_vat: bool) -> Node | None:
    """The customer: VAT id and e-mail from the contact, else the Leitweg-ID as electronic address."""
    emails = ((contact or {}).get("emailAddresses") or {}).values()
    email = next((entry for entries in emails for entry in entries or []), None)
    vat_id = ((contact or {}).get("company") or {}).get("vatRegistrationId")
    electronic = _electronic_address(email, "EM") if email else _electronic_address(buyer_reference, _LEITWEG)
    return node(
        "ram:BuyerTradeParty",
        node("ram:Name", address.get("name")),
        customer_address(address),
        electronic,
        None if outside_vat else _registration(vat_id, "VA"),
    )


def deliver_to(address: Record) -> Node | None:
    """Where the goods go: an intra-Community supply must name the country (BR-IC-12)."""
    return node("ram:ShipToTradeParty", node("ram:Name", address.get("name")), customer_address(address))


def customer_address(address: Record) -> Node | None:
    """The address on the document; special regions such as ES_CN count as their country here."""
    country = str(address.get("countryCode") or "DE")[:2]
    return _address(address.get("street"), address.get("supplement"), address.get("zip"), address.get("city"), country)


def _address(
    street: str | None, supplement: str | None, code: str | None, city: str | None, country: str
) -> Node | None:
    return node(
        "ram:PostalTradeAddress",
        node("ram:PostcodeCode", code),
        node("ram:LineOne", street),
        node("ram:LineTwo", supplement),
        node("ram:CityName", city),
        node("ram:CountryID", country),
    )


def _electronic_address(address: str | None, scheme: str) -> Node | None:
    return node("ram:URIUniversalCommunication", node("ram:URIID", address, schemeID=scheme))


def _registration(number: str | None, scheme: str) -> Node | None:
    return node("ram:SpecifiedTaxRegistration", node("ram:ID", number, schemeID=scheme))
