"""The sample inbox: complete, small, valid, and what the generator would write again."""

from __future__ import annotations

import csv
import email
import email.policy
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import facturx
import pytest
from stdnum import iban
from stdnum.de import vat

from classifier.synthetic import einvoice_files
from classifier.synthetic.inbox import Inbox, build, orders_csv
from classifier.synthetic.inbox_cast import CAST, COMPANY
from classifier.synthetic.inbox_papers import BY_KEY_WISH, facts
from classifier.synthetic.trades import TRADES
from models.documents import DocumentKind, DocumentStatus
from models.fields import FieldName

DATA = Path(__file__).parents[2] / "data"
Row = Mapping[str, Any]


@pytest.fixture(scope="module")
def expected() -> list[Row]:
    return json.loads((DATA / "inbox" / "expected.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]  # our own file


@pytest.fixture(scope="module")
def again() -> Inbox:
    return build()


def test_the_inbox_comes_out_the_same_again(expected: list[Row], again: Inbox) -> None:
    assert json.loads(json.dumps([asdict(entry) for entry in again.expected])) == expected


def test_the_files_are_those_that_the_generator_writes(again: Inbox) -> None:
    shipped = {
        str(path.relative_to(DATA / "inbox"))
        for folder in ("mails", "uploads")
        for path in (DATA / "inbox" / folder).iterdir()
    }
    assert shipped == set(again.files)


def test_every_entry_has_its_file_and_attachment(expected: list[Row]) -> None:
    for entry in expected:
        content = (DATA / "inbox" / entry["file"]).read_bytes()
        if entry["file"].endswith(".eml"):
            message = email.message_from_bytes(content, policy=email.policy.default)
            names = [part.get_filename() for part in message.iter_attachments()]
            assert entry["attachment"] in names if entry["attachment"] else not names
        else:
            assert entry["attachment"] is None


def test_every_file_and_attachment_has_its_entry(expected: list[Row], again: Inbox) -> None:
    named = [(entry["file"], entry["attachment"]) for entry in expected]
    assert len(named) == len(set(named))
    assert {file for file, _ in named} == set(again.files)


def test_entries_speak_the_words_of_the_domain(expected: list[Row]) -> None:
    fields = {name.value for name in FieldName}
    for entry in expected:
        assert entry["kind"] is None or entry["kind"] in {kind.value for kind in DocumentKind}
        assert entry["status"] in {status.value for status in DocumentStatus} | {"double", "no_document"}
        assert set(entry["fields"]) <= fields


def test_what_may_file_itself_has_an_order_of_the_same_gross(expected: list[Row]) -> None:
    with (DATA / "purchase_orders.csv").open(encoding="utf-8", newline="") as source:
        orders = {row["number"]: row for row in csv.DictReader(source, delimiter=";")}
    filed = [entry for entry in expected if entry["status"] == "filed"]
    assert len(filed) >= 5
    for entry in filed:
        order = orders[entry["order"]]
        assert Decimal(entry["fields"]["gross_total"]) == Decimal(order["gross_total"])
        assert entry["fields"]["order_reference"] == entry["order"]
        assert entry["fields"]["supplier_name"] == order["supplier_name"]


def test_the_inbox_is_varied_and_small(expected: list[Row]) -> None:
    assert 22 <= len(expected) <= 40
    assert {
        "invoice",
        "credit_note",
        "receipt",
        "delivery_note",
        "order_confirmation",
        "dunning",
        "official_notice",
        "advertising",
    } <= {entry["kind"] for entry in expected}
    assert sum(path.stat().st_size for path in (DATA / "inbox").rglob("*")) < 6_000_000


def test_the_double_has_the_same_bytes_and_the_second_double_has_not(expected: list[Row], again: Inbox) -> None:
    double = next(entry for entry in expected if entry["status"] == "double")
    message = email.message_from_bytes(again.files[double["file"]], policy=email.policy.default)
    parts = {part.get_filename(): part.get_payload(decode=True) for part in message.iter_attachments()}
    assert parts[double["attachment"]] == again.files[double["duplicate_of"]]
    second = next(entry for entry in expected if entry["duplicate_of"] and entry["status"] == "in_review")
    assert again.files[second["file"]] != again.files[second["duplicate_of"]]
    twin = next(entry for entry in expected if entry["file"] == second["duplicate_of"])
    for name in ("supplier_name", "document_number", "gross_total"):
        assert second["fields"][name] == twin["fields"][name]


@pytest.mark.parametrize("key", ["compressor", "labels", "dowels"])
def test_e_invoices_pass_schema_and_business_rules(key: str, broken_rules: Callable[[bytes], list[str]]) -> None:
    source = facts(BY_KEY_WISH[key])
    xml = {"compressor": einvoice_files.cii, "labels": einvoice_files.ubl}.get(
        key, lambda found: einvoice_files.cii(found, einvoice_files.EN16931)
    )(source)
    assert facturx.xml_check_xsd(xml)
    # The rules of Factur-X want its own guideline; an XRechnung, the first of the three, names another.
    assert broken_rules(xml) == (["FX-SCH-A-000556"] if key == "compressor" else [])


def test_the_orders_and_our_company_are_shipped_as_the_generator_has_them() -> None:
    assert (DATA / "purchase_orders.csv").read_text(encoding="utf-8") == orders_csv()
    shipped = json.loads((DATA / "company.json").read_text(encoding="utf-8"))
    assert {name: tuple(values) for name, values in shipped.items()} == asdict(COMPANY)


def test_ids_of_the_cast_are_valid_and_addresses_belong_to_nobody() -> None:
    assert vat.is_valid(COMPANY.vat_ids[0])
    assert iban.is_valid(COMPANY.ibans[0])
    for party in CAST:
        assert party.domain.endswith(".example")
        assert iban.is_valid(party.accounts[0].iban, check_country=False)


def test_the_vocabulary_names_every_category_that_the_corpus_uses() -> None:
    rows = json.loads((DATA / "categories.json").read_text(encoding="utf-8"))
    names = {row["name"] for row in rows if row["type"] == "outgo"}
    used = {trade.category for trade in TRADES} | {
        article.category for trade in TRADES for article in trade.articles if article.category
    }
    used |= {trade.foreign_category for trade in TRADES if trade.foreign_category}
    assert used <= names
    assert len({(row["name"], row["type"]) for row in rows}) == len(rows)
