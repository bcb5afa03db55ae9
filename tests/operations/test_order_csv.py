"""Purchase orders from CSV files as people save them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from models.orders import PurchaseOrder
from operations.order_csv import parse

HEADING = "number,supplier_name,supplier_vat_id,supplier_number,ordered_on,net_total,gross_total\n"
ORDER = PurchaseOrder(
    number="B-2026-0815",
    supplier_name="Öhler & Söhne GmbH",
    ordered_on=date(2026, 3, 2),
    net_total=Decimal("1234.50"),
    gross_total=Decimal("1469.06"),
    supplier_vat_id="DE136695976",
    supplier_number="70412",
)


@pytest.mark.parametrize(
    "text",
    [
        HEADING + "B-2026-0815,Öhler & Söhne GmbH,DE136695976,70412,2026-03-02,1234.50,1469.06\n",
        HEADING.replace(",", ";")
        + "B-2026-0815;Öhler & Söhne GmbH;DE 136695976;70412;02.03.2026;1.234,50;1.469,06 €\n",
        HEADING.replace(",", ";")
        + "B-2026-0815;Öhler & Söhne GmbH;de136695976;70412;2026-03-02;1234,5;1469,06 EUR\r\n",
        HEADING.upper() + 'B-2026-0815,"Öhler & Söhne GmbH",DE136695976,70412,2026-03-02,"1.234,50","1469,06"\n',
        HEADING.replace(",", "\t") + "B-2026-0815\tÖhler & Söhne GmbH\tDE136695976\t70412\t2026-03-02\t1234.5\t1469.06",
        "note,gross_total,net_total,ordered_on,supplier_number,supplier_vat_id,supplier_name,number\n"
        "x,1469.06,1234.50,2026-03-02,70412,DE136695976,Öhler & Söhne GmbH,B-2026-0815\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_file_is_understood_however_it_was_saved(text: str, encoding: str) -> None:
    file = parse(text.encode(encoding))
    assert file.errors == ()
    assert file.orders == (ORDER,)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (",Öhler,,,2026-03-02,1.00,1.19", "Die Spalte number ist leer."),
        ("B-1,Öhler,,,2026-03-02,1.00,", "Die Spalte gross_total ist leer."),
        ("B-1,Öhler,,,32.03.2026,1.00,1.19", "„32.03.2026“ ist kein Datum"),
        ("B-1,Öhler,,,2026-03-02,1.234,1.469", "mehrdeutig"),
        ("B-1,Öhler,,,2026-03-02,eins,1.19", "„eins“ (net_total) ist kein Betrag"),
        ("B-1,Öhler,,,2026-03-02,-1.00,1.19", "ist kein Betrag"),
        ("B-1,Öhler,,,2026-03-02,0.00,1.19", "kann nicht stimmen"),
        ("B-1,Öhler,,,2026-03-02,99999999999.00,99999999999.00", "kann nicht stimmen"),
        ("B-1,Öhler,,,2026-03-02,1.19,1.00", "Sind die Spalten vertauscht?"),
        ("B-1,Öhler,136695976,,2026-03-02,1.00,1.19", "keine USt-IdNr."),
        ("B-1,Öhler,,,2026-03-02,1,00,1,19", "mehr Spalten als die Kopfzeile"),
        (f"{'9' * 61},Öhler,,,2026-03-02,1.00,1.19", "mehr als 60 Zeichen"),
        ('B-1,"Öhler"x,,,2026-03-02,1.00,1.19', "kein CSV"),
        ("B-1", "Die Spalte supplier_name ist leer."),
    ],
)
def test_a_wrong_line_is_named_and_the_others_are_taken(line: str, said: str) -> None:
    good = "{},Öhler,,,2026-03-02,1.00,1.19\n"
    file = parse((HEADING + good.format("G-1") + line + "\n" + good.format("G-2")).encode())
    assert [order.number for order in file.orders] == ["G-1", "G-2"]
    (error,) = file.errors
    assert error.line == 3
    assert said in error.message


def test_missing_columns_are_named() -> None:
    file = parse(b"number;supplier_name\nB-1;X\n")
    assert file.orders == ()
    assert file.errors[0].message == (
        "In der Kopfzeile fehlen: ordered_on, net_total, gross_total. Bitte die Spalten so benennen."
    )


@pytest.mark.parametrize("content", [b"", b"\n", b"\x00\x01\x02", b'"', b"PK\x03\x04" + bytes(200)])
def test_what_is_no_csv_is_one_error_and_no_crash(content: bytes) -> None:
    file = parse(content)
    assert file.orders == ()
    assert [error.line for error in file.errors] == [1]


def test_an_order_that_stands_twice_is_one_order_or_an_error() -> None:
    line = "B-1,Öhler,,,2026-03-02,1.00,1.19\n"
    assert parse((HEADING + line + line).encode()).errors == ()
    (error,) = parse((HEADING + line + line.replace("1.19", "1.20")).encode()).errors
    assert (error.line, error.message[:33]) == (3, "Die Bestellung B-1 steht schon we")
