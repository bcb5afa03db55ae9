"""Webhooks as they arrive: the signature over the raw bytes, and the event that they tell of (API, sections 24.3 to 24.5).

An event is a pointer: it says what changed, never how. There is no nonce and no timestamp in the signature, so a delivery
can be repeated by anybody who saw it; that is harmless for whoever keeps events unique by type, resource and date, compares
the organisation, and fetches before believing.
"""

from __future__ import annotations

import base64
import binascii
import json
from pathlib import Path
from typing import Annotated

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA512
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from pydantic import Field, ValidationError

from lexoffice.event_subscriptions import EventType
from lexoffice.wire import Instant, Wire

SIGNATURE_HEADER = "X-Lxo-Signature"

# The key as an integrator's example holds it. Whether the live address (developers.lexware.io, webhookSignature/public/
# public_key.pub) still serves this one could not be checked from here, so callers let it be replaced.
PUBLISHED_KEY = Path(__file__).parent / "webhook_key.pem"


class KeyUnusable(Exception):
    """The file holds no RSA public key in PEM form."""


class SignatureRefused(Exception):
    """Not signed by the key's owner, or not these bytes."""


class EventNotUnderstood(Exception):
    """Signed, but not of the form that the API describes."""


class Event(Wire):
    """What changed. An event type that we do not know is kept as it came; ids are such that they may stand in a path."""

    organization_id: Annotated[str, Field(pattern=r"^[0-9A-Za-z-]{1,64}$")]
    event_type: Annotated[
        EventType | Annotated[str, Field(pattern=r"^[!-~]{1,100}$")], Field(union_mode="left_to_right")
    ]
    resource_id: Annotated[str, Field(pattern=r"^[0-9A-Za-z-]{1,64}$")]
    event_date: Instant


def load_key(pem: bytes) -> RSAPublicKey:
    """The key of a PEM file. Raises KeyUnusable."""
    try:
        key = load_pem_public_key(pem)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise KeyUnusable("no public key in PEM form") from error
    if not isinstance(key, RSAPublicKey):
        raise KeyUnusable("the public key is not an RSA key")
    return key


def read_event(raw: bytes, signature: str | None, key: RSAPublicKey) -> Event:
    """The event of a delivery. Raises SignatureRefused, or EventNotUnderstood for signed nonsense.

    What is read is what was signed, never the bytes around it.
    """
    signed = signed_bytes(raw, signature, key)
    try:
        return Event.model_validate(json.loads(signed))
    except (ValueError, RecursionError, ValidationError):
        raise EventNotUnderstood("a signed delivery has not the form of an event") from None


def signed_bytes(raw: bytes, signature: str | None, key: RSAPublicKey) -> bytes:
    """The bytes that the signature covers: the body as it came or, should something on the way have put blanks into it,
    its compact form with the keys in their order. Raises SignatureRefused."""
    try:
        binary = base64.b64decode((signature or "").encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError):
        raise SignatureRefused("the signature is not in Base64") from None
    for candidate in (raw, _compact(raw)):
        if candidate is not None and _is_signed(candidate, binary, key):
            return candidate
    raise SignatureRefused("the signature does not fit")


def _is_signed(content: bytes, signature: bytes, key: RSAPublicKey) -> bool:
    try:
        key.verify(signature, content, PKCS1v15(), SHA512())
    except InvalidSignature:
        return False
    return True


def _compact(raw: bytes) -> bytes | None:
    """JSON without blanks and line breaks, umlauts as themselves; None for what is no JSON, or is compact already."""
    try:
        compact = json.dumps(json.loads(raw), separators=(",", ":"), ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return None
    return compact if compact != raw else None
