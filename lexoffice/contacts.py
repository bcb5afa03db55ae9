"""Contacts: customers and vendors (API, section 8)."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator

from lexoffice.errors import FixTheData, Issue
from lexoffice.paging import SEARCH_WINDOW, Page, pages
from lexoffice.transport import Call, Transport
from lexoffice.wire import ActionResult, Wire

SHORTEST_SEARCH, LONGEST_SEARCH = 3, 128
"""Characters of a name or mail filter."""

_PATH = "/v1/contacts"


class Role(Wire):
    """Presence makes the role; the number is given by Lexware."""

    number: int | None = None


class Roles(Wire):
    """Customer, vendor or both."""

    customer: Role | None = None
    vendor: Role | None = None


class ContactPerson(Wire):
    """Someone at a company; the last name may be missing when read, and not when written."""

    last_name: str | None = None
    first_name: str | None = None
    salutation: str | None = None
    primary: bool | None = None
    email_address: str | None = None
    phone_number: str | None = None


class Company(Wire):
    """A contact that is a company. `vat_registration_id` is checked for its form by Lexware."""

    name: str
    tax_number: str | None = None
    vat_registration_id: str | None = None
    allow_tax_free_invoices: bool | None = None
    contact_persons: tuple[ContactPerson, ...] | None = None


class Person(Wire):
    """A contact that is a natural person."""

    last_name: str
    first_name: str | None = None
    salutation: str | None = None


class Address(Wire):
    """A postal address; the country code is ISO 3166 alpha-2 or one of Lexware's regions (`ES_CN`). It may be missing when
    read, and not when written."""

    country_code: str | None = None
    supplement: str | None = None
    street: str | None = None
    zip: str | None = None
    city: str | None = None


class Addresses(Wire):
    """Lists that may be longer than one when read, but not when written."""

    billing: tuple[Address, ...] | None = None
    shipping: tuple[Address, ...] | None = None


class EmailAddresses(Wire):
    """By purpose; one each when written."""

    business: tuple[str, ...] | None = None
    office: tuple[str, ...] | None = None
    private: tuple[str, ...] | None = None
    other: tuple[str, ...] | None = None


class PhoneNumbers(Wire):
    """By purpose; one each when written."""

    business: tuple[str, ...] | None = None
    office: tuple[str, ...] | None = None
    mobile: tuple[str, ...] | None = None
    private: tuple[str, ...] | None = None
    fax: tuple[str, ...] | None = None
    other: tuple[str, ...] | None = None


class XRechnung(Wire):
    """What makes invoices to a public body XRechnungen: its Leitweg-ID, and our number with it, which the first demands."""

    buyer_reference: str | None = None
    vendor_number_at_customer: str | None = None


class Contact(Wire):
    """A contact: company or person, never both. New ones have neither `id` nor `version`."""

    id: str | None = None
    version: int | None = None
    roles: Roles
    company: Company | None = None
    person: Person | None = None
    addresses: Addresses | None = None
    x_rechnung: XRechnung | None = None
    email_addresses: EmailAddresses | None = None
    phone_numbers: PhoneNumbers | None = None
    note: str | None = None
    archived: bool = False

    @property
    def name(self) -> str:
        """The company's name, or "first last"."""
        if self.company is not None:
            return self.company.name
        if self.person is not None:
            return " ".join(part for part in (self.person.first_name, self.person.last_name) if part)
        return ""

    @property
    def updatable(self) -> bool:
        """False if any list has a second entry (made in the web app): Lexware then refuses every update."""
        persons = (self.company.contact_persons if self.company else None) or ()
        groups = (self.addresses, self.email_addresses, self.phone_numbers)
        lists = [value for group in groups if group is not None for value in group.to_wire().values()]
        return len(persons) <= 1 and all(len(entries) <= 1 for entries in lists if isinstance(entries, list | tuple))


