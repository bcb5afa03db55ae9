"""Units of quantity as the e-invoice codes them (UN/ECE recommendation 20)."""

from __future__ import annotations

_CODES = {
    "stück": "H87",
    "stk": "H87",
    "stk.": "H87",
    "piece": "H87",
    "stunde": "HUR",
    "stunden": "HUR",
    "std": "HUR",
    "std.": "HUR",
    "hour": "HUR",
    "minute": "MIN",
    "minuten": "MIN",
    "tag": "DAY",
    "tage": "DAY",
    "woche": "WEE",
    "monat": "MON",
    "monate": "MON",
    "jahr": "ANN",
    "pauschale": "LS",
    "pauschal": "LS",
    "psch": "LS",
    "g": "GRM",
    "kg": "KGM",
    "t": "TNE",
    "m": "MTR",
    "meter": "MTR",
    "cm": "CMT",
    "km": "KMT",
    "m²": "MTK",
    "qm": "MTK",
    "m³": "MTQ",
    "l": "LTR",
    "liter": "LTR",
    "kwh": "KWH",
    "paar": "PR",
    "rolle": "RO",
    "karton": "CT",
    "packung": "PK",
}

ONE = "C62"
"""The unit of what has none, and of units that only the author knows."""


def unit_code(name: str | None) -> str:
    """The code of a unit's name."""
    return _CODES.get((name or "").strip().lower(), ONE)
