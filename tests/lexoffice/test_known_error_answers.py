"""Every answer of the table in the API notes, section 5.3, becomes the error that says what to do.

The bodies are put together from the table and the shapes of section 5.2; the class, the field and the code are what
callers branch on, never the sentence.
"""

from __future__ import annotations

import json

import pytest

from lexoffice import errors
from lexoffice.answers import error_of
from lexoffice.errors import Issue, TooManyRows


def legacy(*issues: tuple[str | None, str], kind: str = "validation_failure") -> bytes:
    """Contacts, files, vouchers."""
    rows = [
        {"i18nKey": code, "source": source, "type": kind, "additionalData": None, "args": None}
        for source, code in issues
    ]
    return json.dumps({"requestId": "r-7", "IssueList": rows}).encode()


def regular(status: int, message: str = "Validation failed for request.", **details: str) -> bytes:
    """All others; `details` is field -> violation, dots written as double underscores."""
    rows = [
        {"violation": violation, "field": field.replace("__", "."), "message": "darf nicht null sein"}
        for field, violation in details.items()
    ]
    body = {"timestamp": "2026-03-02T09:20:11.402+01:00", "status": status, "traceId": "5f0c", "message": message}
    return json.dumps({**body, "path": "/v1/x", "details": rows} if rows else body).encode()


def gateway(message: str | None) -> bytes:
    return json.dumps({"message": message}).encode()


FIX, CONFLICT = errors.FixTheData, errors.Conflict
NO_ROUTE = "'x' not a valid key=value pair (missing equal-sign) in Authorization header"

