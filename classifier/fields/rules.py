"""The rule prior: what labels, form and place say of each candidate, as a logit. Knows nothing of training.

Independent of the learned scorer on purpose: the logits are added,
and on real pages of unseen suppliers the sum beats either
(extraction-notes.md: 41 and 45 alone, 65 together).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from classifier.fields.candidates import CONTEXTS, Candidate, CandidateType
from classifier.fields.labels import amount_labels, date_labels, number_labels
from models.documents import DocumentKind
from models.fields import FieldName

STRENGTH: Mapping[str, float] = {"before": 1.0, "left": 0.95, "above": 0.85, "header": 0.7, "after": 0.35}
"""How much of a label's weight counts by where it stands."""

_DIGITS = re.compile(r"\S*\d\S*")
_BLANKS = re.compile(r"\s+")
_READERS: Mapping[CandidateType, Callable[[str], Mapping[str, float]]] = {
    CandidateType.AMOUNT: amount_labels,
    CandidateType.DATE: date_labels,
    CandidateType.PERIOD: date_labels,
    CandidateType.NUMBER: number_labels,
    CandidateType.TAX_NUMBER: number_labels,
}

ROLES: Mapping[CandidateType, tuple[str, ...]] = {
    CandidateType.AMOUNT: (
        "net_total",
        "tax_total",
        "gross_total",
        "prepaid_total",
        "amount_due",
        "other_line",
        "other_carry",
        "other_money",
    ),
    CandidateType.DATE: ("document_date", "due_date", "delivery_date", "period_start", "period_end", "other_date"),
    CandidateType.PERIOD: ("document_date", "due_date", "delivery_date", "period_start", "other_date"),
    CandidateType.NUMBER: (
        "document_number",
        "order_reference",
        "customer_number",
        "other_number",
        "number_delivery_note",
        "number_offer",
        "number_order_confirmation",
        "number_dunning",
        "number_bank_statement",
        "number_contract",
    ),
    CandidateType.TAX_NUMBER: (
        "supplier_tax_number",
        "other_number",
        "document_number",
        "customer_number",
        "order_reference",
    ),
}
"""What labels can say, by type; the columns of the evidence in features."""

FIELDS: Mapping[CandidateType, tuple[FieldName, ...]] = {
    CandidateType.AMOUNT: (
        FieldName.NET_TOTAL,
        FieldName.TAX_TOTAL,
        FieldName.GROSS_TOTAL,
        FieldName.PREPAID_TOTAL,
        FieldName.AMOUNT_DUE,
    ),
    CandidateType.DATE: (FieldName.DOCUMENT_DATE, FieldName.DUE_DATE, FieldName.DELIVERY_DATE),
    CandidateType.PERIOD: (FieldName.PERIOD_START,),
    CandidateType.NUMBER: (FieldName.DOCUMENT_NUMBER, FieldName.ORDER_REFERENCE, FieldName.CUSTOMER_NUMBER),
    CandidateType.IBAN: (FieldName.IBAN,),
    CandidateType.BIC: (FieldName.BIC,),
    CandidateType.VAT_ID: (FieldName.SUPPLIER_VAT_ID,),
    CandidateType.TAX_NUMBER: (FieldName.SUPPLIER_TAX_NUMBER,),
    CandidateType.NAME: (FieldName.SUPPLIER_NAME, FieldName.BUYER_NAME),
}
"""Which fields a candidate of a type can fill."""

_NUMBER_OF = {
    DocumentKind.DELIVERY_NOTE: "number_delivery_note",
    DocumentKind.OFFER: "number_offer",
    DocumentKind.ORDER_CONFIRMATION: "number_order_confirmation",
    DocumentKind.DUNNING: "number_dunning",
    DocumentKind.BANK_STATEMENT: "number_bank_statement",
    DocumentKind.CONTRACT: "number_contract",
}
_TOGETHER = frozenset({("gross_total", "amount_due"), ("amount_due", "gross_total")})
"""Roles that one amount has at once."""

_ONE_DAY = frozenset({"document_date", "delivery_date"})
"""Roles of a date that one label names together: `Rechnungs- und Lieferdatum`."""


def read_evidence(candidate: Candidate) -> None:
    """Fills `candidate.evidence`: per context the roles that its words name."""
    reader = _READERS.get(candidate.type)
    if reader is None:
        return
    strip = candidate.type is not CandidateType.NUMBER
    for context in CONTEXTS:
        words = candidate.words[context]
        if not words or (len(words) > 70 and context in ("above", "header")):
            continue
        if strip:
            words = _BLANKS.sub(" ", _DIGITS.sub("", words)).strip()
        found = reader(words) if words else {}
        if found:
            candidate.evidence[context] = dict(found)


