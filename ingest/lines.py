"""Words into printed lines. Pure geometry, the same for every reader, so that the classifier sees one kind of page.

One line holds all words of the page's whole width whose vertical centres agree within half a word height, from left to
right; lines go from top to bottom. Upright text at the margin (words much taller than wide) gets lines of its own at
the end, since a tall box would otherwise swallow every line beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from models.pages import Box, Word

OPEN_LINES = 4
"""How many lines above a word are still candidates: words come sorted by centre, so older ones cannot match."""
SPACED_LETTERS = 4
"""From so many single letters in a row on, with even gaps, a spaced title ("R E C H N U N G") is taken for one word."""


def into_lines(words: Iterable[Word], aspect: float = 1.0) -> tuple[tuple[Word, ...], ...]:
    """Group `words` into lines. `aspect` is page height / width, needed to know tall boxes from wide ones."""
    level: list[Word] = []
    upright: list[Word] = []
    for word in words:
        (upright if _is_upright(word, aspect) else level).append(word)
    grouped = _group(sorted(level, key=lambda word: word.box.top + word.box.bottom))
    lines = [_join_spaced_letters(sorted(line, key=lambda word: word.box.left), aspect) for line in grouped]
    lines += [(word,) for word in upright]
    return tuple(lines)


def _is_upright(word: Word, aspect: float) -> bool:
    height = (word.box.bottom - word.box.top) * aspect
    return len(word.text) > 2 and height > 2 * (word.box.right - word.box.left)


def _group(words: Sequence[Word]) -> list[list[Word]]:
    lines: list[list[Word]] = []
    centres: list[float] = []
    heights: list[float] = []
    for word in words:
        centre = (word.box.top + word.box.bottom) / 2
        height = word.box.bottom - word.box.top
        best, best_distance = -1, 1.0
        for index in range(len(lines) - 1, max(-1, len(lines) - 1 - OPEN_LINES), -1):
            distance = abs(centre - centres[index])
            if distance <= 0.5 * min(height, heights[index]) and distance < best_distance:
                best, best_distance = index, distance
        if best < 0:
            lines.append([word])
            centres.append(centre)
            heights.append(height)
            continue
        line = lines[best]
        line.append(word)
        centres[best] += (centre - centres[best]) / len(line)
        heights[best] += (height - heights[best]) / len(line)
    order = sorted(range(len(lines)), key=centres.__getitem__)
    return [lines[index] for index in order]


def _join_spaced_letters(line: Sequence[Word], aspect: float) -> tuple[Word, ...]:
    if sum(len(word.text) == 1 for word in line) < SPACED_LETTERS:
        return tuple(line)
    joined: list[Word] = []
    run: list[Word] = []
    for word in line:
        em = (word.box.bottom - word.box.top) * aspect
        near = bool(run) and word.box.left - run[-1].box.right < 0.9 * em
        if len(word.text) == 1 and word.text.isalpha() and (near or not run):
            run.append(word)
            continue
        joined += _spelled(run)
        run = [word] if len(word.text) == 1 and word.text.isalpha() else []
        if not run:
            joined.append(word)
    return tuple(joined + _spelled(run))


def _spelled(run: list[Word]) -> list[Word]:
    if len(run) < SPACED_LETTERS:
        return run
    box = enclosing(word.box for word in run)
    text = "".join(word.text for word in run)
    return [Word(text, box, min(word.confidence for word in run), all(word.bold for word in run))]


def enclosing(boxes: Iterable[Box]) -> Box:
    """The smallest box around all `boxes`."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))
