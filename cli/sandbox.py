"""`kontorist sandbox`: the Lexware sandbox server, a program of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli.listening import listening
from lexoffice.sandbox.server import serve

DEMO_KEY = "sandbox-key"
"""Opens only a sandbox, which is no secret; the real key comes from the environment."""


def sandbox(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8401,
    database: Annotated[Path | None, typer.Option(help="SQLite file that keeps its state; without it, memory.")] = None,
    key: Annotated[str, typer.Option(help="The API key that it accepts.")] = DEMO_KEY,
    allow_http_callbacks: Annotated[
        bool,
        typer.Option("--allow-http-callbacks", help="Webhooks may go to http:// addresses too, as on this machine."),
    ] = False,
) -> None:
    """Serve a Lexware Office sandbox: the same answers, limits and errors, and a page to look at."""
    with listening(host, port, "Name another with --port, or end what is running there."):
        pass  # what listens here in earnest is uvicorn; it would end without saying what to do
    typer.echo(f"Lexware sandbox: page and API on http://{host}:{port}; Ctrl+C ends it.")
    serve(host, port, database, key, changes={"https_callbacks_only": False} if allow_http_callbacks else {})
