"""What Lexware would refuse for a reason that the document itself shows (API, sections 4.1, 14.1 to 14.3), asked before a
request is spent. Everything that depends on the account is left to Lexware: contacts, articles, rates of a year.

Each rule is one line of a table: Lexware's field, the code, the sentence, and when it is broken. Rules look at the body as
it goes on the wire, so one table serves all kinds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from lexoffice.errors import FixTheData, Issue
from lexoffice.sales_parts import TAXED, LineItemType, SalesTaxType, ShippingType, leading_side, lines_of

Body = Mapping[str, object]

MOST_LINES = 300
TEXT_LIMITS = {"title": 25, "introduction": 2000, "remark": 2000, "deliveryTerms": 255}
"""Characters, of the document."""
LINE_TEXT_LIMITS = {"name": 255, "description": 2000}
"""Characters, of one line (a third party says 100 for the name; the notes believe 255)."""

_TAX_FREE = frozenset(SalesTaxType).difference(TAXED)
_PERIODS = (ShippingType.SERVICE_PERIOD, ShippingType.DELIVERY_PERIOD)
_ARTICLES = (LineItemType.MATERIAL, LineItemType.SERVICE)


@dataclass(frozen=True, slots=True)
class Rule:
    """Broken where `broken` says so of the document, of a line in it, or of a part."""

    field: str
    code: str
    sentence: str
    broken: Callable[[Body], bool]


def too_long(field: str, limit: int) -> Rule:
    """The rule for one text."""
    return Rule(field, "SIZE", f"darf höchstens {limit} Zeichen haben", lambda part: len(_text(part, field)) > limit)


def too_fine(field: str, places: int) -> Rule:
    """The rule for the decimals of one number."""
    sentence = f"darf höchstens {places} Nachkommastellen haben"
    return Rule(field, "DIGITS", sentence, lambda part: _places(part.get(field)) > places)


def absent(field: str, when: Callable[[Body], bool] = lambda part: True) -> Rule:
    """The rule for what must be there."""
    return Rule(field, "NOTNULL", "darf nicht null sein", lambda part: when(part) and part.get(field) is None)


def _not_eur(part: Body) -> bool:
    return part.get("currency", "EUR") != "EUR"


def _ends_early(shipping: Body) -> bool:
    start, end = shipping.get("shippingDate"), shipping.get("shippingEndDate")
    return isinstance(start, datetime) and isinstance(end, datetime) and end < start


def _two_discounts(body: Body) -> bool:
    return {"totalDiscountAbsolute", "totalDiscountPercentage"} <= _part(body, "totalPrice").keys()


_EURO = Rule("currency", "INVALID", "Lexware Office rechnet nur in EUR", _not_eur)

DOCUMENT_RULES = (
    Rule("lineItems", "NOTNULL", "mindestens eine Position ist nötig", lambda body: not _list(body, "lineItems")),
    Rule(
        "lineItems",
        "SIZE",
        f"höchstens {MOST_LINES} Positionen sind erlaubt",
        lambda body: len(_list(body, "lineItems")) > MOST_LINES,
    ),
    Rule(
        "address.contactId",
        "NOTNULL",
        "diese Steuerart verlangt einen Kontakt",
        lambda body: (
            _tax_type(body) in _TAX_FREE - {SalesTaxType.VAT_FREE} and not _part(body, "address").get("contactId")
        ),
    ),
    Rule("totalPrice", "INVALID", "Rabatt entweder als Betrag oder in Prozent", _two_discounts),
    *(too_long(field, limit) for field, limit in TEXT_LIMITS.items()),
)

ADDRESS_RULES = tuple(absent(field, lambda address: not address.get("contactId")) for field in ("name", "countryCode"))

SHIPPING_RULES = (
    absent("shippingDate", lambda shipping: shipping.get("shippingType") != ShippingType.NONE),
    absent("shippingEndDate", lambda shipping: shipping.get("shippingType") in _PERIODS),
    Rule("shippingEndDate", "INVALID", "liegt vor dem Beginn", _ends_early),
)

TOTAL_RULES = (_EURO, too_fine("totalDiscountAbsolute", 2), too_fine("totalDiscountPercentage", 2))

LINE_RULES = (
    Rule(
        "id",
        "INVALID",
        "nur Positionen der Art material oder service dürfen eine id haben",
        lambda line: line.get("type") in (LineItemType.CUSTOM, LineItemType.TEXT) and "id" in line,
    ),
    absent("id", lambda line: line.get("type") in _ARTICLES),
    *(absent(field, lambda line: line.get("type") != LineItemType.TEXT) for field in ("name", "quantity", "unitName")),
    absent("name", lambda line: line.get("type") == LineItemType.TEXT and line.get("description") is None),
    *(too_long(field, limit) for field, limit in LINE_TEXT_LIMITS.items()),
    too_fine("quantity", 4),
    too_fine("discountPercentage", 2),
)

PRICED = absent("unitPrice", lambda line: line.get("type") != LineItemType.TEXT)
UNDISCOUNTED = Rule(
    "discountPercentage",
    "INVALID",
    "diese Belegart kennt keinen Rabatt je Position; Lexware Office ließe ihn ohne ein Wort weg",
    lambda line: bool(line.get("discountPercentage")),
)
DECIDED = Rule(
    "optional",
    "INVALID",
    "nur Angebote haben wahlweise Positionen; Lexware Office rechnete diese mit",
    lambda line: bool(line.get("optional") or line.get("subItems")),
)
"""The three rules in which the kinds differ."""

PRICE_RULES = (_EURO, too_fine("netAmount", 4), too_fine("grossAmount", 4))


def check(path: str, body: Body, line_rules: tuple[Rule, ...]) -> None:
    """FixTheData with every broken rule, as Lexware's own refusals have it; but `status` is None, for nothing was sent.

    `line_rules`: those of the kind, beside those that hold for all.
    """
    issues = list(_document_issues(body))
    for name, line in lines_of(body):
        issues += _issues(f"{name}.", (*LINE_RULES, *line_rules), line)
        if "unitPrice" in line and line.get("type") != LineItemType.TEXT:
            issues += _price_issues(f"{name}.unitPrice.", _part(line, "unitPrice"), _tax_type(body))
    if issues:
        # The sentence stands in `message` for the screen; a document's own words are in none of them.
        sentences = "; ".join(f"{issue.field}: {issue.message}" for issue in issues)
        raise FixTheData("POST", path, issues=issues, message=sentences)


def _document_issues(body: Body) -> Iterator[Issue]:
    yield from _issues("", DOCUMENT_RULES, body)
    for name, rules in (
        ("address", ADDRESS_RULES),
        ("shippingConditions", SHIPPING_RULES),
        ("totalPrice", TOTAL_RULES),
    ):
        if name in body:
            yield from _issues(f"{name}.", rules, _part(body, name))


def _price_issues(prefix: str, price: Body, tax_type: object) -> Iterator[Issue]:
    """A price is wanted on the side that the tax type names, and a rate of 0 where there is no tax."""
    yield from _issues(prefix, (*PRICE_RULES, absent(leading_side(tax_type))), price)
    if tax_type in _TAX_FREE and price.get("taxRatePercentage"):
        yield Issue(f"{prefix}taxRatePercentage", "INVALID", "ohne Steuer ist nur der Satz 0 erlaubt")


def _issues(prefix: str, rules: tuple[Rule, ...], part: Body) -> Iterator[Issue]:
    return (Issue(f"{prefix}{rule.field}", rule.code, rule.sentence) for rule in rules if rule.broken(part))


def _part(body: Body, name: str) -> Body:
    part = body.get(name)
    return part if isinstance(part, Mapping) else {}


def _tax_type(body: Body) -> object:
    return _part(body, "taxConditions").get("taxType")


def _list(body: Body, name: str) -> list[object]:
    entries = body.get(name)
    return entries if isinstance(entries, list) else []


def _text(part: Body, field: str) -> str:
    text = part.get(field)
    return text if isinstance(text, str) else ""


def _places(number: object) -> int:
    """Decimals that count: 1.50 has one."""
    if not isinstance(number, Decimal) or not number.is_finite():
        return 0
    return max(0, -int(number.normalize().as_tuple().exponent))
