"""Finds names of the two parties: several cuts of each line, pooled over their places on the page."""

from __future__ import annotations

import re
from dataclasses import dataclass

from classifier.fields.addresses import (
    AddressBlock,
    Section,
    address_blocks,
    is_sender_line,
    is_street,
    is_zip_city,
    section_of,
    sections,
)
from classifier.fields.candidates import Candidate, CandidateType, Surroundings
from classifier.fields.labels import fold, party_labels
from classifier.fields.lexicon import LEGAL_FORMS, NOT_A_NAME
from classifier.kind_lexicon import TITLES
from classifier.layout import Layout, Segment

MOST_NAMES = 90
LONGEST_NAME = 9
"""Words; `Muster & Söhne Gesellschaft für angewandte Dinge mbH & Co. KG` has nine."""

_LEGAL = re.compile(rf"(?<![\w.&])(?:{LEGAL_FORMS})(?![\w])")
_SEPARATOR = re.compile(
    r"\s*[|·•∙●■▪◦;*]\s*|,\s+|\s+[-–—/]+\s+|:\s+|\s+(?=c/o|Tel\b|Telefon|Fax\b|Fon\b|Mobil|E-?Mail)|\t+|,(?=[A-Z])"
)
_PREFIX = re.compile(
    r"^(?:Kunde|Client|Customer|Bill to|Sold to|Rechnung an|Käufer|Verkäufer|Lieferant"
    r"|Auftraggeber|Auftragnehmer|Kontoinhaber(?:in)?|Zahlungsempfänger|Rechnungsempfänger|Rechnungssteller"
    r"|Firma|Fa\.|Herrn?|Frau|An(?: die| den)?|©|\(c\)|c/o|Inh\.?:?|Inhaber(?:in)?:?|Copyright|Ihr(?:e)?"
    r"|Mr\.?|Mrs\.?|Ms\.?|M\.|z\.\s?Hd\.|i\.\s?A\.|By)\s+",
    re.IGNORECASE,
)
_NOT = frozenset(fold(word) for word in NOT_A_NAME) | {
    title for titles in TITLES.values() for title in titles if " " not in title
}
_TITLE_END = re.compile(
    r"(?:rechnung|nota|beleg|daten|angaben|data|quittung|schein|gutschrift|stornierung|bestaetigung)$"
)
_OWNER = re.compile(r"\s+(?=Inh\.|Inhaber)")
_LETTER = re.compile(r"[A-Za-zÄÖÜäöüß]")
_CONTACT = re.compile(r"@|www\.|https?:|\d{5,}|\+\d{2}|\b0\d{2,5}[\s/-]")
_DOMAIN = re.compile(
    r"(?:[\w.+-]+@|www\.|https?://(?:www\.)?|(?<![\w.@-]))((?:[a-z0-9äöü-]+\.)+(?:de|com|net|org|eu|info|at|ch|io|shop|online|biz|berlin|gmbh|nl|fr|co\.uk|app|cloud|tech|digital|group|store|dev|tv|me))\b",
    re.IGNORECASE,
)
_FREE_MAIL = frozenset(
    [
        "gmx",
        "web",
        "t-online",
        "gmail",
        "googlemail",
        "outlook",
        "hotmail",
        "yahoo",
        "freenet",
        "aol",
        "icloud",
        "posteo",
        "mailbox",
        "arcor",
        "live",
        "online",
    ]
)


@dataclass(frozen=True, slots=True)
class Scene:
    """What the first page says of its parties, before any name is looked at."""

    blocks: tuple[AddressBlock, ...]
    domains: frozenset[str]
    """Second-level parts of the domains on the pages, folded and without hyphens."""
    sections: list[Section]
    """Headings that name a party."""


def name_key(text: str) -> str:
    """The name without case, punctuation and blanks: equal for all its printings."""
    return fold(text).replace(" ", "")


