"""Address blocks and sender lines: where a page says who writes and who receives."""

from __future__ import annotations

import re
from dataclasses import dataclass

from classifier.fields.labels import NUMBER, PARTY, fold
from classifier.fields.lexicon import STREET_WORDS
from classifier.layout import Layout, Segment

_ZIP_CITY = re.compile(
    r"(?:^|[\s,|·•;*-])(?:[A-Z]{1,3}\s?-\s?|[A-Z]{1,2}\s)?\d{4,5}\s+[A-ZÄÖÜ][\w.äöüß/-]+", re.UNICODE
)
_FOREIGN_ZIP = re.compile(r"\b[A-Z]{2}\s\d{5}\b|\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b|\b\d{4}\s[A-Z]{2}\s")
_STREET = re.compile(
    rf"(?:\b[\w.äöüÄÖÜß-]*(?:{'|'.join(STREET_WORDS[:33])}|straße|Straße|brücke)\.?\s*\d+|\b(?:Str\.|Straße|Strasse|Weg|Platz|Am|An|Im|Zum|Zur|Auf)\s[\w\s.äöüÄÖÜß-]{{2,30}}\s\d+|\bPostfach\b|\d+,?\s(?:rue|[A-Z]\w+\s(?:Street|St|Road|Rd|Avenue|Ave|Drive|Lane|Blvd))\b|\b[A-Z]\s?\d{{1,2}},\s?\d{{1,2}}\b)",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s*[|·•∙●■▪◦;*]\s*|,\s+|\s+[-–—/]+\s+|,(?=\D)")
_NO_NAME_LINE = re.compile(
    r"^\s*(?:Herrn?|Frau|Firma|Fa\.|An(?: die| den)?|Eheleute|Familie|Mr\.?|Mrs\.?|Ms\.?)\s*$|:|\d{5}"
    r"|^\s*(?:Deutsche Post|DV |\*|Postvermerk|Einschreiben|Zurück|Retour|Premiumadress|Entgelt|Port payé)",
    re.IGNORECASE,
)
_SALUTATION = re.compile(
    r"^\s*(?:Herrn?|Frau|Firma|Fa\.|An(?: die| den)?|Eheleute|Familie|Mr\.?|Mrs\.?|Ms\.?)\s*$", re.IGNORECASE
)
_LONGEST_BLOCK = 8


@dataclass(frozen=True, slots=True)
class AddressBlock:
    """Lines that end with a postcode and town; `sender_line` is the small line above, where there is one."""

    lines: tuple[Segment, ...]
    sender_line: Segment | None

    @property
    def addressed(self) -> bool:
        """Whether the block opens with a salutation, as only recipients' blocks do."""
        return bool(_SALUTATION.search(self.lines[0].text))

    @property
    def top(self) -> Segment:
        """The line of the name: the first that is no salutation, no postal remark and no label with a value."""
        return next((line for line in self.lines[:-1] if not _is_no_name(line.text)), self.lines[0])


def _is_no_name(text: str) -> bool:
    return _NO_NAME_LINE.search(text) is not None or fold(text) in NUMBER


SECTION_REACH = 0.15
"""How far below its heading (`Verkäufer:`, `Rechnungsempfänger`) a section reaches, as a share of the page."""

_PARTIES = ("supplier_name", "buyer_name", "other_party")
Section = tuple[Segment, str]
"""A heading that is nothing but a word for a party, and the role that it names."""


def sections(layout: Layout) -> list[Section]:
    """Headings that name a party, on any page."""
    found = []
    for segment in layout.segments:
        if len(segment.words) > 4:
            continue
        roles = PARTY.get(fold(segment.text), ())
        strong = [(weight, role) for role, weight in roles if role in _PARTIES]
        if strong:
            found.append((segment, max(strong)[1]))
    return found


def section_of(segment: Segment, found: list[Section]) -> str | None:
    """The party in whose section a segment stands: the nearest heading above it;
    of headings side by side the one over it.
    """
    best: tuple[float, float] | None = None
    role = None
    for heading, named in found:
        below = segment.box.top - heading.box.top
        aside = segment.box.left - heading.box.left
        if (
            heading is segment
            or heading.page != segment.page
            or not -0.002 < below < SECTION_REACH
            or not -0.03 < aside < 0.45
        ):
            continue
        distance = (round(below / 0.008), aside)
        if best is None or distance < best:
            best, role = distance, named
    return role


def is_zip_city(text: str) -> bool:
    """Whether a postcode with a town stands in the text."""
    return bool(_ZIP_CITY.search(text) or _FOREIGN_ZIP.search(text))


def is_street(text: str) -> bool:
    """Whether a street with a house number (or a post box) stands in the text."""
    return bool(_STREET.search(text))


def is_sender_line(segment: Segment) -> bool:
    """Name, street and town in one line, with separators: the line above an address window, or a letterhead in one line."""
    text = segment.text
    if ":" in _SEPARATOR.split(text, maxsplit=1)[0]:
        return False
    return bool(
        is_zip_city(text)
        and _SEPARATOR.search(text)
        and len(segment.words) >= 4
        and (is_street(text) or text.count(",") + text.count("|") + text.count("·") + text.count("•") >= 2)
    )


def sender_lines(layout: Layout) -> list[Segment]:
    """All such lines of the document's first page."""
    return [segment for segment in layout.segments if segment.page == 1 and is_sender_line(segment)]


def address_blocks(layout: Layout) -> list[AddressBlock]:
    """All blocks of the first page, from the top."""
    blocks: list[AddressBlock] = []
    for segment in layout.segments:
        if segment.page != 1 or is_sender_line(segment) or not is_zip_city(segment.text) or len(segment.words) > 7:
            continue
        lines, above = _climb(segment, layout.height[1])
        if len(lines) >= 2:
            blocks.append(AddressBlock(tuple(lines), above))
    return blocks


def _climb(last: Segment, height: float) -> tuple[list[Segment], Segment | None]:
    """The lines above `last` that are set flush with it, and the sender line they run up to."""
    lines = [last]
    at = last
    while len(lines) < _LONGEST_BLOCK:
        above = at.above
        if above is None:
            break
        distance = at.box.top - above.box.bottom
        if is_sender_line(above) and distance < 6 * height:
            return lines, above
        flush = abs(above.box.left - last.box.left) < 0.012
        if not flush or distance > 1.3 * max(height, at.height) or len(above.words) > 9:
            return lines, _sender_above(above, at, height)
        if is_zip_city(above.text) or _is_heading(above.text):
            return lines, None
        lines.insert(0, above)
        at = above
        if _SALUTATION.search(above.text):
            # `Herrn`, `Firma`: a recipient's block begins here, whatever stands close above it.
            return lines, _sender_above(above.above, above, height) if above.above is not None else None
    return lines, None


def _is_heading(text: str) -> bool:
    """`Rechnungsadresse`, `Lieferanschrift`, `Bill to`, `Kunde:`: the line over a block, not its first."""
    return text.rstrip().endswith(":") or fold(text).endswith(
        ("adresse", "anschrift", "to", "an", "empfaenger", "address")
    )


def _sender_above(above: Segment, at: Segment, height: float) -> Segment | None:
    return above if is_sender_line(above) and at.box.top - above.box.bottom < 6 * height else None
