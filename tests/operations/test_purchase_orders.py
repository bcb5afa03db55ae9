"""Purchase orders on their way from a file into the database."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from sqlalchemy import select

from operations.purchase_orders import import_csv
from storage import audit
from storage.sessions import Sessions
from storage.tables.audit import AuditEntry
from storage.tables.orders import PurchaseOrderRow

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
FILE = """number;supplier_name;supplier_vat_id;supplier_number;ordered_on;net_total;gross_total
B-1;Öhler GmbH;DE136695976;70412;02.03.2026;1.234,50;1.469,06
B-2;Brandt KG;;;03.03.2026;10,00;11,90
B-3;Kurz;;;kein Datum;10,00;11,90
""".encode()


def test_a_file_taken_twice_changes_nothing_the_second_time(sessions: Sessions) -> None:
    with sessions.begin() as session:
        first = import_csv(session, FILE, at=NOW, by="anna")
    with sessions.begin() as session:
        second = import_csv(session, FILE, at=NOW, by="anna")
    assert (first.new, first.changed, first.unchanged) == (2, 0, 0)
    assert (second.new, second.changed, second.unchanged) == (0, 0, 2)
    assert [error.line for error in first.errors] == [4]
    with sessions() as session:
        rows = session.scalars(select(PurchaseOrderRow).order_by(PurchaseOrderRow.number)).all()
        assert [(row.number, row.ordered_on, row.gross_total) for row in rows] == [
            ("B-1", date(2026, 3, 2), Decimal("1469.06")),
            ("B-2", date(2026, 3, 3), Decimal("11.90")),
        ]
        assert session.scalars(select(AuditEntry.action)).all() == ["purchase_orders.imported"]


def test_a_changed_order_keeps_its_row_and_says_what_changed(sessions: Sessions) -> None:
    with sessions.begin() as session:
        import_csv(session, FILE, at=NOW, by="anna")
        row_id = session.scalar(select(PurchaseOrderRow.id).where(PurchaseOrderRow.number == "B-2"))
    with sessions.begin() as session:
        changed = import_csv(session, FILE.replace(b"11,90", b"10,70"), at=NOW, by="bert")
        assert (changed.new, changed.changed, changed.unchanged) == (0, 1, 1)
    with sessions() as session:
        row = session.get_one(PurchaseOrderRow, row_id)
        assert row.gross_total == Decimal("10.70")
        entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "purchase_order.changed")).one()
        assert entry.actor == "bert"
        assert entry.facts == {"before": {"gross_total": "11.90"}, "after": {"gross_total": "10.70"}}
        assert list(audit.verify(session)) == []


def test_an_order_that_the_file_no_longer_names_stays(sessions: Sessions) -> None:
    with sessions.begin() as session:
        import_csv(session, FILE, at=NOW, by="anna")
        import_csv(session, b"\n".join(FILE.splitlines()[:2]), at=NOW, by="anna")
        assert len(session.scalars(select(PurchaseOrderRow)).all()) == 2


def test_a_file_without_a_column_says_nothing_about_it_and_an_empty_cell_does(sessions: Sessions) -> None:
    without = (
        b"number;supplier_name;ordered_on;net_total;gross_total\nB-1;\xc3\x96hler GmbH;02.03.2026;1.234,50;1.469,06\n"
    )
    empty = FILE.replace(b"DE136695976", b"")
    with sessions.begin() as session:
        import_csv(session, FILE, at=NOW, by="anna")
        assert import_csv(session, without, at=NOW, by="anna").unchanged == 1
        assert import_csv(session, empty, at=NOW, by="anna").changed == 1
    with sessions() as session:
        row = session.scalars(select(PurchaseOrderRow).where(PurchaseOrderRow.number == "B-1")).one()
        assert (row.supplier_vat_id, row.supplier_number) == (None, "70412")
