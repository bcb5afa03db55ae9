"""Ids with check digits: IBAN, BIC, VAT id, German tax number.

A failed check digit is told, not hidden: scanned and anonymised papers print wrong ones, and the value still stands there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from stdnum import iban as stdnum_iban
from stdnum.ch import uid as swiss_uid
from stdnum.de import stnr
from stdnum.eu import vat as eu_vat
from stdnum.gb import vat as british_vat

_IBAN_LENGTHS = {
    "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20, "ES": 24, "FI": 18,
    "FR": 27, "GB": 22, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IS": 26, "IT": 27, "LI": 21, "LT": 20, "LU": 20,
    "LV": 21, "MC": 27, "MT": 31, "NL": 18, "NO": 15, "PL": 28, "PT": 25, "RO": 24, "SE": 24, "SI": 19, "SK": 24,
    "SM": 27, "TR": 26,
}  # fmt: skip
"""Length by country (SWIFT IBAN registry), SEPA and Turkey."""

_IBAN = re.compile(r"(?<![A-Za-z0-9])([A-Z]{2}[  ]?\d{2}(?:[  .-]?[A-Z0-9]){10,30})")
_VAT = re.compile(
    r"(?<![A-Za-z0-9])(?:"
    r"DE[  .-]?\d(?:[  .]?\d){8}"
    r"|ATU[  ]?\d{8}|AT[  ]U\d{8}"
    r"|BE[  ]?[01]\d{3}[ .]?\d{3}[ .]?\d{3}|BG\d{9,10}|CY\d{8}[A-Z]|CZ\d{8,10}|DK[  ]?\d{2}[ ]?\d{2}[ ]?\d{2}[ ]?\d{2}"
    r"|EE\d{9}|EL\d{9}|ES[A-Z0-9]\d{7}[A-Z0-9]|FI\d{8}|FR[  ]?[A-Z0-9]{2}[  ]?\d{3}[  ]?\d{3}[  ]?\d{3}|HR\d{11}"
    r"|HU\d{8}|IE\d[A-Z0-9+*]\d{5}[A-Z]{1,2}|IT\d{11}|LT(?:\d{9}|\d{12})|LU[  ]?\d{8}|LV\d{11}|MT\d{8}"
    r"|NL[  ]?\d{9}B\d{2}|PL[  ]?\d{10}|PT\d{9}|RO\d{2,10}|SE\d{12}|SI\d{8}|SK\d{10}"
    r"|XI\d{9}|GB[  ]?\d{3}[  ]?\d{4}[  ]?\d{2}|CHE[-  ]?\d{3}\.?\d{3}\.?\d{3}"
    r")(?![0-9A-Za-z])"
)
_TAX_NUMBER = re.compile(
    r"(?<![\w/-])(?<!\d\.)(?:\d{2,3}[/  ]{1,3}\d{3,5}[/  ]{1,3}\d{4,5}|\d{3}/\d{8}|\d{10,11}|\d{13})(?![\w/])"
)
_BIC = re.compile(r"(?<![A-Za-z0-9])[A-Z]{4}[  ]?[A-Z]{2}[  ]?[A-Z0-9]{2}(?:[  ]?[A-Z0-9]{3})?(?![A-Za-z0-9])")


@dataclass(frozen=True, slots=True)
class FoundId:
    """An id in a text, without blanks, and whether its check digits are right."""

    value: str
    start: int
    end: int
    valid: bool


def compact(text: str) -> str:
    """Without blanks of any kind, upper case."""
    return re.sub(r"\s", "", text).upper()


def find_ibans(text: str) -> list[FoundId]:
    """IBANs of a line, cut to their country's length, with or without blanks."""
    found = []
    for match in _IBAN.finditer(text):
        length = _IBAN_LENGTHS.get(match[1][:2])
        if length is None:
            continue
        end, taken = match.start(), 0
        for position in range(match.start(), match.end()):
            if text[position].isalnum():
                taken += 1
                end = position + 1
                if taken == length:
                    break
        if taken < length or (end < len(text) and text[end].isalnum()):
            continue
        value = re.sub(r"[^A-Z0-9]", "", text[match.start() : end])
        found.append(FoundId(value, match.start(), end, iban_valid(value)))
    return found


