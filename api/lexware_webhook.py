"""Where Lexware delivers its events: checked over the raw bytes, stored, answered. Nothing else happens before the answer.

What the answers mean to Lexware (API, section 24.4) decides which are given:

| Case | Answer | Lexware |
|---|---|---|
| stored, now or before | 204 | is done |
| signature missing or wrong | 401 | repeats for two days: should its key have changed, events wait until ours is mended |
| signed nonsense, or another organisation's event | 400 | does not repeat: neither will ever fit |
| larger than any event | 413 | does not repeat |
| database busy or away, or the delivery too slow to come | 503 | repeats |

Never 404 or 410: those end the subscription. Nobody signs in here; the signature is the sign-in.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import Future
from http import HTTPStatus

import structlog
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from fastapi import APIRouter, Request, Response
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import ClientDisconnect

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
"""Seconds for everything, one less than Lexware waits; also what bounds a stranger who sends slowly."""

UNKNOWN_FOR = 0.5
"""Seconds without another look at the database, while it does not know our organisation yet."""


class Receiver:
    """The routes with what they need: the key, the inbox, and whose events are ours."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._key = webhook_key(services)
        self._inbox = EventInbox(services.settings.database, services.clock)
        self._organization_id: str | None = None
        self._ask_again = 0.0
        self._batch: Future[None] | None = None
        self._committed: asyncio.Future[None] | None = None
        self.router = APIRouter()
        # Plain routes: a burst of events needs none of FastAPI's work, which doubled the time of an answer.
        self.router.add_route(PATH, self.reachable, methods=["HEAD"])
        self.router.add_route(PATH, self.receive, methods=["POST"])

    async def reachable(self, _request: Request) -> Response:
        """What Lexware asks before it accepts a subscription."""
        return Response(status_code=HTTPStatus.NO_CONTENT)

    async def receive(self, request: Request) -> Response:
        """One delivery. Async, so that a burst waits in no thread that a page could need."""
        try:
            async with asyncio.timeout(ANSWERED_WITHIN):
                event = self._read(await _body(request), request.headers.get(SIGNATURE_HEADER))
                await self._check_organization(event)
                await self._store(event)
        except (TimeoutError, SQLAlchemyError) as error:
            log.warning("webhook.not_stored", error=type(error).__name__)
            detail = "Die Datenbank ist gerade nicht bereit. Bitte die Meldung noch einmal senden."
            raise ApiError(HTTPStatus.SERVICE_UNAVAILABLE, "not_stored", detail) from error
        except ClientDisconnect:  # nobody waits for the answer any more
            log.info("webhook.cut_off")
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

    async def _store(self, event: Event) -> None:
        """Return when it is committed. All that wait for one commit share what they wait for: a wake-up each, across
        threads, took longer than everything else."""
        stored = StoredEvent(event.organization_id, str(event.event_type), event.resource_id, event.event_date)
        batch = self._inbox.put(stored)
        if batch is not self._batch or self._committed is None:
            self._batch, self._committed = batch, asyncio.wrap_future(batch)
        committed = self._committed
        await asyncio.wait([committed])  # not awaited itself: who gives up must not cancel it for the others
        if error := committed.exception():
            raise error

    async def _check_organization(self, event: Event) -> None:
        """Refuse another organisation's event. As long as nobody could ask Lexware who we are, every event is stored, and
        sorted out when it is worked off."""
        now = asyncio.get_running_loop().time()
        if event.organization_id == self._organization_id or (self._organization_id is None and now < self._ask_again):
            return
        ours = await asyncio.to_thread(self._ours)
        self._organization_id, self._ask_again = ours, now + UNKNOWN_FOR
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


async def _body(request: Request) -> bytes:
    """The raw bytes. Raises 413 as soon as they are more than an event can have."""
    parts, size = [], 0
    async for part in request.stream():
        parts.append(part)
        size += len(part)
        if size > MOST_BYTES:
            detail = "So groß ist keine Meldung von Lexware."
            raise ApiError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too_large", detail)
    return b"".join(parts)


def webhook_key(services: Services) -> RSAPublicKey:
    """The configured key, or the published one. Raises OSError or lexoffice.webhooks.KeyUnusable."""
    return load_key((services.settings.lexware_webhook_key or PUBLISHED_KEY).read_bytes())
