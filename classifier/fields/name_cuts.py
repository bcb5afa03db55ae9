"""Cuts of a line that could be a name, and what the words of a cut say of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from classifier.fields.addresses import is_street, is_zip_city
from classifier.fields.labels import fold
from classifier.fields.lexicon import LEGAL_FORMS, NOT_A_NAME
from classifier.kind_lexicon import TITLES
from classifier.layout import Segment

LONGEST_NAME = 9
"""Words; `Muster & Söhne Gesellschaft für angewandte Dinge mbH & Co. KG` has nine."""

LEGAL = re.compile(rf"(?<![\w.&])(?:{LEGAL_FORMS})(?![\w])")
_SEPARATOR = re.compile(
    r"\s*[|·•∙●■▪◦;*]\s*|,\s+|\s+[-–—/]+\s+|:\s+|\s+(?=c/o|Tel\b|Telefon|Fax\b|Fon\b|Mobil|E-?Mail)|\t+|,(?=[A-Z])"
)
PREFIX = re.compile(
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
OWNER = re.compile(r"\s+(?=Inh\.|Inhaber)")
_CONTACT = re.compile(r"@|www\.|https?:|\d{5,}|\+\d{2}|\b0\d{2,5}[\s/-]")
_HOST = re.compile(r"[\w-]+\.(?:de|com|net|eu|io|org|shop|at|ch)")
_BANK = re.compile(r"(?:bank|sparkasse|raiffeisen|volksbank|postbank|commerzbank|bausparkasse)\b|^bank\b|bank ag\b")
_HINTS = (
    "GMBH", "GmbH", "MBH", "mbH", "LTD", "Ltd", "INC", "Inc", "LIMITED", "Limited", "E.", "e.", "AG", "KG", "UG",
    "Aktien", "Haftung", "OHG", "oHG", "GbR", "PartG", "eG", "eK", "eV", "SE", "VVaG", "a.", "A.", "AöR", "KdöR",
    "K.", "d.", "s.", "S.", "S ", "Sà", "SARL", "SAS", "B.", "BV", "N.", "NV", "LL", "L.", "Corp", "PLC", "plc",
    "Pty", "Pvt", "Oy", "AB", "A/S", "ApS", "AS", "SL", "Sp.", "Kft", "& Co", "Stiftung", "Genossenschaft", "Verein",
    "GesbR", "SA",
)  # fmt: skip
"""Without any of these no legal form stands in a text; looking for them is ten times faster than the expression."""


@lru_cache(maxsize=8192)
def legal_form(text: str) -> re.Match[str] | None:
    """The first legal form in a text."""
    return LEGAL.search(text) if any(hint in text for hint in _HINTS) else None


def name_key(text: str) -> str:
    """The name without case, punctuation and blanks: equal for all its printings."""
    return fold(text).replace(" ", "")


def cuts(segment: Segment) -> list[tuple[int, int, str]]:
    """Start, end and kind of the cut: `whole`, `part` between separators, `first` part, `legal` (up to the legal form)."""
    text = segment.text
    known: dict[tuple[int, int], str] = {}
    bounds = [0]
    for match in _SEPARATOR.finditer(text):
        bounds += [match.start(), match.end()]
    bounds.append(len(text))
    parts = [(bounds[at], bounds[at + 1]) for at in range(0, len(bounds), 2)]
    if len(segment.words) <= LONGEST_NAME:
        known[(0, len(text))] = "whole"
    if len(parts) <= 12:
        for place, (start, end) in enumerate(parts):
            known.setdefault((start, end), "first" if place == 0 else "part")
    for owner in OWNER.finditer(text):
        start = max((begin for begin, _ in parts if begin < owner.start()), default=0)
        known.setdefault((start, owner.start()), "part")
    for legal in LEGAL.finditer(text) if legal_form(text) else ():
        start = max((begin for begin, _ in parts if begin < legal.start()), default=0)
        known.setdefault((_sentence_start(text, start, legal.start()), legal.end()), "legal")
    found = []
    for (start, end), kind in known.items():
        begin, finish = _strip(text, start, end)
        found.append((begin, finish, kind))
        prefix = PREFIX.match(text[begin:finish])
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


def name_like(text: str) -> bool:
    """Whether a cut could be a name by its form alone."""
    words = text.split()
    if not 1 <= len(words) <= LONGEST_NAME or len(text) < 3 or len(text) > 80:
        return False
    letters = sum(character.isalpha() for character in text)
    if letters < 3 or letters < 0.55 * len(text.replace(" ", "")):
        return False
    if _CONTACT.search(text):
        return len(words) == 1 and _HOST.fullmatch(text) is not None
    return not (words[0][0].islower() and "." not in text and not legal_form(text))


@lru_cache(maxsize=8192)
def word_facts(text: str) -> Mapping[str, float]:
    """Facts of the words alone: legal form, length, capitals, words that no name has, a street, a town, a bank."""
    folded = fold(text).split()
    legal = legal_form(text)
    return {
        "legal": float(legal is not None),
        "legal_end": float(legal is not None and legal.end() >= len(text) - 1),
        "legal_only": float(legal is not None and legal.start() < 2),
        "words": float(len(folded)),
        "capital": sum(word[:1].isupper() or word[:1].isdigit() or word in ("&", "und", "+") for word in text.split())
        / max(1, len(text.split())),
        "not_name": _not_name(text),
        "digits": float(any(character.isdigit() for character in text)),
        "digit_first": float(text[0].isdigit()),
        "upper": float(text.isupper()),
        "bank": float(_BANK.search(text.lower()) is not None),
        "street": float(is_street(text)),
        "town": float(is_zip_city(text)),
    }


def _not_name(text: str) -> float:
    """Share of words that no name is made of. Legal forms aside; of `Muster-Kunde` every part must be such a word."""
    words = [fold(word) for word in LEGAL.sub(" ", text).split()]
    words = [word for word in words if word]
    bad = sum(all(part in _NOT or _TITLE_END.search(part) for part in word.split()) for word in words)
    return bad / max(1, len(words))


def goes_on(rest: str) -> bool:
    """Whether a name goes on behind its legal form: `Rohstoff AG Salzgitter`, but not `Muster GmbH, Musterstraße 1`."""
    part = _SEPARATOR.split(rest, maxsplit=1)[0].split()
    if not 1 <= len(part) <= 3 or not rest.startswith(" "):
        return False
    return all(word[0].isupper() and word.isalpha() and fold(word) not in _NOT for word in part)
