"""Currency marks and their ISO 4217 codes."""

from __future__ import annotations

_CODES = {
    "€": "EUR", "EUR": "EUR", "Euro": "EUR", "EURO": "EUR", "euro": "EUR",
    "US$": "USD", "$": "USD", "USD": "USD",
    "£": "GBP", "GBP": "GBP",
    "CHF": "CHF", "SFr.": "CHF", "sFr.": "CHF", "Fr.": "CHF",
    "DKK": "DKK", "SEK": "SEK", "NOK": "NOK", "PLN": "PLN", "zł": "PLN", "CZK": "CZK", "Kč": "CZK", "HUF": "HUF",
    "JPY": "JPY", "¥": "JPY", "CNY": "CNY", "INR": "INR", "₹": "INR", "Rs.": "INR", "Rs": "INR",
    "AUD": "AUD", "CAD": "CAD", "TRY": "TRY", "RON": "RON", "BGN": "BGN",
}  # fmt: skip

MARKS = tuple(sorted(_CODES, key=len, reverse=True))
"""Longest first, so that `US$` wins over `$`."""


def currency_of(mark: str) -> str | None:
    """The ISO code of a mark as printed, or None."""
    return _CODES.get(mark)
