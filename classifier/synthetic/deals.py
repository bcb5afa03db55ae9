"""Deals: one piece of business between two parties, and the facts of each paper that it leads to (offer ... credit note)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from classifier.synthetic import arithmetic, parties
from classifier.synthetic.arithmetic import Sums
from classifier.synthetic.parties import Party
from classifier.synthetic.trades import BY_KEY, TRADES, Article, Trade
from models.documents import Direction, DocumentKind

CHAIN = (
    DocumentKind.OFFER, DocumentKind.ORDER_CONFIRMATION, DocumentKind.DELIVERY_NOTE, DocumentKind.INVOICE, DocumentKind.DUNNING, DocumentKind.CREDIT_NOTE,
)  # fmt: skip
TILLS = ("groceries", "diy", "restaurant", "restaurant", "fuel", "fuel", "taxi", "gifts", "office", "train", "parking")
INCOME = ("Dienstleistungen", "Warenverkäufe", "Einnahmen", "Wartung")
_PREFIX = {
    DocumentKind.INVOICE: ("R", "RE", "RG", "F", "INV", "", "", "", "RNr", "AR"), DocumentKind.OFFER: ("AN", "A", "Q", "", "ANG"),
    DocumentKind.ORDER_CONFIRMATION: ("AB", "A", "AU", "", "SO"), DocumentKind.DELIVERY_NOTE: ("LS", "L", "DN", "", "LIEF"),
    DocumentKind.DUNNING: ("M", "MA", "", "ZE"), DocumentKind.CREDIT_NOTE: ("GS", "G", "CN", "", "ST", "RK"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that a paper may print. The layout chooses; what it does not print is absent from the truth."""

    kind: DocumentKind
    direction: Direction
    language: str
    currency: str
    trade: Trade
    supplier: Party
    buyer: Party
    third: Party
    """Somebody else: delivery address, carrier, insurer. Never a side of the deal."""
    number: str
    issued: date
    due: date | None
    delivered: date | None
    period: tuple[date, date] | None
    order_reference: str | None
    order_date: date
    supplier_order: str | None
    customer_number: str | None
    delivery_note: str | None
    about: tuple[str, date]
    """Number and date of the paper that this one refers to: the invoice of a dunning or credit note, the offer of a confirmation."""
    sums: Sums
    term_days: int
    skonto: tuple[Decimal, int] | None
    tax_note: str
    """`small` (§ 19 UStG), `reverse` (§ 13b), `intra`, `export` or empty."""
    category: str | None
    chain: str
    stage: int = 0
    """Dunning stage 0 to 3."""


def number(rng: Random, kind: DocumentKind, day: date, running: int) -> str:
    """A document number in one of many suppliers' schemes."""
    prefix = rng.choice(_PREFIX.get(kind, ("", "D")))
    forms = (
        f"{prefix}{running}", f"{prefix}-{day.year}-{running:04d}", f"{prefix}{day:%y}{running:05d}", f"{day.year}/{running}", f"{prefix}{day.year}{running:04d}",
        f"{day:%Y%m}-{running:03d}", f"{prefix}-{running:06d}", f"{day:%y}-{running:04d}", f"{running}", f"{running:08d}", f"{day.year}-{running}",
        f"{running}/{day:%y}", f"{prefix}{running}-{rng.randrange(1, 10)}", f"{day:%y%m%d}{running % 100:02d}", f"{running:04d}.{day:%m}.{day:%y}",
        f"{''.join(rng.choices('ABCDEFGHJKLMNPRSTUVWXYZ0123456789', k=8))}-{running % 10000:04d}",
    )  # fmt: skip
    return rng.choice(forms).lstrip("-")


def _reference(rng: Random, day: date) -> str:
    running = rng.randrange(10, 99999)
    return rng.choice(
        (
            f"{running}",
            f"B-{day.year}-{running:04d}",
            f"PO-{running}",
            f"45{running:08d}",
            f"BE{day:%y}{running:04d}",
            f"{day.year}-{running}",
            f"PO{running:06d}",
            f"Best. {running}"[6:],
        )
    )


def _customer(rng: Random) -> str:
    running = rng.randrange(100, 999999)
    return rng.choice(
        (
            f"{running}",
            f"{running}",
            f"K-{running}",
            f"D{running:06d}",
            f"{running:08d}",
            f"KD{running}",
            f"{running // 100}-{running % 100:02d}",
            f"1{running:07d}",
        )
    )