def roles_of(candidate: Candidate, kind: DocumentKind) -> dict[str, float]:
    """The strongest evidence per role; numbers of other papers count as ours only if the document is of that kind."""
    best: dict[str, float] = {}
    covered = 0.0
    for context in CONTEXTS:
        found = candidate.evidence.get(context)
        if not found:
            continue
        share = STRENGTH[context] * (1.0 if covered < 2.0 or context == "header" else 0.5)
        for role, weight in found.items():
            own = _own_role(role, kind)
            best[own] = max(best.get(own, 0.0), weight * share)
        covered = max(covered, *found.values()) if context in ("before", "left") else covered
    return best


def _own_role(role: str, kind: DocumentKind) -> str:
    if not role.startswith("number_"):
        return role
    return "document_number" if role == _NUMBER_OF.get(kind) else "other_number"


def logits(candidate: Candidate, kind: DocumentKind, highest: Decimal | None = None) -> dict[FieldName, float]:
    """For each field of the candidate's type how far the rules believe in it, as a logit."""
    roles = roles_of(candidate, kind)
    together = _ONE_DAY if candidate.type is CandidateType.DATE and _named_together(candidate) else frozenset[str]()
    place = _PLACES[candidate.type]
    result = {}
    for field in FIELDS[candidate.type]:
        own = roles.get(field.value, 0.0)
        against = max(
            (
                weight
                for role, weight in roles.items()
                if role != field.value
                and (field.value, role) not in _TOGETHER
                and not (role in together and field.value in together)
            ),
            default=0.0,
        )
        result[field] = 1.9 * own - 0.9 * max(0.0, against - 0.25 * own) - 3.2 + place(candidate, field, own, highest)
    return result


def _named_together(candidate: Candidate) -> bool:
    """Whether one phrase beside a date names it as day of issue and of delivery."""
    return any(
        min(found.get("document_date", 0.0), found.get("delivery_date", 0.0)) > 2.4
        for found in candidate.evidence.values()
    )


def _amount_place(candidate: Candidate, field: FieldName, own: float, highest: Decimal | None) -> float:
    value = Decimal(candidate.value)
    score = 0.5 * candidate.facts["exact"] + 0.2 * candidate.facts["marked"] - 0.3
    if field in (FieldName.GROSS_TOTAL, FieldName.AMOUNT_DUE) and highest is not None and value == highest:
        score += 1.2 if field is FieldName.GROSS_TOTAL else 0.4
    if field is FieldName.GROSS_TOTAL:
        score += 2.0 * candidate.facts.get("only", 0.0)
    if candidate.segment.bold and field in (FieldName.GROSS_TOTAL, FieldName.AMOUNT_DUE):
        score += 0.5
    if value <= 0 and field in (FieldName.GROSS_TOTAL, FieldName.NET_TOTAL):
        score -= 1.0
    if candidate.segment.right is None:
        score += 0.2
    return score


_TOWN_DATE = re.compile(r"^[A-ZÄÖÜ][\w.äöüß/ -]+,\s*(?:den|d\.|am)?\s*$")


def _date_place(candidate: Candidate, field: FieldName, own: float, _: Decimal | None) -> float:
    box, segment = candidate.segment.box, candidate.segment
    score = -0.8 * candidate.facts.get("in_period", 0.0)
    if field is FieldName.DUE_DATE:
        after = candidate.words["after"]
        score -= 3.2 if _WITH_DISCOUNT.search(after) else 0.0
        if _WITHOUT_DISCOUNT.search(after):
            # `... mit 2 % Skonto, bis 14.05. ohne Abzug`: what was said of the discount belongs to the date before.
            score += 4.5 if "skonto" in candidate.words["before"] else 1.5
    if field is FieldName.DOCUMENT_DATE:
        score += 0.9 if segment.page == 1 and box.top < 0.5 else -0.4
        before = segment.text[: candidate.start]
        if _TOWN_DATE.match(before) and segment.page == 1:
            score += 3.4
        elif _REFERRED.search(candidate.words["before"]):
            score -= 2.5
        elif _TITLE_BEFORE.search(candidate.words["before"]) and segment.page == 1:
            score += (4.0 if _FROM.search(before) else 2.8) if _OWN_TITLE.search(candidate.words["before"]) else 1.4
        elif (
            not before.strip()
            and segment.page == 1
            and box.top < 0.55
            and _TITLE_BEFORE.search(candidate.words["left"])
        ):
            score += 2.2
        elif not before.strip() and len(segment.words) <= 3 and segment.page == 1 and box.top < 0.45:
            score += 0.9
    return score


