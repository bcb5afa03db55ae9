"""Purchase orders: what we ordered from suppliers; incoming invoices are matched to them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base, BigId, Cents


class PurchaseOrderRow(Base):
    """One purchase order, imported from the operational system (CSV). Amounts in euro."""

    __tablename__ = "purchase_orders"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    number: Mapped[str] = mapped_column(String(60), unique=True)
    supplier_name: Mapped[str] = mapped_column(String(255))
    supplier_vat_id: Mapped[str | None] = mapped_column(String(20))
    supplier_number: Mapped[str | None] = mapped_column(String(40))
    ordered_on: Mapped[date]
    net_total: Mapped[Decimal] = mapped_column(Cents)
    gross_total: Mapped[Decimal] = mapped_column(Cents)
