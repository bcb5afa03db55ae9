"""The corpus: a seeded stream of labelled documents of all kinds, from many layout families."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from classifier.examples import Example
from classifier.synthetic import parties
from classifier.synthetic.deals import Deal, Facts, deal
from classifier.synthetic.families.trade_papers import beside, din_letter, free
from classifier.synthetic.metrics import FACES
from classifier.synthetic.sheet import Sheet
from classifier.synthetic.truths import truths
from classifier.synthetic.voice import Voice
from classifier.synthetic.words import pages
from models.documents import BOOKABLE, Direction, DocumentKind, Medium
from models.pages import ReadDocument
from models.parties import OwnCompany

WEIGHTS = {
    DocumentKind.INVOICE: 38, DocumentKind.CREDIT_NOTE: 8, DocumentKind.ORDER_CONFIRMATION: 7, DocumentKind.DELIVERY_NOTE: 6, DocumentKind.OFFER: 6,
}  # fmt: skip
FAMILIES = {"din_letter": din_letter, "beside": beside, "free": free}


def _company(rng: Random, facts: Facts) -> OwnCompany:
    if facts.direction is Direction.INCOMING and rng.random() < 0.2:
        return OwnCompany()
    return parties.own_company(rng, facts.supplier if facts.direction is Direction.OUTGOING else facts.buyer)


def paper(rng: Random, source: Deal, kind: DocumentKind) -> Example:
    """One paper of a deal, laid out and labelled."""
    facts = source.facts(rng, kind)
    voice = Voice(rng, facts.language, facts.currency)
    sheet = Sheet(rng, voice, rng.choice(FACES), rng.choice((8.0, 8.5, 9.0, 9.5, 10.0, 10.0, 10.5)))
    family = rng.choice(tuple(FAMILIES))
    FAMILIES[family](sheet, facts)
    document = ReadDocument(Medium.BORN_DIGITAL, pages(sheet), page_count=len(sheet.pages))
    return Example(
        document, kind, facts.direction, facts.category if kind in BOOKABLE else None, truths(sheet, facts), _company(rng, facts),
        family, facts.supplier.name, facts.chain, frozenset(sheet.blocks),
    )  # fmt: skip


def examples(seed: int, count: int) -> Iterator[Example]:
    """`count` examples; the same seed gives the same ones, and a longer stream begins with the shorter."""
    kinds, weights = tuple(WEIGHTS), tuple(WEIGHTS.values())
    for place in range(count):
        rng = Random(f"{seed}/{place}")  # noqa: S311 - training documents, not secrets
        source = deal(rng, f"{seed}/{place}", outgoing=rng.random() < 0.08)
        yield paper(rng, source, rng.choices(kinds, weights)[0])
