"""What taking in and reviewing need: a database, originals, and a clock that stands still until it is moved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from lexoffice.posting_categories import PostingCategory
from models.documents import Medium
from models.fields import FieldName, FieldPrediction, LabelPrediction, Prediction, Source
from models.vouchers import TaxLine
from pipeline.values import Current, merge
from storage.originals import Originals
from storage.sessions import Sessions


@dataclass
class Desk:
    """Fits pipeline.tools.Intake."""

    sessions: Sessions
    originals: Originals
    now: datetime = field(default=datetime(2026, 3, 2, 9, 0, tzinfo=UTC))

    @property
    def clock(self) -> Callable[[], datetime]:
        return lambda: self.now

    def later(self, **passed: float) -> None:
        self.now += timedelta(**passed)


@pytest.fixture
def desk(sessions: Sessions, tmp_path: Path) -> Desk:
    """On SQLite and on PostgreSQL."""
    return Desk(sessions, Originals(tmp_path / "originals"))


@pytest.fixture
def categories() -> list[PostingCategory]:
    return [
        PostingCategory(id="c-office", name="Bürobedarf", type="outgo"),
        PostingCategory(id="c-single", name="Bewirtungskosten", type="outgo", split_allowed=False),
        PostingCategory(id="c-13b", name="Fremdleistungen §13b", type="outgo"),
        PostingCategory(id="c-check", name="Zu prüfen", type="outgo"),
        PostingCategory(id="c-income", name="Dienstleistungen", type="income"),
    ]


@pytest.fixture
def proposal() -> Callable[..., Prediction]:
    """A sure purchase invoice of 238 euro; `fields` replaces or (None) removes fields, `confidence` is that of fields."""

    def make(
        kind: str = "invoice", category: str | None = "Bürobedarf", confidence: float = 0.97, **fields: Any
    ) -> Prediction:
        values: dict[str, Any] = {
            "supplier_name": "Papierhaus Süd KG",
            "document_number": "R-1001",
            "document_date": "2026-02-27",
            "gross_total": "238.00",
            "tax_breakdown": (TaxLine(Decimal(19), Decimal("200.00"), Decimal("38.00")),),
            **fields,
        }
        return Prediction(
            kind=LabelPrediction(kind, 0.99),
            direction=LabelPrediction("incoming", 0.99),
            category=LabelPrediction(category, 0.95) if category else None,
            medium=Medium.BORN_DIGITAL,
            fields={
                FieldName(name): FieldPrediction(value, confidence, Source.MODEL)
                for name, value in values.items()
                if value is not None
            },
            model="m",
        )

    return make


@pytest.fixture
def now(proposal: Callable[..., Prediction]) -> Callable[..., Current]:
    """`proposal` without decisions."""

    def make(**changes: Any) -> Current:
        return merge(proposal(**changes), [])

    return make
