"""Signatures of webhooks, made with a key pair of our own: what passes, what does not, and what is read of it."""

from __future__ import annotations

import base64
import hashlib
import json
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256, SHA512, HashAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from lexoffice.event_subscriptions import EventType
from lexoffice.webhooks import (
    PUBLISHED_KEY,
    EventNotUnderstood,
    KeyUnusable,
    SignatureRefused,
    load_key,
    read_event,
    signed_bytes,
)

OURS = rsa.generate_private_key(public_exponent=65537, key_size=2048)
KEY = OURS.public_key()
PAYLOAD = {
    "organizationId": "3b0e5a0c-51d2-4f0b-9f52-8a6f5d0c7e10",
    "eventType": "payment.changed",
    "resourceId": "9d2c7f4e-7a35-4a52-b1f4-0c1e6d8f2a33",
    "eventDate": "2026-03-19T11:02:44.107+01:00",
}


def compact(payload: object) -> bytes:
    return json.dumps(payload, separators=(",", ":")).encode()


def sign(content: bytes, key: rsa.RSAPrivateKey = OURS, algorithm: HashAlgorithm | None = None) -> str:
    return base64.b64encode(key.sign(content, PKCS1v15(), algorithm or SHA512())).decode()


def test_a_signed_delivery_is_read() -> None:
    event = read_event(compact(PAYLOAD), sign(compact(PAYLOAD)), KEY)
    assert (event.organization_id, event.resource_id) == (PAYLOAD["organizationId"], PAYLOAD["resourceId"])
    assert event.event_type is EventType.PAYMENT_CHANGED
    assert event.event_date == datetime(2026, 3, 19, 10, 2, 44, 107_000, tzinfo=UTC)


def test_an_event_type_that_nobody_knows_yet_is_kept_as_it_came() -> None:
    raw = compact(PAYLOAD | {"eventType": "reminder.sent"})
    assert read_event(raw, sign(raw), KEY).event_type == "reminder.sent"


def test_one_changed_byte_is_refused() -> None:
    raw = compact(PAYLOAD)
    for place in (0, len(raw) // 2, len(raw) - 1):
        changed = raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :]
        with pytest.raises(SignatureRefused):
            read_event(changed, sign(raw), KEY)


def test_blanks_that_were_put_into_the_body_on_the_way_do_no_harm() -> None:
    signature = sign(compact(PAYLOAD))
    for spread in (json.dumps(PAYLOAD), json.dumps(PAYLOAD, indent=2), json.dumps(PAYLOAD) + "\r\n"):
        assert signed_bytes(spread.encode(), signature, KEY) == compact(PAYLOAD)


def test_a_body_that_was_signed_with_its_blanks_passes_as_it_is() -> None:
    raw = json.dumps(PAYLOAD, indent=2).encode()
    assert signed_bytes(raw, sign(raw), KEY) == raw


def test_other_order_of_keys_is_another_body() -> None:
    reordered = dict(reversed(PAYLOAD.items()))
    with pytest.raises(SignatureRefused):
        read_event(compact(reordered), sign(compact(PAYLOAD)), KEY)


def test_umlauts_are_signed_as_themselves() -> None:
    payload = PAYLOAD | {"note": "Öhmann"}
    signed = json.dumps(payload, separators=(",", ":"), ensure_ascii=False).encode()
    assert signed_bytes(json.dumps(payload, indent=1, ensure_ascii=False).encode(), sign(signed), KEY) == signed


@pytest.mark.parametrize("header", [None, "", "???", "Zm9v\n", " ", "Zm9", "Zm9v", "Ünicode", "=" * 684, "A" * 100_000])
def test_a_missing_or_broken_signature_is_refused(header: str | None) -> None:
    with pytest.raises(SignatureRefused):
        read_event(compact(PAYLOAD), header, KEY)


def test_base64_is_taken_strictly() -> None:
    raw = compact(PAYLOAD)
    for broken in (sign(raw)[:20] + "\n" + sign(raw)[20:], sign(raw) + " ", sign(raw).replace("=", "")):
        with pytest.raises(SignatureRefused):
            read_event(raw, broken, KEY)


def test_another_key_or_another_hash_is_refused() -> None:
    raw = compact(PAYLOAD)
    stranger = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    for signature in (sign(raw, stranger), sign(raw, algorithm=SHA256())):
        with pytest.raises(SignatureRefused):
            read_event(raw, signature, KEY)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"[]",
        b"null",
        b"{",
        b"\xff\xfe",
        b"[" * 60_000,
        compact({name: value for name, value in PAYLOAD.items() if name != "eventDate"}),
        compact(PAYLOAD | {"eventDate": "2026-03-19T11:02:44.107"}),
        compact(PAYLOAD | {"resourceId": "../profile"}),
        compact(PAYLOAD | {"resourceId": "a" * 65}),
        compact(PAYLOAD | {"organizationId": ""}),
        compact(PAYLOAD | {"eventType": "x" * 101}),
        compact(PAYLOAD | {"eventType": 7}),
    ],
)
def test_signed_nonsense_is_told_from_a_bad_signature(raw: bytes) -> None:
    with pytest.raises(EventNotUnderstood):
        read_event(raw, sign(raw), KEY)


def test_nonsense_without_a_signature_is_refused_and_not_read() -> None:
    with pytest.raises(SignatureRefused):
        read_event(b"[" * 60_000, sign(b"something else"), KEY)


def test_the_key_that_is_shipped_is_the_one_of_the_api_notes() -> None:
    key = load_key(PUBLISHED_KEY.read_bytes())
    der = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    assert key.key_size == 4096
    assert hashlib.sha256(der).hexdigest() == "6a42debdf6c613137f8da76b231711c93c3b4fc2dc0e7a2998e08c7f479f80b1"


def test_what_is_no_rsa_public_key_is_said_so() -> None:
    other = ec.generate_private_key(ec.SECP256R1()).public_key()
    for pem in (b"", b"hello", other.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)):
        with pytest.raises(KeyUnusable):
            load_key(pem)
