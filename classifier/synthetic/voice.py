"""How one document speaks: its language, labels, date and amount forms. Drawn once a document, then constant."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from classifier.synthetic import ids
from classifier.synthetic.labels import LABELS
from classifier.synthetic.rare_labels import RARE

MONTHS = {
    "de": ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"),
}  # fmt: skip
Day = date
"""For signatures inside Voice, whose own method `date` hides the type."""
DateForm = Callable[[date], str]
_GERMAN_DATES: tuple[DateForm, ...] = (
    lambda day: f"{day:%d.%m.%Y}", lambda day: f"{day:%d.%m.%Y}", lambda day: f"{day:%d.%m.%Y}", lambda day: f"{day:%d.%m.%y}",
    lambda day: f"{day.day}. {MONTHS['de'][day.month - 1]} {day.year}", lambda day: f"{day:%d}. {MONTHS['de'][day.month - 1]} {day.year}",
    lambda day: f"{day.day}.{day.month}.{day.year}", lambda day: f"{day:%Y-%m-%d}", lambda day: f"{day:%d.} {MONTHS['de'][day.month - 1][:3]}. {day.year}",
)  # fmt: skip
_ENGLISH_DATES: tuple[DateForm, ...] = (
    lambda day: f"{day:%d/%m/%Y}", lambda day: f"{MONTHS['en'][day.month - 1]} {day.day}, {day.year}", lambda day: f"{day:%Y-%m-%d}",
    lambda day: f"{day.day} {MONTHS['en'][day.month - 1]} {day.year}", lambda day: f"{day.day} {MONTHS['en'][day.month - 1][:3]} {day.year}",
    lambda day: f"{MONTHS['en'][day.month - 1][:3]} {day.day}, {day.year}", lambda day: f"{day:%d-}{MONTHS['en'][day.month - 1][:3]}-{day.year}",
    lambda day: f"{day:%m/%d/%Y}", lambda day: f"{day:%d.%m.%Y}",
)  # fmt: skip
SIGNS = {"EUR": "€", "USD": "$", "GBP": "£", "CHF": "CHF"}


class Voice:
    """Words and forms of one document. Every choice comes from `rng`, so a seed repeats it."""

    def __init__(self, rng: Random, language: str, currency: str, wide: bool = False) -> None:
        self.rng = rng
        self.language = language
        self.currency = currency
        self._labels: dict[str, str] = {}
        self._date = rng.choice(_GERMAN_DATES if language == "de" else _ENGLISH_DATES)
        self.separator = rng.choice((":", ":", ":", "", "", " :", ".:", " -"))
        self.upper = rng.random() < 0.07
        if language == "de":
            self.thousands, self.point = rng.choice(
                ((".", ","), (".", ","), (".", ","), ("", ","), (" ", ","), ("", "."))
            )
        else:
            self.thousands, self.point = rng.choice(((",", "."), (",", "."), ("", "."), (".", ",")))
        sign = SIGNS[currency]
        self.money_form = rng.choice(
            (
                f"{{}} {sign}",
                f"{{}} {sign}",
                f"{{}} {currency}",
                f"{{}}{sign}",
                f"{currency} {{}}",
                f"{sign} {{}}",
                "{}",
            )
            if language == "de"
            else (f"{sign}{{}}", f"{currency} {{}}", f"{{}} {sign}", f"{sign} {{}}", f"{{}} {currency}")
        )
        self.table_form = rng.choice((self.money_form, "{}", "{}"))
        self.trailing_minus = rng.random() < 0.1
        self.rare_share = 0.0
        """How often a concept takes one of the rare labels: a program that abbreviates does so everywhere."""
        self.bilingual = False
        self.even = ""
        """What stands for the cents of an even amount, as in `119,-`; empty: the cents themselves."""
        self.months = 0
        """How a whole month is written: 0 as two dates, 1 `März 2026`, 2 `03/2026`."""
        self.short_period = False
        """`01.03. - 31.03.2026`: the first date without its year."""
        if wide:
            self._widen()

    def _widen(self) -> None:
        rng = self.rng
        self.rare_share = rng.choice((0.0, 0.0, 0.0, 0.3, 0.8))
        self.bilingual = rng.random() < 0.05
        self.upper = self.upper or rng.random() < 0.05
        self.months = rng.choice((0, 0, 1, 2))
        self.short_period = rng.random() < 0.25
        form = rng.random()
        if form < 0.03 and self.german:
            self.even = rng.choice((",-", ",--", ",-", ""))
        elif form < 0.07 and self.german:
            self.money_form = rng.choice(("{} Euro", "EUR {}*", "*{}", "€ {}", "EUR {}"))
        if self.currency == "CHF" or form > 0.985:
            self.thousands, self.point = "'", "."

    @property
    def german(self) -> bool:
        """Whether the document is written in German."""
        return self.language == "de"

    def pick(self, german: tuple[str, ...], english: tuple[str, ...]) -> str:
        """One of the phrases of the document's language."""
        return self.rng.choice(german if self.german else english)

    def habit(self, what: str, count: int) -> int:
        """A number below `count` for a habit of this document, the same at every call."""
        return int(self._labels.setdefault(what, str(self.rng.randrange(count))))

    def label(self, concept: str) -> str:
        """The label of a concept: the same word at every call of this document."""
        found = self._labels.get(concept)
        if found is None:
            found = self.rng.choice(LABELS[self.language][concept])
            rare = RARE[self.language].get(concept)
            if self.rare_share and rare and self.rng.random() < self.rare_share:
                found = self.rng.choice(rare)
            found = found.upper() if self.upper else found
            if self.bilingual:
                other = self.rng.choice(LABELS["en" if self.german else "de"][concept])
                found = f"{found} / {other}" if self.rng.random() < 0.7 else f"{found}/{other}"
            self._labels[concept] = found
        return found

    def named(self, concept: str) -> str:
        """The label with its separator."""
        return (
            self.label(concept).rstrip(".:") + self.separator
            if self.separator == ".:"
            else self.label(concept) + self.separator
        )

    def date(self, day: date) -> str:
        """A date in the document's form."""
        return self._date(day)

    def long_date(self, day: Day) -> str:
        """A date with the month's name."""
        name = MONTHS[self.language][day.month - 1]
        return f"{day.day}. {name} {day.year}" if self.german else f"{day.day} {name} {day.year}"

    def period(self, start: Day, end: Day) -> str:
        """A stretch of days; whole months and stretches within a year may be written short."""
        joint = self.pick((" - ", " bis ", " – ", "-"), (" - ", " to ", " – "))
        whole = start.day == 1 and (end + timedelta(1)).day == 1 and (start.year, start.month) == (end.year, end.month)
        if self.months and whole:
            return (
                f"{MONTHS[self.language][start.month - 1]} {start.year}"
                if self.months == 1
                else f"{start:%m}/{start.year}"
            )
        if self.short_period and self.german and start.year == end.year:
            return f"{start:%d.%m.}{joint}{end:%d.%m.%Y}"
        return self.date(start) + joint + self.date(end)

    def number(self, amount: Decimal, places: int = 2) -> str:
        """An amount without currency."""
        if self.even and places == 2 and amount == amount.to_integral_value():
            whole = f"{abs(amount):,.0f}".replace(",", self.thousands) + self.even
            return f"-{whole}" if amount < 0 else whole
        return self._digits(amount, places)

    def _digits(self, amount: Decimal, places: int = 2) -> str:
        sign, shown = amount < 0, f"{abs(amount):,.{places}f}"
        shown = shown.replace(",", "\0").replace(".", self.point).replace("\0", self.thousands)
        if not sign:
            return shown
        return f"{shown}-" if self.trailing_minus else f"-{shown}"

    def money(self, amount: Decimal) -> str:
        """An amount with currency, if the document prints one."""
        return self.money_form.format(self.number(amount))

    def cell(self, amount: Decimal) -> str:
        """An amount in a table cell, where the currency is often left out."""
        return self.table_form.format(self.number(amount))

    def quantity(self, amount: Decimal) -> str:
        """A quantity without needless noughts."""
        if amount == amount.to_integral_value():
            return f"{amount:.0f}" if self.rng.random() < 0.8 else self._digits(amount)
        return self._digits(amount)

    def percent(self, rate: Decimal) -> str:
        """A tax rate, as `19 %`, `19%` or `19,00 %`."""
        whole = f"{rate.normalize():f}".replace(".", self.point)
        form = self._labels.get("%")
        if form is None:
            form = self.rng.choice(("{} %", "{}%", "{} %", "{}%", f"{{}}{self.point}00 %", f"{{}}{self.point}0%"))
            self._labels["%"] = form
        return form.format(whole)

    def iban(self, number: str) -> str:
        """An IBAN in groups of four, mostly."""
        grouping = self._labels.setdefault("iban form", self.rng.choice(("grouped", "grouped", "grouped", "solid")))
        return ids.grouped(number) if grouping == "grouped" else number

    def vat(self, number: str) -> str:
        """A VAT id, sometimes with blanks."""
        if number.startswith("CHE"):
            return number + self._labels.setdefault("vat end", self.rng.choice(("", " MWST", " MWST", " TVA")))
        form = self._labels.setdefault("vat form", self.rng.choice(("solid", "solid", "solid", "blank", "groups")))
        if form == "blank":
            return f"{number[:2]} {number[2:]}"
        return (
            f"{number[:2]} {number[2:5]} {number[5:8]} {number[8:]}"
            if form == "groups" and number[2:].isdigit() and len(number) == 11
            else number
        )
