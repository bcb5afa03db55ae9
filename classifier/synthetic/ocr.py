"""Noise as OCR leaves it: confused characters, lost, split and joined words, tight and trembling boxes, confidences."""

from __future__ import annotations

from random import Random

from classifier.synthetic.words import group
from models.documents import Medium
from models.pages import Box, Page, ReadMethod, Word

_CONFUSED = {
    "0": "O", "O": "0", "1": "l", "l": "1", "I": "l", "5": "S", "S": "5", "8": "B", "B": "8", "ä": "a", "ö": "o", "ü": "u", "ß": "B",
    "rn": "m", "m": "rn", ",": ".", ".": ",", "€": "E", ":": ".", "6": "b", "Z": "2", "2": "Z", "c": "e", "e": "c", "h": "b", "-": "—", "§": "8",
}  # fmt: skip
_PAIRS = tuple(_CONFUSED)


def _confuse(rng: Random, text: str) -> str:
    old = rng.choice(_PAIRS)
    if old not in text:
        return text
    at = rng.choice([place for place in range(len(text)) if text.startswith(old, place)])
    return text[:at] + _CONFUSED[old] + text[at + len(old) :]


def _tight(word: Word) -> Box:
    """A box around the ink, as OCR answers it: no ascender room above small letters, none below without descenders."""
    left, top, right, bottom = word.box
    high = bottom - top
    tall = any(sign.isupper() or sign.isdigit() or sign in "bdfhklt€§ß" for sign in word.text)
    deep = any(sign in "gjpqy,;" for sign in word.text)
    return Box(left, top + high * (0.2 if tall else 0.36), right, bottom - (0.0 if deep else high * 0.18))


def misread(rng: Random, pages: tuple[Page, ...], medium: Medium) -> tuple[Page, ...]:
    """The pages as an OCR engine would answer them from a scan or, worse, a photo."""
    level = rng.choice((0.3, 0.6, 1.0, 1.8)) * (1.5 if medium is Medium.PHOTO else 1.0)
    return tuple(_page(rng, page, level) for page in pages)


def _page(rng: Random, page: Page, level: float) -> Page:
    shift_x, shift_y = rng.uniform(-0.012, 0.012), rng.uniform(-0.012, 0.012)
    slope = rng.uniform(-0.003, 0.003) * level
    found: list[Word] = []
    for line in page.lines:
        joined: Word | None = None
        for word in line:
            roll = rng.random()
            if roll < 0.006 * level:
                continue
            text = word.text
            if roll < 0.03 * level:
                text = _confuse(rng, text)
            box = _tight(word)
            shake = rng.uniform(-0.0006, 0.0006)
            move = shift_y + slope * (box.left - 0.5) + shake
            box = Box(
                *(
                    min(1.0, max(0.0, value))
                    for value in (box.left + shift_x, box.top + move, box.right + shift_x, box.bottom + move)
                )
            )
            if box.left >= box.right or box.top >= box.bottom:
                continue
            seen = Word(
                text, box, round(max(0.3, 0.97 - 0.05 * level * rng.random() - (0.25 if text != word.text else 0.0)), 2)
            )
            if joined and rng.random() < 0.01 * level and box.left - joined.box.right < 0.012:
                found[-1] = joined = Word(
                    joined.text + text,
                    Box(joined.box.left, min(joined.box.top, box.top), box.right, max(joined.box.bottom, box.bottom)),
                    min(joined.confidence, seen.confidence),
                )
                continue
            if len(text) > 6 and rng.random() < 0.005 * level:
                cut = rng.randrange(2, len(text) - 2)
                middle = box.left + (box.right - box.left) * cut / len(text)
                found += [
                    Word(text[:cut], Box(box.left, box.top, middle, box.bottom), seen.confidence),
                    Word(text[cut:], Box(middle, box.top, box.right, box.bottom), seen.confidence),
                ]
                joined = None
                continue
            found.append(seen)
            joined = seen
    return Page(
        page.number, page.width, page.height, group(found), ReadMethod.OCR, round(1 - 0.15 * level * rng.random(), 2)
    )
