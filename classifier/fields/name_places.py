"""What the place of a name says: letterhead, sender line, address block, footer, signature, label, bank details."""

from __future__ import annotations

import re
from dataclasses import dataclass

from classifier.fields.addresses import (
    AddressBlock,
    Section,
    is_sender_line,
    is_street,
    is_zip_city,
    section_of,
)
from classifier.fields.candidates import Surroundings
from classifier.fields.labels import party_labels
from classifier.layout import Layout, Segment

_GREETING = re.compile(r"gruss|gruess|regards|sincerely|hochachtungsvoll")
_ID_WORDS = re.compile(r"ust|steuer|hrb|hra|handelsregister|geschaeftsf|amtsgericht|iban|vat|register|inhaber")
_BANK_WORDS = re.compile(r"\b(?:iban|bic|swift|blz|konto|kto|bankverbindung|bankleitzahl|account)\b")
FIRST_LINES = 0.14
"""Share of the first page's height that counts as letterhead."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What the first page says of its parties, before any name is looked at."""

    blocks: tuple[AddressBlock, ...]
    domains: frozenset[str]
    """Second-level parts of the domains on the pages, folded and without hyphens."""
    sections: list[Section]
    """Headings that name a party."""


class Places:
    """Facts by segment, each computed once: a line has several cuts, and their place is the same."""

    def __init__(self, layout: Layout, around: Surroundings, scene: Scene) -> None:
        self._layout = layout
        self._around = around
        self._scene = scene
        self._tops = {block.top.index for block in scene.blocks}
        self._members = {line.index: (block, place) for block in scene.blocks for place, line in enumerate(block.lines)}
        self._known: dict[int, dict[str, float]] = {}

    def facts(self, segment: Segment, start: int, words: dict[str, str]) -> dict[str, float]:
        """A fresh dictionary of facts of a name that begins at `start` of the segment."""
        known = self._known.get(segment.index)
        if known is None:
            known = self._known[segment.index] = self._of_segment(segment)
        facts = dict(known)
        sender = facts.pop("sender")
        facts["sender_line"] = sender if start <= 1 else 0.0
        facts["sender_rest"] = 0.0 if start <= 1 else sender
        self._labels(facts, words)
        return facts

    def _of_segment(self, segment: Segment) -> dict[str, float]:
        box, layout = segment.box, self._layout
        first = segment.page == 1
        facts = {
            "size": min(segment.height / layout.height[segment.page], 4.0),
            "top": float(first and box.top < FIRST_LINES),
            "foot": float(box.top > 0.86),
            "sender": float(first and (is_sender_line(segment) or _is_sender_row(segment))),
            "block_top": float(segment.index in self._tops),
        }
        self._block(segment, facts)
        self._neighbours(segment, facts)
        section = section_of(segment, self._scene.sections) if self._scene.sections else None
        if section is not None:
            facts[f"section_{section}"] = 1.0
        return facts

    def _block(self, segment: Segment, facts: dict[str, float]) -> None:
        member = self._members.get(segment.index)
        facts["in_block"] = float(member is not None)
        if member is None:
            return
        block, place = member
        facts["block_second"] = float(place == 1)
        top = block.top.box
        facts["window"] = float(0.09 < top.top < 0.36 and top.left < 0.45)
        facts["under_sender"] = float(block.sender_line is not None or block.addressed)
        above = block.top.above
        if above is not None and top.top - above.box.bottom < 3 * self._layout.height[segment.page]:
            for role, weight in party_labels(self._around.folded(above)).items():
                facts[f"block_{role}"] = weight / 3

    def _neighbours(self, segment: Segment, facts: dict[str, float]) -> None:
        folded, above, below = self._around.folded, segment.above, segment.below
        if above is not None:
            higher = above.above
            facts["signed"] = float(
                _GREETING.search(folded(above)) is not None
                or (higher is not None and _GREETING.search(folded(higher)) is not None)
            )
        facts["street_below"] = float(
            below is not None
            and below.box.top - segment.box.bottom < 2.5 * self._layout.height[segment.page]
            and (is_street(below.text) or is_zip_city(below.text))
        )
        near = " ".join(folded(one) for one in (segment, above, below, segment.left, segment.right) if one is not None)
        facts["near_ids"] = float(_ID_WORDS.search(near) is not None)
        facts["bank_near"] = float(_BANK_WORDS.search(near) is not None)

    def _labels(self, facts: dict[str, float], words: dict[str, str]) -> None:
        evidence: dict[str, float] = {}
        for context, strength in (("before", 1.0), ("left", 0.9), ("above", 0.8)):
            text = words[context]
            if text and len(text) < 60:
                for role, weight in party_labels(text).items():
                    evidence[role] = max(evidence.get(role, 0.0), weight * strength)
        for role, weight in evidence.items():
            facts[f"label_{role}"] = weight / 3


def _is_sender_row(segment: Segment) -> bool:
    """A sender line or letterhead in one row whose parts stand far apart: name, street and town as segments of their own."""
    street = segment.right
    if segment.left is not None or street is None or not is_street(street.text) or is_street(segment.text):
        return False
    return is_zip_city(street.text) or (street.right is not None and is_zip_city(street.right.text))
