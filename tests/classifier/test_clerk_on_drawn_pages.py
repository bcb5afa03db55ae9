from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from classifier.clerk import Clerk
from models.documents import Direction, Medium
from models.fields import FieldName as F
from models.fields import Source
from models.pages import EInvoice, Page, ReadDocument, StructuredValue
from models.parties import OwnCompany
from models.vouchers import TaxLine

Draw = Callable[..., ReadDocument]
US = OwnCompany(names=("Nordlicht Verlag KG",))


def test_a_plain_invoice_is_read_completely(clerk: Clerk, page: Draw, invoice: list[tuple[float, float, str]]) -> None:
    prediction = clerk.predict(page(invoice), US)
    values = {name: one.value for name, one in prediction.fields.items()}
    assert prediction.kind.value == "invoice"
    assert prediction.direction.value == Direction.INCOMING
    expected = {
        F.SUPPLIER_NAME: "Holzbau Eggestein GmbH",
        F.BUYER_NAME: "Nordlicht Verlag KG",
        F.DOCUMENT_NUMBER: "RE-2026-0417",
        F.DOCUMENT_DATE: "2026-03-12",
        F.DUE_DATE: "2026-03-26",
        F.NET_TOTAL: "200.00",
        F.TAX_TOTAL: "38.00",
        F.GROSS_TOTAL: "238.00",
        F.AMOUNT_DUE: "238.00",
        F.CURRENCY: "EUR",
        F.IBAN: "DE02120300000000202051",
        F.BIC: "BYLADEM1001",
        F.SUPPLIER_VAT_ID: "DE136695976",
        F.CUSTOMER_NUMBER: "48213",
        F.TAX_BREAKDOWN: (TaxLine(Decimal(19), Decimal("200.00"), Decimal("38.00")),),
        F.LINE_COUNT: "2",
    }
    assert values == expected


def test_every_value_has_its_place_its_source_and_a_reason(
    clerk: Clerk, page: Draw, invoice: list[tuple[float, float, str]]
) -> None:
    fields = clerk.predict(page(invoice), US).fields
    number = fields[F.DOCUMENT_NUMBER]
    assert number.page == 1
    assert number.box is not None and number.box.top == pytest.approx(0.32)
    assert any("Rechnung Nr." in reason for reason in number.why)
    assert all(one.page is not None and one.source in (Source.MODEL, Source.TEXT) for one in fields.values())


def test_a_field_that_stands_nowhere_is_left_out(
    clerk: Clerk, page: Draw, invoice: list[tuple[float, float, str]]
) -> None:
    without = [line for line in invoice if "Zahlbar" not in line[2] and "IBAN" not in line[2]]
    fields = clerk.predict(page(without), US).fields
    assert not {F.DUE_DATE, F.IBAN, F.BIC, F.SUPPLIER_VAT_ID, F.PREPAID_TOTAL, F.ORDER_REFERENCE, F.PERIOD_START} & set(
        fields
    )


def test_our_own_name_is_the_supplier_only_on_our_own_papers(
    clerk: Clerk, page: Draw, invoice: list[tuple[float, float, str]]
) -> None:
    ours = clerk.predict(page(invoice), OwnCompany(names=("Holzbau Eggestein GmbH",)))
    assert ours.direction.value == Direction.OUTGOING
    assert ours.fields[F.SUPPLIER_NAME].value == "Holzbau Eggestein GmbH"
    assert clerk.predict(page(invoice), US).fields[F.SUPPLIER_NAME].value != "Nordlicht Verlag KG"


def test_the_sum_of_a_line_item_is_not_taken_for_the_total(
    clerk: Clerk, page: Draw, invoice: list[tuple[float, float, str]]
) -> None:
    unlabelled = [(left, top, text.replace("Rechnungsbetrag", "")) for left, top, text in invoice]
    fields = clerk.predict(page([line for line in unlabelled if line[2]]), US).fields
    assert fields[F.GROSS_TOTAL].value == "238.00"