_WITH_DISCOUNT = re.compile(r"^(?:\S+ ){0,4}skonto")
_WITHOUT_DISCOUNT = re.compile(r"^(?:rein )?(?:netto|ohne abzug|ohne skonto|without deduction|net)\b")
_TITLE_BEFORE = re.compile(
    r"^(?:\S+ ){0,3}?\S*"
    r"(?:rechnung|gutschrift|beleg|lieferschein|angebot|bestaetigung|mahnung|bescheid|invoice|quittung|storno)\b"
)
_REFERRED = re.compile(
    r"\b(?:zu|zur|unserer?|ihrer?|der|die|our|your|to)(?: \S+)? (?:rechnung|gutschrift|invoice|beleg|angebot|lieferschein)\b"
)
"""A paper that this one speaks of; its date is not ours."""

_OWN_TITLE = re.compile(
    r"(?:rechnung|gutschrift|beleg|lieferschein|angebot|bestaetigung|mahnung|bescheid|invoice|quittung|storno)"
    r"(?: (?:nr|no|nummer|number|[a-z]{0,5} ?\d\S*))*(?: (?:vom|dated|of|from|du|am|datum|date))?$"
)
"""Between a title and its date stand its number and nothing else; `Rechnung gemäß Taxifahrt vom` dates the ride."""

_FROM = re.compile(r"\b(?:vom|dated|of|from|du|am)\s*$", re.IGNORECASE)
_PLAIN_WORD = re.compile(r"^\d{1,3}$")
_YEAR = re.compile(r"^(?:19|20)\d\d$")


def _number_place(candidate: Candidate, field: FieldName, own: float, _: Decimal | None) -> float:
    value, segment = candidate.value, candidate.segment
    score = 0.5 if segment.page == 1 and segment.box.top < 0.55 else -0.7
    if _PLAIN_WORD.match(value):
        score -= 1.2
    if _YEAR.match(value):
        score -= 1.5
    if field is FieldName.DOCUMENT_NUMBER:
        score += 0.25 * min(segment.height / 0.013, 2.0) if segment.page == 1 else 0.0
        if candidate.words["after"].startswith("vom") and re.search(
            r"(?:nr|nummer|no|rechnung|gutschrift)$", candidate.words["before"]
        ):
            score += 2.0
    pieces = candidate.facts["pieces"]
    score -= 0.45 * (pieces - 1)
    if re.search(r"^\d{5}$", value) and re.match(r"[a-z]", candidate.words["after"] or ""):
        score -= 1.5
    return score


def _tax_number_place(candidate: Candidate, field: FieldName, own: float, _: Decimal | None) -> float:
    return 0.8 * candidate.facts["valid"] + (0.6 if "/" in candidate.value else -0.6) + (0.0 if own else -2.5)


def _iban_place(candidate: Candidate, field: FieldName, own: float, _: Decimal | None) -> float:
    words = candidate.words["before"] + " " + candidate.words["above"] + " " + candidate.words["left"]
    ours = any(
        word in words
        for word in (
            "ihr konto",
            "ihrem konto",
            "ihre iban",
            "von konto",
            "zahlungspflichtig",
            "lastschrift",
            "abgebucht",
            "einziehen",
            "ihre bankverbindung",
        )
    )
    return 5.0 + 0.5 * candidate.facts["valid"] - (2.5 if ours else 0.0) + (0.3 if candidate.segment.page == 1 else 0.0)


def _bic_place(candidate: Candidate, field: FieldName, own: float, _: Decimal | None) -> float:
    words = candidate.words["before"] + " " + candidate.words["left"] + " " + candidate.words["above"]
    labelled = any(word in words for word in ("bic", "swift"))
    return 5.0 if labelled else (2.6 if "iban" in words else 0.0)


def _vat_place(candidate: Candidate, field: FieldName, own: float, _: Decimal | None) -> float:
    words = candidate.words["before"] + " " + candidate.words["left"] + " " + candidate.words["above"]
    theirs = any(
        word in words
        for word in (
            "ihre ust",
            "ihre umsatzsteuer",
            "kunde",
            "kunden",
            "your vat",
            "customer vat",
            "buyer",
            "empfaenger",
            "ihre vat",
            "leistungsempfaenger",
            "your tax",
        )
    )
    return (
        5.2
        + 0.6 * candidate.facts["valid"]
        - (4.0 if theirs else 0.0)
        - 3.5 * candidate.facts.get("section_buyer_name", 0.0)
        + 1.0 * candidate.facts.get("section_supplier_name", 0.0)
        + (0.4 if candidate.segment.box.top > 0.85 else 0.0)
    )


