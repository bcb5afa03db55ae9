"""The list of documents, live: the part that changes is asked for again every two seconds and morphed in place."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from api.dependencies import Staff, Tools
from api.listing import Counts, Filter, counts, documents, stamp
from api.pages.document_screen import undoable
from api.pages.german import BERLIN
from api.pages.rendering import page
from models.documents import DocumentStatus
from runtime.services import Services
from storage.tables.documents import Document
from storage.tables.orders import PurchaseOrderRow

router = APIRouter()

_S = DocumentStatus

ROWS = 100


@dataclass(frozen=True, slots=True)
class View:
    """One tab."""

    name: str
    statuses: tuple[DocumentStatus, ...] = ()
    problem: bool = False
    oldest_first: bool = False


VIEWS = {
    "pruefen": View("Zu prüfen", (_S.IN_REVIEW,), oldest_first=True),
    "probleme": View("Probleme", problem=True),
    "freigegeben": View("Freigegeben", (_S.APPROVED,)),
    "gebucht": View("Gebucht", (_S.FILED, _S.PAID)),
    "abgelegt": View("Abgelegt", (_S.ARCHIVED, _S.REJECTED, _S.SPLIT)),
    "alle": View("Alle"),
}


@router.get("/belege")
def whole(
    *,
    request: Request,
    tools: Tools,
    _user: Staff,
    ansicht: str = "pruefen",
    suche: str = "",
    nach: int | None = None,
    freigegeben: int | None = None,
) -> Response:
    """The page. `freigegeben`: the last document of the queue, just approved; that may be taken back here."""
    with tools.reading() as session:
        values = _values(session, tools, ansicht, suche[:100].strip(), nach)
        values["undoable"] = undoable(session, tools, freigegeben)
    return page(request, "documents.html", **values)


@router.get("/belege/liste")
def part(
    *,
    request: Request,
    tools: Tools,
    _user: Staff,
    ansicht: str = "pruefen",
    suche: str = "",
    nach: int | None = None,
    stand: str = "",
) -> Response:
    """The part that changes; 204 if nothing has since `stand`."""
    text = suche[:100].strip()
    with tools.reading() as session:
        if stand and stamp(session, text) == stand:
            return Response(status_code=HTTPStatus.NO_CONTENT)
        values = _values(session, tools, ansicht, text, nach)
    return page(request, "documents_part.html", **values)


def _values(session: Session, tools: Services, name: str, text: str, after: int | None) -> dict[str, Any]:
    name = name if name in VIEWS else "pruefen"
    view, standing = VIEWS[name], counts(session, text)
    wanted = Filter(view.statuses, text=text, problem=view.problem, oldest_first=view.oldest_first)
    found = documents(session, wanted, after=after, limit=ROWS)
    query = {"ansicht": name, "suche": text} | ({"nach": after} if after else {})
    return {
        "view": name,
        "current_tab": view.name,
        "search": text,
        "tabs": _tabs(name, text, standing),
        "rows": found.rows,
        "orders": _orders(session, found.rows),
        "more": urlencode(query | {"nach": found.next}) if found.next else "",
        "query": urlencode(query),
        "stamp": stamp(session, text),
        "oldest_first": view.oldest_first,
        "waiting": _waiting(standing),
        "today": tools.clock().astimezone(BERLIN).date(),
    }


def _tabs(current: str, text: str, standing: Counts) -> list[dict[str, Any]]:
    return [
        {
            "name": view.name,
            "count": standing.problems if view.problem else standing.of(view.statuses),
            "address": "/belege?" + urlencode({"ansicht": name} | ({"suche": text} if text else {})),
            "current": name == current,
        }
        for name, view in VIEWS.items()
    ]


def _waiting(standing: Counts) -> str:
    number = standing.working
    if not number:
        return ""
    return "1 Beleg wird gerade gelesen" if number == 1 else f"{number} Belege werden gerade gelesen"


def _orders(session: Session, rows: Any) -> dict[int, str]:
    """Numbers of the purchase orders that the rows belong to."""
    wanted = {row.purchase_order_id for row in rows if isinstance(row, Document) and row.purchase_order_id}
    if not wanted:
        return {}
    found = session.execute(select(PurchaseOrderRow.id, PurchaseOrderRow.number).where(PurchaseOrderRow.id.in_(wanted)))
    return {row.id: row.number for row in found}
