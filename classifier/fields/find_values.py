"""Finds amounts, dates, periods, ids and numbers in the segments of a layout."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from classifier.fields.candidates import Candidate, CandidateType, Surroundings
from classifier.layout import Layout, Segment
from classifier.values.amounts import find_amounts, find_percents, find_split_amounts
from classifier.values.dates import find_dates, find_periods, writes_month_first
from classifier.values.ids import (
    FoundId,
    find_bics,
    find_ibans,
    find_tax_numbers,
    find_vat_ids,
    repair_ibans,
    repair_vat_ids,
)

MOST_AMOUNTS = 160
"""Per document: a price list has thousands of amounts, and the totals stand at the end of it or on the first page."""

MOST_NUMBERS = 220
_LARGEST = Decimal("100000000")

_NUMBER = re.compile(r"(?<![\w@])[A-Za-z]{0,12}[A-Za-z0-9(]?[\w./#+()\[\]_-]*\d[\w./#+()\[\]_-]*(?:[–—-][\w./-]+)*")
_PIECE = re.compile(r"[A-Z0-9][A-Z0-9./_-]*")
_EDGE = ".,:;()[]_-–—*#+"
_NO_NUMBER = re.compile(r"@|www\.|https?:|^\d+[.,]\d{1,2}$|^\d{1,2}\.$", re.IGNORECASE)
_UNIT = re.compile(
    r"^\d+(?:[.,]\d+)?(?:kg|g|km|m|cm|mm|l|ml|h|std|stk|x|kwh|gb|mb|tb|er|w|v|min|%|€|eur|°c)$", re.IGNORECASE
)


class Finder:
    """Runs over the segments once and collects candidates by type."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.around = Surroundings(layout)
        self.found: dict[CandidateType, list[Candidate]] = {kind: [] for kind in CandidateType}
        self.percents: list[tuple[Decimal, Segment]] = []
        self._month_first = writes_month_first(layout.text)

    def run(self) -> dict[CandidateType, list[Candidate]]:
        """All candidates but names."""
        for segment in self.layout.segments:
            text = segment.text
            if any(character.isdigit() for character in text):
                self._segment(segment)
            elif len(segment.words) <= 6 and text.isupper():
                self._bics(segment)
        self._pairs_of_dates()
        _thin_out(self.found[CandidateType.AMOUNT], MOST_AMOUNTS)
        _thin_out(self.found[CandidateType.NUMBER], MOST_NUMBERS)
        return self.found

    def _segment(self, segment: Segment) -> None:
        text = segment.text
        taken: list[tuple[int, int]] = []
        scanned = segment.page in self.layout.scanned
        ibans = find_ibans(text) if len(text) >= 15 else []
        if scanned and not any(one.valid for one in ibans):
            ibans = repair_ibans(text) or ibans
        if not ibans:
            ibans = _iban_of_row(segment)
        self._ids(CandidateType.IBAN, segment, ibans)
        taken += [(one.start, one.end) for one in ibans]
        vat_ids = find_vat_ids(text) if len(text) > 7 else []
        if scanned and not any(one.valid for one in vat_ids):
            vat_ids = repair_vat_ids(text) or vat_ids
        vat_ids = [one for one in vat_ids if not _overlaps(one.start, one.end, taken)]
        self._ids(CandidateType.VAT_ID, segment, vat_ids)
        taken += [(one.start, one.end) for one in vat_ids]
        self._bics(segment)
        self._dates(segment, taken)
        self._amounts(segment, taken)
        self._ids(
            CandidateType.TAX_NUMBER,
            segment,
            [one for one in find_tax_numbers(text) if not _overlaps(one.start, one.end, taken)],
        )
        self._numbers(segment, taken)

    def _add(
        self,
        kind: CandidateType,
        value: str,
        segment: Segment,
        start: int,
        end: int,
        *,
        near_only: bool = False,
        **facts: float,
    ) -> None:
        words = self.around.words(segment, start, end, near_only)
        self.found[kind].append(Candidate(kind, value, segment, start, end, words, facts))

    def _ids(self, kind: CandidateType, segment: Segment, found: list[FoundId]) -> None:
        for one in found:
            self._add(kind, one.value, segment, one.start, one.end, near_only=True, valid=float(one.valid))

    def _bics(self, segment: Segment) -> None:
        if len(segment.text) >= 8:
            self._ids(CandidateType.BIC, segment, find_bics(segment.text))

    def _dates(self, segment: Segment, taken: list[tuple[int, int]]) -> None:
        text = segment.text
        periods = find_periods(text, self._month_first)
        for period in periods:
            value = f"{period.first.isoformat()}/{period.last.isoformat()}"
            self._add(CandidateType.PERIOD, value, segment, period.start, period.end)
        for one in find_dates(text, self._month_first):
            if _overlaps(one.start, one.end, taken):
                continue
            inside = any(period.start <= one.start < period.end for period in periods)
            self._add(
                CandidateType.DATE,
                one.value.isoformat(),
                segment,
                one.start,
                one.end,
                ambiguous=float(one.ambiguous),
                in_period=float(inside),
            )
            taken.append((one.start, one.end))
        taken += [(period.start, period.end) for period in periods]

    def _pairs_of_dates(self) -> None:
        """Periods whose two ends stand in two places: `Anreise 03.02. / Abreise 05.02.`, or broken after `bis`."""
        dates = [one for one in self.found[CandidateType.DATE] if not one.facts["in_period"]]
        for first, last in pairwise(dates):
            if (
                not 0 <= last.segment.row - first.segment.row <= 2
                or first.page != last.page
                or first.value > last.value
            ):
                continue
            open_end = bool(_OPEN_END.search(first.segment.text[first.end :]))
            if open_end or (_FROM.search(_label(first)) and _UNTIL.search(_label(last))):
                segment = first.segment
                value = f"{first.value}/{last.value}"
                self._add(CandidateType.PERIOD, value, segment, first.start, first.end)
                if open_end:
                    first.facts["in_period"] = last.facts["in_period"] = 1.0

    def _amounts(self, segment: Segment, taken: list[tuple[int, int]]) -> None:
        text = segment.text
        for value, start, end in find_percents(text):
            taken.append((start, end))
            self.percents.append((value, segment))
        exact: list[tuple[int, int]] = []
        split = find_split_amounts(text) if segment.page in self.layout.scanned else []
        for one in (*split, *find_amounts(text)):
            if _overlaps(one.start, one.end, taken) or abs(one.value) >= _LARGEST:
                continue
            self._add(
                CandidateType.AMOUNT,
                f"{one.value:.2f}",
                segment,
                one.start,
                one.end,
                exact=float(one.exact),
                marked=float(one.currency is not None),
            )
            self.found[CandidateType.AMOUNT][-1].currency = one.currency
            if one.exact:
                exact.append((one.start, one.end))
            if one in split:
                taken.append((one.start, one.end))
        taken += exact

    def _numbers(self, segment: Segment, taken: list[tuple[int, int]]) -> None:
        text = segment.text
        for match in _NUMBER.finditer(text):
            start, end = _trim(text, match.start(), match.end())
            value = text[start:end]
            if (
                end - start < 1
                or len(value) > 40
                or _overlaps(start, end, taken)
                or _NO_NUMBER.search(value)
                or _UNIT.match(value)
            ):
                continue
            self._add(CandidateType.NUMBER, value, segment, start, end, near_only=True, pieces=1.0)
            self._joined(segment, start, end, taken)

    def _joined(self, segment: Segment, start: int, end: int, taken: list[tuple[int, int]]) -> None:
        """`RE 2026 0417` and `2026 / 0417`: the number and its neighbours, while they look like parts of one."""
        text = segment.text
        place = next(
            (n for n, begin in enumerate(segment.starts) if begin <= start < begin + len(segment.words[n].text)), 0
        )
        for first in range(max(0, place - 1), place + 1):
            for last in range(place, min(place + 3, len(segment.words))):
                if last == first:
                    continue
                pieces = [word.text.strip(_EDGE) for word in segment.words[first : last + 1]]
                if first < place and not re.fullmatch(r"[A-Z]{1,5}", pieces[0]):
                    break
                if not all(not piece or (_PIECE.fullmatch(piece) and len(piece) <= 12) for piece in pieces):
                    break
                begin = segment.starts[first]
                finish = segment.starts[last] + len(segment.words[last].text)
                begin, finish = _trim(text, begin, finish)
                if _overlaps(begin, finish, taken) or (finish <= end and first == place):
                    continue
                self._add(
                    CandidateType.NUMBER,
                    re.sub(r"\s", "", text[begin:finish]),
                    segment,
                    begin,
                    finish,
                    near_only=True,
                    pieces=float(last - first + 1),
                )


