"""What documents are compared with and booked on: purchase orders and Lexware's posting categories."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from sqlalchemy import or_, select

from api.dependencies import Staff, Tools
from api.sheet import categories
from api.v1 import answers
from api.v1.declared import problems
from storage.tables.orders import PurchaseOrderRow

router = APIRouter(tags=["Reference"])


@router.get("/purchase-orders", responses=problems(401, 422))
def purchase_orders(
    tools: Tools,
    _user: Staff,
    text: Annotated[str, Query(max_length=100, description="Looked for in number and supplier.")] = "",
    after: Annotated[int | None, Query(description="Cursor: `next` of the answer before.")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> answers.PurchaseOrders:
    """Purchase orders, the last imported first."""
    query = select(PurchaseOrderRow).order_by(PurchaseOrderRow.id.desc()).limit(limit + 1)
    if text:
        columns = (PurchaseOrderRow.number, PurchaseOrderRow.supplier_name)
        query = query.where(or_(*(column.icontains(text, autoescape=True) for column in columns)))
    if after is not None:
        query = query.where(PurchaseOrderRow.id < after)
    with tools.reading() as session:
        rows = list(session.scalars(query))
    found = [answers.PurchaseOrder.model_validate(row) for row in rows[:limit]]
    return answers.PurchaseOrders(purchase_orders=found, next=rows[limit - 1].id if len(rows) > limit else None)


@router.get("/categories", responses=problems(401))
def posting_categories(tools: Tools, _user: Staff) -> answers.Categories:
    """Lexware's expense categories of the moment; an empty list while Lexware cannot be reached for the first time."""
    found = [
        answers.Category(id=entry.id, name=entry.name, group=entry.group_name or "") for entry in categories(tools)
    ]
    return answers.Categories(categories=found)
