"""Articles (API notes, section 9)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from fastapi import APIRouter, Request
from starlette.responses import Response

from lexoffice.sandbox.box import Box, new_id
from lexoffice.sandbox.events import tell
from lexoffice.sandbox.paging import envelope, page_of
from lexoffice.sandbox.refusals import Refusal, json_answer, regular
from lexoffice.sandbox.requests import action_result, json_body
from lexoffice.sandbox.shapes import anything, misfits, number, text
from lexoffice.sandbox.store import Record

PATH = "/v1/articles"
SMALLEST_PAGE, LARGEST_PAGE = 25, 250
_TYPES = ("PRODUCT", "SERVICE")
_RATES = (0, 7, 19)
_FILTERS = ("articleNumber", "gtin", "type")
_GTIN_LENGTHS = (8, 12, 13, 14)
_LONGEST = {"title": 100, "description": 2000}
# Lexware shows these even when they are empty (measured).
_EXPLICIT = ("articleNumber", "description", "gtin", "note")

_FORM: Record = {
    **dict.fromkeys(("title", "description", "type", "articleNumber", "gtin", "note", "unitName"), text),
    "price": {
        **dict.fromkeys(("netPrice", "grossPrice"), number(4)),
        **dict.fromkeys(("leadingPrice", "taxRate"), anything),
    },
}

Violation = tuple[str, str]
"""Field and violation."""


def routes(box: Box) -> APIRouter:
    """GET list, GET, POST, PUT, DELETE."""
    router = APIRouter(prefix=PATH)

    @router.get("")
    async def search(request: Request) -> Response:
        page = page_of(request, box, largest=LARGEST_PAGE)
        if page.size < SMALLEST_PAGE:
            raise _refused(box, PATH, [("size", "MIN")], status=400)
        query = request.query_params
        wanted = {key: query[key] for key in _FILTERS if key in query}
        rows = [row for row in box.store.all("article") if all(row.get(key) == value for key, value in wanted.items())]
        rows.sort(key=lambda row: str(row["title"]).casefold())
        return json_answer(envelope([_view(box, row) for row in page.cut(rows)], len(rows), page, sort="title"))

    @router.get("/{article_id}")
    async def read(article_id: str) -> Response:
        return json_answer(_view(box, _existing(box, article_id)))

    @router.post("")
    async def create(request: Request) -> Response:
        body = await json_body(request, box)
        article: Record = {"id": new_id(), "createdDate": box.now_text, "archived": False, "version": -1}
        _write(box, article, body, PATH)
        tell(box, "article.created", article["id"])
        return action_result(request, PATH, article, created=True)

    @router.put("/{article_id}")
    async def replace(article_id: str, request: Request) -> Response:
        body = await json_body(request, box)
        article = dict(_existing(box, article_id))
        path = f"{PATH}/{article_id}"
        if body.get("version") is None:
            raise _refused(box, path, [("version", "NOTNULL")])
        if body["version"] != article["version"]:
            raise regular(409, path, "The article was changed in the meantime", box.now_text)
        _write(box, article, body, path)
        tell(box, "article.changed", article_id)
        return action_result(request, PATH, article, created=False)

    @router.delete("/{article_id}")
    async def delete(article_id: str) -> Response:
        _existing(box, article_id)
        box.store.delete("article", article_id)
        tell(box, "article.deleted", article_id)
        return Response(status_code=204)

    return router


def _existing(box: Box, article_id: str) -> Record:
    article = box.store.get("article", article_id)
    if article is None:
        raise regular(404, f"{PATH}/{article_id}", "Not Found", box.now_text)
    return article


def _view(box: Box, article: Record) -> Record:
    return {"organizationId": box.profile["organizationId"], **dict.fromkeys(_EXPLICIT), **article}


def _write(box: Box, article: Record, body: Record, path: str) -> None:
    """PUT replaces; the price that does not lead is computed."""
    violations = [*_violations(body), *_taken(box, article["id"], body)]
    if violations:
        raise _refused(box, path, violations)
    for field in ("title", "type", "unitName", *_EXPLICIT):
        article[field] = body.get(field)
    article["price"] = _priced(body["price"])
    box.touch(article)
    box.store.save("article", article["id"], article)


def _violations(body: Record) -> Iterator[Violation]:
    damaged = misfits(_FORM, body)
    if damaged:
        yield from ((flaw.field, "INVALID") for flaw in damaged)
        return
    price = body.get("price") or {}
    required = {name: body.get(name) for name in ("title", "type", "unitName", "price")}
    required |= {f"price.{name}": price.get(name) for name in ("leadingPrice", "taxRate")} if "price" in body else {}
    for name, value in required.items():
        if value in (None, ""):
            yield name, "NOTNULL"
    if body.get("type") not in (None, *_TYPES):
        yield "type", "INVALID"
    if price.get("taxRate") not in (None, *_RATES):
        yield "price.taxRate", "INVALID"
    if price.get("leadingPrice") in ("NET", "GROSS") and not _is_price(price.get(_leading(price))):
        yield f"price.{_leading(price)}", "NOTNULL"
    elif price.get("leadingPrice") not in (None, "NET", "GROSS"):
        yield "price.leadingPrice", "INVALID"
    for name, longest in _LONGEST.items():
        if len(str(body.get(name) or "")) > longest:
            yield name, "SIZE"
    if body.get("gtin") and not _is_gtin(str(body["gtin"])):
        yield "gtin", "VALIDGTIN"


def _taken(box: Box, article_id: str, body: Record) -> Iterator[Violation]:
    number = body.get("articleNumber")
    others = (row for row in box.store.all("article") if row["id"] != article_id)
    if number and any(row.get("articleNumber") == number for row in others):
        yield "materialNumber", "MATERIAL_NUMBER_ALREADY_EXISTS"


def _leading(price: Record) -> str:
    return "netPrice" if price["leadingPrice"] == "NET" else "grossPrice"


def _is_price(value: object) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool) and value >= 0


def _priced(price: Record) -> Record:
    factor = 1 + Decimal(price["taxRate"]) / 100
    leading = Decimal(price[_leading(price)])
    other = (leading * factor if price["leadingPrice"] == "NET" else leading / factor).quantize(
        Decimal("0.01"), ROUND_HALF_UP
    )
    net, gross = (leading, other) if price["leadingPrice"] == "NET" else (other, leading)
    return {
        "netPrice": net,
        "grossPrice": gross,
        "leadingPrice": price["leadingPrice"],
        "taxRate": price["taxRate"],
    }


def _is_gtin(text: str) -> bool:
    """GTIN-8, -12, -13 or -14 with its check digit: from the right, digits count one and three in turn."""
    if len(text) not in _GTIN_LENGTHS or not text.isdecimal():
        return False
    return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(reversed(text))) % 10 == 0


def _refused(box: Box, path: str, violations: list[Violation], status: int = 406) -> Refusal:
    details = [{"violation": code, "field": field, "message": "ungültig"} for field, code in violations]
    return regular(status, path, "Validation failed for request.", box.now_text, details)
