"""A picture of a page to words: resolution, orientation, preparation, recognition, and the boxes brought back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median as middle

import numpy as np

from ingest.lines import into_lines
from ingest.ocr import BEST_DPI, OcrEngine, OcrTimeout, OcrWord
from ingest.picture import Grey, Prepared, is_sideways, prepare
from models.pages import Box, Page, ReadMethod, Word

LEAST_DPI, MOST_DPI = 200, 330
"""Between these a picture is read as it is; below it is enlarged, above reduced to 300."""
MAX_ENLARGEMENT = 3.0
A4_HEIGHT = 11.69
POOR = 0.55
"""Mean confidence below which the page may stand on its head: worth the 0.7 s to ask."""
MAX_READ_PIXELS = 24_000_000
_RULE = re.compile(r"^[|_¦\-—–=~.·']+$")
"""What table rules and specks are read as."""


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """The page and the upright grey picture that it was read from (for codes)."""

    page: Page
    upright: Grey
    timed_out: bool = False


def read_picture(grey: Grey, number: int, engine: OcrEngine, seconds: float, dpi: float = 0.0) -> ScannedPage:
    """Read one page's picture. `dpi` 0 means unknown: then the long side counts as that of A4."""
    dpi = dpi or max(grey.shape) / A4_HEIGHT
    turns = (engine.quarter_turns(grey) or 0) if is_sideways(grey) else 0
    try:
        page, upright = _recognised(grey, turns, number, engine, seconds=seconds, dpi=dpi)
        if page.quality < POOR and page.lines and not turns:
            turns = engine.quarter_turns(grey) or 0
            if turns:
                again, turned = _recognised(grey, turns, number, engine, seconds=seconds, dpi=dpi)
                if again.quality > page.quality:
                    page, upright = again, turned
    except OcrTimeout:
        height, width = grey.shape
        blank = Page(number, width * 72 / dpi, height * 72 / dpi, (), ReadMethod.OCR, 0.0)
        return ScannedPage(blank, grey, timed_out=True)
    return ScannedPage(page, upright)


def _recognised(
    grey: Grey, turns: int, number: int, engine: OcrEngine, *, seconds: float, dpi: float
) -> tuple[Page, Grey]:
    upright: Grey = np.ascontiguousarray(np.rot90(grey, turns)) if turns else grey
    scale = _scale(upright, dpi)
    prepared = prepare(upright, scale)
    found = engine.recognise(prepared.grey, round(dpi * scale), seconds)
    height, width = upright.shape
    page = Page(
        number,
        width * 72 / dpi,
        height * 72 / dpi,
        _lines(found, prepared),
        ReadMethod.OCR,
        _quality(found),
        -90 * turns % 360,
    )
    return page, upright


def _scale(grey: Grey, dpi: float) -> float:
    if dpi < LEAST_DPI:
        scale = min(BEST_DPI / dpi, MAX_ENLARGEMENT)
    elif dpi > MOST_DPI:
        scale = 300 / dpi
    else:
        scale = 1.0
    limit = (MAX_READ_PIXELS / grey.size) ** 0.5
    return float(min(scale, limit))


def _quality(found: Iterable[OcrWord]) -> float:
    weights = [(len(word.text), word.confidence) for word in found]
    total = sum(length for length, _ in weights)
    return round(sum(length * confidence for length, confidence in weights) / total, 4) if total else 0.0


def _lines(found: list[OcrWord], prepared: Prepared) -> tuple[tuple[Word, ...], ...]:
    """Lines are formed in the deskewed picture, where they are level; only then the boxes go back to the page."""
    height, width = prepared.grey.shape
    level = [
        Word(word.text, Box(word.left / width, top / height, word.right / width, bottom / height), word.confidence)
        for word, top, bottom in _evened(word for word in found if not _RULE.match(word.text) or word.confidence > 0.8)
        if word.left < word.right and top < bottom
    ]
    lines = into_lines(level, height / width)
    if not prepared.skew:
        return lines
    return tuple(tuple(_returned(word, prepared) for word in line) for line in lines)


def _evened(found: Iterable[OcrWord]) -> list[tuple[OcrWord, int, int]]:
    """Every word with the usual height of its line. The engine's boxes hug the ink ("-" is two pixels high), boxes of
    text layers have the height of the font; grown so, both look alike to whoever comes after."""
    lines: dict[tuple[str, str, str], list[OcrWord]] = {}
    for word in found:
        lines.setdefault(word.line, []).append(word)
    grown = []
    for words in lines.values():
        tall = [word for word in words if any(map(str.isalnum, word.text))] or words
        top, bottom = int(middle(word.top for word in tall)), int(middle(word.bottom for word in tall))
        grown += [(word, min(word.top, top), max(word.bottom, bottom)) for word in words]
    return grown


def _returned(word: Word, prepared: Prepared) -> Word:
    height, width = prepared.grey.shape
    box = word.box
    x, y = prepared.original((box.left + box.right) / 2 * width, (box.top + box.bottom) / 2 * height)
    half_width, half_height = (box.right - box.left) / 2, (box.bottom - box.top) / 2
    back = Box(max(x - half_width, 0.0), max(y - half_height, 0.0), min(x + half_width, 1.0), min(y + half_height, 1.0))
    return Word(word.text, back if back.left < back.right and back.top < back.bottom else box, word.confidence)
