"""Finds names of the two parties: several cuts of each line, pooled over their places on the page."""

from __future__ import annotations

import re

from classifier.fields.addresses import address_blocks, is_street, is_zip_city, sections
from classifier.fields.candidates import Candidate, CandidateType, Surroundings
from classifier.fields.labels import fold
from classifier.fields.name_cuts import (
    LEGAL,
    LONGEST_NAME,
    OWNER,
    PREFIX,
    cuts,
    goes_on,
    legal_form,
    name_key,
    name_like,
    word_facts,
)
from classifier.fields.name_places import Places, Scene
from classifier.fields.web import domains_of
from classifier.layout import Layout, Segment

MOST_NAMES = 60

_LETTER = re.compile(r"[A-Za-zÄÖÜäöüß]")


def find_names(layout: Layout, around: Surroundings) -> tuple[list[Candidate], Scene]:
    """Pooled name candidates, the likeliest places first, and the scene they stand in."""
    scene = Scene(tuple(address_blocks(layout)), domains_of(layout.text), sections(layout))
    places = Places(layout, around, scene)
    pooled: dict[str, Candidate] = {}
    for segment in layout.segments:
        if segment.page not in (1, layout.pages) or not _LETTER.search(segment.text):
            continue
        for start, end, kind in cuts(segment):
            if name_like(segment.text[start:end]):
                _pool(pooled, _candidate(segment, start, end, kind, around=around, places=places))
        _pool_two_lines(pooled, segment, around, places)
    names = list(pooled.values())
    _domain_facts(names, scene)
    _prefer_full_names(names)
    names.sort(key=_promise, reverse=True)
    return names[:MOST_NAMES], scene


def _candidate(
    segment: Segment, start: int, end: int, kind: str, *, around: Surroundings, places: Places, text: str = ""
) -> Candidate:
    words = around.words(segment, start, end, near_only=True)
    text = text or segment.text[start:end]
    facts = {**places.facts(segment, start, words), **word_facts(text)}
    facts[f"cut_{kind}"] = 1.0
    facts["bank_ids"] = facts["bank"] * facts.pop("bank_near")
    if kind == "legal" and goes_on(segment.text[end:]):
        facts["cut_off"] = 1.0
    return Candidate(CandidateType.NAME, name_key(text), segment, start, end, words, facts, text=text)


_LOOSE = (
    "section_supplier_name",
    "section_buyer_name",
    "section_other_party",
    "top",
    "foot",
    "sender_line",
    "block_top",
    "signed",
    "near_ids",
    "legal",
    "label_supplier_name",
    "label_buyer_name",
    "window",
    "under_sender",
    "street_below",
    "in_block",
    "sender_rest",
    "block_supplier_name",
    "block_buyer_name",
    "label_other_party",
    "block_second",
    "size",
    "bank_ids",
    "cut_whole",
    "cut_first",
)


def _pool(pooled: dict[str, Candidate], candidate: Candidate) -> None:
    """Adds a place to its name; each fact is the strongest of all places."""
    if not candidate.value:
        return
    known = pooled.get(candidate.value)
    if known is None:
        pooled[candidate.value] = candidate
        candidate.facts["places"] = 1.0
        return
    same_place = known.segment is candidate.segment or any(other.segment is candidate.segment for other in known.others)
    known.others.append(candidate)
    if not same_place:
        known.facts["places"] += 1.0
    for fact in _LOOSE:
        known.facts[fact] = max(known.facts.get(fact, 0.0), candidate.facts.get(fact, 0.0))


def _domain_facts(names: list[Candidate], scene: Scene) -> None:
    for candidate in names:
        tokens = [
            token for token in fold(candidate.text).split()
            if len(token) > 2 and token not in ("gmbh", "mbh", "und", "the", "fuer")
        ]  # fmt: skip
        stems = (_domain_match(stem, candidate.value, tokens) for stem in scene.domains)
        candidate.facts["domain"] = max(stems, default=0.0)


def _prefer_full_names(names: list[Candidate]) -> None:
    """`Muster` in the letterhead and `Muster Holzbau GmbH` below are one name: the full one has the places of both."""
    short = [(one, fold(one.text).split()) for one in names if not one.facts["legal_end"]]
    _prefer_long_names(short)
    for longer in names:
        if not (longer.facts["legal_end"] or OWNER.search(longer.text)):
            continue
        stem = fold(LEGAL.sub("", OWNER.split(longer.text)[0])).split()
        key = "".join(stem)
        if len(key) < 4:
            continue
        whole = f" {' '.join(stem)} "
        for one, words in short:
            inside = len(words) < len(stem) and len(one.value) > 3 and f" {' '.join(words)} " in whole
            if one is not longer and (one.value == key or inside) and one.facts["not_name"] < 0.5:
                one.facts["short_of"] = 1.0
                for fact in _LOOSE:
                    if fact not in ("size", "bank_ids"):
                        longer.facts[fact] = max(longer.facts.get(fact, 0.0), one.facts.get(fact, 0.0))


