"""Which of the media types on offer a request wants (API notes, section 12.3)."""

from __future__ import annotations

from collections.abc import Collection

ANYTHING = "*/*"


def wanted(header: str, known: Collection[str]) -> str | None:
    """The best liked of the known types, or `*/*` for whatever there is; None where nothing fits (406)."""
    choices = sorted(_choices(header or ANYTHING), key=lambda choice: -choice[1])
    return next((kind for kind, quality in choices if quality > 0 and (kind == ANYTHING or kind in known)), None)


def _choices(header: str) -> list[tuple[str, int]]:
    """Media types with their quality in thousandths; a quality that cannot be read counts as full."""
    choices = []
    for part in header.split(","):
        kind, *parameters = (piece.strip().lower() for piece in part.split(";"))
        stated = next((parameter[2:] for parameter in parameters if parameter.startswith("q=")), "1")
        whole, _, decimals = stated.partition(".")
        digits = f"{whole}{decimals:0<3.3}"
        choices.append((kind, int(digits) if digits.isdecimal() else 1000))
    return choices
