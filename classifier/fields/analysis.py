"""One document, looked at once: layout, candidates with evidence, parties. Everything later only weighs it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from classifier.fields import rules
from classifier.fields.addresses import section_of
from classifier.fields.candidates import Candidate, CandidateType
from classifier.fields.choice import Scored
from classifier.fields.find_names import find_names
from classifier.fields.find_values import Finder
from classifier.fields.lexicon import NUMBER_WORDS
from classifier.fields.name_places import Scene
from classifier.fields.own_side import is_own_id, mark_own, turn_around, written_by_us
from classifier.layout import Layout, lay_out
from models.documents import DocumentKind
from models.pages import ReadDocument
from models.parties import OwnCompany

OWN_ID = -8.0
"""Logit for one of our own ids on a paper that came to us: never the supplier's."""


@dataclass(slots=True)
class Analysis:
    """What was found on a document before anything is chosen."""

    layout: Layout
    candidates: dict[CandidateType, list[Candidate]]
    percents: list[Decimal]
    scene: Scene
    outgoing: float
    """Logit that our company wrote it."""
    highest: Decimal | None
    """The largest amount printed with cents."""


def analyse(document: ReadDocument, company: OwnCompany) -> Analysis:
    """Finds all candidates and reads the labels around them."""
    layout = lay_out(document)
    finder = Finder(layout)
    candidates = finder.run()
    names, scene = find_names(layout, finder.around)
    candidates[CandidateType.NAME] = names
    mark_own(names, company)
    outgoing = written_by_us(names)
    if outgoing > 0:
        turn_around(names)
    for kind in (
        CandidateType.AMOUNT,
        CandidateType.DATE,
        CandidateType.PERIOD,
        CandidateType.NUMBER,
        CandidateType.TAX_NUMBER,
    ):
        for candidate in candidates[kind]:
            rules.read_evidence(candidate)
    for kind in (CandidateType.IBAN, CandidateType.VAT_ID, CandidateType.TAX_NUMBER):
        for candidate in candidates[kind]:
            candidate.facts["own"] = float(is_own_id(candidate.value, company))
    if scene.sections:
        _read_sections(candidates, scene)
    amounts = [Decimal(one.value) for one in candidates[CandidateType.AMOUNT] if one.facts["exact"]]
    if len(set(amounts)) == 1:
        for candidate in candidates[CandidateType.AMOUNT]:
            candidate.facts["only"] = candidate.facts["exact"]
    return Analysis(
        layout, candidates, [percent for percent, _ in finder.percents], scene, outgoing, max(amounts, default=None)
    )


HEADS = 2
"""Rows below its heading in which a bare number belongs to the party; further down stands the paper's own."""

_IN_SECTION = {"buyer_name": "customer_number", "supplier_name": "other_number", "other_party": "other_number"}


def _read_sections(candidates: dict[CandidateType, list[Candidate]], scene: Scene) -> None:
    """Below `Käufer:` a VAT id is the buyer's, and a bare `Nummer: 48213` is what the supplier calls him."""
    for candidate in candidates[CandidateType.VAT_ID]:
        section = section_of(candidate.segment, scene.sections)
        if section is not None:
            candidate.facts[f"section_{section}"] = 1.0
    for candidate in candidates[CandidateType.NUMBER]:
        label = candidate.words["before"] or candidate.words["left"]
        if label in NUMBER_WORDS:
            for heading, role in scene.sections:
                below = candidate.segment.row - heading.row
                if heading.page == candidate.page and 0 < below <= HEADS:
                    candidate.evidence = {"before": {_IN_SECTION[role]: 3.2}}


def score_by_rules(analysis: Analysis, kind: DocumentKind) -> dict[CandidateType, list[Scored]]:
    """Every candidate with the rule prior's logits."""
    scored: dict[CandidateType, list[Scored]] = {}
    for candidate_type, candidates in analysis.candidates.items():
        group = scored[candidate_type] = []
        for candidate in candidates:
            logits = rules.logits(candidate, kind, analysis.highest)
            if candidate.facts.get("own") and candidate_type is not CandidateType.NAME and analysis.outgoing <= 0:
                logits = {name: logit + OWN_ID for name, logit in logits.items()}
            group.append(Scored(candidate, dict(logits), logits))
    return scored