def domains_of(text: str) -> frozenset[str]:
    """The speaking parts of mail and web addresses; the great mail providers say nothing."""
    stems = set()
    for match in _DOMAIN.finditer(text):
        parts = match[1].lower().split(".")
        stem = parts[-3] if len(parts) > 2 and parts[-2] in ("co", "com") else parts[-2]
        if stem not in _FREE_MAIL and len(stem) > 2:
            stems.add(fold(stem).replace(" ", ""))
    return frozenset(stems)


def find_names(layout: Layout, around: Surroundings) -> tuple[list[Candidate], Scene]:
    """Pooled name candidates, the likeliest places first, and the scene they stand in."""
    scene = Scene(tuple(address_blocks(layout)), domains_of(layout.text), sections(layout))
    tops = {block.top.index: block for block in scene.blocks}
    members = {line.index: (block, place) for block in scene.blocks for place, line in enumerate(block.lines)}
    pooled: dict[str, Candidate] = {}
    last_page = layout.pages
    for segment in layout.segments:
        if segment.page not in (1, last_page) or not _LETTER.search(segment.text):
            continue
        for start, end, kind in _cuts(segment):
            text = segment.text[start:end]
            if not _name_like(text):
                continue
            candidate = _candidate(segment, start, end, text, kind, around=around, layout=layout)
            _place_facts(candidate, members, tops, layout, scene)
            _pool(pooled, candidate)
        joined = _two_lines(segment, around, layout)
        if joined is not None:
            _place_facts(joined, members, tops, layout, scene)
            _pool(pooled, joined)
    names = list(pooled.values())
    for candidate in names:
        _pooled_facts(candidate, scene)
    _prefer_full_names(names)
    names.sort(key=_promise, reverse=True)
    return names[:MOST_NAMES], scene


def _cuts(segment: Segment) -> list[tuple[int, int, str]]:
    """Start, end and kind of the cut: `whole`, `part` between separators, `first` part, `legal` (up to the legal form)."""
    text = segment.text
    cuts: dict[tuple[int, int], str] = {}
    bounds = [0]
    for match in _SEPARATOR.finditer(text):
        bounds += [match.start(), match.end()]
    bounds.append(len(text))
    parts = [(bounds[at], bounds[at + 1]) for at in range(0, len(bounds), 2)]
    if len(segment.words) <= LONGEST_NAME:
        cuts[(0, len(text))] = "whole"
    if len(parts) <= 12:
        for place, (start, end) in enumerate(parts):
            cuts.setdefault((start, end), "first" if place == 0 else "part")
    for owner in _OWNER.finditer(text):
        start = max((begin for begin, _ in parts if begin < owner.start()), default=0)
        cuts.setdefault((start, owner.start()), "part")
    for legal in _LEGAL.finditer(text):
        start = max((begin for begin, _ in parts if begin < legal.start()), default=0)
        cuts.setdefault((_sentence_start(text, start, legal.start()), legal.end()), "legal")
    found = []
    for (start, end), kind in cuts.items():
        begin, finish = _strip(text, start, end)
        found.append((begin, finish, kind))
        prefix = _PREFIX.match(text[begin:finish])
        if prefix:
            found.append((begin + prefix.end(), finish, kind))
    return found


def _sentence_start(text: str, start: int, legal: int) -> int:
    """In running text a name begins after the last word in lower case (`bedient Sie die Muster Handels GmbH`)."""
    words = list(re.finditer(r"\S+", text[start:legal]))
    begin = start
    for word in words:
        shown = word[0]
        if shown[0].islower() and shown.strip(".,") not in (
            "von",
            "und",
            "für",
            "der",
            "the",
            "of",
            "and",
            "am",
            "zu",
            "de",
            "e",
        ):
            begin = start + word.end() + 1
    return min(begin, legal)


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " ,;:|·•-–—*()\"'":
        start += 1
    while end > start and text[end - 1] in " ,;:|·•-–—*(\"'":
        end -= 1
    if text[end - 1 : end] == ")" and "(" not in text[start:end]:
        end -= 1
    return start, end


