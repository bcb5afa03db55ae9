"""Requests from the sandbox to receivers: the HEAD that tries a new address, the POST that delivers (API notes, 24.1, 24.4).

No proxy of the environment is used. Certificates are checked against the usual authorities, or those of SSL_CERT_FILE.
"""

from __future__ import annotations

import asyncio
import os
import socket
import ssl
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

import httpx

from lexoffice.sandbox.delivery_rules import REDIRECTS, Answer, Failure


def permitted(url: object, *, https_only: bool) -> bool:
    """Whether an address may be called at all."""
    if not isinstance(url, str):
        return False
    try:
        parts = urlsplit(url)
        httpx.URL(url)
    except (ValueError, httpx.InvalidURL):
        return False
    return bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme == "http" and not https_only))


async def answers_head(url: str, *, seconds: float) -> bool:
    """Whether the receiver answers a HEAD with 2xx; over HTTPS that also tries its certificate."""
    answer, _ = await _ask("HEAD", url, b"", {}, seconds)
    return isinstance(answer, int) and 200 <= answer < 300


async def deliver(url: str, body: bytes, headers: dict[str, str], *, seconds: float, https_only: bool) -> Answer:
    """POST, again as POST to wherever the receiver sends it, three times at most. The last status, or why there is none."""
    answer, location = await _ask("POST", url, body, headers, seconds)
    for _ in range(REDIRECTS):
        url = urljoin(url, location or "")
        if location is None or not permitted(url, https_only=https_only):
            break
        answer, location = await _ask("POST", url, body, headers, seconds)
    return answer


async def _ask(
    method: str, url: str, body: bytes, headers: dict[str, str], seconds: float
) -> tuple[Answer, str | None]:
    """Status and, of a redirect, where to. `seconds` of silence are too slow; a body is not waited for."""
    try:
        # The outer limit is for whoever sends a byte now and then.
        async with (
            asyncio.timeout(2 * seconds),
            httpx.AsyncClient(verify=_trusted(os.environ.get("SSL_CERT_FILE")), trust_env=False) as client,
            client.stream(method, url, content=body, headers=headers, timeout=seconds) as response,
        ):
            redirected = 300 <= response.status_code < 400
            return response.status_code, response.headers.get("Location") if redirected else None
    except (TimeoutError, httpx.TimeoutException):
        return Failure.TOO_SLOW, None
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return Failure.NAME_UNKNOWN if _name_unknown(error) else Failure.NOT_REACHED, None


def _name_unknown(error: BaseException | None) -> bool:
    while error is not None and not isinstance(error, socket.gaierror):
        error = error.__cause__ or error.__context__
    return error is not None


@lru_cache(maxsize=4)
def _trusted(_file: str | None) -> ssl.SSLContext:
    """Reading the authorities takes 50 ms, hence once for each file that the environment names."""
    return httpx.create_ssl_context()
