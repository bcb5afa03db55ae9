"""What a letter says, before anything is known about paper: the typesetter (layout.py) takes nothing else."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table; `share` of the width in percent, numbers stand to the right."""

    title: str
    share: int
    right: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table. `name` and `description` stand in the second column; a row without cells spans all of them."""

    name: str
    description: str = ""
    before: str = ""
    cells: tuple[str, ...] = ()
    continues: bool = False
    """Whether it belongs to the row above it."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A business letter. Texts are as people wrote them; `opening`, `closing` and descriptions may be formatted."""

    language: str
    title: str
    sender: str
    """Name of the sender, printed large; also the author of the file."""
    return_address: str
    recipient: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    """Label and value beside the address: number, dates, customer number."""
    opening: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    totals: tuple[tuple[str, str, bool], ...] = ()
    """Label, amount, and whether it is the line that matters."""
    closing: tuple[str, ...] = ()
    footer: tuple[tuple[str, ...], ...] = ()
    """Columns of small lines at the foot of each page."""
    notice: str = ""
    """What a reader must know about the paper itself, such as that it is a preview only."""