@dataclass(frozen=True, slots=True)
class Deal:
    """One deal before it becomes papers."""

    base: Facts
    numbers: dict[DocumentKind, str]
    dates: dict[DocumentKind, date]

    def facts(self, rng: Random, kind: DocumentKind) -> Facts:
        """The facts of the deal's paper of this kind."""
        about = {
            DocumentKind.DUNNING: DocumentKind.INVOICE, DocumentKind.CREDIT_NOTE: DocumentKind.INVOICE,
            DocumentKind.ORDER_CONFIRMATION: DocumentKind.OFFER, DocumentKind.INVOICE: DocumentKind.ORDER_CONFIRMATION,
        }.get(kind, DocumentKind.OFFER)  # fmt: skip
        issued = self.dates[kind]
        sums = self.base.sums
        if kind is DocumentKind.CREDIT_NOTE and len(sums.items) > 1 and rng.random() < 0.6:
            sums = arithmetic.sums(rng, sums.items[: rng.randrange(1, len(sums.items))], sums.gross_priced, plain=True)
        elif kind not in (DocumentKind.INVOICE, DocumentKind.DUNNING):
            sums = arithmetic.sums(rng, sums.items, sums.gross_priced, plain=True)
        if kind is DocumentKind.CREDIT_NOTE and rng.random() < 0.25:
            sums = arithmetic.negated(sums)
        has_due = kind is DocumentKind.INVOICE  # a dunning sets a term of its own
        return replace(
            self.base, kind=kind, number=self.numbers[kind], issued=issued, sums=sums,
            due=issued + timedelta(self.base.term_days) if has_due else None,
            delivered=self.base.delivered if kind is not DocumentKind.OFFER else None,
            period=self.base.period if kind in (DocumentKind.INVOICE, DocumentKind.CREDIT_NOTE) else None,
            delivery_note=self.base.delivery_note if kind is DocumentKind.INVOICE else None,
            about=(self.numbers[about], self.dates[about]),
            category=self.base.category if kind in (DocumentKind.INVOICE, DocumentKind.CREDIT_NOTE) else None,
            stage=rng.choice((0, 1, 1, 2, 3)) if kind is DocumentKind.DUNNING else 0,
        )  # fmt: skip


_LOCAL_RATES = {
    "AT": {Decimal(19): Decimal(20), Decimal(7): Decimal(10)},
    "CH": {Decimal(19): Decimal("8.1"), Decimal(7): Decimal("2.6")},
}
"""What is bought on the spot in Austria or Switzerland carries the tax of the country (UStG 1994, MWSTG 2024)."""
_ON_THE_SPOT = frozenset({"hotel", "restaurant", "fuel", "taxi", "parking", "groceries", "train", "gifts"})


def _at_home(articles: tuple[Article, ...], country: str, note: str) -> tuple[Article, ...]:
    """The articles with the rates of the supplier's country, where its own tax is charged."""
    rates = _LOCAL_RATES.get(country) if not note else None
    return tuple(replace(one, rate=rates.get(one.rate, one.rate)) for one in articles) if rates else articles


def _origin(rng: Random, trade: Trade) -> tuple[str, str]:
    """Country of the supplier and the tax treatment that follows."""
    if trade.key in _ON_THE_SPOT and rng.random() < 0.07:
        return rng.choice(("AT", "AT", "CH")), ""
    if trade.foreign_category is None or rng.random() > (0.9 if trade.key == "goods_eu" else 0.3):
        return "DE", "small" if rng.random() < 0.06 else ""
    country = rng.choice(("AT", "FR", "NL", "IT", "PL", "BE", "IE", "IE", "LU", "CH", "US", "US", "GB"))
    goods = "Erwerb" in trade.foreign_category
    if country in ("CH", "US", "GB"):
        return ("NL", "intra") if goods else (country, "reverse")
    return country, "intra" if goods else "reverse"


def _category(
    rng: Random, trade: Trade, country: str, note: str, lines: tuple[arithmetic.Item, ...], outgoing: bool
) -> str:
    if outgoing:
        return rng.choice(INCOME)
    if note in ("reverse", "intra") and trade.foreign_category:
        third_country = country in ("US", "GB", "CH") and trade.foreign_category.endswith("§13b")
        return trade.foreign_category + (" Drittland" if third_country else "")
    worth: dict[str, Decimal] = {}
    for item in lines:
        name = item.article.category or trade.category
        worth[name] = worth.get(name, arithmetic.ZERO) + item.amount
    return max(worth, key=lambda name: worth[name])


def _today(rng: Random) -> date:
    return date(2024, 1, 2) + timedelta(rng.randrange(1100))


