"""The posting categories that Lexware has today, and whether the organisation books tax; asked rarely, kept in memory.

The live list always wins over any vocabulary of ours. It changes a few times a year, so an hour-old list is good; while
Lexware does not answer, an older one still is.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from lexoffice.client import LexwareClient
from lexoffice.errors import Retry
from lexoffice.posting_categories import CategoryType, PostingCategory

KEPT = timedelta(hours=1)
ASK_AGAIN = timedelta(seconds=10)
"""While Lexware is away, every document would ask and wait for it; so the last failure is good for this long."""


class Categories:
    """Thread-safe; two requests an hour and process at most, none before somebody asks."""

    def __init__(self, lexware: LexwareClient, clock: Callable[[], datetime]) -> None:
        self._lexware = lexware
        self._clock = clock
        self._lock = threading.Lock()
        self._list: tuple[PostingCategory, ...] = ()
        self._vat_free = False
        self._asked_at: datetime | None = None
        self._failure: Retry | None = None
        self._failed_at: datetime | None = None

    def all(self) -> tuple[PostingCategory, ...]:
        """Every category. Raises lexoffice's errors only if the list was never had."""
        with self._lock:
            if self._is_old() and not self._failed_just_now():
                self._ask()
            if self._asked_at is None and self._failure is not None:
                raise self._failure
            return self._list

    @property
    def vat_free(self) -> bool:
        """Whether the organisation books no tax (§ 19 UStG), as Lexware said when it last gave the list."""
        return self._vat_free

    def named(self, name: str) -> PostingCategory | None:
        """The expense category of this name (in any case and spacing), or None: then a person must choose."""
        return find_category(self.all(), name)

    def _is_old(self) -> bool:
        return self._asked_at is None or self._clock() - self._asked_at > KEPT

    def _failed_just_now(self) -> bool:
        return self._failed_at is not None and self._clock() - self._failed_at < ASK_AGAIN

    def _ask(self) -> None:
        try:
            self._vat_free = self._lexware.profile.get().vat_free
            self._list = tuple(self._lexware.posting_categories.list())
        except Retry as failure:
            self._failure, self._failed_at = failure, self._clock()
        else:
            self._failure, self._failed_at, self._asked_at = None, None, self._clock()


def find_category(categories: Iterable[PostingCategory], name: str) -> PostingCategory | None:
    """The expense category called `name`, compared without case and spacing, or None."""
    wanted = _comparable(name)
    return next((entry for entry in expenses(categories) if _comparable(entry.name) == wanted), None)


def expenses(categories: Iterable[PostingCategory]) -> list[PostingCategory]:
    """Those that purchase vouchers may have."""
    return [entry for entry in categories if entry.type == CategoryType.OUTGO]


def _comparable(name: str) -> str:
    return " ".join(name.casefold().split())
