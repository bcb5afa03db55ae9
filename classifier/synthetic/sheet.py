"""A sheet: what stands where on the pages of one document, and which truths were printed. Both backends read it.

Coordinates are points from the left upper corner; `y` of a text is its baseline.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from random import Random

from classifier.examples import FieldTruth
from classifier.synthetic.metrics import Face, text_width
from classifier.synthetic.voice import Voice
from models.fields import FieldName

_WHOLE = re.compile(r"\d(?: \d{3})+[.,]\d\d|\d{1,2}[.-]? ?[A-ZÄÖÜ][a-zäöü]+\.? \d{4}")
"""What no line may break apart: amounts with blanks in them, dates with a month's name."""


def _glued(found: re.Match[str]) -> str:
    return found[0].replace(" ", "\0")


@dataclass(slots=True)
class Run:
    """A piece of text of one font and size on one baseline."""

    x: float
    y: float
    text: str
    font: str
    size: float
    bold: bool


@dataclass(slots=True)
class Shape:
    """A line or box: decoration only, it carries no words. `grey` None: outline."""

    x: float
    y: float
    width: float
    height: float
    grey: float | None = None


@dataclass(slots=True)
class Picture:
    """A picture of `kind` logo or code; `payload` is the code's content (GiroCode)."""

    x: float
    y: float
    width: float
    height: float
    kind: str
    payload: str = ""


@dataclass(slots=True)
class Draft:
    """One page in the making."""

    width: float
    height: float
    runs: list[Run] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)


class Sheet:
    """The pages being filled by blocks, with the document's type face and voice."""

    def __init__(
        self,
        rng: Random,
        voice: Voice,
        face: Face,
        size: float,
        width: float = 595.0,
        height: float = 842.0,
        wide: bool = False,
    ) -> None:
        self.rng = rng
        self.wide = wide
        """Whether the rarer forms may be drawn. The sample inbox goes without, so that its files stay what they are."""
        self.voice = voice
        self.face = face
        self.size = size
        self.leading = size * rng.choice((1.15, 1.25, 1.3, 1.4, 1.5))
        self.left = rng.choice((50.0, 57.0, 62.0, 71.0, 71.0))
        self.right = width - rng.choice((40.0, 50.0, 57.0, 57.0))
        self.bottom = height - 100.0
        self.foot = height * 2
        """Where a letterhead at the foot of the page begins: what looks for room under the head does not see it."""
        self.pages: list[Draft] = [Draft(width, height)]
        self.truth: dict[FieldName, FieldTruth] = {}
        self.blocks: set[str] = set()
        self.lax: set[FieldName] = set()
        """Fields that the page leaves open (half printed, or only to be computed): they are unknown in the truth."""

    @property
    def page(self) -> Draft:
        """The page that is being filled."""
        return self.pages[-1]

    @property
    def width(self) -> float:
        """Width of the text area."""
        return self.right - self.left

    def rarely(self, chance: float) -> bool:
        """Draws whether one of the rarer forms is taken here; without them nothing is drawn, so the rest stays the same."""
        return self.wide and self.rng.random() < chance

    def new_page(self) -> None:
        """Go on with a further page of the same size."""
        self.pages.append(Draft(self.page.width, self.page.height))

    def measure(self, text: str, size: float | None = None, bold: bool = False) -> float:
        """Width of `text` in points."""
        return text_width(text, self.face.bold if bold else self.face.regular, size or self.size)

    def put(
        self, x: float, y: float, text: str, size: float | None = None, bold: bool = False, align: str = "l"
    ) -> float:
        """Write `text` at baseline `y`; `align` l, r or c says what `x` means. Answers the right end."""
        size = size or self.size
        font = self.face.bold if bold else self.face.regular
        width = text_width(text, font, size)
        if align == "r":
            x -= width
        elif align == "c":
            x -= width / 2
        if text:
            self.page.runs.append(Run(x, y, text, font, size, bold))
        return x + width

    def fit(
        self,
        x: float,
        y: float,
        text: str,
        room: float,
        size: float | None = None,
        bold: bool = False,
        align: str = "l",
    ) -> float:
        """Write `text` smaller if it would take more than `room` points; answers the right end."""
        size = size or self.size
        wide = self.measure(text, size, bold)
        return self.put(x, y, text, size if wide <= room else size * room / wide, bold, align)

    def wrap(self, text: str, width: float, size: float | None = None, bold: bool = False) -> list[str]:
        """`text` broken into lines of at most `width` points."""
        size = size or self.size
        font = self.face.bold if bold else self.face.regular
        lines: list[str] = []
        line, used = "", 0.0
        blank = text_width(" ", font, size)
        for part in _WHOLE.sub(_glued, text).split(" "):
            word = part.replace("\0", " ")
            wide = text_width(word, font, size)
            if line and used + blank + wide > width:
                lines.append(line)
                line, used = word, wide
            else:
                line, used = (f"{line} {word}", used + blank + wide) if line else (word, wide)
        return [*lines, line]

    def paragraph(
        self, x: float, y: float, text: str, width: float, size: float | None = None, bold: bool = False
    ) -> float:
        """Write wrapped text; answers the baseline below the last line."""
        step = self.leading * (size or self.size) / self.size
        for line in self.wrap(text, width, size, bold):
            self.put(x, y, line, size, bold)
            y += step
        return y

    def lowest(self, left: float, right: float) -> float:
        """The lowest baseline already written between these edges of the page; 0 on an empty strip."""
        return max(
            (
                run.y
                for run in self.page.runs
                if run.y < self.foot and run.x < right and run.x + text_width(run.text, run.font, run.size) > left
            ),
            default=0.0,
        )

    def run(self, x: float, y: float, text: str, font: str, size: float) -> Run:
        """A piece of text for a page that is not the current one, moved left where it would leave the page."""
        room = self.page.width - 6 - text_width(text, font, size)
        return Run(max(4.0, min(x, room)), y, text, font, size, font == self.face.bold)

    def rule(self, x: float, y: float, width: float, thick: float = 0.6) -> None:
        """A horizontal line."""
        self.page.shapes.append(Shape(x, y, width, thick, 0.2))

    def box(self, x: float, y: float, width: float, height: float, grey: float | None = None) -> None:
        """A box, filled with `grey` (0 black, 1 white) or as outline."""
        self.page.shapes.append(Shape(x, y, width, height, grey))

    def tell(self, name: FieldName, value: FieldTruth) -> None:
        """State that `value` now stands on the page as `name`; the first statement counts."""
        self.truth.setdefault(name, value)

    def used(self, block: str) -> None:
        """Record a building block."""
        self.blocks.add(block)
