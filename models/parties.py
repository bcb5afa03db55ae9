"""Who writes and who receives: our own company and the other side."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OwnCompany:
    """Who we are, so that our side of a page is never taken for the supplier. All ids without blanks, upper case."""

    names: tuple[str, ...] = ()
    vat_ids: tuple[str, ...] = ()
    tax_numbers: tuple[str, ...] = ()
    ibans: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
