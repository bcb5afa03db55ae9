"""Doubles: a paper that says the same as an earlier one (same supplier, number, amount), though its bytes differ.

The same invoice comes by mail as a PDF and by post as a scan; booked twice, it is paid twice. Equal bytes are found
earlier, by their hash.
"""

from __future__ import annotations

from collections.abc import Iterable

from matching import names, numbers
from matching.explain import euro
from matching.facts import DocumentFacts, Twin
from matching.numbers import Likeness

CERTAIN = 0.9
"""From here on the later paper must not be booked without a person who looks at both."""

LEAST = 0.6
"""Below this, it is not worth a reviewer's glance."""

WEIGHT_OF_NUMBER, WEIGHT_OF_SUPPLIER, WEIGHT_OF_GROSS = 0.45, 0.30, 0.25

SAME_DAY_WITHOUT_NUMBER = 0.10
"""What an equal date adds where a paper has no number (receipts): same shop, same day, same amount."""

OTHER_DAY = 0.95


def twins(facts: DocumentFacts, earlier: Iterable[DocumentFacts]) -> list[Twin]:
    """Earlier documents that say the same, best first. Symmetric: the later paper is found from the earlier one too."""
    found = [twin for other in earlier if other.key != facts.key and (twin := _twin(facts, other))]
    return sorted(found, key=lambda twin: (-twin.score, twin.key))


def _twin(facts: DocumentFacts, other: DocumentFacts) -> Twin | None:
    supplier = _same_supplier(facts, other)
    number = _same_number(facts, other)
    if supplier == 0.0 or number == 0.0:
        return None  # another supplier, or another number: a monthly invoice of the same amount is no double
    reasons = []
    score = WEIGHT_OF_NUMBER * (number or 0) + WEIGHT_OF_SUPPLIER * (supplier or 0)
    if number:
        reasons.append(f"Die Belegnummer ist dieselbe: {other.document_number}.")
    if supplier:
        reasons.append(f"Der Lieferant ist derselbe: {other.supplier_name or other.supplier_vat_id}.")
    if facts.gross is not None and other.gross is not None:
        if facts.gross == other.gross:
            score += WEIGHT_OF_GROSS
            reasons.append(f"Der Bruttobetrag ist derselbe: {euro(other.gross)}.")
        else:
            reasons.append(f"Der Bruttobetrag weicht ab: {euro(facts.gross)} statt {euro(other.gross)}.")
    if facts.issued_on and other.issued_on:
        if facts.issued_on != other.issued_on:
            score *= OTHER_DAY
            reasons.append("Das Belegdatum weicht ab.")
        elif number is None:
            score += SAME_DAY_WITHOUT_NUMBER
            reasons.append("Das Belegdatum ist dasselbe.")
    return Twin(other.key, round(score, 4), tuple(reasons)) if score >= LEAST else None


def _same_number(facts: DocumentFacts, other: DocumentFacts) -> float | None:
    """Strength of an equal number, 0.0 for another one, None where a paper has none."""
    if not facts.document_number or not other.document_number:
        return None
    found = numbers.alike(facts.document_number, other.document_number)
    return found.strength if found.likeness in (Likeness.EQUAL, Likeness.MISREAD) else 0.0


def _same_supplier(facts: DocumentFacts, other: DocumentFacts) -> float | None:
    """Strength of an equal supplier, 0.0 for another one, None where nothing is known of one."""
    if facts.supplier_vat_id and other.supplier_vat_id:
        found = numbers.alike(facts.supplier_vat_id, other.supplier_vat_id)
        return found.strength if found.likeness in (Likeness.EQUAL, Likeness.MISREAD) else 0.0
    if facts.supplier_name and other.supplier_name:
        like = names.likeness(facts.supplier_name, other.supplier_name)
        return like if like >= names.PART_OF_NAME else 0.0
    return None