def _name_like(text: str) -> bool:
    words = text.split()
    if not 1 <= len(words) <= LONGEST_NAME or len(text) < 3 or len(text) > 80:
        return False
    letters = sum(character.isalpha() for character in text)
    if letters < 3 or letters < 0.55 * len(text.replace(" ", "")):
        return False
    if _CONTACT.search(text):
        return bool(len(words) == 1 and re.fullmatch(r"[\w-]+\.(?:de|com|net|eu|io|org|shop|at|ch)", text))
    return not (words[0][0].islower() and not _LEGAL.search(text) and "." not in text)


def _candidate(
    segment: Segment, start: int, end: int, text: str, kind: str, *, around: Surroundings, layout: Layout
) -> Candidate:
    words = around.words(segment, start, end, near_only=True)
    facts = _word_facts(text)
    facts[f"cut_{kind}"] = 1.0
    candidate = Candidate(CandidateType.NAME, name_key(text), segment, start, end, words, facts, text=text)
    candidate.facts["size"] = min(segment.height / layout.height[segment.page], 4.0)
    return candidate


def _word_facts(text: str) -> dict[str, float]:
    folded = fold(text).split()
    legal = _LEGAL.search(text)
    return {
        "legal": float(legal is not None),
        "legal_end": float(legal is not None and legal.end() >= len(text) - 1),
        "legal_only": float(legal is not None and legal.start() < 2),
        "words": float(len(folded)),
        "capital": sum(word[:1].isupper() or word[:1].isdigit() or word in ("&", "und", "+") for word in text.split())
        / max(1, len(text.split())),
        "not_name": sum(word in _NOT or _TITLE_END.search(word) is not None for word in folded) / max(1, len(folded)),
        "digits": float(any(character.isdigit() for character in text)),
        "digit_first": float(text[0].isdigit()),
        "upper": float(text.isupper()),
        "bank": float(bool(re.search(r"(?:bank|sparkasse|raiffeisen|volksbank|postbank|commerzbank)\b", text.lower()))),
        "street": float(is_street(text)),
        "town": float(is_zip_city(text)),
        "ends_colon": 0.0,
    }


_GREETING = re.compile(r"gruss|gruess|regards|sincerely|hochachtungsvoll")
_ID_WORDS = re.compile(r"ust|steuer|hrb|hra|handelsregister|geschaeftsf|amtsgericht|iban|vat|register|inhaber")


def _place_facts(
    candidate: Candidate,
    members: dict[int, tuple[AddressBlock, int]],
    tops: dict[int, AddressBlock],
    layout: Layout,
    scene: Scene,
) -> None:
    """What the place says: block, window, sender line, letterhead, footer, signature, label."""
    segment, facts = candidate.segment, candidate.facts
    box = segment.box
    first = segment.page == 1
    facts["top"] = float(first and box.top < 0.14)
    facts["foot"] = float(box.top > 0.86)
    facts["row_text"] = 0.0
    sender = first and is_sender_line(segment)
    facts["sender_line"] = float(sender and candidate.start <= 1)
    facts["sender_rest"] = float(sender and candidate.start > 1)
    block = members.get(segment.index)
    facts["block_top"] = float(segment.index in tops)
    facts["block_second"] = float(block is not None and block[1] == 1)
    facts["in_block"] = float(block is not None)
    if block is not None:
        top = block[0].top.box
        facts["window"] = float(0.09 < top.top < 0.36 and top.left < 0.45)
        facts["under_sender"] = float(block[0].sender_line is not None or block[0].addressed)
        above = block[0].top.above
        if above is not None and block[0].top.box.top - above.box.bottom < 3 * layout.height[segment.page]:
            for role, weight in party_labels(fold(above.text)).items():
                facts[f"block_{role}"] = weight / 3
    above = segment.above
    facts["signed"] = float(
        above is not None
        and bool(
            _GREETING.search(fold(above.text)) or (above.above is not None and _GREETING.search(fold(above.above.text)))
        )
    )
    below = segment.below
    facts["street_below"] = float(
        below is not None
        and (is_street(below.text) or is_zip_city(below.text))
        and below.box.top - box.bottom < 2.5 * layout.height[segment.page]
    )
    near = " ".join(fold(one.text) for one in (segment, above, below, segment.left, segment.right) if one is not None)
    facts["near_ids"] = float(bool(_ID_WORDS.search(near)))
    section = section_of(segment, scene.sections) if scene.sections else None
    if section is not None:
        facts[f"section_{section}"] = 1.0
    evidence: dict[str, float] = {}
    words = candidate.words
    for context, strength in (("before", 1.0), ("left", 0.9), ("above", 0.8)):
        for role, weight in party_labels(words[context]).items() if len(words[context]) < 60 else ():
            evidence[role] = max(evidence.get(role, 0.0), weight * strength)
    for role, weight in evidence.items():
        facts[f"label_{role}"] = weight / 3


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


