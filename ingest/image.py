"""Image files: opened within limits, turned as the camera says, one grey picture a page, and scan told from photo."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

import numpy as np
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from ingest.limits import Limits
from ingest.picture import Grey
from ingest.problems import problem

FORMATS = ("PNG", "JPEG", "TIFF", "WEBP", "GIF")
_EXPOSURE, _F_NUMBER, _LENS = 0x829A, 0x829D, 0xA434
_EXIF_IFD = 0x8769
_DAMAGED = (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, KeyError, TypeError, IndexError)
"""What Pillow's decoders raise on damaged files."""
UNEVEN = 0.72
"""Paper that is darker than this share of its brightest part was lit by a lamp, not by a scanner."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One page's picture: grey pixels, the resolution that the file claims (0: none), and what hints at a camera."""

    grey: Grey
    dpi: float
    camera: bool


@contextmanager
def opened(content: bytes, limits: Limits) -> Iterator[Image.Image]:
    """The image, header read and size checked before a pixel is decoded. Raises DocumentProblem."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with decoding():
                image = Image.open(BytesIO(content), formats=FORMATS)
        except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
            raise problem("image_too_large", megapixels="über 90", limit=limits.max_pixels // 1_000_000) from error
    with image:
        _check_size(image, limits)
        yield image


def _check_size(image: Image.Image, limits: Limits) -> None:
    pixels = image.width * image.height
    if pixels > limits.max_pixels:
        raise problem("image_too_large", megapixels=pixels // 1_000_000, limit=limits.max_pixels // 1_000_000)


@contextmanager
def decoding() -> Iterator[None]:
    """Around everything that decodes pixels or looks for pages: what Pillow raises then means a damaged image."""
    try:
        yield
    except _DAMAGED as error:
        raise problem("image_damaged") from error


def frame_count(image: Image.Image) -> int:
    """Pages of a TIFF; 1 for every other format: the further frames of a GIF are film, not pages. Raises DocumentProblem."""
    if image.format != "TIFF":
        return 1
    with decoding():
        return int(getattr(image, "n_frames", 1))


def frame(image: Image.Image, number: int, limits: Limits) -> Image.Image:
    """Page `number` (from 1), upright, its own size checked before it is decoded. Raises DocumentProblem."""
    with decoding():
        image.seek(number - 1)
        _check_size(image, limits)
        return ImageOps.exif_transpose(image)


def pictures(image: Image.Image, limits: Limits) -> Iterator[Picture]:
    """The pages of an image file, at most `limits.max_ocr_pages`. Raises DocumentProblem on damaged pixels."""
    count = min(frame_count(image), limits.max_ocr_pages)
    frames = ImageSequence.Iterator(image) if count > 1 else iter([image])
    for _ in range(count):
        with decoding():
            found = next(frames)
            _check_size(found, limits)
            picture = _picture(found)
        yield picture


def _picture(frame: Image.Image) -> Picture:
    camera = _has_exposure(frame)
    dpi = _claimed_dpi(frame)
    grey = flat_grey(ImageOps.exif_transpose(frame))
    return Picture(grey, dpi, camera)


def flat_grey(image: Image.Image) -> Grey:
    """Grey values of any mode; what is transparent is paper (white)."""
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        layered = image.convert("RGBA")
        paper = Image.new("RGBA", layered.size, "white")
        image = Image.alpha_composite(paper, layered)
    if image.mode.startswith("I") or image.mode == "F":  # 16 bit and more
        values = np.asarray(image, dtype=np.float64)
        top = max(float(values.max()), 1.0)
        return (values * (255.0 / top)).astype(np.uint8)
    return np.asarray(image.convert("L"))


def _claimed_dpi(image: Image.Image) -> float:
    try:
        dpi = float(image.info.get("dpi", (0, 0))[0])
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        return 0.0
    return dpi if 90 < dpi <= 1300 else 0.0  # 72 and the like are defaults of programs, not measurements


def _has_exposure(image: Image.Image) -> bool:
    """An exposure time, an aperture or a lens: written by cameras, not by scanners (which give maker and model too)."""
    try:
        details = image.getexif().get_ifd(_EXIF_IFD)
    except _DAMAGED:
        return False
    return any(tag in details for tag in (_EXPOSURE, _F_NUMBER, _LENS))


def is_photo(picture: Picture) -> bool:
    """An honest guess: camera data, or paper lit so unevenly, or with so much around it, as no scanner does."""
    if picture.camera:
        return True
    grey = picture.grey
    step = max(1, min(grey.shape) // 40)
    rows, columns = grey.shape[0] // step * step, grey.shape[1] // step * step
    if not rows or not columns:
        return False
    blocks = grey[:rows, :columns].reshape(rows // step, step, columns // step, step)
    paper = np.percentile(blocks.transpose(0, 2, 1, 3).reshape(-1, step * step)[:, :: max(1, step // 4)], 80, axis=1)
    return bool(np.percentile(paper, 15) < UNEVEN * np.percentile(paper, 95))
