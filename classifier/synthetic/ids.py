"""Numbers with check digits: VAT ids, tax numbers, IBANs. Wrong digits only where asked, as real pages have them too."""

from __future__ import annotations

from random import Random

BANKS = (
    ("Sparkasse", "SKK", ("Sparkasse {city}", "Stadtsparkasse {city}", "Kreissparkasse {city}")),
    ("Volksbank", "GENODE", ("Volksbank {city} eG", "VR-Bank {city}", "Raiffeisenbank {city}")),
    ("Großbank", "BANKDE", ("Handelsbank AG", "Nordische Privatbank", "Kaufmannsbank {city}", "Erste Direktbank")),
)
ACCOUNT_DIGITS = {"DE": 18, "AT": 16, "CH": 17, "FR": 23, "NL": 10, "BE": 12, "IT": 22, "PL": 24, "ES": 20, "LU": 16}
_BANK_LETTERS = {"NL": "NLBK", "IT": ""}
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def digits(rng: Random, count: int) -> str:
    """`count` random digits, the first not 0."""
    low = 10 ** (count - 1)
    return str(rng.randrange(low, 10 * low))


def iban(rng: Random, country: str = "DE", valid: bool = True) -> str:
    """An IBAN without blanks; ISO 13616 check digits unless `valid` is false."""
    account = digits(rng, ACCOUNT_DIGITS.get(country, 18))
    if country == "NL":
        account = "NLBK" + account
    numeric = "".join(str(int(letter, 36)) for letter in account + country + "00")
    check = 98 - int(numeric) % 97
    if not valid:
        check = (check + rng.randrange(1, 60)) % 97 + 2
    return f"{country}{check:02d}{account}"


def bic(rng: Random, country: str = "DE") -> str:
    """A BIC of 8 or 11 places that belongs to no real bank by intent (letters are random)."""
    bank = "".join(rng.choices(_LETTERS, k=4))
    place = rng.choice(_LETTERS) + rng.choice("0123456789FMSX")
    return f"{bank}{country}{place}" + rng.choice(("", "XXX", "".join(rng.choices(_LETTERS, k=3))))


def _mod_11_10(body: str) -> int:
    product = 10
    for digit in body:
        total = (int(digit) + product) % 10 or 10
        product = 2 * total % 11
    return (11 - product) % 10


def _weighted(body: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True))


def _at(rng: Random) -> str:
    body = digits(rng, 7)
    doubled = sum(sum(divmod(2 * int(d), 10)) for d in body[1::2]) + sum(int(d) for d in body[0::2])
    return f"ATU{body}{(10 - (doubled + 4) % 10) % 10}"


def _fr(rng: Random) -> str:
    body = digits(rng, 8)
    total = sum(sum(divmod(2 * int(d), 10)) if place % 2 else int(d) for place, d in enumerate(body))
    siren = body + str((10 - total % 10) % 10)
    return f"FR{(12 + 3 * (int(siren) % 97)) % 97:02d}{siren}"


def _nl(rng: Random) -> str:
    while True:
        body = digits(rng, 8)
        check = _weighted(body, (9, 8, 7, 6, 5, 4, 3, 2)) % 11
        if check < 10:
            return f"NL{body}{check}B{rng.randrange(1, 4):02d}"


def _pl(rng: Random) -> str:
    while True:
        body = digits(rng, 9)
        check = _weighted(body, (6, 5, 7, 2, 3, 4, 5, 6, 7)) % 11
        if check < 10:
            return f"PL{body}{check}"


def _it(rng: Random) -> str:
    body = "0" + digits(rng, 6) + f"{rng.randrange(1, 101):03d}"
    total = sum(sum(divmod(2 * int(d), 10)) if place % 2 else int(d) for place, d in enumerate(body))
    return f"IT{body}{(10 - total % 10) % 10}"


def _be(rng: Random) -> str:
    body = "0" + digits(rng, 7)
    return f"BE{body}{97 - int(body) % 97:02d}"


def _ie(rng: Random) -> str:
    body = digits(rng, 7)
    total = _weighted(body, (8, 7, 6, 5, 4, 3, 2)) + 9 * 8  # the trailing H counts as 8
    return f"IE{body}{'WABCDEFGHIJKLMNOPQRSTUV'[total % 23]}H"


_FOREIGN = {"IE": _ie, "AT": _at, "FR": _fr, "NL": _nl, "PL": _pl, "IT": _it, "BE": _be}


def vat_id(rng: Random, country: str = "DE", valid: bool = True) -> str:
    """A VAT id without blanks. Check digit right (DE: ISO 7064 mod 11,10) unless `valid` is false."""
    if country in _FOREIGN:
        number = _FOREIGN[country](rng)
    elif country == "CH":
        body = digits(rng, 9)
        number = f"CHE-{body[:3]}.{body[3:6]}.{body[6:]}"
    elif country == "LU":
        body = digits(rng, 6)
        number = f"LU{body}{int(body) % 89:02d}"
    else:
        body = digits(rng, 8)
        number = f"DE{body}{_mod_11_10(body)}"
    if valid or not number[-1].isdigit():
        return number
    at = 10 if country == "NL" else len(number) - 1  # the check digit; B01 behind it is a branch number
    return number[:at] + str((int(number[at]) + rng.randrange(1, 10)) % 10) + number[at + 1 :]


def tax_number(rng: Random) -> str:
    """A German tax number in one of the printed forms of the Länder (BMF: 10 or 11 digits with blanks or slashes)."""
    form = rng.choice(
        (
            "##/###/#####",
            "###/###/#####",
            "##/###/#####",
            "###/####/####",
            "0## ### #####",
            "##/#####/#####",
            "## ### #####",
        )
    )
    first = True
    out = []
    for sign in form:
        if sign == "#":
            out.append(str(rng.randrange(1, 10) if first else rng.randrange(10)))
            first = False
        else:
            out.append(sign)
    return "".join(out)


def grouped(number: str, size: int = 4) -> str:
    """The printed form of an IBAN: groups of four."""
    return " ".join(number[place : place + size] for place in range(0, len(number), size))
