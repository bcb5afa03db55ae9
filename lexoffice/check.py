"""What an API key can do: one harmless request for each resource, and the status of the answer says the rest.

Reading: a short list, or a record of a random id that does not exist; 404 then means allowed (API, section 6). Writing is
only tried on request: an update of a record that does not exist, or a creation from `{}` that lacks every required field
(API, section 5.3). Both are refused before anything is created or changed, but only after the permission was looked at.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from lexoffice.errors import (
    Conflict,
    FixTheData,
    KeyRefused,
    LexwareError,
    NotAllowed,
    NotFound,
    PlanLacksFeature,
)
from lexoffice.profile import Profile, Profiles
from lexoffice.transport import Call, Transport


class Verdict(StrEnum):
    """Whether something is allowed."""

    YES = "yes"
    NO = "no"
    """403: the key was made without this permission."""
    PLAN = "plan"
    """402: the plan lacks it, or the contract is not in order."""
    UNKNOWN = "unknown"
    """Lexware did not answer clearly; ask again later."""
    NOT_ASKED = "not asked"
    NONE = "none"
    """The API offers no such operation."""


@dataclass(frozen=True, slots=True)
class Probe:
    """How a resource is asked: `read` and `write` make the request from the id of a record that does not exist."""

    resource: str
    read: Callable[[str], Call] | None
    write: Callable[[str], Call] | None = None


@dataclass(frozen=True, slots=True)
class Permission:
    """What the key may do with a resource."""

    resource: str
    read: Verdict
    write: Verdict


@dataclass(frozen=True, slots=True)
class KeyReport:
    """What the key can do; `profile` is None where the key may not read it."""

    profile: Profile | None
    permissions: tuple[Permission, ...]


def _list(resource: str, **query: str) -> Callable[[str], Call]:
    # 25 rows: articles take no smaller page (API, section 4.4)
    return lambda _unknown: Call("GET", f"/v1/{resource}", query={**query, "page": "0", "size": "25"})


def _all(resource: str) -> Callable[[str], Call]:
    return lambda _unknown: Call("GET", f"/v1/{resource}")


def _unknown(resource: str) -> Callable[[str], Call]:
    return lambda unknown: Call("GET", f"/v1/{resource}/{unknown}")


def _update(resource: str) -> Callable[[str], Call]:
    return lambda unknown: Call("PUT", f"/v1/{resource}/{unknown}", json={})


def _creation(resource: str) -> Callable[[str], Call]:
    # repeatable, because it creates nothing however often it is sent
    return lambda _unknown: Call("POST", f"/v1/{resource}", json={}, naturally_repeatable=True)


def _upload(_unknown: str) -> Call:
    # Without the type `voucher` an upload is refused with 400 (API, section 12.1); without a file the answer would be 500.
    return Call(
        "POST",
        "/v1/files",
        upload=("probe.txt", b"probe", "text/plain"),
        form={"type": "probe"},
        naturally_repeatable=True,
    )


SALES = ("invoices", "credit-notes", "quotations", "order-confirmations", "delivery-notes", "dunnings")

PROBES = (
    Probe("contacts", _list("contacts"), _update("contacts")),
    Probe("articles", _list("articles"), _update("articles")),
    Probe("files", _unknown("files"), _upload),
    Probe("vouchers", _unknown("vouchers"), _update("vouchers")),
    Probe("voucherlist", _list("voucherlist", voucherType="purchaseinvoice", voucherStatus="open")),
    Probe("payments", _unknown("payments")),
    *(Probe(resource, _unknown(resource), _creation(resource)) for resource in SALES),
    Probe("down-payment-invoices", _unknown("down-payment-invoices")),
    Probe("recurring-templates", _list("recurring-templates")),
    Probe("event-subscriptions", _all("event-subscriptions"), _creation("event-subscriptions")),
    Probe("posting-categories", _all("posting-categories")),
    Probe("payment-conditions", _all("payment-conditions")),
    Probe("print-layouts", _all("print-layouts")),
    Probe("countries", _all("countries")),
)
"""Every resource of the API but the profile (API, section 6)."""


class KeyCheck:
    """Asks what the key can do: 20 requests, 11 more with `write`, all within the budget."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def planned(self, *, write: bool = False) -> tuple[str, ...]:
        """What `run` will send, as method and path, to be shown before it is sent."""
        calls = (call for probe in PROBES for call in _calls(probe, "{unknown id}", write=write))
        return ("GET /v1/profile", *(f"{call.method} {call.path}" for call in calls))

    def run(self, *, write: bool = False) -> KeyReport:
        """Ask all. Raises KeyRefused for a key that opens nothing, PlanLacksFeature for a plan without API access, Retry
        where Lexware does not answer at all."""
        return KeyReport(self.profile(), tuple(self.permissions(write=write)))

    def profile(self) -> Profile | None:
        """Whose key it is; None if it may not know. Raises as `run`."""
        try:
            return Profiles(self._transport).get()
        except NotAllowed:
            return None

    def permissions(self, *, write: bool = False, unknown_id: str | None = None) -> Iterator[Permission]:
        """One resource after the other, asked when it is wanted. `unknown_id`: of a record that does not exist; None: a
        random one. Raises KeyRefused where the key is withdrawn meanwhile."""
        unknown = unknown_id or str(uuid.uuid4())
        return (self._permission(probe, unknown, write=write) for probe in PROBES)

    def _permission(self, probe: Probe, unknown: str, *, write: bool) -> Permission:
        read = self._verdict(probe.read(unknown)) if probe.read else Verdict.NONE
        if probe.write is None:
            return Permission(probe.resource, read, Verdict.NONE)
        return Permission(probe.resource, read, self._verdict(probe.write(unknown)) if write else Verdict.NOT_ASKED)

    def _verdict(self, call: Call) -> Verdict:
        try:
            self._transport.send(call)
        except KeyRefused:
            raise
        except NotAllowed:
            return Verdict.NO
        except PlanLacksFeature:
            return Verdict.PLAN
        except (NotFound, FixTheData, Conflict) as error:
            # Refused for what was sent, not for who sent it; but the gateway's 403 about a route says nothing of either.
            return Verdict.UNKNOWN if error.status == 403 else Verdict.YES
        except LexwareError:
            return Verdict.UNKNOWN
        return Verdict.YES


def _calls(probe: Probe, unknown: str, *, write: bool) -> Iterator[Call]:
    if probe.read:
        yield probe.read(unknown)
    if write and probe.write:
        yield probe.write(unknown)
