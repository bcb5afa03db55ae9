"""What every answer carries: a strict content security policy, and no private page in any cache.

Pure ASGI, so that it also covers answers of error handlers and static files and never buffers a body.
"""

from __future__ import annotations

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
    """Refuses a request that announces too large a body, as problem details (the refusal of Starlette's own limit, which
    counts the bytes of those that announce nothing, is plain text)."""

    def __init__(self, app: ASGIApp, most_bytes: int) -> None:
        self._app = app
        self._most_bytes = most_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 413."""
        length = Headers(scope=scope).get("content-length", "") if scope["type"] == "http" else ""
        if length.isdigit() and int(length) > self._most_bytes:
            await JSONResponse(TOO_LARGE, 413, media_type="application/problem+json")(scope, receive, send)
            return
        await self._app(scope, receive, send)


TOO_LARGE = {
    "type": "urn:kontorist:problem:too_large",
    "title": "Request Entity Too Large",
    "status": 413,
    "code": "too_large",
    "detail": "Die Dateien sind zusammen zu groß. Bitte in mehreren Schritten hochladen.",
}
