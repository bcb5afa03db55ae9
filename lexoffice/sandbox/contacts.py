"""Contacts (API notes, section 8)."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from lexoffice.sandbox.box import Box, new_id
from lexoffice.sandbox.countries import is_supported
from lexoffice.sandbox.events import tell
from lexoffice.sandbox.paging import envelope, page_of
from lexoffice.sandbox.refusals import Complaint, gateway, json_answer, legacy
from lexoffice.sandbox.requests import action_result, json_body, stale
from lexoffice.sandbox.shapes import STRUCTURE, Flaw, flag, read, text
from lexoffice.sandbox.store import Record

FIRST_NUMBERS = {"customer": 10001, "vendor": 70001}
_WRITABLE = ("company", "person", "addresses", "emailAddresses", "phoneNumbers", "xRechnung", "note")
_SINGLE_LISTS = ("addresses", "emailAddresses", "phoneNumbers")
_ADDRESS: Record = dict.fromkeys(("supplement", "street", "zip", "city", "countryCode"), text)
_FORM: Record = {
    "roles": {role: {} for role in FIRST_NUMBERS},
    "company": {
        **dict.fromkeys(("name", "taxNumber", "vatRegistrationId"), text),
        "allowTaxFreeInvoices": flag,
        "contactPersons": [
            {
                **dict.fromkeys(("salutation", "firstName", "lastName", "emailAddress", "phoneNumber"), text),
                "primary": flag,
            }
        ],
    },
    "person": dict.fromkeys(("salutation", "firstName", "lastName"), text),
    "addresses": {name: [_ADDRESS] for name in ("billing", "shipping")},
    "emailAddresses": {name: [text] for name in ("business", "office", "private", "other")},
    "phoneNumbers": {name: [text] for name in ("business", "office", "mobile", "private", "fax", "other")},
    "xRechnung": dict.fromkeys(("buyerReference", "vendorNumberAtCustomer"), text),
    "note": text,
}
_PARTS = {"addresses": "address"}
"""The one name of a damaged part that is public; the others stand for themselves."""
_VAT_ID = re.compile(r"[A-Z]{2}[0-9A-Z+*]{2,13}")


def routes(box: Box) -> APIRouter:
    """GET list, GET, POST, PUT. No DELETE, no archive."""
    router = APIRouter(prefix="/v1/contacts")

    @router.get("")
    async def search(request: Request) -> Response:
        conditions = list(_conditions(dict(request.query_params)))
        rows = [contact for contact in box.store.all("contact") if all(holds(contact) for holds in conditions)]
        rows.sort(key=lambda contact: _names(contact)[0].casefold())
        page = page_of(request, box, largest=500)
        return json_answer(envelope([_view(box, row) for row in page.cut(rows)], len(rows), page, sort="name"))

    @router.get("/{contact_id}")
    async def read_one(contact_id: str) -> Response:
        return json_answer(_view(box, _existing(box, contact_id)))

    @router.post("")
    async def create(request: Request) -> Response:
        return action_result(request, "/v1/contacts", add(box, await json_body(request, box)), created=True)

    @router.put("/{contact_id}")
    async def replace(contact_id: str, request: Request) -> Response:
        body = await json_body(request, box)
        contact = _existing(box, contact_id)
        if body.get("version") is None:
            raise legacy(406, [("version", "missing_entity")])
        if body["version"] != contact["version"]:
            raise stale(box)
        # A contact that has more than one entry in a list, made in the web app, can never be updated by API.
        _write(box, dict(contact), _checked(body, _multiple_entries(contact)))
        return action_result(request, "/v1/contacts", _existing(box, contact_id), created=False)

    return router


def add(box: Box, body: Record) -> Record:
    """Store a new contact as it was sent; raises Refusal."""
    if "version" not in body:
        raise legacy(406, [("version", "missing_entity")])
    sent = _checked(body)
    contact: Record = {"id": new_id(), "version": 0, "createdDate": box.now_text, "archived": False}
    _write(box, contact, sent)
    return contact


def _existing(box: Box, contact_id: str) -> Record:
    contact = box.store.get("contact", contact_id)
    if contact is None:
        raise gateway(404, "Not Found")
    return contact


def _view(box: Box, contact: Record) -> Record:
    hidden = ("createdDate", "updatedDate")
    shown = {key: value for key, value in contact.items() if key not in hidden and value is not None}
    return {"organizationId": box.profile["organizationId"], **shown}


def _write(box: Box, contact: Record, body: Record) -> None:
    """PUT replaces: what is not sent is gone. Numbers of roles, archived and organizationId are ours."""
    for field in _WRITABLE:
        contact[field] = body.get(field)
    former = contact.get("roles") or {}
    contact["roles"] = {
        role: former.get(role) or {"number": _next_number(box, role)}
        for role in FIRST_NUMBERS
        if role in (body.get("roles") or {})
    }
    known = box.store.get("contact", contact["id"]) is not None
    box.touch(contact)
    box.store.save("contact", contact["id"], contact)
    tell(box, "contact.changed" if known else "contact.created", contact["id"])


def _next_number(box: Box, role: str) -> int:
    roles = (contact["roles"].get(role) or {} for contact in box.store.all("contact"))
    return max((known["number"] for known in roles if "number" in known), default=FIRST_NUMBERS[role] - 1) + 1


def _checked(body: Record, known: list[Complaint] | None = None) -> Record:
    """What was sent, reduced to what a contact has.

    To Lexware, damage of the structure is no matter of validation but a failure (API notes, section 5.3)."""
    flaws: list[Flaw] = []
    sent: Record = read(_FORM, body, "", flaws)
    damaged = sorted({flaw.field.split(".")[0] for flaw in flaws if flaw.violation == STRUCTURE})
    if damaged:
        raise legacy(
            500, [(f"contact_has_not_mappable_{_PARTS.get(part, part)}", "technical_error") for part in damaged]
        )
    if flaws:
        raise legacy(406, [(flaw.field, "invalid_value") for flaw in flaws])
    complaints = [*(known or []), *_complaints(sent)]
    if complaints:
        raise legacy(406, complaints)
    return sent


def _complaints(body: Record) -> Iterator[Complaint]:
    roles = body.get("roles") or {}
    if not any(role in roles for role in FIRST_NUMBERS):
        yield "roles.customer or roles.vendor", "missing_entity"
    company, person = body.get("company"), body.get("person")
    if not company and not person:
        yield "company or person", "missing_entity"
    if company and person:
        yield "company and person", "invalid_value"
    if company:
        yield from _company(company)
    elif person and not person.get("lastName"):
        yield "person.lastName", "missing_entity"
    yield from _multiple_entries(body)
    for addresses in (body.get("addresses") or {}).values():
        for address in addresses:
            if not is_supported(address.get("countryCode")):
                yield "countryCode", "countrycode_is_not_valid"
    invoice = body.get("xRechnung") or {}
    if invoice.get("buyerReference") and not invoice.get("vendorNumberAtCustomer"):
        yield "xRechnung.vendorNumberAtCustomer", "missing_entity"
    for field, value, longest in _texts(body):
        if len(value or "") > longest:
            yield field, "invalid_value"


def _texts(body: Record) -> Iterator[tuple[str, str | None, int]]:
    """Texts with the most characters that Lexware takes; 30 for telephones is one integrator's measurement."""
    yield "note", body.get("note"), 1000
    for person in [body.get("person") or {}, *((body.get("company") or {}).get("contactPersons") or [])]:
        yield "salutation", person.get("salutation"), 25
        yield "phoneNumber", person.get("phoneNumber"), 30
    for kind, numbers in (body.get("phoneNumbers") or {}).items():
        for number in numbers or []:
            yield f"phoneNumbers.{kind}", number, 30


