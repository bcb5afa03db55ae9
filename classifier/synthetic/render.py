"""Backend (b): the same sheets as real files: PDF by reportlab, and scans and photos of it as images."""

from __future__ import annotations

import io
import math
from random import Random
from typing import Any

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter
from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from classifier.synthetic.sheet import Draft, Picture, Sheet


def pdf(sheet: Sheet, title: str = "", password: str | None = None) -> bytes:
    """The sheet as a PDF with text layer; the same sheet gives the same bytes (no time stamp inside)."""
    out = io.BytesIO()
    # Encryption draws random bytes of its own, so an encrypted file is not the same twice; everything else is.
    canvas = Canvas(out, invariant=1, pageCompression=1, encrypt=password)
    canvas.setTitle(title or "Beleg")
    canvas.setProducer("Kontorist generator")
    for draft in sheet.pages:
        _draw(canvas, draft)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _draw(canvas: Any, draft: Draft) -> None:
    canvas.setPageSize((draft.width, draft.height))
    for shape in draft.shapes:
        canvas.setLineWidth(0.5)
        bottom = draft.height - shape.y - shape.height
        if shape.grey is None:
            canvas.rect(shape.x, bottom, shape.width, shape.height, stroke=1, fill=0)
        else:
            canvas.setFillGray(shape.grey)
            canvas.rect(shape.x, bottom, shape.width, shape.height, stroke=0, fill=1)
    for picture in draft.pictures:
        (_code if picture.kind == "code" else _logo)(canvas, picture, draft.height)
    canvas.setFillGray(0)
    for run in draft.runs:
        canvas.setFont(run.font, run.size)
        canvas.drawString(run.x, draft.height - run.y, run.text)


def _logo(canvas: Any, picture: Picture, height: float) -> None:
    """An abstract mark, different for every brand: a logo has no text that a text layer could hold."""
    rng = Random(picture.payload)
    bottom = height - picture.y - picture.height
    for _ in range(3):
        canvas.setFillColorRGB(rng.random() * 0.7, rng.random() * 0.7, rng.random() * 0.7)
        radius = picture.height * rng.uniform(0.2, 0.5)
        canvas.circle(
            picture.x + rng.uniform(0.2, 0.8) * picture.width, bottom + picture.height / 2, radius, stroke=0, fill=1
        )


def _code(canvas: Any, picture: Picture, height: float) -> None:
    widget = QrCodeWidget(picture.payload, barLevel="M")
    left, bottom, right, top = widget.getBounds()
    drawing = Drawing(
        picture.width,
        picture.height,
        transform=[picture.width / (right - left), 0, 0, picture.height / (top - bottom), 0, 0],
    )
    drawing.add(widget)
    renderPDF.draw(drawing, canvas, picture.x, height - picture.y - picture.height)


def images(content: bytes, dpi: int = 200) -> list[Image.Image]:
    """The pages of a PDF as grey images."""
    document = pypdfium2.PdfDocument(content)
    try:
        return [page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L") for page in document]
    finally:
        document.close()


def _noisy(image: Image.Image, rng: Random, strength: float) -> Image.Image:
    source = np.random.default_rng(rng.randrange(2**32))
    pixels = np.asarray(image, dtype=np.float32) + source.normal(0, strength, (image.height, image.width)).astype(
        np.float32
    )
    return Image.fromarray(pixels.clip(0, 255).astype(np.uint8))


def scan(
    page: Image.Image, rng: Random, skew: float | None = None, noise: float = 6.0, blur: float = 0.5
) -> Image.Image:
    """A page as a flatbed scanner sees it: slightly turned, soft, grey, noisy."""
    angle = rng.uniform(-1.5, 1.5) if skew is None else skew
    turned = page.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=250)
    soft = turned.filter(ImageFilter.GaussianBlur(blur))
    pale = soft.point([min(255, 12 + value * 240 // 255) for value in range(256)])
    return _noisy(pale, rng, noise)


def _perspective(source: list[tuple[float, float]], target: list[tuple[float, float]]) -> list[float]:
    rows, right = [], []
    for (x, y), (u, v) in zip(target, source, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        right += [u, v]
    return [float(value) for value in np.linalg.solve(np.array(rows), np.array(right))]


def photo(page: Image.Image, rng: Random, tilt: float = 0.03) -> Image.Image:
    """A page as a phone sees it: on a dark table, in perspective, with a shadow across and a warm light."""
    wide, high = page.size
    border = int(min(wide, high) * 0.06)
    frame = (wide + 2 * border, high + 2 * border)
    corners = [(0.0, 0.0), (float(wide), 0.0), (float(wide), float(high)), (0.0, float(high))]
    moved = [
        (x + border + rng.uniform(-tilt, tilt) * wide, y + border + rng.uniform(-tilt, tilt) * high) for x, y in corners
    ]
    warped = page.transform(
        frame, Image.Transform.PERSPECTIVE, _perspective(corners, moved), Image.Resampling.BICUBIC, fillcolor=70
    )
    angle = rng.uniform(0, math.pi)
    across = np.linspace(-1, 1, frame[0])[None, :] * math.cos(angle) + np.linspace(-1, 1, frame[1])[:, None] * math.sin(
        angle
    )
    light = 0.84 + 0.14 * np.tanh(across * 2.0)
    shaded = (np.asarray(warped, dtype=np.float32) * light).clip(0, 255).astype(np.uint8)
    grey = _noisy(Image.fromarray(shaded).filter(ImageFilter.GaussianBlur(0.6)), rng, 4.0)
    return Image.merge(
        "RGB",
        (
            grey,
            grey.point([value * 245 // 255 for value in range(256)]),
            grey.point([value * 225 // 255 for value in range(256)]),
        ),
    )


def encoded(image: Image.Image, form: str, quality: int = 60, dpi: int = 200) -> bytes:
    """The image as JPEG or PNG bytes."""
    out = io.BytesIO()
    if form == "JPEG":
        image.save(out, "JPEG", quality=quality, dpi=(dpi, dpi))
    else:
        # 16 greys: a scanner's usual setting for text; keeps the file small.
        image.quantize(16).save(out, "PNG", dpi=(dpi, dpi), optimize=True)
    return out.getvalue()


def image_pdf(pages: list[Image.Image], dpi: int = 200, quality: int = 55) -> bytes:
    """A PDF that holds nothing but pictures of pages, as office scanners write it."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for page in pages:
        size = (page.width * 72 / dpi, page.height * 72 / dpi)
        canvas.setPageSize(size)
        canvas.drawImage(ImageReader(io.BytesIO(encoded(page, "JPEG", quality, dpi))), 0, 0, *size)
        canvas.showPage()
    canvas.save()
    return out.getvalue()
