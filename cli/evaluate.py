"""`kontorist evaluate`: the same reading as `kontorist read`, scored against a manifest."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from classifier.evaluation import Score, Share, misses, report, score
from classifier.modelfile import ModelFileError
from cli.predicting import Task, company_from, model_directory, predictions


def evaluate(
    manifest: Annotated[Path, typer.Argument(help="JSON lines: file, kind, fields ... (see samples/README.md).")],
    json_out: Annotated[Path | None, typer.Option("--json", help="Write all figures here.")] = None,
    show_misses: Annotated[bool, typer.Option("--misses", help="List what was missed, document by document.")] = False,
    ignore_xml: Annotated[bool, typer.Option("--ignore-xml", help="Read pages without their embedded XML.")] = False,
    medium: Annotated[str | None, typer.Option(help="Only documents of this medium.")] = None,
    workers: Annotated[int, typer.Option(min=1, help="Processes that read in parallel.")] = 1,
    company: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="Who we are, as docs/settings.md says; else by the settings."),
    ] = None,
    model: Annotated[Path | None, typer.Option(help="Model directory; else by the settings.")] = None,
) -> None:
    """Print kind accuracy and exact match by field, with intervals over layout groups."""
    truths = [json.loads(line) for line in manifest.read_text(encoding="utf-8").splitlines() if line.strip()]
    truths = [one for one in truths if medium is None or one["medium"] == medium]
    if ignore_xml:
        truths = [one for one in truths if one["medium"] != "e-invoice-xml"]
    files = [manifest.parent / one["file"] for one in truths]
    try:
        task = Task(model or model_directory(), company_from(company), ignore_xml)
        lines = list(predictions(files, task, workers))
    except (ModelFileError, ValueError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    scores = [score(truth, line, ignore_xml) for truth, line in zip(truths, lines, strict=True)]
    figures = report(scores)
    _show(figures)
    if show_misses:
        _show_misses(scores)
    if json_out is not None:
        json_out.write_text(
            json.dumps({"figures": figures, "scores": [asdict(one) for one in scores]}, default=_plain, indent=1)
        )


def _plain(value: Any) -> Any:
    if isinstance(value, Share):
        return asdict(value)
    raise TypeError(type(value).__name__)


def _show(figures: dict[str, Any]) -> None:
    table = Table("", "documents", "errors", "kind", "kind, answered", "core five", "eight", "invented")
    for name, cut in figures.items():
        cells = [_share(cut[part]) for part in ("kind", "kind, answered", "core five", "eight")]
        table.add_row(name, str(cut["documents"]), str(cut["errors"]), *cells, str(cut["invented"]))
    fields = Table("field", "exact match by layout group", "groups", "documents")
    for name, one in figures["all"]["fields"].items():
        fields.add_row(name, _share(one), str(one.groups), str(one.documents))
    console = Console(width=150)
    console.print(table)
    console.print(fields)


def _share(one: Share) -> str:
    return f"{one.value:.0%} [{one.low:.0%}, {one.high:.0%}]" if one.groups else "–"


def _show_misses(scores: list[Score]) -> None:
    table = Table("file", "what", "how")
    for row in misses(scores):
        table.add_row(*row)
    Console(width=150).print(table)
