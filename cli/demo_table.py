"""What became of the sample inbox: progress while it is worked off, the table at the end, and what differs from data/."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console, JustifyMethod
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from api.pages.german import amount, kind_label, status_label
from cli.demo_inbox import Sample
from runtime.services import Services
from storage.tables.documents import Arrival, Document
from storage.tables.orders import PurchaseOrderRow
from storage.tables.outbox import OutboxRow

HEADINGS = ("Datei", "Art", "Lieferant", "Nummer", "Brutto", "Sicher", "Bestellung", "Status", "Beleg")
MAY_BE_CUT = frozenset({"Datei", "Art", "Lieferant", "Status"})
"""Columns that give way on a narrow screen: words are known by their beginning, numbers and amounts are not."""

LONGEST = 240.0
"""Seconds; then the table shows how far it came."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the database holds for one sample."""

    arrival: Arrival | None
    document: Document | None
    order: str | None
    twin: str | None
    """Hash of the document that this one doubles."""

    @property
    def status(self) -> str:
        """The document's status, or how the ledger says that it became none."""
        if self.arrival is None:
            return "missing"
        if self.arrival.outcome != "document" or self.document is None:
            return self.arrival.outcome
        return self.document.status


def watch(services: Services, console: Console) -> None:
    """A bar until nothing is due any more: no step, no effect."""
    columns = (TextColumn("Belege verarbeitet"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    end = time.monotonic() + LONGEST
    with Progress(*columns, console=console) as progress:
        bar = progress.add_task("", total=None)
        while time.monotonic() < end:
            total, waiting = _counts(services)
            progress.update(bar, total=total, completed=total - waiting)
            if not waiting:
                return
            time.sleep(0.2)


def outcomes(services: Services, samples: Sequence[Sample]) -> list[Outcome]:
    """For each sample, in order; the second sample of the same bytes is the second arrival of them."""
    with services.reading() as session:
        seen: dict[str, int] = {}
        found = []
        for sample in samples:
            number = seen.get(sample.sha256, 0)
            seen[sample.sha256] = number + 1
            found.append(_outcome(session, sample.sha256, number))
        return found


def show_table(services: Services, console: Console, samples: Sequence[Sample]) -> None:
    """One row a sample."""
    table = Table(title="Beispieleingang", title_justify="left")
    rows = [
        (sample.name, *_cells(outcome)) for sample, outcome in zip(samples, outcomes(services, samples), strict=True)
    ]
    for place, heading in enumerate(HEADINGS):
        widest = max((cell_len(row[place]) for row in rows), default=0)
        whole = None if heading in MAY_BE_CUT else max(widest, cell_len(heading))
        justify: JustifyMethod = "right" if heading in {"Brutto", "Sicher"} else "left"
        # Rich narrows only columns that may wrap; their cells are cut all the same, since the cells may not.
        table.add_column(heading, justify=justify, overflow="ellipsis", no_wrap=whole is not None, min_width=whole)
    for row in rows:
        table.add_row(*(Text(cell, no_wrap=True, overflow="ellipsis") for cell in row))
    console.print(table)


def deviations(services: Services, samples: Sequence[Sample]) -> list[str]:
    """Every difference between what became of the samples and what data/ expects, as a sentence."""
    names = {sample.expected.file: sample.sha256 for sample in samples}
    sentences = []
    for sample, outcome in zip(samples, outcomes(services, samples), strict=True):
        wanted = sample.expected
        compared: list[tuple[str, object, object]] = [("Status", wanted.status, outcome.status)]
        if outcome.document is not None and outcome.status not in {"double", "no_document"}:
            twin = names[wanted.duplicate_of] if wanted.duplicate_of else None
            compared += [
                ("Art", wanted.kind, outcome.document.kind),
                ("Bestellung", wanted.order, outcome.order),
                ("Problem", wanted.problem, outcome.document.problem_code),
                ("Dublette von", twin, outcome.twin),
                ("Beleg in Lexware", wanted.status == "filed", outcome.document.voucher_id is not None),
            ]
        sentences += [f"{sample.name}: {what} ist {got}, nicht {want}" for what, want, got in compared if want != got]
    return sentences


def _counts(services: Services) -> tuple[int, int]:
    with services.reading() as session:
        total = session.scalar(select(func.count()).select_from(Document)) or 0
        steps = session.scalar(select(func.count()).select_from(Document).where(Document.step_at.is_not(None))) or 0
        open_effects = OutboxRow.done_at.is_(None) & OutboxRow.needs_person.is_(False)
        effects = session.scalar(select(func.count()).select_from(OutboxRow).where(open_effects)) or 0
    return total, steps + effects


def _outcome(session: Session, sha256: str, number: int) -> Outcome:
    arrivals = session.scalars(select(Arrival).where(Arrival.sha256 == sha256).order_by(Arrival.id)).all()
    if number >= len(arrivals):
        return Outcome(None, None, None, None)
    arrival = arrivals[number]
    document = session.get(Document, arrival.document_id) if arrival.document_id else None
    if document is None:
        return Outcome(arrival, None, None, None)
    order = session.get(PurchaseOrderRow, document.purchase_order_id) if document.purchase_order_id else None
    twin = session.get(Document, document.duplicate_of_id) if document.duplicate_of_id else None
    return Outcome(arrival, document, order.number if order else None, twin.sha256 if twin else None)


def _cells(outcome: Outcome) -> list[str]:
    document = outcome.document
    if document is None or outcome.status == "double":
        reason = {"double": "Dublette (gleiche Datei)", "no_document": "kein Beleg", "missing": "fehlt"}
        return ["", "", "", "", "", "", reason.get(outcome.status, outcome.status), ""]
    return [
        kind_label(document.kind),
        document.supplier_name or "",
        document.number or "",
        amount(document.gross),
        f"{document.confidence:.0%}" if document.confidence is not None else "",
        outcome.order or "",
        f"Problem: {document.problem_code}" if document.problem_code else status_label(document.status),
        (document.voucher_id or "")[:8],
    ]
