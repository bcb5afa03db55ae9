"""Facts and orders for the tests of matching: one sound pair, changed by name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from matching.facts import DocumentFacts
from models.orders import PurchaseOrder


@pytest.fixture
def order() -> Callable[..., PurchaseOrder]:
    """A purchase order, with changes."""

    def make(**changes: Any) -> PurchaseOrder:
        sound = {
            "number": "B-2026-0815",
            "supplier_name": "Käthe Büchner Möbelbau GmbH & Co. KG",
            "ordered_on": date(2026, 2, 2),
            "net_total": Decimal("1000.00"),
            "gross_total": Decimal("1190.00"),
            "supplier_vat_id": "DE136695976",
            "supplier_number": "70412",
        }
        return PurchaseOrder(**{**sound, **changes})

    return make


@pytest.fixture
def facts() -> Callable[..., DocumentFacts]:
    """The document that belongs to `order()`, with changes."""

    def make(**changes: Any) -> DocumentFacts:
        sound = {
            "key": "7",
            "supplier_name": "Käthe Büchner Möbelbau GmbH & Co. KG",
            "supplier_vat_id": "DE136695976",
            "document_number": "RE-10447",
            "order_reference": "B-2026-0815",
            "issued_on": date(2026, 2, 20),
            "net": Decimal("1000.00"),
            "gross": Decimal("1190.00"),
        }
        return DocumentFacts(**{**sound, **changes})

    return make
