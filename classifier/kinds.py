"""The kind of a paper: title words by size and place, a learned model of words and layout,
and the format where it says enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from classifier.features import LARGE, DocumentFeatures
from classifier.fields.labels import fold
from classifier.kind_lexicon import DECISIVE, SPEAKS, TITLES, VAGUE
from classifier.layout import Layout, Segment
from classifier.linear import LinearChoice, softmax
from models.documents import DocumentKind, Medium
from models.fields import FieldName, LabelPrediction
from models.pages import EInvoice, ReadDocument

KINDS = tuple(DocumentKind)
LEARNED_WEIGHT = 0.8
"""The learned logits count a little less than they say: real pages differ from our own."""

TITLE_WEIGHT = 2.2
SPEAKS_WEIGHT = 0.45
DECISIVE_WEIGHT = 1.2
MOST_DECISIVE = 2
VAGUE_SHARE, PHRASE_SHARE, OTHERS_SHARE = 0.5, 1.12, 0.25
"""Parts of a title's weight: of vague ones, of those of several words, and of those that name another paper."""

MOST_SPEAKING = 5
OTHER_PRIOR = 1.0
"""A page on which no word names a kind is more likely none of them."""

CLEARLY_TITLED = 0.7
NO_AMOUNT = 2.5
TILL = 1.6
SHORT = 1500
"""Characters of a page that may be a till's."""

_NEEDS_AMOUNT = [
    KINDS.index(kind)
    for kind in (
        DocumentKind.INVOICE,
        DocumentKind.CREDIT_NOTE,
        DocumentKind.RECEIPT,
        DocumentKind.DUNNING,
        DocumentKind.BANK_STATEMENT,
        DocumentKind.PAYSLIP,
    )
]
_AMOUNT = re.compile(r"\d\s?[.,]\s?\d{2}(?!\d)")
_TIME = re.compile(
    r"\b(?:[01]?\d|2[0-3])[:.][0-5]\d(?::[0-5]\d)?\s?(?:Uhr|AM|PM|am|pm)\b|\b(?:[01]?\d|2[0-3]):[0-5]\d\b"
)
_TOTAL = re.compile(r"\b(?:sub-?\s?total|total|summe|gesamt\w*|betrag|zu zahlen)\b", re.IGNORECASE)

_CREDIT_TYPES = frozenset({"381", "261", "262", "296", "308", "396", "420", "458", "532"})
"""UNTDID 1001 codes of credit notes in EN 16931; all others there are invoices."""


def _phrases(table: Mapping[DocumentKind, tuple[str, ...]]) -> dict[str, list[int]]:
    phrases: dict[str, list[int]] = {}
    for kind, words in table.items():
        for word in words:
            phrases.setdefault(word, []).append(KINDS.index(kind))
    return phrases


_TITLES = _phrases(TITLES)
_SPEAKS = _phrases(SPEAKS)
_DECISIVE = _phrases(DECISIVE)
_SUFFIXES = (
    ("rechnung", DocumentKind.INVOICE, 0.9),
    ("bescheid", DocumentKind.OFFICIAL_NOTICE, 1.0),
    ("vertrag", DocumentKind.CONTRACT, 1.0),
    ("mahnung", DocumentKind.DUNNING, 1.0),
    ("angebot", DocumentKind.OFFER, 0.9),
    ("gutschrift", DocumentKind.CREDIT_NOTE, 0.8),
    ("lieferschein", DocumentKind.DELIVERY_NOTE, 1.0),
    ("bestaetigung", DocumentKind.ORDER_CONFIRMATION, 0.5),
    ("quittung", DocumentKind.RECEIPT, 1.0),
    ("vereinbarung", DocumentKind.CONTRACT, 0.8),
    ("abrechnung", DocumentKind.INVOICE, 0.5),
    ("beleg", DocumentKind.RECEIPT, 0.5),
    ("auszug", DocumentKind.BANK_STATEMENT, 0.8),
)
_NUMBERED = re.compile(
    r"^[A-ZÄÖÜ][\w/() .-]{3,50}?\s(?:Nr\.?|No\.?|Nummer|#)?\s?[:\w/.-]*\d[\w/.-]*(?:\s(?:vom|dated|from)\b.*)?$"
)
"""`Mietrechnung Nr. 4711 vom 1.2.2026`: a line that opens with the kind and goes on with a number is a title in any size."""

_OTHERS_PAPER = (
    "ihre",
    "ihrer",
    "ihr",
    "ihrem",
    "zu",
    "zur",
    "zum",
    "unsere",
    "unserer",
    "vom",
    "bitte",
    "siehe",
    "laut",
    "gemaess",
)
"""Before a kind's name these mean another paper: `zur Rechnung 4711` stands on a credit note."""


def rule_logits(layout: Layout) -> NDArray[np.float64]:
    """What titles, telling phrases and the structure of the page say, one logit a kind in the order of KINDS."""
    lines = [(segment, fold(segment.text).split()) for segment in layout.segments if segment.page == 1]
    titles = _titles(lines, layout)
    phrases = {phrase for _, words in lines for place in range(len(words)) for phrase in _opening(words, place)}
    logits = TITLE_WEIGHT * titles + SPEAKS_WEIGHT * np.minimum(_spoken(phrases, _SPEAKS), MOST_SPEAKING)
    logits += DECISIVE_WEIGHT * np.minimum(_spoken(phrases, _DECISIVE), MOST_DECISIVE)
    logits[KINDS.index(DocumentKind.OTHER)] += OTHER_PRIOR
    return np.asarray(logits + structure_logits(layout, titled=bool(titles.max() >= CLEARLY_TITLED)))


