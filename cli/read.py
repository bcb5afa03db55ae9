"""`kontorist read`: predictions for files, without database and server (docs/predictions.md is the contract)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from classifier.modelfile import ModelFileError
from cli.predicting import Task, company_from, model_directory, predictions, walk


def read(
    files: Annotated[list[Path], typer.Argument(help="Files; directories are walked.")],
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="One JSON object a line, as docs/predictions.md says.")
    ] = False,
    workers: Annotated[int, typer.Option(min=1, help="Processes that read in parallel; the order is kept.")] = 1,
    company: Annotated[Path | None, typer.Option(help="Who we are: JSON with names, vat_ids, ibans, domains.")] = None,
    model: Annotated[Path | None, typer.Option(help="Model directory; KONTORIST_DATA/model without it.")] = None,
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
            Console().print(_table(list(lines)))
    except (ModelFileError, ValueError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error


_COLUMNS = ("supplier_name", "document_number", "document_date", "gross_total", "currency", "due_date")


def _table(lines: list[dict[str, Any]]) -> Table:
    table = Table(
        "Datei", "Art", "Lieferant", "Nummer", "Datum", "Brutto", "Währung", "Fällig", title="Gelesene Dokumente"
    )
    for line in lines:
        name = Path(line["file"]).name
        if line["error"]:
            table.add_row(name, "[red]Fehler[/red]", line["error"])
            continue
        kind = f"{line['kind']['value']} {line['kind']['confidence']:.0%}"
        fields = line["fields"]
        shown = (
            f"{fields[one]['value']} ({fields[one]['confidence']:.0%})" if one in fields else "–" for one in _COLUMNS
        )
        table.add_row(name, kind, *shown)
    return table