_SLIPS = str.maketrans({"O": "0", "o": "0", "Q": "0", "D": "0", "I": "1", "l": "1", "i": "1", "|": "1", "!": "1",
    "Z": "2", "z": "2", "S": "5", "s": "5", "B": "8", "G": "6"})  # fmt: skip
"""Letters that an OCR engine reads where a digit stands."""

_DIGIT = r"[0-9OoQDIli|!ZzSsBG]"
_SLIPPED_IBAN = re.compile(rf"(?<![A-Za-z0-9])[DO0][E3][  ]?(?:{_DIGIT}[  .-]?){{20}}(?![A-Za-z0-9])")
_SLIPPED_VAT = re.compile(rf"(?<![A-Za-z0-9])[DO0][E3][  .-]?(?:{_DIGIT}[  .]?){{9}}(?![A-Za-z0-9])")


def repair_ibans(text: str) -> list[FoundId]:
    """German IBANs with letters for digits. Only a repair whose check digits come out right is one."""
    return [one for one in _repaired(_SLIPPED_IBAN, text) if iban_valid(one.value)]


def repair_vat_ids(text: str) -> list[FoundId]:
    """German VAT ids with letters for digits, if the check digit is right after the repair."""
    return [one for one in _repaired(_SLIPPED_VAT, text) if vat_id_valid(one.value)]


def _repaired(pattern: re.Pattern[str], text: str) -> list[FoundId]:
    found = []
    for match in pattern.finditer(text):
        printed = re.sub(r"[\s.-]+$", "", match[0])
        digits = re.sub(r"[^0-9A-Za-z|!]", "", printed)[2:].translate(_SLIPS)
        found.append(FoundId("DE" + digits, match.start(), match.start() + len(printed), True))
    return found


def find_vat_ids(text: str) -> list[FoundId]:
    """VAT ids of the EU, Great Britain and Switzerland. The beginning of an IBAN is not one."""
    ibans = find_ibans(text)
    return [
        FoundId(value := re.sub(r"[\s .-]", "", match[0]), match.start(), match.end(), vat_id_valid(value))
        for match in _VAT.finditer(text)
        if not any(one.start <= match.start() < one.end for one in ibans)
    ]


def find_tax_numbers(text: str) -> list[FoundId]:
    """Numbers that could be German tax numbers; only a label beside them makes them one."""
    return [
        FoundId(re.sub(r"\s", "", match[0]), match.start(), match.end(), tax_number_valid(match[0]))
        for match in _TAX_NUMBER.finditer(text)
    ]


def find_bics(text: str) -> list[FoundId]:
    """BICs of a line; the country must be one, so that words in capitals are not taken."""
    found = []
    for match in _BIC.finditer(text):
        value = compact(match[0])
        if value[4:6] in _IBAN_LENGTHS:
            found.append(FoundId(value, match.start(), match.end(), True))
    return found


@lru_cache(maxsize=4096)
def iban_valid(value: str) -> bool:
    """ISO 13616 check digits."""
    return bool(stdnum_iban.is_valid(value, check_country=False))


@lru_cache(maxsize=4096)
def vat_id_valid(value: str) -> bool:
    """Form and check digits, as far as the country has any."""
    if value.startswith("CHE"):
        return bool(swiss_uid.is_valid(value))
    if value.startswith("GB"):
        return bool(british_vat.is_valid(value))
    return bool(eu_vat.is_valid(value))


@lru_cache(maxsize=4096)
def tax_number_valid(value: str) -> bool:
    """Form of one of the German states, and its check digit where it has one."""
    return bool(stnr.is_valid(value))
