"""No effect goes into the books of another company: before each, whose key it is must be known and be the pinned one.

A key belongs to one organisation, so Lexware is asked once for each key (API, section 7); the daily check asks again.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from lexoffice.client import LexwareClient
from models.problems import Problem
from storage import lexware_connection
from storage.sessions import Sessions

OTHER_ORGANISATION = Problem(
    "other_organisation",
    "Der API-Schlüssel gehört zu einer anderen Firma als bisher; bis das geklärt ist, wird nichts gebucht. Bitte den "
    "richtigen Schlüssel setzen oder den Wechsel mit „kontorist lexware check --accept-organisation“ bestätigen.",
    retryable=True,
)


class OtherBooks(Exception):
    """The key opens the books of another organisation than the one that this installation belongs to."""


class OwnBooks:
    """Call it before an effect. Raises OtherBooks, or lexoffice's errors where a new key's organisation cannot be asked."""

    def __init__(
        self, sessions: Sessions, reading: Sessions, lexware: LexwareClient, key: str, clock: Callable[[], datetime]
    ) -> None:
        self._sessions = sessions
        self._reading = reading
        self._lexware = lexware
        self._key = key
        self._clock = clock

    def __call__(self) -> None:
        """Return if effects may go out."""
        with self._reading() as session:
            known = lexware_connection.known_key(session, self._key)
            pinned = lexware_connection.glance(session)
        if known is None or known.organization_id is None or pinned is None:
            ours = self._ask()
        else:
            ours = known.organization_id == pinned.organization_id
        if not ours:
            raise OtherBooks

    def _ask(self) -> bool:
        seen = self._lexware.profile.get().organization_id
        with self._sessions.begin() as session:
            return lexware_connection.see_organisation(session, self._key, seen, at=self._clock())
