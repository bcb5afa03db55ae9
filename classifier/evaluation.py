"""Scores predictions against a manifest, line by line.

Figures count each layout group once (18 pages of one stylesheet are one experience,
not eighteen) and carry Wilson intervals over
groups. A field that the manifest does not name is unknown and not scored; on pages only what stands visibly there is.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from classifier.fields.truth import same
from models.fields import FieldName
from models.vouchers import TaxLine

CORE = ("supplier_name", "document_number", "document_date", "gross_total", "currency")
EIGHT = (*CORE, "due_date", "net_total", "tax_total", "iban")
"""The five core fields and the further ones that a payment needs (names as in issue 6)."""

PAGE_MEDIA = frozenset({"born-digital", "scan", "photo"})
RIGHT, WRONG, MISSING = "right", "wrong", "missing"


@dataclass(frozen=True, slots=True)
class Score:
    """One document. `fields` by name: right, wrong or missing;
    `invented`: values that stand nowhere or are known to be absent.
    """

    file: str
    medium: str
    language: str
    group: str
    kind_right: bool
    kind_answered: bool
    kind_shown: str
    error: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    invented: tuple[str, ...] = ()

    def all_right(self, names: Sequence[str]) -> bool | None:
        """Whether every scored field of `names` is right; None where fewer than three of them are scored at all."""
        scored = [self.fields[name] for name in names if name in self.fields]
        return None if len(scored) < 3 else all(one == RIGHT for one in scored)


@dataclass(frozen=True, slots=True)
class Share:
    """A share over layout groups, with its 95 % Wilson interval; `documents` is only told, not weighed."""

    value: float
    low: float
    high: float
    groups: int
    documents: int


def score(truth: Mapping[str, Any], line: Mapping[str, Any], ignore_xml: bool = False) -> Score:
    """One manifest line against one line of `kontorist read`. `ignore_xml`: the page was read without its embedded XML."""
    kind = line.get("kind") or {}
    wanted = expected(truth, ignore_xml)
    found = line.get("fields") or {}
    results = {name: _verdict(name, value, found.get(name)) for name, value in wanted.items() if value is not None}
    absent = {name for name, value in wanted.items() if value is None}
    invented = tuple(
        name
        for name, one in found.items()
        if name in absent or (one["source"] in ("model", "text") and "page" not in one)
    )
    shown = str(kind.get("value", ""))
    return Score(
        str(truth["file"]),
        str(truth["medium"]),
        str(truth["language"]),
        str(truth["layout_group"]),
        shown in truth["kind_accept"],
        bool(kind) and not kind.get("abstained", False),
        shown,
        line.get("error"),
        results,
        invented,
    )


def expected(truth: Mapping[str, Any], ignore_xml: bool = False) -> dict[str, Any]:
    """The values to find. A page without its XML is judged by what it shows; None means: known to be absent."""
    fields = dict(truth.get("fields") or {})
    if not fields or truth["medium"] not in PAGE_MEDIA:
        return fields
    visible = truth.get("visible") or {}
    if truth.get("einvoice_syntax") and not ignore_xml:
        return fields
    shown = {name: value for name, value in fields.items() if visible.get(name)}
    return {**shown, **(truth.get("page_fields") or {})} if ignore_xml else shown


def _verdict(name: str, value: Any, found: Mapping[str, Any] | None) -> str:
    if found is None:
        return MISSING
    if name not in FieldName.__members__.values():
        return WRONG
    try:
        return RIGHT if same(FieldName(name), _typed(value), _typed(found["value"])) else WRONG
    except (InvalidOperation, KeyError):
        return WRONG


def _typed(value: Any) -> str | tuple[TaxLine, ...]:
    if isinstance(value, list):
        return tuple(TaxLine(*(Decimal(one.get(part) or 0) for part in ("rate", "base", "tax"))) for one in value)
    return str(value)


def share(pairs: Iterable[tuple[str, bool]]) -> Share:
    """Mean over groups of the mean within each, and its interval with the groups as the sample."""
    groups: dict[str, list[bool]] = {}
    for group, right in pairs:
        groups.setdefault(group, []).append(right)
    count = len(groups)
    if not count:
        return Share(0.0, 0.0, 1.0, 0, 0)
    mean = sum(sum(one) / len(one) for one in groups.values()) / count
    low, high = wilson(mean, count)
    return Share(mean, low, high, count, sum(len(one) for one in groups.values()))


def wilson(mean: float, count: int, z: float = 1.96) -> tuple[float, float]:
    """Wilson's score interval of a share `mean` of `count` trials."""
    square = z * z
    middle = (mean + square / (2 * count)) / (1 + square / count)
    half = z * math.sqrt(mean * (1 - mean) / count + square / (4 * count * count)) / (1 + square / count)
    return max(0.0, middle - half), min(1.0, middle + half)


def report(scores: Sequence[Score]) -> dict[str, Any]:
    """All figures: kinds (all, and those answered), fields, core and eight, in all and by medium and language."""
    cuts: dict[str, Sequence[Score]] = {"all": scores}
    for medium in sorted({one.medium for one in scores}):
        cuts[f"medium {medium}"] = [one for one in scores if one.medium == medium]
    for language in sorted({one.language for one in scores}):
        cuts[f"language {language}"] = [one for one in scores if one.language == language]
    return {name: _figures(cut) for name, cut in cuts.items()}


def _figures(scores: Sequence[Score]) -> dict[str, Any]:
    names = sorted({name for one in scores for name in one.fields})
    answered = [one for one in scores if one.kind_answered]
    return {
        "documents": len(scores),
        "errors": sum(one.error is not None for one in scores),
        "kind": share((one.group, one.kind_right) for one in scores),
        "kind, answered": share((one.group, one.kind_right) for one in answered),
        "core five": share((one.group, right) for one in scores if (right := one.all_right(CORE)) is not None),
        "eight": share((one.group, right) for one in scores if (right := one.all_right(EIGHT)) is not None),
        "invented": sum(len(one.invented) for one in scores),
        "fields": {
            name: share((one.group, one.fields[name] == RIGHT) for one in scores if name in one.fields)
            for name in names
        },
    }


def misses(scores: Sequence[Score]) -> list[tuple[str, str, str]]:
    """File, what was missed, how; for people who want to see what the misses have in common."""
    found = []
    for one in scores:
        if one.error is not None:
            found.append((one.file, "file", one.error))
        elif not one.kind_right:
            found.append((one.file, "kind", one.kind_shown))
        found += [(one.file, name, verdict) for name, verdict in one.fields.items() if verdict != RIGHT]
        found += [(one.file, name, "invented") for name in one.invented]
    return found
