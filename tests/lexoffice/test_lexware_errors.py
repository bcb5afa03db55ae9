"""Three bodies, one tree: every answer of Lexware becomes the error that says what to do."""

from __future__ import annotations

import httpx
import pytest

from lexoffice import errors
from lexoffice.answers import error_of
from lexoffice.client import LexwareClient
from lexoffice.errors import Issue
from lexoffice.vouchers import Voucher, VoucherType

LEGACY = b'{"requestId":"r-1","IssueList":[{"i18nKey":"missing_entity","source":"voucherNumber"}]}'
REGULAR = (
    b'{"timestamp":"2026-03-02T09:20:11.402+01:00","status":406,"traceId":"5f0c","message":"Validation failed",'
    b'"details":[{"violation":"NOTNULL","field":"title","message":"darf nicht null sein"}]}'
)
STALE = b'{"IssueList":[{"i18nKey":"invalid_value","source":"version","type":"validation_failure"}]}'
NO_VERSION = b'{"IssueList":[{"i18nKey":"missing_entity","source":"version","type":"validation_failure"}]}'


@pytest.mark.parametrize(
    ("status", "content", "kind", "issues"),
    [
        (400, b"", errors.FixTheData, ()),
        (401, b'{"message":"Unauthorized"}', errors.KeyRefused, ()),
        (402, b"{}", errors.PlanLacksFeature, ()),
        (403, b'{"message":"no"}', errors.NotAllowed, ()),
        (404, b"", errors.NotFound, ()),
        (405, b"<html>", errors.NotFound, ()),
        (406, LEGACY, errors.FixTheData, (Issue("voucherNumber", "missing_entity"),)),
        (406, REGULAR, errors.FixTheData, (Issue("title", "NOTNULL", "darf nicht null sein"),)),
        (406, STALE, errors.Conflict, (Issue("version", "invalid_value"),)),
        (406, NO_VERSION, errors.FixTheData, (Issue("version", "missing_entity"),)),
        (409, b"[]", errors.Conflict, ()),
        (415, b"", errors.FixTheData, ()),
        (429, b"", errors.RateLimited, ()),
        (500, b'{"message":null}', errors.Unavailable, ()),
        (501, b"", errors.NotFound, ()),
        (503, "außer Betrieb".encode("latin-1"), errors.Unavailable, ()),
        (504, b'{"message":"Endpoint request timed out"}', errors.Unavailable, ()),
        (301, b"", errors.AskAPerson, ()),
    ],
)
def test_every_status_and_body_says_what_to_do(status, content, kind, issues):
    error = error_of("PUT", "/v1/vouchers/1", status, content)
    assert type(error) is kind
    assert error.issues == issues
    assert error.status == status


def test_trace_ids_of_both_bodies_are_kept():
    assert error_of("GET", "/", 406, REGULAR).trace_id == "5f0c"
    assert error_of("GET", "/", 406, LEGACY).trace_id == "r-1"


def test_the_text_of_an_error_names_fields_and_codes_but_nothing_of_the_content():
    body = b'{"message":"Meier GmbH schuldet 119,00","details":[{"violation":"SIZE","field":"name","message":"Meier GmbH"}]}'
    error = error_of("POST", "/v1/contacts", 406, body)
    assert str(error) == "POST /v1/contacts answered 406 (name: SIZE)"
    assert "Meier" in error.message
    assert "Meier" not in repr(error) + str(error.issues)


def test_search_terms_stay_out_of_errors(lexware, sandbox):
    sandbox.control("key", {"revoked": True})
    with pytest.raises(errors.KeyRefused) as refused:
        list(lexware.contacts.find(name="Geheimnis"))
    assert str(refused.value) == "GET /v1/contacts answered 401"


def answering(content: bytes, status: int = 200) -> LexwareClient:
    transport = httpx.MockTransport(lambda _: httpx.Response(status, content=content))
    return LexwareClient("key", transport=transport)


@pytest.mark.parametrize(
    "content", [b"", b"<html>", b"[]", b'{"organizationId":{}}', b'{"organizationId":NaN}', b"\xff"]
)
def test_a_success_that_makes_no_sense_is_for_a_person(content):
    with answering(content) as client, pytest.raises(errors.AnswerNotUnderstood):
        client.profile.get()


def test_a_created_record_with_an_unreadable_answer_was_created_all_the_same():
    with answering(b"<html>", 201) as client, pytest.raises(errors.OutcomeUnknown):
        client.vouchers.create(Voucher(type=VoucherType.PURCHASE_INVOICE))


def test_values_of_an_unreadable_answer_stay_out_of_the_traceback():
    with (
        answering(b'{"organizationId":["Meier GmbH"]}') as client,
        pytest.raises(errors.AnswerNotUnderstood) as refused,
    ):
        client.profile.get()
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__


@pytest.mark.parametrize(
    ("switch", "error"),
    [
        ({"plan_lacking": True}, errors.PlanLacksFeature),
        ({"denied": ["profile.read"]}, errors.NotAllowed),
    ],
)
def test_plan_and_permissions_are_for_a_person(lexware, sandbox, switch, error):
    sandbox.switch(**switch)
    with pytest.raises(error):
        lexware.profile.get()


def test_an_update_without_a_version_is_refused_before_it_is_sent(lexware, sandbox):
    with pytest.raises(errors.FixTheData):
        lexware.vouchers.update(Voucher(type=VoucherType.PURCHASE_INVOICE))
    assert sandbox.requests() == []


@pytest.mark.parametrize("key", ["geheim\nX-Other: 1", "geheim key", "schlüssel"])
def test_a_key_that_no_header_takes_is_refused_without_naming_it(key):
    with pytest.raises(ValueError, match="API key") as caught:
        LexwareClient(key)
    assert key not in str(caught.value)


def test_blanks_around_a_pasted_key_go_and_no_key_is_a_refused_key():
    sent = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request.headers.get("Authorization"))
        return httpx.Response(401, json={"message": "Unauthorized"})

    for key in (" abc\n", ""):
        with LexwareClient(key, transport=httpx.MockTransport(answer)) as client, pytest.raises(errors.KeyRefused):
            client.profile.get()
    assert sent == ["Bearer abc", None]


def test_a_file_of_no_known_kind_is_refused_before_lexware_answers_as_if_it_were_down():
    asked = httpx.MockTransport(lambda request: httpx.Response(500))
    with LexwareClient("abc", transport=asked) as client, pytest.raises(errors.FixTheData) as caught:
        client.files.upload(b"something", "rechnung")
    assert caught.value.concerns("file", "inacceptable_file_extension")
