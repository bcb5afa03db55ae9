"""`kontorist orders`: import purchase orders from the operational system's CSV."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli.database import now, open_database
from operations.purchase_orders import import_csv
from runtime.settings import Settings


def orders(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="CSV file of purchase orders.")],
) -> None:
    """Import purchase orders; a second time changes nothing. Lines with errors are named and left out."""
    with open_database(Settings()) as sessions, sessions.begin() as session:
        imported = import_csv(session, file.read_bytes(), at=now(), by="command line")
    typer.echo(f"{imported.new} new, {imported.changed} changed, {imported.unchanged} known already.")
    for error in imported.errors:
        typer.echo(f"Zeile {error.line}: {error.message}", err=True)
    if imported.errors:
        raise typer.Exit(1)
