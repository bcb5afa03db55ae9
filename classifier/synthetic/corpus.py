"""The corpus: a seeded stream of labelled documents of all kinds, from many layout families."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from classifier.examples import Example
from classifier.synthetic import ocr, parties
from classifier.synthetic.blocks.appendices import appendix
from classifier.synthetic.blocks.marks import marks
from classifier.synthetic.deals import CHAIN, Deal, Facts, deal, number
from classifier.synthetic.families.registry import BY_NAME, Family, fitting
from classifier.synthetic.metrics import FACES
from classifier.synthetic.sheet import Sheet
from classifier.synthetic.trades import BY_KEY
from classifier.synthetic.truths import truths
from classifier.synthetic.voice import Voice
from classifier.synthetic.words import pages
from models.documents import BOOKABLE, Direction, Medium
from models.documents import DocumentKind as K
from models.pages import ReadDocument
from models.parties import OwnCompany

WEIGHTS = {
    K.INVOICE: 36, K.CREDIT_NOTE: 8, K.RECEIPT: 9, K.ORDER_CONFIRMATION: 6, K.DELIVERY_NOTE: 6, K.DUNNING: 6, K.OFFER: 6,
    K.BANK_STATEMENT: 4, K.CONTRACT: 4, K.LETTER: 5, K.PAYSLIP: 3, K.OFFICIAL_NOTICE: 5, K.ADVERTISING: 5, K.OTHER: 8,
}  # fmt: skip
_PECULIAR = (
    "energy",
    "mobile",
    "landline",
    "insurance",
    "hotel",
    "hotel",
    "insurance",
    "software",
    "freight",
    "lawyer",
    "tax_adviser",
    "doctor",
    "notary",
    "building",
    "vehicle_rental",
    "surveyor",
)
"""Branches whose bills have a structure of their own; drawn more often than by chance, so that each structure is learned."""
_SPEAKING = frozenset({*CHAIN, K.RECEIPT, K.LETTER, K.CONTRACT})
"""Kinds that are printed in the language of their deal; all others are German."""
_CHAIN_SHARE = 0.04
"""Share of draws that give a whole chain of six papers, so about a fifth of all papers stand in chains."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A laid out document before any reading: the sheet for rendering, the facts and the truth."""

    sheet: Sheet
    facts: Facts
    family: Family
    example: Example


def _company(rng: Random, facts: Facts) -> OwnCompany:
    if facts.direction is Direction.INCOMING and rng.random() < 0.2:
        return OwnCompany()
    return parties.own_company(rng, facts.supplier if facts.direction is Direction.OUTGOING else facts.buyer)


def lay_out(
    rng: Random,
    facts: Facts,
    company: OwnCompany | None = None,
    noisy: bool = True,
    family_name: str = "",
    wide: bool = True,
) -> Paper:
    """Draw a family (or take the named one), fill a sheet and label it.

    `noisy`: one in six pages looks as read by OCR. `wide`: the rarer forms are drawn too.
    """
    voice = Voice(rng, facts.language if facts.kind in _SPEAKING else "de", facts.currency, wide)
    facts = replace(facts, language=voice.language)
    families, weights = fitting(facts.kind, facts.trade.key, facts.language)
    family = BY_NAME[family_name] if family_name else rng.choices(families, weights)[0]
    size = rng.choice((8.0, 8.5, 9.0, 9.5, 10.0, 10.0, 10.5)) if family.face is None else rng.choice((7.5, 8.0, 8.5))
    sheet = Sheet(rng, voice, family.face or rng.choice(FACES), size, *family.paper, wide)
    if family.margin is not None:
        sheet.left, sheet.right = family.margin, family.paper[0] - family.margin
        sheet.size, sheet.leading = min(size, 8.5), min(size, 8.5) * 1.25
    family.draw(sheet, facts)
    appendix(sheet, facts)
    marks(sheet, facts)
    read = pages(sheet)
    medium = Medium.BORN_DIGITAL
    if noisy and rng.random() < (0.5 if facts.kind is K.RECEIPT else 0.14):
        medium = Medium.PHOTO if rng.random() < 0.25 else Medium.SCAN
        read = ocr.misread(rng, read, medium)
    payloads = tuple(picture.payload for draft in sheet.pages for picture in draft.pictures if picture.kind == "code")
    example = Example(
        document=ReadDocument(medium, read, codes=payloads, page_count=len(read)),
        kind=facts.kind,
        direction=facts.direction,
        category=facts.category if facts.kind in BOOKABLE else None,
        fields=truths(sheet, facts),
        company=_company(rng, facts) if company is None else company,
        layout_family=family.name,
        supplier=facts.supplier.name,
        chain=facts.chain,
        blocks=frozenset(sheet.blocks),
    )
    return Paper(sheet, facts, family, example)


def facts_of(rng: Random, source: Deal, kind: K) -> Facts:
    """The facts of a paper of this kind, whether it belongs to a chain or stands alone."""
    if kind in CHAIN:
        return source.facts(rng, kind)
    base = source.base
    return replace(
        base,
        kind=kind,
        number=number(rng, kind, base.issued, rng.randrange(1, 99999)),
        category=base.category if kind is K.RECEIPT else None,
    )


def _papers(seed: int) -> Iterator[Paper]:
    kinds, weights = tuple(WEIGHTS), tuple(WEIGHTS.values())
    place = 0
    while True:
        rng = Random(f"{seed}/{place}")
        chain = f"{seed}/{place}"
        place += 1
        if rng.random() < _CHAIN_SHARE:
            source = deal(rng, chain)
            for kind in CHAIN:
                yield lay_out(rng, source.facts(rng, kind))
            continue
        kind = rng.choices(kinds, weights)[0]
        sells = kind in CHAIN and rng.random() < 0.08
        peculiar = BY_KEY[rng.choice(_PECULIAR)] if kind is K.INVOICE and not sells and rng.random() < 0.3 else None
        source = deal(rng, chain, peculiar, outgoing=sells, till=kind is K.RECEIPT)
        # The customer writes our invoice: only where we sell, and in German, since it is a form of German law.
        ours = sells and kind is K.INVOICE and source.base.language == "de" and rng.random() < 0.2
        yield lay_out(rng, facts_of(rng, source, kind), family_name="self_billing" if ours else "")


def papers(seed: int, count: int) -> Iterator[Paper]:
    """`count` papers with their sheets, for rendering; the same stream as `examples`."""
    for _, paper in zip(range(count), _papers(seed), strict=False):
        yield paper


def examples(seed: int, count: int) -> Iterator[Example]:
    """`count` examples; the same seed gives the same ones, and a longer stream begins with the shorter."""
    for paper in papers(seed, count):
        yield paper.example
