"""Our own side of a page: which names and ids are ours, and whether the paper came to us or from us."""

from __future__ import annotations

from collections.abc import Iterable

from classifier.fields.candidates import Candidate
from classifier.fields.labels import fold
from classifier.fields.name_cuts import name_key
from classifier.fields.rules import buyer_score, supplier_score
from models.parties import OwnCompany

_FORM_WORDS = frozenset(
    [
        "gmbh",
        "mbh",
        "ag",
        "kg",
        "ohg",
        "gbr",
        "ug",
        "se",
        "ev",
        "ek",
        "eg",
        "co",
        "und",
        "haftungsbeschraenkt",
        "inc",
        "ltd",
        "gesellschaft",
    ]
)
INBOX = 1.5
"""Papers that arrive are mostly written by others; this much the pages must say to make one ours."""


def mark_own(names: Iterable[Candidate], company: OwnCompany) -> None:
    """Sets the fact `own` on the names that are ours, legal form and punctuation aside."""
    keys = {_core(name) for name in company.names if _core(name)}
    domains = {fold(domain.rpartition(".")[0]).replace(" ", "") for domain in company.domains}
    for candidate in names:
        core = _core(candidate.text)
        own = bool(core) and any(core == key or (len(key) > 5 and key in core) for key in keys)
        if own or (core and core in domains):
            candidate.facts["own"] = 1.0


def written_by_us(names: Iterable[Candidate]) -> float:
    """Logit that we wrote the paper: the two readings (we the writer, another the recipient;
    or the reverse) against each other.
    """
    names = list(names)
    own = [{**candidate.facts, "own": 0.0} for candidate in names if candidate.facts.get("own")]
    others = [candidate.facts for candidate in names if not candidate.facts.get("own")]
    if not own:
        return -3.0
    outgoing = max(map(supplier_score, own)) + max(map(buyer_score, others), default=0.0)
    incoming = max(map(buyer_score, own)) + max(map(supplier_score, others), default=0.0)
    return outgoing - incoming - INBOX


def turn_around(names: Iterable[Candidate]) -> None:
    """On our own papers our name is the supplier's."""
    for candidate in names:
        if candidate.facts.get("own"):
            candidate.facts["own"] = -1.0


def is_own_id(value: str, company: OwnCompany) -> bool:
    """Whether a VAT id, tax number or IBAN is ours."""
    return value in company.vat_ids or value in company.tax_numbers or value in company.ibans


def _core(name: str) -> str:
    """The name without its legal form."""
    words = [word for word in fold(name).split() if word not in _FORM_WORDS]
    return "".join(words) or name_key(name)
