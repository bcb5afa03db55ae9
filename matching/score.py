"""The score of a purchase order for a document: 0 to 1, from three weighted pieces and what speaks against them.

| Piece | Weight | Full strength |
|---|---|---|
| order reference | 0.45 | the paper prints our order number |
| supplier | 0.30 | equal VAT id, or equal name without the legal form |
| amount | 0.25 | gross or net equal to the cent |

So only all three together reach 0.95 and more (a misread 0/O costs 0.02); reference and supplier without the amount stay
at 0.75, supplier and amount without the reference at 0.55, one piece alone below 0.5: these are for a person. What speaks
against (another VAT id, a paper older than the order, a paper that names another order) multiplies by the factors below.
"""

from __future__ import annotations

from collections.abc import Iterable

from matching.candidates import Candidate, candidates
from matching.evidence import Evidence, Finding
from matching.explain import sentence
from matching.facts import DocumentFacts, Match
from models.orders import PurchaseOrder

CERTAIN = 0.95
"""From here on a match may be taken without a person."""

WEIGHT_OF_REFERENCE, WEIGHT_OF_SUPPLIER, WEIGHT_OF_AMOUNT = 0.45, 0.30, 0.25

AGAINST = {
    Finding.VAT_ID_DIFFERS: 0.7,
    Finding.BEFORE_ORDER: 0.8,
    Finding.LONG_AFTER_ORDER: 0.8,
    Finding.REFERENCE_OTHER: 0.6,
}


def match(facts: DocumentFacts, orders: Iterable[PurchaseOrder], limit: int = 5) -> list[Match]:
    """The orders that the document may belong to, best first, at most `limit`; equal scores by order number."""
    found = list(candidates(facts, orders))
    named = any(_names_the_order(candidate) for candidate in found)
    matches = [score(candidate, facts.order_reference if named else None) for candidate in found]
    return sorted(matches, key=lambda match: (-match.score, match.order_number))[:limit]


def score(candidate: Candidate, named_order: str | None = None) -> Match:
    """One candidate's score and reasons. `named_order`: what the paper prints, if it surely names one of our orders."""
    pieces = [
        (WEIGHT_OF_REFERENCE, candidate.reference),
        (WEIGHT_OF_SUPPLIER, candidate.supplier),
        (WEIGHT_OF_AMOUNT, candidate.amount),
    ]
    total = sum(weight * piece.strength for weight, piece in pieces if piece)
    reasons = [piece for piece in (candidate.reference, candidate.supplier, candidate.amount, candidate.date) if piece]
    if named_order and not _names_the_order(candidate):
        reasons.append(Evidence(Finding.REFERENCE_OTHER, 0.0, named_order))
    for reason in reasons:
        total *= AGAINST.get(reason.finding, 1.0)
    return Match(candidate.order.number, round(total, 4), tuple(map(sentence, reasons)))


def _names_the_order(candidate: Candidate) -> bool:
    return candidate.reference is not None and candidate.reference.finding in (
        Finding.REFERENCE_EQUAL,
        Finding.REFERENCE_MISREAD,
    )
