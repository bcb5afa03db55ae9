"""Both backends print the same: words computed from metrics, and words read back from the rendered PDF."""

from __future__ import annotations

from random import Random

import pypdfium2
import pytest
import zxingcpp

from classifier.synthetic import render
from classifier.synthetic.corpus import Paper, papers
from classifier.synthetic.words import words_of

NEAR, A_EURO = 1.0, 2.5
"""Points. PDFium takes the euro sign of a font of its own, wider than Helvetica's metrics say, and shifts what follows."""


@pytest.fixture(scope="module")
def made() -> list[Paper]:
    return list(papers(3, 40))


def read_back(content: bytes) -> list[list[tuple[str, float, float]]]:
    """Words of each page with left and right edge, as PDFium sees them."""
    document = pypdfium2.PdfDocument(content)
    pages = []
    for page in document:
        text = page.get_textpage()
        words: list[tuple[str, float, float]] = []
        word, left, right = "", 0.0, 0.0
        for place in range(text.count_chars()):
            sign = text.get_text_range(place, 1)
            if sign.strip():
                x0, _, x1, _ = text.get_charbox(place, loose=True)
                left, right = (left if word else x0), x1
                word += sign
            elif word:
                words.append((word, left / page.get_width(), right / page.get_width()))
                word = ""
        if word:
            words.append((word, left / page.get_width(), right / page.get_width()))
        pages.append(words)
    document.close()
    return pages


def test_computed_words_are_the_words_of_the_pdf(made: list[Paper]) -> None:
    for paper in made:
        for draft, seen in zip(paper.sheet.pages, read_back(render.pdf(paper.sheet)), strict=True):
            near = NEAR + A_EURO * max((run.text.count("€") for run in draft.runs), default=0)
            computed = sorted((word.text, word.box.left, word.box.right) for word in words_of(draft))
            assert [word for word, _, _ in computed] == [word for word, _, _ in sorted(seen)], paper.family.name
            for (word, left, right), (_, x0, x1) in zip(computed, sorted(seen), strict=True):
                assert abs(left - x0) * draft.width < near, (paper.family.name, word)
                assert abs(right - x1) * draft.width < near, (paper.family.name, word)


def test_the_same_sheet_gives_the_same_bytes(made: list[Paper]) -> None:
    assert render.pdf(made[0].sheet) == render.pdf(made[0].sheet)


def test_a_scan_is_a_pdf_of_pictures_without_text(made: list[Paper]) -> None:
    pages = [render.scan(page, Random(1)) for page in render.images(render.pdf(made[0].sheet), 90)]
    assert read_back(render.image_pdf(pages, 90)) == [[] for _ in pages]


def test_a_photo_differs_with_its_seed_only(made: list[Paper]) -> None:
    page = render.images(render.pdf(made[0].sheet), 60)[0]
    assert render.photo(page, Random(1)).tobytes() == render.photo(page, Random(1)).tobytes()
    assert render.photo(page, Random(1)).tobytes() != render.photo(page, Random(2)).tobytes()


def test_a_giro_code_can_be_scanned() -> None:
    paper = next(paper for paper in papers(3, 600) if "payment.giro_code" in paper.example.blocks)
    codes = [code.text for page in render.images(render.pdf(paper.sheet), 200) for code in zxingcpp.read_barcodes(page)]
    assert tuple(codes) == paper.example.document.codes
