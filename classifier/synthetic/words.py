"""Backend (a): words with boxes computed from font metrics, grouped into lines as a reader would. No rendering."""

from __future__ import annotations

from classifier.synthetic.metrics import EXTENT, text_width
from classifier.synthetic.sheet import Draft, Sheet
from models.pages import Box, Page, ReadMethod, Word


def words_of(draft: Draft) -> list[Word]:
    """All words of a page in the order they were written."""
    wide, high = draft.width, draft.height
    found = []
    for run in draft.runs:
        up, down = EXTENT[run.font]
        top = max(0.0, (run.y - up * run.size) / high)
        bottom = min(1.0, (run.y + down * run.size) / high)
        x = run.x
        blank = text_width(" ", run.font, run.size)
        for text in run.text.split(" "):
            if not text:
                x += blank
                continue
            end = x + text_width(text, run.font, run.size)
            if x < wide and end > 0 and top < bottom:
                found.append(Word(text, Box(max(0.0, x / wide), top, min(1.0, end / wide), bottom), 1.0, run.bold))
            x = end + blank
    return found


def group(words: list[Word]) -> tuple[tuple[Word, ...], ...]:
    """Words whose vertical centres agree within half a word height form a line; lines top down, words left to right."""
    ordered = sorted(words, key=lambda word: word.box.top + word.box.bottom)
    lines: list[list[Word]] = []
    centre = reach = 0.0
    for word in ordered:
        middle = (word.box.top + word.box.bottom) / 2
        half = (word.box.bottom - word.box.top) / 2
        if lines and abs(middle - centre) <= min(half, reach):
            lines[-1].append(word)
        else:
            lines.append([word])
            centre, reach = middle, half
    return tuple(tuple(sorted(line, key=lambda word: word.box.left)) for line in lines)


def pages(sheet: Sheet) -> tuple[Page, ...]:
    """The sheet as read pages of a text layer."""
    return tuple(
        Page(place, draft.width, draft.height, group(words_of(draft)), ReadMethod.TEXT_LAYER)
        for place, draft in enumerate(sheet.pages, start=1)
    )
