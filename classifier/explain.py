"""Why a value was chosen, in words and places that a reviewer can check on the page."""

from __future__ import annotations

from classifier.fields.candidates import CONTEXTS, Candidate, CandidateType
from classifier.fields.choice import Choice
from classifier.fields.rules import STRENGTH
from models.fields import FieldName

SHOWN = 40
"""Characters of a label that are quoted."""

_NAME_PLACES = (
    ("sender_line", "first in the sender line above the address"),
    ("label_supplier_name", "beside a label for the writer"),
    ("label_buyer_name", "beside a label for the recipient"),
    ("under_sender", "in the recipient's address block"),
    ("window", "in the address window"),
    ("domain", "agrees with the mail or web address"),
    ("top", "in the letterhead"),
    ("signed", "below the greeting"),
    ("near_ids", "beside register or tax data"),
)
_VALID = {
    CandidateType.IBAN: "check digits right",
    CandidateType.VAT_ID: "check digit right",
    CandidateType.TAX_NUMBER: "form of a German tax number",
}


def reasons(name: FieldName, choice: Choice) -> tuple[str, ...]:
    """Short sentences: the label and where it stands, the arithmetic, the check digits."""
    found = list(choice.why)
    candidate = choice.candidate
    if candidate is not None:
        found = [*_label(name, candidate), *found]
        if candidate.facts.get("valid") and candidate.type in _VALID:
            found.append(_VALID[candidate.type])
        if candidate.type is CandidateType.NAME:
            found += [text for fact, text in _NAME_PLACES if candidate.facts.get(fact, 0.0) >= 0.6]
    return tuple(dict.fromkeys(found))


def _label(name: FieldName, candidate: Candidate) -> list[str]:
    """The strongest label that speaks for the field."""
    role = name.value.replace("period_end", "period_start")
    best = max(CONTEXTS, key=lambda context: candidate.evidence.get(context, {}).get(role, 0.0) * STRENGTH[context])
    if not candidate.evidence.get(best, {}).get(role):
        return []
    text = _quote(candidate, best)
    return [
        {
            "before": f"right of '{text}'",
            "left": f"right of '{text}'",
            "above": f"below '{text}'",
            "header": f"in column '{text}'",
            "after": f"before '{text}'",
        }[best]
    ]


def _quote(candidate: Candidate, context: str) -> str:
    segment = candidate.segment
    if context == "before":
        return segment.text[: candidate.start].strip(" :")[-SHOWN:]
    if context == "after":
        return segment.text[candidate.end :].strip()[:SHOWN]
    if context == "left" and segment.left is not None:
        return segment.left.text.strip(" :")[-SHOWN:]
    if context == "above" and segment.above is not None:
        return segment.above.text.strip(" :")[:SHOWN]
    return candidate.words[context][:SHOWN]