def _name_place(candidate: Candidate, field: FieldName, own: float, _: Decimal | None) -> float:
    return supplier_score(candidate.facts) if field is FieldName.SUPPLIER_NAME else buyer_score(candidate.facts)


def _likeness(facts: Mapping[str, float]) -> float:
    """Whether it reads like a name at all, whoever bears it."""
    get = facts.get
    score = _weigh(_LIKE_A_NAME, facts) + 1.2 * (get("capital", 0.0) - 1.0) - 0.5 * max(0.0, get("words", 0.0) - 6)
    score -= 0.4 * (get("words", 0.0) == 1) + 3.0 * (get("not_name", 0.0) > 0.95)
    return score - (0.6 if get("cut_part") and not get("legal") else 0.0)


_LIKE_A_NAME = {
    "legal_end": 1.3, "legal": 0.2, "not_name": -3.0, "legal_only": -2.5, "street": -5.0, "town": -4.0, "digits": -0.5,
    "digit_first": -1.2, "short_of": -2.2, "tail_of": -1.5, "cut_off": -1.8,
}  # fmt: skip
_LIKE_A_SUPPLIER = {
    "sender_line": 3.6, "sender_rest": -1.5, "domain": 1.7, "signed": 1.0, "top": 0.9, "foot": 0.5, "near_ids": 0.7,
    "label_supplier_name": 2.8, "block_supplier_name": 2.8, "label_buyer_name": -2.2, "block_buyer_name": -2.6,
    "label_other_party": -1.8, "bank": -1.0, "section_buyer_name": -2.4, "section_other_party": -1.2, "under_sender": -1.8,
    "street_below": 0.4, "own": -9.0,
}  # fmt: skip
_LIKE_A_BUYER = {
    "section_supplier_name": -2.2, "section_other_party": -0.8, "block_top": 0.6, "label_buyer_name": 2.8,
    "block_buyer_name": 2.8, "block_supplier_name": -2.5, "label_supplier_name": -2.0, "sender_line": -3.0, "domain": -1.5,
    "foot": -0.8, "near_ids": -1.0,
    "signed": -1.2, "top": -0.6, "own": 4.0,
}  # fmt: skip
"""Weights of facts, in logits. Set by hand on our own pages; the learned scorer corrects them."""

_START = 0.6


def _weigh(weights: Mapping[str, float], facts: Mapping[str, float]) -> float:
    return sum(weights[fact] * value for fact, value in facts.items() if value and fact in weights)


def supplier_score(facts: Mapping[str, float]) -> float:
    """How far the places of a name speak for the writer of the paper."""
    get = facts.get
    window = (
        max(get("window", 0.0), get("under_sender", 0.0))
        * get("in_block", 0.0)
        * (1.0 - get("section_supplier_name", 0.0))
    )
    score = _START + _likeness(facts) + _weigh(_LIKE_A_SUPPLIER, facts)
    score += 0.9 * (get("size", 0.0) - 1.0) * (get("top", 0.0) or 0.3) + 0.35 * min(3.0, get("places", 0.0) - 1)
    score += 2.6 * get("section_supplier_name", 0.0) * (0.4 + 0.6 * get("block_top", 0.0))
    score += 1.3 * get("block_top", 0.0) * (1.0 - window) - 1.8 * window
    return score - 3.0 * get("bank_ids", 0.0) * (1.0 - get("sender_line", 0.0))


def buyer_score(facts: Mapping[str, float]) -> float:
    """How far the places of a name speak for the recipient."""
    get = facts.get
    window = max(get("window", 0.0), get("under_sender", 0.0)) * (1.0 - get("section_supplier_name", 0.0))
    top = get("block_top", 0.0)
    score = _START + _likeness(facts) + _weigh(_LIKE_A_BUYER, facts)
    score += 2.4 * get("section_buyer_name", 0.0) * (0.4 + 0.6 * top)
    return score + 2.6 * top * window + 1.6 * get("under_sender", 0.0) * top


_PLACES: Mapping[CandidateType, Callable[[Candidate, FieldName, float, Decimal | None], float]] = {
    CandidateType.AMOUNT: _amount_place,
    CandidateType.DATE: _date_place,
    CandidateType.PERIOD: lambda candidate, field, own, highest: 0.6,
    CandidateType.NUMBER: _number_place,
    CandidateType.TAX_NUMBER: _tax_number_place,
    CandidateType.IBAN: _iban_place,
    CandidateType.BIC: _bic_place,
    CandidateType.VAT_ID: _vat_place,
    CandidateType.NAME: _name_place,
}
