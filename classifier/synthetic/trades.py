"""Branches: what a supplier is called, what it sells, in which units and prices, and where that is posted."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from classifier.synthetic.trade_lists import TRADES as _LISTS


@dataclass(frozen=True, slots=True)
class Article:
    """Something sold: German or English text, unit, net price range in cents, usual VAT rate."""

    text: str
    unit: str
    low: int
    high: int
    rate: Decimal
    category: str | None = None
    """Where it is posted, if not where its branch is."""


@dataclass(frozen=True, slots=True)
class Trade:
    """A branch with its posting category (German name in Lexware) and the ways its companies are named."""

    key: str
    category: str
    foreign_category: str | None
    """Category of the same purchase from abroad (reverse charge), None: this branch does not sell across borders."""
    forms: tuple[str, ...]
    """How its companies appear: company, person, trade, domain, association, authority, house, family."""
    words: tuple[str, ...]
    articles: tuple[Article, ...]
    titles: tuple[str, ...]
    """Words that may stand instead of `Rechnung`."""
    english: tuple[Article, ...]


def _articles(text: str) -> tuple[Article, ...]:
    found = []
    for row in text.strip().splitlines():
        name, unit, low, high, rate, *category = (part.strip() for part in row.split("|"))
        found.append(Article(name, unit, int(low), int(high), Decimal(rate), category[0] if category else None))
    return tuple(found)


TRADES: tuple[Trade, ...] = tuple(
    Trade(
        key=entry["key"],
        category=entry["category"],
        foreign_category=entry.get("foreign") or None,
        forms=tuple(entry["forms"].split()),
        words=tuple(entry["words"].split()),
        articles=_articles(entry["articles"]),
        titles=tuple(title.strip() for title in entry.get("titles", "").split(",") if title.strip()),
        english=_articles(entry.get("english", "")),
    )
    for entry in _LISTS
)
BY_KEY = {trade.key: trade for trade in TRADES}
