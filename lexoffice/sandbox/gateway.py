"""What stands before every route: key, plan, permission, token bucket, faults on demand, and the record of requests."""

from __future__ import annotations

import asyncio
import hmac
import logging
import time
from decimal import Decimal
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lexoffice.bucket import Rate
from lexoffice.sandbox import faults, keys
from lexoffice.sandbox.box import Box
from lexoffice.sandbox.chance import draw
from lexoffice.sandbox.reading import finish_reading
from lexoffice.sandbox.refusals import Refusal, gateway, json_answer
from lexoffice.sandbox.store import Record

log = logging.getLogger(__name__)

RATE_LIMIT_TEXT = "Internal server error or rate limit exceeded"


class Gateway:
    """ASGI middleware. It stands outermost, so that a connection can be cut under the server's feet."""

    def __init__(self, app: ASGIApp, box: Box) -> None:
        self._app = app
        self._box = box

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check and pass on what goes to /v1; protect the controls; let the rest through."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif scope["path"].startswith("/v1/"):
            await self._lexware(scope, receive, send)
        else:
            await self._own(scope, receive, send)

    async def _own(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The controls: a page from elsewhere in the same browser must not press them."""
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        if scope["method"] not in ("GET", "HEAD") and origin and urlsplit(origin).netloc != headers.get("host"):
            await json_answer({"message": "Only from the sandbox's own page"}, 403)(scope, receive, send)
            return
        await self._execute(scope, receive, send)

    async def _lexware(self, scope: Scope, receive: Receive, send: Send) -> None:
        entry = {"method": scope["method"], "path": scope["path"], "at": self._box.now_text, "status": 0}
        self._box.requests.append(entry)

        async def noting(message: Message) -> None:
            if message["type"] == "http.response.start":
                entry["status"] = message["status"]
            await send(message)

        try:
            self._admit(scope)
        except Refusal as refusal:
            await json_answer(refusal.body, refusal.status)(scope, receive, noting)
            return
        asked = scope["method"], scope["path"]
        fault = faults.take_for_request(self._box, *asked) or draw(self._box, *asked)
        self._box.store.commit()
        if fault is None:
            await self._execute(scope, receive, noting)
        else:
            entry["fault"] = fault["kind"]
            await self._fail(fault, scope, receive, noting, send)

    async def _execute(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Run the request; keep its changes before the answer's first byte leaves, or undo them where it is refused."""
        store, answered = self._box.store, False
        keys.bury(self._box)
        finish_reading(self._box)
        store.commit()

        async def settling(message: Message) -> None:
            nonlocal answered
            if message["type"] == "http.response.start":
                answered = True
                store.commit() if message["status"] < 400 else store.rollback()
            await send(message)

        try:
            await self._app(scope, receive, settling)
        except Exception:
            store.rollback()
            if not answered:
                raise
            # The caller has got its 500 (sandbox.server); raised on, the exception would only cost the connection.
            log.exception("sandbox.request_failed", extra={"path": scope["path"]})

    def _admit(self, scope: Scope) -> None:
        """Raise the refusal of the first gate that does not open."""
        sent = Headers(scope=scope).get("authorization", "")
        if not keys.is_good(self._box) or not _same(sent, f"Bearer {self._box.api_key}"):
            raise gateway(401, "Unauthorized")
        switches = self._box.switches
        if switches.plan_lacking:
            raise gateway(402, "Payment Required")
        if _permission(scope) in switches.denied:
            raise gateway(403, "Forbidden")
        if switches.rate_per_second:
            left = max(switches.rate_per_second - switches.other_requests_per_second, Decimal("0.01"))
            rate, now = Rate(float(left), switches.rate_burst), time.monotonic()
            self._box.bucket, pause = rate.take(self._box.bucket or rate.full(now), now)
            if pause:
                raise gateway(500, RATE_LIMIT_TEXT) if switches.rate_limit_as_500 else gateway(429, "Too Many Requests")

    async def _fail(self, fault: Record, scope: Scope, receive: Receive, send: Send, raw_send: Send) -> None:
        kind = fault["kind"]
        if kind in ("504", "reset_after"):
            # Executed, but the answer never reaches the caller.
            await self._execute(scope, receive, _swallow)
        if kind in ("reset", "reset_after"):
            await _cut(raw_send)
        elif kind == "slow":
            # What has arrived is executed, also when the caller has given up before: that is what makes timeouts unclear.
            arrived = await _arrived(receive)
            await asyncio.sleep(float(fault["seconds"]))
            await self._execute(scope, arrived, send)
        else:
            headers = {"Retry-After": str(fault["retry_after"])} if fault.get("retry_after") is not None else None
            status, message = _ANSWERS[kind]
            await json_answer({"message": message}, status, headers)(scope, receive, send)


_ANSWERS: dict[str, tuple[int, str | None]] = {
    "429": (429, "Too Many Requests"),
    "500": (500, None),
    "500_rate_limit": (500, RATE_LIMIT_TEXT),
    "503": (503, "Service Unavailable"),
    "504": (504, "Endpoint request timed out"),
    "504_before": (504, "Endpoint request timed out"),
}


def _same(sent: str, expected: str) -> bool:
    return hmac.compare_digest(sent.encode("utf-8", "surrogateescape"), expected.encode())


def _permission(scope: Scope) -> str:
    """The permission of a route, such as `vouchers.write`."""
    resource = scope["path"].split("/")[2]
    return f"{resource}.{'read' if scope['method'] == 'GET' else 'write'}"


async def _arrived(receive: Receive) -> Receive:
    """The whole request, read now and handed out later."""
    messages = [await receive()]
    while messages[-1].get("more_body"):
        messages.append(await receive())
    waiting = iter(messages)

    async def replay() -> Message:
        message = next(waiting, None)
        return message if message is not None else await receive()

    return replay


async def _swallow(message: Message) -> None:
    """An answer that nobody hears."""


async def _cut(send: Send) -> None:
    """Close the connection without an answer. ASGI knows no such thing; uvicorn's `send` belongs to an object that holds
    the transport. Under another server the exception makes it close the connection or answer 500."""
    transport = getattr(getattr(send, "__self__", None), "transport", None)
    if transport is None:
        raise ConnectionResetError("The sandbox was told to cut this connection")
    transport.abort()
    # One turn of the loop, so that the server has noticed before we return without an answer.
    await asyncio.sleep(0.01)