ROWS = [
    # endpoint and situation, status, body, class, issues
    ("contacts: filter too short", 400, legacy(("name", "size"), kind="bad_request_error"), FIX, [("name", "size")]),
    ("contacts: number no number", 400, legacy(("number", "invalid_value")), FIX, [("number", "invalid_value")]),
    (
        "contacts: no role",
        406,
        legacy(("roles.customer or roles.vendor", "missing_entity")),
        FIX,
        [("roles.customer or roles.vendor", "missing_entity")],
    ),
    (
        "contacts: neither company nor person",
        406,
        legacy(("company or person", "missing_entity")),
        FIX,
        [("company or person", "missing_entity")],
    ),
    (
        "contacts: both",
        406,
        legacy(("company and person", "invalid_value")),
        FIX,
        [("company and person", "invalid_value")],
    ),
    (
        "contacts: two billing addresses",
        406,
        legacy(("addresses.billing.size", "invalid_value")),
        FIX,
        [("addresses.billing.size", "invalid_value")],
    ),
    (
        "contacts: bad country",
        406,
        legacy(("countryCode", "countrycode_is_not_valid")),
        FIX,
        [("countryCode", "countrycode_is_not_valid")],
    ),
    (
        "contacts: structural damage",
        500,
        legacy(("contact_has_not_mappable_address", "technical_error"), kind="technical_error"),
        errors.Unavailable,
        [("contact_has_not_mappable_address", "technical_error")],
    ),
    (
        "articles: field missing",
        406,
        regular(406, title="NOTNULL", price__leadingPrice="NOTNULL"),
        FIX,
        [("title", "NOTNULL"), ("price.leadingPrice", "NOTNULL")],
    ),
    (
        "articles: number in use",
        406,
        regular(406, materialNumber="MATERIAL_NUMBER_ALREADY_EXISTS"),
        FIX,
        [("materialNumber", "MATERIAL_NUMBER_ALREADY_EXISTS")],
    ),
    ("articles: bad GTIN", 406, regular(406, gtin="VALIDGTIN"), FIX, [("gtin", "VALIDGTIN")]),
    ("articles: page too small", 400, regular(400, size="MIN"), FIX, [("size", "MIN")]),
    (
        "vouchers: number missing",
        406,
        legacy(("voucherNumber", "missing_entity")),
        FIX,
        [("voucherNumber", "missing_entity")],
    ),
    (
        "vouchers: total is not the lines",
        406,
        legacy(("totalGrossAmount", "invalid_total_amount")),
        FIX,
        [("totalGrossAmount", "invalid_total_amount")],
    ),
    (
        "vouchers: tax is not the rate",
        406,
        legacy(("voucherItems[0].taxAmount", "invalid_taxamount")),
        FIX,
        [("voucherItems[0].taxAmount", "invalid_taxamount")],
    ),
    (
        "vouchers: rate not allowed",
        406,
        legacy(("taxRatePercent", "invalid_taxrate_19"), ("taxRatePercent", "invalid_taxrate_0")),
        FIX,
        [("taxRatePercent", "invalid_taxrate_19"), ("taxRatePercent", "invalid_taxrate_0")],
    ),
    (
        "vouchers: status not writable",
        406,
        legacy(("voucherStatus", "invalid_value")),
        FIX,
        [("voucherStatus", "invalid_value")],
    ),
    (
        "vouchers: a name beside a contact",
        406,
        legacy(("contactName", "custom_contact_name_for_referenced_contact_not_allowed")),
        FIX,
        [("contactName", "custom_contact_name_for_referenced_contact_not_allowed")],
    ),
    ("vouchers: linked to the bank", 403, gateway("Forbidden"), errors.NotAllowed, []),
    (
        "vouchers: no contact",
        406,
        legacy(("contactId", "Missing_ContactId")),
        FIX,
        [("contactId", "Missing_ContactId")],
    ),
    ("vouchers: unknown files", 406, legacy((None, "invalid_file_ids")), FIX, [("", "invalid_file_ids")]),
    ("files: no type", 400, gateway("Invalid or missing upload type."), FIX, []),
    ("files: no part", 500, gateway(None), errors.Unavailable, []),
    *(
        (f"files: {code}", 406, legacy(("file", code)), FIX, [("file", code)])
        for code in (
            "max_file_size_exceeded",
            "inacceptable_file_extension",
            "invalid_xrechnung",
            "image_conversion_error",
            "voucher_upload_toxic_pdf",
        )
    ),
    (
        "sales: no shipping conditions",
        406,
        regular(406, "The shipping conditions must not be null", shippingConditions="NOTNULL"),
        FIX,
        [("shippingConditions", "NOTNULL")],
    ),
    ("sales: id on a custom line", 406, regular(406, "Only line items of type 'material' ..."), FIX, []),
    ("sales: contact without address", 406, regular(406, "Referenced contact needs to have ..."), FIX, []),
    ("sales: may not follow", 406, regular(406, "The sales voucher cannot be pursued"), FIX, []),
    ("file of a draft", 409, regular(409, "is in status 'draft' and therefore cannot be downloaded"), CONFLICT, []),
    ("document of a draft", 406, regular(406, "is in status 'draft'"), FIX, []),
    ("payments of a draft", 406, regular(406, "No payment information for this invoice in draft"), FIX, []),
    ("voucherlist: filters missing", 400, regular(400, "Missing required request parameters"), FIX, []),
    ("voucherlist: unknown value", 400, regular(400, "Invalid value 'x' received for ..."), FIX, []),
    ("subscriptions: twice the same", 409, regular(409, "exists already"), CONFLICT, []),
    ("subscriptions: no HEAD", 406, regular(406, "not reachable", callbackUrl="X"), FIX, [("callbackUrl", "X")]),
    ("an id of another kind", 404, regular(404, "Not Found"), errors.NotFound, []),
    # Section 4.3: stale versions in every shape, and missing ones, which are no conflict.
    ("stale article", 409, regular(409, "conflict"), CONFLICT, []),
    ("stale contact", 406, legacy(("version", "invalid_value")), CONFLICT, [("version", "invalid_value")]),
    ("stale, in the other shape", 406, regular(406, version="INVALID"), CONFLICT, [("version", "INVALID")]),
    ("stale voucher, documented", 409, legacy(("version", "invalid_value")), CONFLICT, [("version", "invalid_value")]),
    ("version missing", 406, legacy(("version", "missing_entity")), FIX, [("version", "missing_entity")]),
    ("version missing, other shape", 406, regular(406, version="NOTNULL"), FIX, [("version", "NOTNULL")]),
    # Sections 5.1 and 5.2: the gateway.
    ("no key", 401, gateway("Unauthorized"), errors.KeyRefused, []),
    ("contract", 402, gateway("Payment Required"), errors.PlanLacksFeature, []),
    ("permission missing", 403, gateway("Forbidden"), errors.NotAllowed, []),
    ("unknown route, documented", 403, gateway(NO_ROUTE), errors.NotFound, []),
    ("unknown route, measured", 404, gateway("Not Found"), errors.NotFound, []),
    ("method", 405, gateway("Method Not Allowed"), errors.NotFound, []),
    ("no JSON", 415, gateway("Unsupported Media Type"), FIX, []),
    ("too many", 429, gateway("Too Many Requests"), errors.RateLimited, []),
    ("server", 500, gateway(None), errors.Unavailable, []),
    ("not implemented", 501, b"", errors.NotFound, []),
    ("maintenance", 503, b"<html>Wartung</html>", errors.Unavailable, []),
    ("gateway gave up", 504, gateway("Endpoint request timed out"), errors.Unavailable, []),
]


@pytest.mark.parametrize(("status", "body", "kind", "issues"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_a_known_answer_becomes_its_error(status, body, kind, issues):
    error = error_of("PUT", "/v1/x", status, body)
    assert type(error) is kind
    assert [(issue.field, issue.code) for issue in error.issues] == issues
    assert all(error.concerns(field, code) for field, code in issues)
    assert error.status == status


def test_a_body_that_breaks_its_own_shape_still_gives_its_status():
    for body in (
        b'{"IssueList":"x","details":{"a":1}}',
        b'{"IssueList":[1,null,{"source":7}]}',
        b"\xff",
        b"null",
        b"[]",
    ):
        assert isinstance(error_of("GET", "/v1/x", 406, body), FIX)


def test_what_was_not_sent_does_not_say_that_lexware_kept_silent():
    assert str(FIX("PUT", "/v1/x", issues=[Issue("version", "NOTNULL")])) == "PUT /v1/x was not sent (version: NOTNULL)"


def test_too_many_rows_says_what_and_where():
    said = str(TooManyRows("GET", "/v1/voucherlist", issues=[Issue("createdDate", "2026-03-02")]))
    assert "10,000" in said
    assert "narrower" in said
    assert "createdDate: 2026-03-02" in said
