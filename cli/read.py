"""`kontorist read`: predictions for files, without database and server (docs/predictions.md is the contract)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from api.pages import german
from classifier.modelfile import ModelFileError
from cli.predicting import Task, company_from, model_directory, predictions, walk


def read(
    files: Annotated[list[Path], typer.Argument(help="Files; directories are walked.")],
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="One JSON object a line, as docs/predictions.md says.")
    ] = False,
    workers: Annotated[int, typer.Option(min=1, help="Processes that read in parallel; the order is kept.")] = 1,
    company: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="Who we are, as docs/settings.md says; else by the settings."),
    ] = None,
    model: Annotated[Path | None, typer.Option(help="Model directory; else by the settings.")] = None,
) -> None:
    """Read documents and print what they are and say. A broken file gives a line with its error; the others go on."""
    found = list(walk(files))
    try:
        task = Task(model or model_directory(), company_from(company))
        lines = predictions(found, task, workers)
        if jsonl:
            for line in lines:
                typer.echo(json.dumps(line, ensure_ascii=False))
        else:
            _show(list(lines))
    except (ModelFileError, ValueError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error


_COLUMNS = {
    "supplier_name": "Lieferant",
    "document_number": "Nummer",
    "document_date": "Datum",
    "gross_total": "Brutto",
    "currency": "Währung",
    "due_date": "Fällig",
}

_PRINTED_WIDTH = 150
"""Characters of the table in a file or pipe, which has no width of its own."""


def _show(lines: list[dict[str, Any]]) -> None:
    """A table of what was read, each value over its confidence; below it what could not be read, and why."""
    console = Console()
    if not console.is_terminal:
        console = Console(width=_PRINTED_WIDTH)
    table = Table("Datei", "Art", *_COLUMNS.values(), title="Gelesene Dokumente")
    for line in lines:
        if not line["error"]:
            kind = line["kind"]
            cells = [_cell("kind", kind), *(_cell(name, line["fields"].get(name)) for name in _COLUMNS)]
            table.add_row(escape(Path(line["file"]).name), *cells)
    if table.row_count:
        console.print(table)
    for line in lines:
        if line["error"]:
            console.print(f"[red]Nicht gelesen:[/] {escape(line['file'])}: {escape(line['error'])}")


def _cell(name: str, one: dict[str, Any] | None) -> str:
    if one is None:
        return "–"
    return f"{escape(german.shown(name, one['value']))}\n[dim]{german.percent(one['confidence'])}[/]"
