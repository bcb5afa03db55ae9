"""To whom (API notes, 14.2): a customer with exactly one address, an address for once, or a customer elsewhere for once."""

from __future__ import annotations

from typing import Any

from lexoffice.sandbox.box import Box
from lexoffice.sandbox.countries import countries, is_supported
from lexoffice.sandbox.sales.flaws import invalid, missing
from lexoffice.sandbox.sales.kinds import Kind
from lexoffice.sandbox.shapes import Flaw
from lexoffice.sandbox.store import Record

_PLACE = ("supplement", "street", "zip", "city", "countryCode")


def resolve(box: Box, kind: Kind, sent: Record, flaws: list[Flaw]) -> Record:
    """The address as the document keeps it; what is wrong with it is added to `flaws`."""
    if not sent.get("contactId"):
        address = _shown(sent)
        flaws += [missing(f"address.{field}") for field in ("name", "countryCode") if not address.get(field)]
    else:
        contact = box.store.get("contact", sent["contactId"])
        if contact is None or "customer" not in contact["roles"]:
            flaws.append(invalid("address.contactId", "The referenced contact does not exist or is no customer"))
            return sent
        address = _of_contact(kind, contact, sent, flaws)
    if address.get("countryCode") and not is_supported(address["countryCode"]):
        supported = ", ".join(countries())
        text = f"The country code {address['countryCode']} is not supported. Supported are: {supported}"
        flaws.append(invalid("address.countryCode", text))
    return address


def customer(box: Box, address: Record) -> Record | None:
    """The contact that an address refers to; None where there is none."""
    return box.store.get("contact", address.get("contactId") or "")


def _of_contact(kind: Kind, contact: Record, sent: Record, flaws: list[Flaw]) -> Record:
    deviating = {field: sent[field] for field in _PLACE if sent.get(field)}
    place = deviating or _place(kind, contact, flaws)
    if deviating and "countryCode" not in deviating:
        flaws.append(missing("address.countryCode"))
    address = {"contactId": contact["id"], "name": sent.get("name") or _letter_name(contact), **_shown(place)}
    person = _contact_person(contact)
    return {**address, "contactPerson": person} if person else address


def _place(kind: Kind, contact: Record, flaws: list[Flaw]) -> Record:
    """The one billing address; for a delivery note the one shipping address before it."""
    lists: dict[str, list[Record]] = contact.get("addresses") or {}
    shipping, billing = lists.get("shipping") or [], lists.get("billing") or []
    found = shipping if kind.type == "deliverynote" and len(shipping) == 1 else billing
    if len(found) != 1:
        text = f"Referenced contact needs to have exactly one billing address, but {len(found)} addresses were found."
        flaws.append(invalid("address.contactId", text))
        return {}
    return found[0]


def _letter_name(contact: Record) -> str:
    """The name as it stands on a letter: not "last, first" as in the voucherlist."""
    if contact.get("company"):
        return str(contact["company"]["name"])
    return _person_name(contact.get("person") or {})


def _contact_person(contact: Record) -> str:
    """The primary contact person of a company."""
    persons: list[dict[str, Any]] = (contact.get("company") or {}).get("contactPersons") or []
    return next((_person_name(person) for person in persons if person.get("primary")), "")


def _person_name(person: Record) -> str:
    return " ".join(part for part in (person.get("firstName"), person.get("lastName")) if part)


def _shown(place: Record) -> Record:
    return {field: place[field] for field in ("name", *_PLACE) if place.get(field)}
