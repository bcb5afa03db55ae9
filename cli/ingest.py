"""`kontorist ingest`: take in files by hand; whatever runs the house reads them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from cli.database import NOT_POSSIBLE, now, open_database
from ingest.incoming import Incoming
from models.documents import Channel
from pipeline.mails import deliver
from runtime.services import build_services
from runtime.settings import Settings


def ingest(
    files: Annotated[list[Path], typer.Argument(exists=True, help="Files, mails, or directories of them.")],
) -> None:
    """Take in files: each becomes a document, a double of one, or a line in the ledger that says why not."""
    settings = Settings()
    unreadable = 0
    with open_database(settings), build_services(settings) as services:
        for path in _walk(files):
            try:
                content = path.read_bytes()
            except OSError as error:
                typer.echo(f"{path.name}: cannot be opened ({error.strerror})", err=True)
                unreadable += 1
                continue
            incoming = Incoming(content, path.name, Channel.COMMAND_LINE, now())
            for arrival in deliver(services, incoming, delivered_by="command line"):
                document = f"document {arrival.document_id}" if arrival.document_id else "no document"
                typer.echo(f"{arrival.file_name}: {arrival.outcome}, {document}")
        services.wake()
    if unreadable:
        raise typer.Exit(NOT_POSSIBLE)


def _walk(files: Iterable[Path]) -> Iterator[Path]:
    for path in files:
        if path.is_dir():
            yield from sorted(entry for entry in path.rglob("*") if entry.is_file())
        else:
            yield path