def _articles(rng: Random, trade: Trade, english: bool) -> tuple[Article, ...]:
    pool = trade.english if english and trade.english else trade.articles
    return pool if rng.random() < 0.7 else tuple(rng.sample(pool, min(2, len(pool))))


def deal(rng: Random, chain: str, trade: Trade | None = None, outgoing: bool = False, till: bool = False) -> Deal:
    """A new deal; `outgoing`: our own company sells; `till`: a small purchase in a shop."""
    trade = trade or (BY_KEY[rng.choice(TILLS)] if till else rng.choice(TRADES))
    country, note = ("DE", "") if till and trade.key not in _ON_THE_SPOT else _origin(rng, trade)
    if till and note:
        country, note = "DE", ""
    english = (
        (country in ("US", "GB", "IE", "NL", "LU") and rng.random() < 0.85)
        or (country != "DE" and rng.random() < 0.3)
        or (bool(trade.english) and rng.random() < 0.12)
    )
    language = "en" if english else "de"
    currency = {"US": "USD", "GB": "GBP", "CH": "CHF"}.get(country, "EUR") if rng.random() < 0.6 else "EUR"
    supplier = parties.party(rng, trade, country)
    buyer = parties.party(
        rng, rng.choice(TRADES), form=rng.choice(("company", "company", "company", "person", "partnership", "studio"))
    )
    gross_priced = till or rng.random() < (0.35 if trade.key in ("hotel", "train", "insurance", "mobile") else 0.06)
    rate = arithmetic.ZERO if note else None
    many = rng.random() < 0.08
    count = rng.randrange(18, 46) if many and not till else rng.choice((1, 1, 2, 2, 3, 3, 4, 5, 6, 8))
    lines = arithmetic.items(rng, _at_home(_articles(rng, trade, english), country, note), count, gross_priced, rate)
    sums = arithmetic.sums(rng, lines, gross_priced, plain=till or trade.key == "insurance")
    if not till and rng.random() < 0.03:
        # Real pages are off by a cent or carry a slip of the typist: a printed label must outvote the equation then.
        sums = replace(sums, gross=sums.gross + Decimal(rng.choice((-1, 1, 1, 2, 10, 900))).scaleb(-2))
    ordered = _today(rng)
    days = [rng.randrange(0, 12) for _ in range(5)]
    marks = [ordered]
    for gap in days:
        marks.append(marks[-1] + timedelta(gap))
    delivered = marks[2] if rng.random() < 0.6 else None
    start = marks[3].replace(day=1) - timedelta(1)
    period = (start.replace(day=1), start) if delivered is None and rng.random() < 0.6 else None
    if period and rng.random() < 0.4:
        period = (period[0] - timedelta(rng.randrange(1, 300)), period[1] - timedelta(rng.randrange(0, 20)))
    running = rng.randrange(1, 10 ** rng.choice((2, 3, 4, 5, 6)))
    term = rng.choice((0, 7, 8, 10, 14, 14, 14, 21, 30, 30, 45, 60))
    dates = dict(
        zip(
            CHAIN,
            (*marks[:4], marks[3] + timedelta(term + rng.randrange(5, 40)), marks[3] + timedelta(rng.randrange(3, 50))),
            strict=True,
        )
    )
    numbers = {kind: number(rng, kind, dates[kind], running + rng.randrange(300)) for kind in CHAIN}
    base = Facts(
        kind=DocumentKind.INVOICE, direction=Direction.OUTGOING if outgoing else Direction.INCOMING, language=language, currency=currency, trade=trade,
        supplier=supplier, buyer=buyer, third=parties.party(rng, rng.choice(TRADES)),
        number=numbers[DocumentKind.INVOICE], issued=dates[DocumentKind.INVOICE], due=None, delivered=delivered, period=period,
        order_reference=_reference(rng, ordered) if rng.random() < 0.45 else None, order_date=ordered,
        supplier_order=numbers[DocumentKind.ORDER_CONFIRMATION] if rng.random() < 0.3 else None,
        customer_number=_customer(rng) if rng.random() < 0.65 else None,
        delivery_note=numbers[DocumentKind.DELIVERY_NOTE] if delivered and rng.random() < 0.4 else None,
        about=(numbers[DocumentKind.OFFER], dates[DocumentKind.OFFER]), sums=sums, term_days=term,
        skonto=(Decimal(rng.choice((2, 2, 3))), rng.choice((7, 8, 10, 14))) if term > 10 and rng.random() < 0.25 else None,
        tax_note=note, category=_category(rng, trade, country, note, lines, outgoing), chain=chain,
    )  # fmt: skip
    return Deal(base, numbers, dates)