def _pooled_facts(candidate: Candidate, scene: Scene) -> None:
    squeezed = candidate.value
    tokens = [
        token
        for token in fold(candidate.text).split()
        if len(token) > 2 and token not in ("gmbh", "mbh", "und", "the", "fuer")
    ]
    candidate.facts["domain"] = max((_domain_match(stem, squeezed, tokens) for stem in scene.domains), default=0.0)


def _prefer_full_names(names: list[Candidate]) -> None:
    """`Muster` in the letterhead and `Muster GmbH` in the footer are one name: the full one has the places of both."""
    full = [one for one in names if one.facts["legal_end"] or _OWNER.search(one.text)]
    for longer in full:
        stem = name_key(_LEGAL.sub("", _OWNER.split(longer.text)[0]))
        for one in names:
            if one is not longer and len(stem) > 3 and one.value == stem:
                one.facts["short_of"] = 1.0
                for fact in _LOOSE:
                    if fact != "size":
                        longer.facts[fact] = max(longer.facts.get(fact, 0.0), one.facts.get(fact, 0.0))


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


def _set_alike(upper: Segment, lower: Segment) -> bool:
    """Two lines of one size, close to each other, together no longer than a name."""
    close = lower.box.top - upper.box.bottom <= 1.2 * max(upper.height, lower.height)
    alike = 0.8 < upper.height / max(lower.height, 1e-4) < 1.25
    return close and alike and len(upper.words) + len(lower.words) <= LONGEST_NAME


def _goes_on(upper: str, lower: str) -> bool:
    """Whether the upper line is open (`Muster &`), or has no legal form while the lower ends with one."""
    if upper.rstrip().endswith(("&", "und", "+", "-", "für")):
        return True
    legal = _LEGAL.search(lower)
    return legal is not None and legal.end() >= len(lower) - 2 and not _LEGAL.search(upper)


def _two_lines(segment: Segment, around: Surroundings, layout: Layout) -> Candidate | None:
    """A name that the letterhead breaks: the legal form, or the second half after `&`, stands in the next line."""
    below = segment.below
    if below is None or not _set_alike(segment, below) or not _goes_on(segment.text, below.text):
        return None
    if not _name_like(segment.text) or is_street(segment.text) or is_zip_city(segment.text):
        return None
    if any(word in _NOT for word in fold(segment.text).split()):
        return None
    text = f"{segment.text.strip()} {below.text.strip()}"
    prefix = _PREFIX.match(text)
    start = prefix.end() if prefix else 0
    candidate = _candidate(segment, start, len(segment.text), text[start:], "joined", around=around, layout=layout)
    candidate.facts["joined"] = 1.0
    return candidate
