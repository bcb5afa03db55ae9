"""Where Lexware delivers its events: checked over the raw bytes, stored, answered. Nothing else happens before the answer.

What the answers mean to Lexware (API, section 24.4) decides which are given:

| Case | Answer | Lexware |
|---|---|---|
| stored, now or before | 204 | is done |
| signature missing or wrong | 401 | repeats for two days: should its key have changed, events wait until ours is mended |
| signed nonsense, or another organisation's event | 400 | does not repeat: neither will ever fit |
| larger than any event | 413 | does not repeat |
| database busy or away | 503 | repeats |

Never 404 or 410: those end the subscription. Nobody signs in here; the signature is the sign-in.
"""

from __future__ import annotations

import asyncio
from http import HTTPStatus

import structlog
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from fastapi import APIRouter, Request, Response
from sqlalchemy.exc import SQLAlchemyError

from api.errors import ApiError
from lexoffice.webhooks import (
    PUBLISHED_KEY,
    SIGNATURE_HEADER,
    Event,
    EventNotUnderstood,
    SignatureRefused,
    load_key,
    read_event,
)
from runtime.services import Services
from storage.lexware_events import StoredEvent
from storage.lexware_inbox import EventInbox
from storage.lexware_turn import how_far

log = structlog.get_logger(__name__)

PATH = "/webhooks/lexware"
MOST_BYTES = 64 * 1024
"""An event has some 200 bytes."""

ANSWERED_WITHIN = 4.0
"""Seconds, one less than Lexware waits."""


class Receiver:
    """The routes with what they need: the key, the inbox, and whose events are ours."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._key = webhook_key(services)
        self._inbox = EventInbox(services.settings.database, services.clock)
        self._organization_id: str | None = None
        self.router = APIRouter(include_in_schema=False)
        self.router.add_api_route(PATH, self.reachable, methods=["HEAD"])
        self.router.add_api_route(PATH, self.receive, methods=["POST"])

    async def reachable(self) -> Response:
        """What Lexware asks before it accepts a subscription."""
        return Response(status_code=HTTPStatus.NO_CONTENT)

    async def receive(self, request: Request) -> Response:
        """One delivery. Async, so that a burst waits in no thread that a page could need."""
        event = self._read(await request.body(), request.headers.get(SIGNATURE_HEADER))
        await self._check_organization(event)
        stored = self._inbox.put(
            StoredEvent(event.organization_id, str(event.event_type), event.resource_id, event.event_date)
        )
        try:
            await asyncio.wait_for(asyncio.wrap_future(stored), ANSWERED_WITHIN)
        except (SQLAlchemyError, TimeoutError) as error:
            log.warning("webhook.not_stored", error=type(error).__name__)
            raise _come_again() from error
        return Response(status_code=HTTPStatus.NO_CONTENT)

    def close(self) -> None:
        """Store what waits; take nothing more."""
        self._inbox.close()

    def _read(self, raw: bytes, signature: str | None) -> Event:
        try:
            return read_event(raw, signature, self._key)
        except SignatureRefused as error:
            log.warning("webhook.signature_refused")
            detail = (
                "Die Unterschrift passt nicht zum Inhalt. Kommt das bei echten Meldungen vor, hat Lexware den Schlüssel "
                "gewechselt: bitte den neuen als KONTORIST_LEXWARE_WEBHOOK_KEY hinterlegen."
            )
            raise ApiError(HTTPStatus.UNAUTHORIZED, "signature_refused", detail) from error
        except EventNotUnderstood as error:
            log.warning("webhook.not_understood")
            detail = "Die Meldung ist unterschrieben, hat aber nicht die erwartete Form. Bitte der IT melden."
            raise ApiError(HTTPStatus.BAD_REQUEST, "event_not_understood", detail) from error

    async def _check_organization(self, event: Event) -> None:
        """Refuse another organisation's event. As long as nobody could ask Lexware who we are, every event is stored, and
        sorted out when it is worked off."""
        if event.organization_id == self._organization_id:
            return
        try:
            ours = await asyncio.to_thread(self._ours)
        except SQLAlchemyError as error:
            raise _come_again() from error
        self._organization_id = ours
        if ours is not None and event.organization_id != ours:
            log.warning("webhook.other_organisation")
            detail = (
                "Die Meldung gehört zu einer anderen Organisation als der dieser Installation. Bitte dort das Abonnement "
                "löschen."
            )
            raise ApiError(HTTPStatus.BAD_REQUEST, "other_organisation", detail)

    def _ours(self) -> str | None:
        with self._services.reading() as session:
            return how_far(session).organization_id


def webhook_key(services: Services) -> RSAPublicKey:
    """The configured key, or the published one. Raises OSError or lexoffice.webhooks.KeyUnusable."""
    return load_key((services.settings.lexware_webhook_key or PUBLISHED_KEY).read_bytes())


def _come_again() -> ApiError:
    detail = "Die Datenbank ist gerade nicht bereit. Bitte die Meldung noch einmal senden."
    return ApiError(HTTPStatus.SERVICE_UNAVAILABLE, "not_stored", detail)