class Contacts:
    """`/v1/contacts`. There is no delete and no archive."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def find(
        self,
        *,
        name: str | None = None,
        email: str | None = None,
        number: int | None = None,
        customer: bool | None = None,
        vendor: bool | None = None,
    ) -> Iterator[Contact]:
        """All contacts that satisfy every given condition, archived ones too, ordered by name.

        `name` and `email` are literal substrings in any case, of 3 to 128 characters; others raise FixTheData without a
        request. Beyond 10,000 found contacts the search is split by role (then ordered by name within each part only), the
        only condition that divides contacts into parts: there are no dates, and a walk over the numbers would cost a
        request each. TooManyRows where a part is still too large; then go by the contact ids of the voucherlist.
        """
        query: dict[str, str] = {}
        for key, text in (("name", name), ("email", email)):
            if text is not None:
                query[key] = _search_text(key, text)
        if number is not None:
            query["number"] = str(number)
        for key, flag in (("customer", customer), ("vendor", vendor)):
            if flag is not None:
                query[key] = str(flag).lower()
        yield from self._within(query)

    def named(self, name: str, *, customer: bool | None = None, vendor: bool | None = None) -> list[Contact]:
        """Those whose whole name is `name`, in any case and spacing, archived ones left out. A name too short for a search
        ("3M") costs the whole list, one request for 250 contacts."""
        wanted = comparable(name)
        start = _plain(name)[: LONGEST_SEARCH // 2]  # escaped, a wildcard counts twice
        searched = start if len(start) >= SHORTEST_SEARCH else None
        found = self.find(name=searched, customer=customer, vendor=vendor)
        return [contact for contact in found if comparable(contact.name) == wanted and not contact.archived]

    def get(self, contact_id: str) -> Contact:
        """One contact."""
        return self._transport.get(f"{_PATH}/{contact_id}", Contact)

    def _within(self, query: dict[str, str]) -> Iterator[Contact]:
        walk = pages(self._transport, _PATH, Page[Contact], query)
        first = next(walk)
        open_role = next((role for role in ("customer", "vendor") if role not in query), None)
        if first.total_elements < SEARCH_WINDOW or open_role is None:
            yield from first.content
            for page in walk:
                yield from page.content
            return
        for flag in ("true", "false"):
            yield from self._within({**query, open_role: flag})

    def create(self, contact: Contact) -> ActionResult:
        """A new contact. OutcomeUnknown if no answer came: look it up by name before doing it again."""
        _check("POST", _PATH, contact)
        body = {**contact.to_wire(), "version": 0}
        body.pop("id", None)
        return self._transport.read(Call("POST", _PATH, json=body), ActionResult)

    def update(self, contact: Contact) -> ActionResult:
        """Replace the contact by this one, read before with `get`; Conflict if it has changed meanwhile."""
        if contact.id is None or contact.version is None:
            raise FixTheData("PUT", _PATH, issues=[Issue("version", "missing_entity")])
        if not contact.updatable:
            raise FixTheData("PUT", f"{_PATH}/{contact.id}", issues=[Issue("contact", "more_than_one_entry")])
        _check("PUT", f"{_PATH}/{contact.id}", contact)
        return self._transport.read(Call("PUT", f"{_PATH}/{contact.id}", json=contact.to_wire()), ActionResult)


def _search_text(field: str, text: str) -> str:
    """Wildcards made literal, then `&`, `<`, `>` as HTML entities: search fields alone are encoded twice (section 4.1)."""
    if not SHORTEST_SEARCH <= len(text) <= LONGEST_SEARCH:
        raise FixTheData("GET", _PATH, issues=[Issue(field, "size must be between 3 and 128")])
    return html.escape(re.sub(r"([\\%_])", r"\\\1", text), quote=False)


def _check(method: str, path: str, contact: Contact) -> None:
    """A Leitweg-ID without our number with the customer is refused; the code is ours, Lexware's is not known."""
    reference = contact.x_rechnung
    if reference is not None and reference.buyer_reference and not reference.vendor_number_at_customer:
        raise FixTheData(method, path, issues=[Issue("xRechnung.vendorNumberAtCustomer", "missing_entity")])


def comparable(name: str) -> str:
    """The same for all writings of a name: in any case, with any blanks, an ä as one character or as two."""
    return _plain(name).casefold()


def _plain(name: str) -> str:
    """With single blanks, and an ä as one character: a PDF may hold two."""
    return " ".join(unicodedata.normalize("NFC", name).split())