def _company(company: Record) -> Iterator[Complaint]:
    if not company.get("name"):
        yield "company.name", "missing_entity"
    if company.get("vatRegistrationId") and not _VAT_ID.fullmatch(company["vatRegistrationId"].replace(" ", "")):
        yield "company.vatRegistrationId", "invalid_value"
    for person in company.get("contactPersons") or []:
        if not person.get("lastName"):
            yield "company.contactPersons.lastName", "missing_entity"


def _multiple_entries(contact: Record) -> list[Complaint]:
    lists: dict[str, list[Any]] = {
        f"{group}.{name}": entries for group in _SINGLE_LISTS for name, entries in (contact.get(group) or {}).items()
    }
    lists["company.contactPersons"] = (contact.get("company") or {}).get("contactPersons") or []
    return [(f"{name}.size", "invalid_value") for name, entries in lists.items() if len(entries or []) > 1]


def _conditions(query: dict[str, str]) -> Iterator[Callable[[Record], bool]]:
    for field, values in (("name", _names), ("email", _mails)):
        if field in query:
            yield _contains(html.unescape(query[field]), field, values)
    if "number" in query:
        if not query["number"].isdecimal():
            raise legacy(400, [("number", "invalid_value")])
        wanted = int(query["number"])
        yield lambda contact: any(role.get("number") == wanted for role in contact["roles"].values())
    for role in FIRST_NUMBERS:
        if role in query:
            yield _has_role(role, query[role] == "true")


def _has_role(role: str, wanted: bool) -> Callable[[Record], bool]:
    return lambda contact: (role in contact["roles"]) is wanted


def _contains(text: str, field: str, values: Callable[[Record], list[str]]) -> Callable[[Record], bool]:
    """Substring in any case; `_` stands for one character, `%` for any, a backslash takes their meaning away."""
    if not 3 <= len(text) <= 128:
        raise legacy(400, [(field, "size must be between 3 and 128")])
    pieces: list[list[str]] = [[]]
    for sign in re.findall(r"\\.|.", text, re.DOTALL):
        if sign == "%":
            pieces.append([])
        else:
            pieces[-1].append("." if sign == "_" else re.escape(sign.removeprefix("\\") or sign))
    expressions = [re.compile("".join(piece), re.IGNORECASE | re.DOTALL) for piece in pieces]
    return lambda contact: any(_one_after_another(expressions, value) for value in values(contact))


def _one_after_another(expressions: list[re.Pattern[str]], value: str) -> bool:
    """Whether all are found, each behind the one before. As one expression, many `%` would take for ever to fail."""
    position = 0
    for expression in expressions:
        found = expression.search(value, position)
        if found is None:
            return False
        position = found.end()
    return True


def _names(contact: Record) -> list[str]:
    """What is searched and sorted by: the company, or the person as the voucherlist shows it."""
    if contact.get("company"):
        return [str(contact["company"]["name"])]
    person = contact.get("person") or {}
    first, last = person.get("firstName") or "", person.get("lastName") or ""
    return [f"{last}, {first}".strip(", "), f"{first} {last}".strip()]


def _mails(contact: Record) -> list[str]:
    lists = (contact.get("emailAddresses") or {}).values()
    persons = (contact.get("company") or {}).get("contactPersons") or []
    return [mail for mails in lists for mail in mails or []] + [
        person["emailAddress"] for person in persons if person.get("emailAddress")
    ]


def display_name(contact: Record) -> str:
    """The name in the voucherlist: companies as they are, persons as "last, first"."""
    return _names(contact)[0]
