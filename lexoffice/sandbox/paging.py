"""Spring's page envelope (API notes, section 4.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from starlette.requests import Request

from lexoffice.sandbox.box import Box
from lexoffice.sandbox.refusals import regular
from lexoffice.sandbox.store import Record

SEARCH_WINDOW = 10_000

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class PageAsked:
    """Which part of the rows is wanted."""

    number: int
    size: int

    def cut(self, rows: Sequence[Row]) -> Sequence[Row]:
        """The rows of this page."""
        return rows[self.number * self.size : (self.number + 1) * self.size]


def page_of(request: Request, box: Box, largest: int) -> PageAsked:
    """`page` and `size` of the query; 400 where they are no numbers, too large or beyond the search window."""
    path, query = request.url.path, request.query_params
    try:
        number, size = int(query.get("page", 0)), int(query.get("size", 25))
    except ValueError as error:
        raise regular(400, path, "parameter 'page' or 'size' is no number", box.now_text) from error
    if size > largest:
        raise regular(400, path, f"parameter 'size' must be equal or lower than {largest}", box.now_text)
    if number < 0 or size < 1:
        raise regular(400, path, "parameter 'page' or 'size' is too small", box.now_text)
    if (number + 1) * size > SEARCH_WINDOW and number > 0:
        raise regular(400, path, "Maximum search window size exceeded", box.now_text)
    return PageAsked(number, size)


def envelope(
    content: Sequence[Record], total: int, page: PageAsked, sort: str | None = None, *, ascending: bool = True
) -> Record:
    """A page with its envelope; the count stops at the search window."""
    total = min(total, SEARCH_WINDOW)
    pages = -(-total // page.size)
    body: Record = {
        "content": list(content),
        "first": page.number == 0,
        "last": page.number >= pages - 1,
        "totalPages": pages,
        "totalElements": total,
        "numberOfElements": len(content),
        "size": page.size,
        "number": page.number,
    }
    if sort is not None:
        direction = "ASC" if ascending else "DESC"
        order = {"property": sort, "direction": direction, "ignoreCase": False, "nullHandling": "NATIVE"}
        body["sort"] = [{**order, "ascending": ascending}]
    return body
