"""Posting categories (API, section 11): the live list always wins over any list of our own."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from lexoffice.transport import Transport
from lexoffice.wire import Wire


class CategoryType(StrEnum):
    """Income categories go on sales vouchers only, outgo categories on purchase vouchers only."""

    INCOME = "income"
    OUTGO = "outgo"


class PostingCategory(Wire):
    """One category. `contact_required`: not with the collective contact. `split_allowed`: several tax rates allowed."""

    id: str
    name: str
    type: Annotated[CategoryType | str, Field(union_mode="left_to_right")]
    contact_required: bool = False
    split_allowed: bool = True
    group_name: str | None = None


class PostingCategories:
    """`/v1/posting-categories`."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def list(self) -> list[PostingCategory]:
        """All categories (231 on a live account), unpaged; they change rarely, so keep them for a day."""
        return self._transport.get("/v1/posting-categories", list[PostingCategory])
