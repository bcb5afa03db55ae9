"""What every request and answer passes: a bound on the body; a strict content security policy; no private page in a cache.

Pure ASGI, so that it also covers answers of error handlers and static files and never buffers a body.
"""

from __future__ import annotations

from http import HTTPStatus

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Nothing inline, nothing from elsewhere: text of a document that reached a page as markup could still do nothing."""

ORIGINAL_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"
"""For a stranger's file: if a browser opens it in spite of Content-Disposition, it runs nothing and has no origin."""

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # `no-referrer` would send our own forms with the origin `null`
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class SecurityHeaders:
    """Adds the headers above; a route may set its own policy or cache rule before."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and complete the headers of its answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Content-Security-Policy", PAGE_POLICY)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self._app(scope, receive, send_with_headers)


class BodyLimit:
    """Refuses requests with a body beyond `most_bytes` before anything is stored; FastAPI itself reads without a bound.

    A body without a length (chunked) is refused: every browser and client of ours names it.
    """

    def __init__(self, app: ASGIApp, most_bytes: int) -> None:
        self._app = app
        self._most_bytes = most_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 411 or 413."""
        if scope["type"] == "http" and scope["method"] not in ("GET", "HEAD", "OPTIONS"):
            headers = Headers(scope=scope)
            length = headers.get("content-length", "")
            if "transfer-encoding" in headers or not length.isdigit():
                await _refusal(HTTPStatus.LENGTH_REQUIRED, "length_required", NO_LENGTH)(scope, receive, send)
                return
            if int(length) > self._most_bytes:
                await _refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too_large", TOO_LARGE)(scope, receive, send)
                return
        await self._app(scope, receive, send)


NO_LENGTH = "Die Anfrage nennt ihre Länge nicht (Content-Length). Bitte mit Länge senden."
TOO_LARGE = "Die Dateien sind zusammen zu groß. Bitte in mehreren Schritten hochladen."


def _refusal(status: HTTPStatus, code: str, detail: str) -> JSONResponse:
    body = {
        "type": f"urn:kontorist:problem:{code}",
        "title": status.phrase,
        "status": status,
        "code": code,
        "detail": detail,
    }
    return JSONResponse(body, status, media_type="application/problem+json")
