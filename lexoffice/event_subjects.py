"""What an event points at, asked for by itself: is it still there, and when did it change last (API, section 24.2).

The voucherlist answers for hundreds of changed documents at once; this is for what it does not show: what was deleted.
"""

from __future__ import annotations

from lexoffice.errors import NotFound
from lexoffice.event_subscriptions import SUBJECTS
from lexoffice.transport import Transport
from lexoffice.wire import Instant, Wire

# The subject of a payment is read where it lies itself.
_PATHS = {name: subject.path for name, subject in SUBJECTS.items() if subject.path is not None and name != "payment"}


class SubjectState(Wire):
    """What all records have in common."""

    id: str
    updated_date: Instant | None = None


class EventSubjects:
    """`/v1/{resource}/{id}` for every resource that events speak of and that can be read."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def can_read(self, resource: str) -> bool:
        """Whether `state` can be asked about this resource (the word before the dot of an event type)."""
        return resource in _PATHS

    def state(self, resource: str, resource_id: str) -> SubjectState | None:
        """None if Lexware does not know it (any more). ValueError for a resource that cannot be read."""
        if not self.can_read(resource):
            raise ValueError(f"{resource} cannot be read by its id")
        try:
            return self._transport.get(f"{_PATHS[resource]}/{resource_id}", SubjectState)
        except NotFound as error:
            if error.status == 404:
                return None
            raise
