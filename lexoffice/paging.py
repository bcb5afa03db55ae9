"""Spring's page envelope and the walk over its pages (API, section 4.4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar

from lexoffice.errors import TooManyRows
from lexoffice.transport import Transport
from lexoffice.wire import Wire

PAGE_SIZE = 250
"""The largest page that every list endpoint accepts."""

SEARCH_WINDOW = 10_000
"""Rows beyond this cannot be reached, and `totalElements` stops counting here."""

Row = TypeVar("Row")


class Page(Wire, Generic[Row]):
    """One page; `number` counts from 0. `content` is demanded, for an answer that is no page would be taken for an empty
    one; and a page that does not say that it is the last one is followed by another request."""

    content: tuple[Row, ...]
    last: bool = False
    total_elements: int = 0
    total_pages: int = 0
    number: int = 0


def pages(transport: Transport, path: str, page: type[Page[Row]], query: Mapping[str, str]) -> Iterator[Page[Row]]:
    """Page after page, each asked for when it is needed. TooManyRows where the search window ends before the rows do."""
    for number in range(SEARCH_WINDOW // PAGE_SIZE):
        answer = transport.get(path, page, {**query, "page": str(number), "size": str(PAGE_SIZE)})
        yield answer
        if answer.last or not answer.content:
            return
    raise TooManyRows("GET", path)