LONGEST_FULL = 7


def _prefer_long_names(names: list[tuple[Candidate, list[str]]]) -> None:
    """Without a legal form too: `Hoko` in the letterhead and `Hoko Mobile` in the sender line, the trade before a person."""
    full = [
        (one, f" {' '.join(words)} ") for one, words in names
        if 1 < len(words) <= LONGEST_FULL and one.facts["capital"] == 1.0 and not one.facts["not_name"]
        and not one.facts["digits"] and not one.facts["town"] and not one.facts["bank"]
        and (one.facts["sender_line"] or one.facts["top"] or one.facts["foot"])
    ]  # fmt: skip
    for longer, text in full:
        for one, words in names:
            if (
                one is not longer
                and len(one.value) > 3
                and one.value != longer.value
                and f" {' '.join(words)} " in text
            ):
                one.facts["short_of"] = max(one.facts.get("short_of", 0.0), 0.6)
                longer.facts["domain"] = max(longer.facts["domain"], one.facts["domain"])


def _domain_match(stem: str, squeezed: str, tokens: list[str]) -> float:
    if stem in squeezed or (len(squeezed) > 4 and squeezed in stem):
        return 1.0
    covered = sum(len(token) for token in tokens if token in stem)
    if covered >= 0.7 * len(stem) and covered >= 4:
        return 1.0
    return 0.6 if covered >= 5 else 0.0


def _promise(candidate: Candidate) -> float:
    facts = candidate.facts
    return (
        2 * facts.get("sender_line", 0.0)
        + facts["legal"]
        + facts.get("block_top", 0.0)
        + facts.get("domain", 0.0)
        + facts.get("top", 0.0)
        + 0.5 * facts.get("foot", 0.0)
        + 2 * facts.get("label_supplier_name", 0.0)
        + facts.get("label_buyer_name", 0.0)
        + facts.get("signed", 0.0)
        + 0.4 * facts.get("size", 1.0)
        + 0.5 * facts.get("near_ids", 0.0)
        - 2 * facts["not_name"]
        - facts["street"]
        - facts["town"]
    )


def _pool_two_lines(pooled: dict[str, Candidate], segment: Segment, around: Surroundings, places: Places) -> None:
    """A name in two pieces: the legal form, or the second half after `&`, stands in the next line or beyond a gap."""
    below = segment.below
    if segment.right is not None and segment.right.text[:2] in ("& ", "+ "):
        below = segment.right
    elif below is None or not _set_alike(segment, below) or not _is_open(segment.text, below.text):
        return
    if not name_like(segment.text) or is_street(segment.text) or is_zip_city(segment.text):
        return
    if word_facts(segment.text)["not_name"]:
        return
    text = f"{segment.text.strip()} {below.text.strip()}"
    prefix = PREFIX.match(text)
    start = prefix.end() if prefix else 0
    joined = _candidate(segment, start, len(segment.text), "joined", around=around, places=places, text=text[start:])
    joined.facts["joined"] = 1.0
    _pool(pooled, joined)
    tail = pooled.get(name_key(below.text))
    if tail is None:
        tail = _candidate(below, 0, len(below.text.rstrip()), "whole", around=around, places=places)
        _pool(pooled, tail)
        tail.facts["places"] = 0.0
    tail.facts["tail_of"] = 1.0


def _set_alike(upper: Segment, lower: Segment) -> bool:
    """Two lines of one size, close to each other, together no longer than a name."""
    close = lower.box.top - upper.box.bottom <= 1.2 * max(upper.height, lower.height)
    alike = 0.8 < upper.height / max(lower.height, 1e-4) < 1.25
    return close and alike and len(upper.words) + len(lower.words) <= LONGEST_NAME


def _is_open(upper: str, lower: str) -> bool:
    """Whether the upper line is open (`Muster &`), or has no legal form while the lower ends with one."""
    if upper.rstrip().endswith(("&", "und", "+", "-", "für")):
        return True
    legal = legal_form(lower)
    return legal is not None and legal.end() >= len(lower) - 2 and not legal_form(upper)
