"""One value a field, chosen jointly: each type's choice weighs its candidates' logits against what must hold among them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from classifier.fields.candidates import Candidate
from models.fields import FieldName
from models.vouchers import TaxLine

Logits = dict[FieldName, float]


RULE_SHARE = 0.5
"""Share of the rules' logits beside the learned ones (classifier.clerk.LEARNED_WEIGHT). Over three splits by layout family
halves of both had all core fields right in 85 % (rules in full 81 %, learned alone 86 %) and on real pages in 71 % (71, 68).
"""


@dataclass(slots=True)
class Scored:
    """A candidate with what rules and learned scorer together believe of it, a logit for each field of its type."""

    candidate: Candidate
    logits: Logits
    rule_logits: Logits


@dataclass(slots=True)
class Choice:
    """The chosen value of a field. `margin`: how far the best other value is behind;
    `agrees`: arithmetic or order confirms it.
    """

    value: str | tuple[TaxLine, ...]
    logit: float
    margin: float
    candidate: Candidate | None = None
    agrees: bool = False
    why: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Pooled:
    """All places of one value, with the best logit a field and the place that gave it."""

    value: str
    logits: Logits
    places: dict[FieldName, Candidate]

    def logit(self, name: FieldName) -> float:
        """The best place's logit."""
        return self.logits.get(name, -9.0)


REPEATED = 0.2
"""A value that stands in two places a role fits is a little likelier; more than two add nothing."""


def pool(scored: Iterable[Scored]) -> list[Pooled]:
    """Candidates by value, in order of appearance."""
    pools: dict[str, Pooled] = {}
    for one in scored:
        value = one.candidate.value
        entry = pools.setdefault(value, Pooled(value, {}, {}))
        for name, logit in one.logits.items():
            known = entry.logits.get(name)
            if known is None:
                entry.logits[name], entry.places[name] = logit, one.candidate
            elif logit > known:
                entry.logits[name], entry.places[name] = logit + (REPEATED if known > 0 else 0.0), one.candidate
            elif logit > 0:
                entry.logits[name] = max(known, known + REPEATED if known < logit + 2 else known)
    return list(pools.values())


def best(pools: Sequence[Pooled], name: FieldName, most: int) -> list[Pooled]:
    """The `most` likeliest values of a field."""
    return sorted(pools, key=lambda one: one.logit(name), reverse=True)[:most]


def margin(pools: Sequence[Pooled], name: FieldName, chosen: str) -> float:
    """Distance in logits to the best other value."""
    own = max((one.logit(name) for one in pools if one.value == chosen), default=0.0)
    other = max((one.logit(name) for one in pools if one.value != chosen), default=-6.0)
    return own - other


def choice_of(pools: Sequence[Pooled], chosen: Pooled, name: FieldName, bonus: float = 0.0) -> Choice:
    """A Choice of one pooled value with its margin."""
    return Choice(chosen.value, chosen.logit(name) + bonus, margin(pools, name, chosen.value), chosen.places.get(name))


LABEL = 2.4
"""Weight of a label that names a role and hardly anything else."""


def confirmed(scored: Sequence[Scored], name: FieldName, chosen: Candidate) -> bool:
    """Whether rules and learned scorer, each for itself, prefer the chosen value to all others."""
    by_rules = max(scored, key=lambda one: one.rule_logits[name])
    by_learning = max(scored, key=lambda one: one.logits[name] - RULE_SHARE * one.rule_logits[name])
    return by_rules.candidate.value == chosen.value == by_learning.candidate.value


def labelled(name: FieldName, chosen: Candidate) -> bool:
    """Whether a label right beside or above the value names the field."""
    near = ("before", "left", "above", "header")
    return any(chosen.evidence.get(context, {}).get(name.value, 0.0) >= LABEL for context in near)
