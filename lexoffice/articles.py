"""Articles: products and services that line items may refer to (API, section 9)."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from lexoffice.deletion import delete
from lexoffice.errors import FixTheData, Issue
from lexoffice.paging import Page, pages
from lexoffice.transport import Call, Transport
from lexoffice.wire import ActionResult, Amount, Instant, OrText, Wire

_PATH = "/v1/articles"


class ArticleType(StrEnum):
    """A line item names a PRODUCT as `material` and a SERVICE as `service`."""

    PRODUCT = "PRODUCT"
    SERVICE = "SERVICE"


class LeadingPrice(StrEnum):
    """The price that was entered; Lexware computes the other."""

    NET = "NET"
    GROSS = "GROSS"


class ArticlePrice(Wire):
    """Price of one unit; `tax_rate` is 0, 7 or 19 percent. Two decimals."""

    leading_price: OrText[LeadingPrice]
    tax_rate: Amount
    net_price: Amount | None = None
    gross_price: Amount | None = None


class Article(Wire):
    """An article. New ones have neither `id` nor `version`; the article number is unique in the organisation."""

    id: str | None = None
    version: int | None = None
    title: str
    type: OrText[ArticleType]
    unit_name: str
    price: ArticlePrice
    article_number: str | None = None
    gtin: str | None = None
    note: str | None = None
    description: str | None = None
    archived: bool = False
    organization_id: str | None = None
    created_date: Instant | None = None
    updated_date: Instant | None = None


class Articles:
    """`/v1/articles`."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def find(
        self, *, article_number: str | None = None, gtin: str | None = None, type: str | None = None
    ) -> Iterator[Article]:
        """All articles that satisfy every given condition, by title. Number and GTIN are compared whole; there is no
        search in texts. TooManyRows beyond 10,000 articles: then ask for each type by itself."""
        conditions = {"articleNumber": article_number, "gtin": gtin, "type": type}
        query = {name: str(value) for name, value in conditions.items() if value is not None}
        for page in pages(self._transport, _PATH, Page[Article], query):
            yield from page.content

    def get(self, article_id: str) -> Article:
        """One article."""
        return self._transport.get(f"{_PATH}/{article_id}", Article)

    def create(self, article: Article) -> ActionResult:
        """A new article. OutcomeUnknown if no answer came: look its number up before doing it again."""
        body = _body("POST", _PATH, article)
        for absent in ("id", "version"):
            body.pop(absent, None)
        return self._transport.read(Call("POST", _PATH, json=body), ActionResult)

    def update(self, article: Article) -> ActionResult:
        """Replace the article by this one, read before with `get`; Conflict if it has changed meanwhile."""
        if article.id is None or article.version is None:
            raise FixTheData("PUT", _PATH, issues=[Issue("version", "NOTNULL")])
        path = f"{_PATH}/{article.id}"
        return self._transport.read(Call("PUT", path, json=_body("PUT", path, article)), ActionResult)

    def delete(self, article_id: str) -> bool:
        """Delete for good. False if it was gone already."""
        return delete(self._transport, f"{_PATH}/{article_id}")


def is_gtin(text: str) -> bool:
    """Whether this is a GTIN-8, -12, -13 or -14 with a right check digit: from the right, digits weigh 1, 3, 1, 3 ..."""
    if len(text) not in (8, 12, 13, 14) or not (text.isascii() and text.isdecimal()):
        return False
    return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(reversed(text))) % 10 == 0


_READ_ONLY = ("organizationId", "createdDate", "updatedDate", "archived")


def _body(method: str, path: str, article: Article) -> dict[str, object]:
    """What may be written. The price that does not lead stays behind: Lexware computes it, and after a change of the
    leading one the other would contradict it."""
    if article.gtin and not is_gtin(article.gtin):
        raise FixTheData(method, path, issues=[Issue("gtin", "VALIDGTIN")])
    body: dict[str, object] = article.to_wire()
    for name in _READ_ONLY:
        body.pop(name, None)
    price = article.price.to_wire()
    price.pop("grossPrice" if article.price.leading_price == LeadingPrice.NET else "netPrice", None)
    return {**body, "price": price}
