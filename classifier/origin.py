"""Whose tax it is: a purchase at home, one within the EU, or one for which the recipient owes the tax (§ 13b, § 1a UStG)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from classifier.fields.labels import fold

_REVERSE = re.compile(
    r"reverse charge|13b|steuerschuldnerschaft|steuerschuld geht|schuldet der leistungsempfaenger|"
    r"leistungsempfaenger schuldet|tax liability|vat to be accounted|autoliquidation|"
    r"article 196|art 196|account for vat|vat due by the recipient"
)
_INTRA = re.compile(r"innergemeinschaftlich|intra community|intracommunity|igl\b|article 138|art 138|4 nr 1b|6a ustg")
_THIRD = re.compile(
    r"\b(?:united kingdom|england|london|usa|united states|switzerland|schweiz|zuerich|delaware|california|new york|norway|"
    r"japan|china|israel|india|canada|inc|llc)\b"
)
EU_PREFIXES = frozenset(
    ("AT", "BE", "BG", "CY", "CZ", "DK", "EE", "EL", "ES", "FI", "FR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL",
     "PL", "PT", "RO", "SE", "SI", "SK", "XI")
)  # fmt: skip
SURE, LIKELY = 0.97, 0.9


@dataclass(frozen=True, slots=True)
class Origin:
    """Who owes the tax, as far as the paper says: `reverse` by its sentence or a foreign VAT id without tax."""

    reverse: float = 0.0
    intra: float = 0.0
    third_country: bool = False
    outgoing: bool = False


def origin_of(text: str, vat_id: str, taxed: bool, outgoing: bool, currency: str = "EUR") -> Origin:
    """`vat_id`: the supplier's, or empty; `taxed`: the paper shows VAT, and then the recipient owes none (§ 14c aside)."""
    folded = " ".join(fold(text).split())
    if outgoing or taxed:
        return Origin(outgoing=outgoing)
    european = vat_id[:2].upper() in EU_PREFIXES
    says_intra, says_reverse = bool(_INTRA.search(folded)), bool(_REVERSE.search(folded))
    third = not european and (currency in ("USD", "GBP", "CHF") or bool(_THIRD.search(folded)))
    return Origin(
        reverse=SURE if says_reverse else LIKELY if european else 0.5 if third and not vat_id.startswith("DE") else 0.0,
        intra=SURE if says_intra or (says_reverse and european) else LIKELY if european else 0.0,
        third_country=third,
    )
