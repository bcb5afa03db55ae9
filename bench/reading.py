"""Measures reading: born-digital pages in a warm process, OCR against bare libtesseract, two processes against one.

All documents are made here. Figures are medians; the machine is shared, so the same work is timed in turn, not in
blocks. `make bench` writes the dictionary to docs/benchmarks.md.
"""

from __future__ import annotations

import random
import statistics
import threading
import time
from collections.abc import Callable
from io import BytesIO

import numpy as np
import pypdfium2
import tesserocr
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from ingest.guard import FencedReader
from ingest.limits import Limits
from ingest.ocr import LANGUAGES, PAGE_SEGMENTATION, TesserocrEngine, tessdata
from ingest.picture import Grey, prepare
from ingest.reading import read
from ingest.scan import read_picture

WORDS = (
    "Lieferung", "Montage", "Regal", "Wartung", "Beratung", "Eiche", "Schrauben", "Stunde", "Pauschale", "Versand",
    "Karton", "Papier", "Toner", "Kabel", "Fenster", "Reinigung", "Prüfung", "Gerät", "Ersatzteil", "Leistung", "gemäß",
    "Auftrag", "vom", "für", "Filiale", "größer", "Öl", "Übergabe",
)  # fmt: skip
ITEMS = 26


def invoice(seed: int, pages: int = 1) -> bytes:
    """An invoice-like PDF with a table of ITEMS lines a page, some 1,900 characters each."""
    rng = random.Random(seed)
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4)
    font = rng.choice(["Helvetica", "Times-Roman", "Courier"])
    for _ in range(pages):
        _page(canvas, font, rng)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _page(canvas: Canvas, font: str, rng: random.Random) -> None:
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawString(60, 780, f"Rechnung RE-2026-{rng.randrange(10_000):04}")
    canvas.setFont(font, 9)
    for row in range(ITEMS):
        y = 700 - 17 * row
        canvas.drawString(60, y, str(row + 1))
        canvas.drawString(90, y, " ".join(rng.choices(WORDS, k=6)))
        canvas.drawRightString(430, y, f"{rng.randrange(1, 90)} Stk")
        canvas.drawRightString(530, y, f"{rng.randrange(1, 9000)},{rng.randrange(100):02}")
    for row, label in enumerate(("Summe netto", "Umsatzsteuer 19 %", "Gesamtbetrag")):
        canvas.drawString(330, 230 - 15 * row, label)
        canvas.drawRightString(530, 230 - 15 * row, f"{rng.randrange(10_000)},{rng.randrange(100):02}")
    canvas.setFont(font, 7)
    canvas.drawString(
        60, 60, "Nordlicht Druck GmbH, IBAN DE89 3704 0044 0532 0130 00, BIC COBADEFFXXX, USt-IdNr. DE136695976"
    )


def picture(content: bytes, dpi: int = 300) -> Grey:
    """The first page as grey pixels."""
    with pypdfium2.PdfDocument(content) as opened:
        return np.array(opened[0].render(scale=dpi / 72, grayscale=True).to_pil())


def degraded(grey: Grey, seed: int) -> Grey:
    """The same page as a bad scan: 0.9° askew, darker to one side, noise."""
    rng = np.random.default_rng(seed)
    turned = np.asarray(Image.fromarray(grey).rotate(-0.9, Image.Resampling.BICUBIC, fillcolor=255))
    shaded = turned * 0.85 - np.linspace(0, 50, grey.shape[1]) + rng.normal(0, 8, grey.shape)
    return np.clip(shaded, 0, 255).astype(np.uint8)


def seconds(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """How long `work` takes."""
    began = clock()
    work()
    return clock() - began


def born_digital(documents: int = 30, pages: int = 2) -> dict[str, float]:
    """Milliseconds a born-digital page, bytes to ReadDocument, in a warm process: by the clock, and of the processor
    alone (the figure to look at while others use the machine)."""
    files = [invoice(seed, pages) for seed in range(documents)]
    read(files[0], "warm.pdf")
    figures = {}
    for name, clock in (("ms", time.perf_counter), ("cpu_ms", time.process_time)):
        taken = [1000 * seconds(lambda content=content: read(content, "r.pdf"), clock) / pages for content in files]
        figures[f"born_digital_{name}_per_page"] = statistics.median(taken)
    return figures


def ocr_overhead(pages: int = 3) -> dict[str, float]:
    """Processor seconds of our OCR of a 300 dpi A4 page, and of libtesseract alone on the same pixels and settings.

    On bad scans part of the difference is Tesseract's own: on the prepared picture it finds, and so reads, more text.
    """
    bare = tesserocr.PyTessBaseAPI(
        path=str(tessdata()), lang=LANGUAGES, psm=PAGE_SEGMENTATION, oem=tesserocr.OEM.LSTM_ONLY
    )
    engine = TesserocrEngine()
    figures: dict[str, float] = {}
    for name, change in (("clean", lambda grey, _: grey), ("bad", degraded)):
        ours: list[float] = []
        theirs: list[float] = []
        prepared: list[float] = []
        for seed in range(pages):
            grey = change(picture(invoice(seed)), seed)
            theirs.append(seconds(lambda grey=grey: _bare(bare, grey), time.process_time))
            prepared.append(seconds(lambda grey=grey: prepare(grey), time.process_time))
            ours.append(seconds(lambda grey=grey: read_picture(grey, 1, engine, 120, 300), time.process_time))
        figures[f"ocr_{name}_seconds"] = statistics.median(ours)
        figures[f"ocr_{name}_preparation_seconds"] = statistics.median(prepared)
        figures[f"ocr_{name}_libtesseract_seconds"] = statistics.median(theirs)
        figures[f"ocr_{name}_overhead_percent"] = 100 * (sum(ours) / sum(theirs) - 1)
    return figures


def _bare(api: tesserocr.PyTessBaseAPI, grey: Grey) -> None:
    height, width = grey.shape
    api.SetImageBytes(grey.tobytes(), width, height, 1, width)
    api.SetSourceResolution(300)
    api.Recognize()
    api.GetTSVText(0)
    api.Clear()


def two_processes(pages: int = 6) -> dict[str, float]:
    """How many times faster two fenced readers are than one, on scanned pages. Needs two idle cores to mean anything."""
    scans = []
    for seed in range(pages):
        out = BytesIO()
        Image.fromarray(picture(invoice(seed), 200)).save(out, "PNG", dpi=(200, 200))
        scans.append(out.getvalue())
    times = {count: _wall(scans, count) for count in (1, 2)}
    return {
        "ocr_pages_per_second_one_process": pages / times[1],
        "ocr_pages_per_second_two_processes": pages / times[2],
        "two_processes_speedup": times[1] / times[2],
    }


def _wall(scans: list[bytes], processes: int) -> float:
    with FencedReader(Limits(), processes) as reader:

        def work(mine: list[bytes]) -> None:
            for content in mine:
                reader.read(content, "scan.png")

        def together(parts: list[list[bytes]]) -> None:
            threads = [threading.Thread(target=work, args=(part,)) for part in parts]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()

        together([[scans[0]]] * processes)  # children started, models loaded
        return seconds(lambda: together([scans[number::processes] for number in range(processes)]))


def measure() -> dict[str, float]:
    """All figures of reading."""
    return {
        name: round(value, 3)
        for part in (born_digital(), ocr_overhead(), two_processes())
        for name, value in part.items()
    }


if __name__ == "__main__":
    for figure, value in measure().items():
        print(f"{figure}: {value}")
