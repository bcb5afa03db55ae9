"""The signature of deliveries (API notes, section 24.5): RSA, SHA-512, PKCS#1 v1.5, in Base64, over the bytes of the body.

The sandbox has a key pair of its own, made at first need and kept; the public half lies at the path where Lexware's does.
"""

from __future__ import annotations

import base64
from functools import lru_cache

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA512
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from fastapi import APIRouter
from starlette.responses import Response

from lexoffice.sandbox.box import Box
from lexoffice.sandbox.store import Record
from lexoffice.wire import write_json

SIGNATURE_HEADER = "X-Lxo-Signature"
KEY_SETTING = "webhookKey"
FIELDS = ("organizationId", "eventType", "resourceId", "eventDate")
"""All that a delivery says, in this order."""

_SAMPLE: Record = {
    "organizationId": "6f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f9",
    "eventType": "contact.changed",
    "resourceId": "0a1b2c3d-4e5f-4061-9273-8495a6b7c8d9",
    "eventDate": "2026-03-19T11:02:44.107+01:00",
}


def routes(box: Box) -> APIRouter:
    """The public key and a sample to test a receiver with. No key is asked for."""
    router = APIRouter(prefix="/webhookSignature/public")

    @router.get("/public_key.pub")
    async def public_key() -> Response:
        key = (await _key(box)).public_key()
        return Response(key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo), media_type="text/plain")

    @router.get("/sample_payload.json")
    async def payload() -> Response:
        return Response(body_of(_SAMPLE), media_type="application/json")

    @router.get("/sample_signature_base64")
    async def signed() -> Response:
        return Response(await signature(box, body_of(_SAMPLE)), media_type="text/plain")

    @router.get("/sample_signature_decoded")
    async def decoded() -> Response:
        binary = base64.b64decode(await signature(box, body_of(_SAMPLE)))
        return Response(binary, media_type="application/octet-stream")

    return router


def body_of(delivery: Record) -> bytes:
    """The body of a delivery: compact JSON of exactly four fields."""
    return write_json({field: delivery[field] for field in FIELDS}).encode()


async def signature(box: Box, body: bytes) -> str:
    """The value of the header for these bytes."""
    key = await _key(box)
    return base64.b64encode(key.sign(body, PKCS1v15(), SHA512())).decode("ascii")


async def _key(box: Box) -> RSAPrivateKey:
    """The key pair, made where there is none yet. That takes seconds with Lexware's 4096 bits, so a thread does it."""
    if not box.setting(KEY_SETTING):
        made = await box.aside(generate_private_key, 65537, box.switches.webhook_key_bits)
        if not box.setting(KEY_SETTING):  # somebody else may have been quicker
            pem = made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
            box.set(KEY_SETTING, {"pem": pem.decode("ascii")})
            box.store.commit()
    return _loaded(box.setting(KEY_SETTING)["pem"])


@lru_cache(maxsize=4)
def _loaded(pem: str) -> RSAPrivateKey:
    # Our own key, so without the check, which takes most of a second.
    key = load_pem_private_key(pem.encode("ascii"), None, unsafe_skip_rsa_key_validation=True)
    if not isinstance(key, RSAPrivateKey):
        raise TypeError("the key that was stored is no RSA key")
    return key