_OPEN_END = re.compile(r"^\s*(?:bis(?: zum)?|[-–—])\s*$")
_FROM = re.compile(r"\b(?:von|vom|from|anreise|ankunft|check ?in|arrival|beginn|start)\b[^a-z]*$")
_UNTIL = re.compile(r"\b(?:bis|to|until|abreise|check ?out|departure|ende|end)\b[^a-z]*$")


def _label(candidate: Candidate) -> str:
    """The words that stand right before, left or above, whichever is first."""
    words = candidate.words
    return words["before"] or words["left"] or words["above"]


_IBAN_BEGINS = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?: ?\d{4})*$")


def _iban_of_row(segment: Segment) -> list[FoundId]:
    """An IBAN whose groups stand so wide apart that they became segments of their own."""
    begin = _IBAN_BEGINS.search(segment.text)
    if begin is None:
        return []
    text, at = segment.text, segment.right
    while at is not None and at.text[:1].isdigit() and len(text) < 60:
        text, at = f"{text} {at.text}", at.right
    return [
        FoundId(one.value, one.start, len(segment.text), True)
        for one in find_ibans(text)
        if one.start == begin.start() and one.valid
    ]


def _overlaps(start: int, end: int, taken: list[tuple[int, int]]) -> bool:
    return any(start < other_end and other_start < end for other_start, other_end in taken)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE and not (text[end - 1] == ")" and "(" in text[start:end]):
        end -= 1
    return start, end


def _thin_out(found: list[Candidate], most: int) -> None:
    """Keeps the first third and the last two thirds of `most`: totals stand on the first page or at the end."""
    if len(found) > most:
        first = most // 3
        del found[first : len(found) - (most - first)]
