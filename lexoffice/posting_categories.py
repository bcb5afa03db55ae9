"""Posting categories (API, section 11): the live list always wins over any list of our own.

Lexware's list does not say which tax rates a category takes, and refuses the wrong ones with 406. The rules here are read
from the names, then from what is known of the ids; both are in `posting_categories.json`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import Enum, StrEnum
from functools import cache
from pathlib import Path

from pydantic import Field, TypeAdapter

from lexoffice.tax import REVERSE_CHARGE_RATE, voucher_rates
from lexoffice.transport import Transport
from lexoffice.wire import OrText, Wire, read_json


class CategoryType(StrEnum):
    """Income categories go on sales vouchers only, outgo categories on purchase vouchers only."""

    INCOME = "income"
    OUTGO = "outgo"


class PostingCategory(Wire):
    """One category. `contact_required`: not with the collective contact. `split_allowed`: several tax rates allowed."""

    id: str
    name: str
    type: OrText[CategoryType]
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


class RateRule(StrEnum):
    """Which rates a voucher item of a category may have."""

    DOMESTIC = "domestic"
    ZERO = "zero"
    REVERSE_CHARGE = "reverse_charge"
    """19 with a tax of 0: the recipient owes it."""
    DESTINATION = "destination"
    """The rates of the customer's country."""


class KnownCategory(PostingCategory):
    """What we know without asking. `id_known` false: the name is Lexware's, the id our own, which no account has."""

    rates: RateRule
    id_known: bool = Field(default=True, alias="id_known")


class Role(Enum):
    """A purpose for which one certain category is meant."""

    CATCH_ALL = "Zu prüfen"
    OTHER_EXPENSES = "Sonstige Ausgaben"
    GOODS_BOUGHT = "Material/Waren"
    INTRA_COMMUNITY_ACQUISITION = "Innergemeinschaftlicher Erwerb"
    INCOME = "Einnahmen"
    SERVICES_SOLD = "Dienstleistungen"
    GOODS_SOLD = "Warenverkäufe"
    OTHER_INCOME = "Sonstige Einnahmen"
    SMALL_BUSINESS_INCOME = "Einnahmen als Kleinunternehmer"
    INTRA_COMMUNITY_SUPPLY = "Innergemeinschaftliche Lieferung"
    REVERSE_CHARGE_SERVICES_SOLD = "Fremdleistungen §13b"
    EXPORT = "Ausfuhrlieferungen an Drittländer"
    SERVICES_TO_THIRD_COUNTRIES = "Dienstleistungen an Drittländer"
    ROUNDING = "Rundungsdifferenzen"

    @property
    def type(self) -> CategoryType:
        """Income or outgo: "Fremdleistungen §13b" is the name of one of each."""
        return CategoryType.OUTGO if self in _OUTGO_ROLES else CategoryType.INCOME


_OUTGO_ROLES = (Role.CATCH_ALL, Role.OTHER_EXPENSES, Role.GOODS_BOUGHT, Role.INTRA_COMMUNITY_ACQUISITION)


@cache
def known() -> Mapping[str, KnownCategory]:
    """The known part of the 231 by id. Most groups and flags are inferred; ask Lexware."""
    rows = read_json((Path(__file__).parent / "posting_categories.json").read_bytes())
    return {row.id: row for row in TypeAdapter(list[KnownCategory]).validate_python(rows)}


def for_role(live: Iterable[PostingCategory], role: Role) -> PostingCategory | None:
    """The live category for this purpose, or None if Lexware has none: by a known id, whatever it is called now, then by
    name. Of several known ids (one was replaced in April 2026) the newer one."""
    offered = [category for category in live if category.type == role.type]
    by_id = {category.id: category for category in offered}
    for row in known().values():
        if row.id in by_id and _is_called(row, role.value):
            return by_id[row.id]
    return next((category for category in offered if _is_called(category, role.value)), None)


def reverse_charge_of(live: Iterable[PostingCategory], name: str, *, third_country: bool) -> PostingCategory | None:
    """The twin of an expense category for services from abroad, marked in the name and nowhere else: of "Werbung" it is
    "Werbung §13b", from outside the Union "Werbung §13b Drittland". A name that goes on before the mark counts too
    ("Lizenzen und Konzessionen" has "Lizenzen §13b"). None if there is none."""
    mark = [_MARK, "drittland"] if third_country else [_MARK]
    words = _words(name)
    fitting = [
        (len(marked), category)
        for category in live
        if category.type == CategoryType.OUTGO
        and (marked := _words(category.name))[-len(mark) :] == mark
        and (stem := marked[: -len(mark)])
        and words[: len(stem)] == stem
    ]
    return max(fitting, key=lambda found: found[0])[1] if fitting else None


def rate_rule(category: PostingCategory) -> RateRule:
    """By the name, the only marker in Lexware's list; then by the id, where we know it; else domestic."""
    name = _comparable(category.name)
    if category.type == CategoryType.OUTGO:
        if _MARK in name or name.startswith("innergemeinschaftlichererwerb"):
            return RateRule.REVERSE_CHARGE
        if name.startswith("zuprüfen"):
            return RateRule.ZERO
    elif _MARK in name or name.endswith("drittländer") or name.startswith(_UNTAXED_INCOME):
        return RateRule.ZERO
    row = known().get(category.id)
    return row.rates if row is not None else RateRule.DOMESTIC


def takes_rate(category: PostingCategory, rate: Decimal, *, vat_free: bool = False) -> bool:
    """Whether Lexware takes a voucher item of this rate in this category; 406 `invalid_taxrate_<rate>` where not.
    `vat_free`: the organisation books no tax (`Profile.vat_free`)."""
    rule = rate_rule(category)
    if rule is RateRule.REVERSE_CHARGE:
        return rate == REVERSE_CHARGE_RATE
    if rule is RateRule.ZERO:
        return rate == 0
    if rule is RateRule.DESTINATION and not vat_free:
        return rate <= _HIGHEST_OF_THE_UNION
    return rate in voucher_rates(vat_free=vat_free)


_MARK = "§13b"
_UNTAXED_INCOME = ("innergemeinschaftlichelieferung", "einnahmenalskleinunternehmer")
_HIGHEST_OF_THE_UNION = 27


def _is_called(category: PostingCategory, name: str) -> bool:
    """The same name, with or without an addition in brackets."""
    return _comparable(category.name.partition("(")[0]) == _comparable(name)


def _words(name: str) -> list[str]:
    return name.casefold().replace("§ ", "§").split()


def _comparable(name: str) -> str:
    """Without case and blanks: "§ 13b" is "§13b"."""
    return "".join(name.casefold().split())