def test_a_clear_label_outvotes_an_equation_with_a_warning(
    clerk: Clerk, page: Draw, invoice: list[tuple[float, float, str]]
) -> None:
    off = [(left, top, text.replace("238,00", "258,00")) for left, top, text in invoice]
    prediction = clerk.predict(page(off), US)
    assert prediction.fields[F.GROSS_TOTAL].value == "258.00"
    assert [one.code for one in prediction.warnings] == ["sums_differ"]


def test_an_empty_document_gets_a_guess_that_abstains_and_no_values(clerk: Clerk, page: Draw) -> None:
    for document in (
        page([]),
        ReadDocument(Medium.SCAN, (), page_count=1),
        ReadDocument(Medium.SCAN, (Page(1, 0.0, 0.0, ()),)),
    ):
        prediction = clerk.predict(document, OwnCompany())
        assert prediction.kind.abstained
        assert prediction.fields == {}


def test_words_that_no_training_page_had_do_no_harm(clerk: Clerk, page: Draw) -> None:
    prediction = clerk.predict(page([(0.1, 0.1, "Zxqv krr blaarp"), (0.1, 0.2, "Wuppdi 77 ffff")]), OwnCompany())
    assert F.GROSS_TOTAL not in prediction.fields


def einvoice(embedded: bool, **values: str) -> EInvoice:
    stated = {name: StructuredValue(value, f"/Invoice/{name}") for name, value in values.items()}
    return EInvoice("cii", "urn:cen.eu:en16931:2017", stated, embedded=embedded)


def test_the_xml_is_the_truth_and_the_page_shows_where_the_value_stands(
    clerk: Clerk, page: Draw, invoice: list[tuple[float, float, str]]
) -> None:
    xml = einvoice(
        True,
        document_number="RE-2026-0417",
        gross_total="238.00",
        type_code="380",
        supplier_name="Eggestein Holding SE",
    )
    prediction = clerk.predict(replace(page(invoice), einvoice=xml), US)
    number = prediction.fields[F.DOCUMENT_NUMBER]
    assert (number.source, number.page, number.why) == (Source.EINVOICE, 1, ("/Invoice/document_number",))
    assert prediction.fields[F.SUPPLIER_NAME].value == "Eggestein Holding SE"
    assert set(prediction.fields) == {F(name) for name in xml.values}
    assert prediction.warnings == ()


def test_a_page_that_differs_from_its_xml_is_told(
    clerk: Clerk, page: Draw, invoice: list[tuple[float, float, str]]
) -> None:
    xml = einvoice(True, document_number="RE-2026-0417", gross_total="237.99", document_date="2026-03-12")
    prediction = clerk.predict(replace(page(invoice), einvoice=xml), US)
    assert prediction.fields[F.GROSS_TOTAL].value == "237.99"
    assert [(one.code, one.field) for one in prediction.warnings] == [("page_differs_from_xml", F.GROSS_TOTAL)]


def test_the_type_code_of_an_e_invoice_decides_the_kind(clerk: Clerk, page: Draw) -> None:
    for code, kind in (("380", "invoice"), ("381", "credit_note"), ("384", "invoice")):
        document = replace(page([]), einvoice=einvoice(False, type_code=code, document_number="1"))
        assert clerk.predict(document, US).kind.value == kind


def test_a_payment_code_gives_the_iban(clerk: Clerk, page: Draw, invoice: list[tuple[float, float, str]]) -> None:
    without = [line for line in invoice if "IBAN" not in line[2]]
    facts = {"giro_iban": "DE02120300000000202051", "giro_amount": "238.00"}
    fields = clerk.predict(replace(page(without), facts=facts), US).fields
    assert (fields[F.IBAN].value, fields[F.IBAN].source) == ("DE02120300000000202051", Source.CODE)


def test_a_bank_file_is_what_its_format_says(clerk: Clerk, page: Draw, invoice: list[tuple[float, float, str]]) -> None:
    assert clerk.predict(replace(page(invoice), structured_kind="bank_statement"), US).kind.value == "bank_statement"