def _opening(words: Sequence[str], place: int) -> tuple[str, str, str]:
    """The phrases of three, two and one words that begin at a place."""
    return " ".join(words[place : place + 3]), " ".join(words[place : place + 2]), words[place]


def _spoken(phrases: Iterable[str], table: Mapping[str, list[int]]) -> NDArray[np.float64]:
    counts = np.zeros(len(KINDS))
    for phrase in phrases:
        for kind in table.get(phrase, ()):
            counts[kind] += 1.0
    return counts


def _titles(lines: Sequence[tuple[Segment, list[str]]], layout: Layout) -> NDArray[np.float64]:
    """For each kind how prominent its best title is."""
    titles = np.zeros(len(KINDS))
    for segment, words in lines:
        weight = _prominence(segment, words, layout)
        if _NUMBERED.match(segment.text) and segment.box.top < 0.66:
            weight = max(weight, 1.15)
        for place, word in enumerate(words):
            others = OTHERS_SHARE if place > 0 and words[place - 1] in _OTHERS_PAPER else 1.0
            for phrase in _opening(words, place):
                share = others * (VAGUE_SHARE if phrase in VAGUE else PHRASE_SHARE if " " in phrase else 1.0)
                for kind in _TITLES.get(phrase, ()):
                    titles[kind] = max(titles[kind], weight * share)
            if weight > 0.6 and word not in _TITLES:
                for suffix, named, share in _SUFFIXES:
                    if word.endswith(suffix):
                        titles[KINDS.index(named)] = max(titles[KINDS.index(named)], weight * share)
    return titles


def structure_logits(layout: Layout, titled: bool) -> NDArray[np.float64]:
    """What the page has, apart from kinds' names. Without an amount there is nothing to pay or to book; a total beside the
    time of day on a short paper that calls itself nothing is what tills print.
    """
    logits = np.zeros(len(KINDS))
    text = layout.text
    amounts = len(_AMOUNT.findall(text))
    if not amounts:
        logits[_NEEDS_AMOUNT] -= NO_AMOUNT
    elif not titled and len(text) < SHORT and _TOTAL.search(text) and _TIME.search(text):
        logits[KINDS.index(DocumentKind.RECEIPT)] += TILL
    return logits


def _prominence(segment: Segment, words: list[str], layout: Layout) -> float:
    """How much a line is a title: short, large, bold, spaced out, in the upper half. Running text is hardly any."""
    if not words:
        return 0.0
    if len(words) > 8:
        return 0.1
    usual = layout.height[1]
    large = segment.height / max(usual, 1e-4)
    score = 0.55 if len(words) <= 4 else 0.35
    score += 0.5 * min(1.5, max(0.0, large - 1.0) / (LARGE - 1.0)) + 0.35 * segment.bold
    score += 0.25 * (segment.box.top < 0.5) + 0.15 * segment.text.isupper()
    if segment.text.rstrip().endswith(":") or segment.box.top > 0.8:
        score *= 0.35
    return score


def by_format(document: ReadDocument) -> DocumentKind | None:
    """The kind where the file's format says it: e-invoices by their type code, bank files, plain mails."""
    if document.einvoice is not None:
        return kind_of_einvoice(document.einvoice)
    if document.structured_kind is not None:
        return DocumentKind(document.structured_kind)
    return DocumentKind.OTHER if document.medium is Medium.MAIL else None


def kind_of_einvoice(einvoice: EInvoice) -> DocumentKind:
    """Credit note or invoice, by the type code (BT-3)."""
    code = einvoice.values.get(FieldName.TYPE_CODE)
    return DocumentKind.CREDIT_NOTE if code is not None and code.value in _CREDIT_TYPES else DocumentKind.INVOICE


def logits(layout: Layout, features: DocumentFeatures, model: LinearChoice) -> NDArray[np.float64]:
    """Rules and model together, one logit a kind in the order of KINDS;
    kinds that the model never saw have the rules alone.
    """
    total = rule_logits(layout)
    if len(model.labels) < 2:
        return total
    learned = model.logits(features)
    learned = learned - learned.mean()
    # A kind without examples has no voice here; between the usual and the best it is neither ruled out nor preferred.
    floor = float(np.median(learned) + learned.max()) / 2
    by_name = dict(zip(model.labels, learned, strict=True))
    return np.asarray(total + LEARNED_WEIGHT * np.array([by_name.get(kind, floor) for kind in KINDS]))


def prediction(total: NDArray[np.float64], temperature: float, threshold: float) -> LabelPrediction:
    """Probabilities with runners-up; below `threshold` the best guess abstains."""
    probabilities = softmax(total / temperature)
    order = np.argsort(-probabilities)
    return LabelPrediction(
        KINDS[order[0]].value,
        float(probabilities[order[0]]),
        tuple((KINDS[place].value, round(float(probabilities[place]), 4)) for place in order[1:4]),
        abstained=bool(probabilities[order[0]] < threshold),
    )


def certain(kind: DocumentKind) -> LabelPrediction:
    """What a format says needs no probability below one; 0.999 leaves room for wrong files."""
    return LabelPrediction(kind.value, 0.999)
