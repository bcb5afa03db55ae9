"""Posting categories: the labels that the classifier learns and Lexware books on. The live list always wins."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class PostingCategory:
    """One of Lexware's posting categories (API, section 11). `income` decides for which voucher types it may be used."""

    id: str
    name: str
    income: bool
    contact_required: bool = False
    split_allowed: bool = True
    group: str = ""

    @property
    def reverse_charge(self) -> bool:
        """The name is the only marker that Lexware gives."""
        return "§13b" in self.name.replace(" ", "") or self.name == "Innergemeinschaftlicher Erwerb"

    def takes_rate(self, rate: Decimal) -> bool:
        """Whether a voucher item of this rate may be booked here (406 `invalid_taxrate_<rate>` otherwise)."""
        if self.reverse_charge and not self.income:
            return rate == 19
        if self.name.startswith("Zu prüfen"):
            return rate == 0
        return True
