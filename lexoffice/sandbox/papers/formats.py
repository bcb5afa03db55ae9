"""Amounts, quantities and days as a letter writes them, in German or English."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from lexoffice.wire import berlin_date, plain

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day_of(value: object) -> date | None:
    """The Berlin day of a day or an instant on the wire; None where there is none."""
    found = berlin_date(value)
    if isinstance(found, str):
        return date.fromisoformat(found)
    return found if isinstance(found, date) else None


def day_text(value: object, language: str) -> str:
    """02.03.2026, or 2 Mar 2026 (which no American reads as February); empty where there is none."""
    day = day_of(value)
    if day is None:
        return ""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if language == "en" else day.strftime("%d.%m.%Y")


def number_text(value: Any, language: str, *, decimals: int = 0) -> str:
    """Digits in groups of three, with at least so many decimals: 1.234,5 or 1,234.5."""
    number = Decimal(value)
    digits = plain(abs(number)).partition(".")[2]
    text = f"{number:,.{max(decimals, len(digits))}f}"
    return text if language == "en" else text.replace(",", "\0").replace(".", ",").replace("\0", ".")


def money_text(value: Any, language: str) -> str:
    """1.234,50 € or €1,234.50; prices keep their third and fourth decimal."""
    number = Decimal(value)
    if language == "en":
        return f"{'-' if number < 0 else ''}€{number_text(abs(number), language, decimals=2)}"
    return f"{number_text(number, language, decimals=2)} €"
