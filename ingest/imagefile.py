"""An image file as a document: every frame a page, read by OCR."""

from __future__ import annotations

from ingest.codes import giro_code, qr_payloads
from ingest.image import frame_count, is_photo, opened, pictures
from ingest.limits import Limits
from ingest.ocr import default_engine
from ingest.problems import warning
from ingest.scan import ScannedPage, read_picture
from models.documents import Medium
from models.pages import Page, ReadDocument, ReadingWarning

DOUBTFUL = 0.7
"""Mean confidence of a page below which a person is warned."""


def read_image(content: bytes, limits: Limits) -> ReadDocument:
    """Read PNG, JPEG, TIFF (all pages), WebP or GIF. Raises DocumentProblem."""
    pages: list[Page] = []
    codes: list[str] = []
    warnings: list[ReadingWarning] = []
    photo = False
    with opened(content, limits) as image:
        count = frame_count(image)
        for number, picture in enumerate(pictures(image, limits), start=1):
            photo = photo or is_photo(picture)
            scanned = read_picture(
                picture.grey, number, default_engine(), limits.ocr_seconds_per_page, picture.dpi
            )  # fmt: skip
            pages.append(scanned.page)
            codes += qr_payloads(scanned.upright)
            warnings += page_warnings(scanned, limits)
    if count > len(pages):
        warnings.append(warning("too_many_scanned_pages", read=len(pages)))
    return ReadDocument(
        Medium.PHOTO if photo else Medium.SCAN,
        tuple(pages),
        codes=tuple(codes),
        facts=code_facts(codes),
        warnings=tuple(warnings),
        page_count=count,
    )


def page_warnings(scanned: ScannedPage, limits: Limits) -> list[ReadingWarning]:
    """What a person should know about a page read by OCR."""
    page = scanned.page
    if scanned.timed_out:
        return [warning("ocr_timeout", page=page.number, seconds=round(limits.ocr_seconds_per_page))]
    if page.lines and page.quality < DOUBTFUL:
        return [warning("low_quality", percent=round(page.quality * 100))]
    return []


def code_facts(codes: list[str]) -> dict[str, str]:
    """The first payment order among the codes, as facts of the document."""
    for payload in codes:
        order = giro_code(payload)
        if order is not None:
            return dict(order.facts())
    return {}
