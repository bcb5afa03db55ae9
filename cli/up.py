"""`kontorist up`: the house with the settings of the environment."""

from __future__ import annotations

import signal
from typing import Annotated, NoReturn

import typer

from cli.configured import require
from cli.database import stop
from cli.house import web_server, working
from cli.listening import listening
from runtime.logging import configure_logging
from runtime.services import build_services
from runtime.settings import Settings

REMEDY = "Set KONTORIST_PORT or KONTORIST_HOST, or end what is running there."


def up(
    web_only: Annotated[
        bool, typer.Option("--web-only", help="Leave reading and filing to `kontorist worker` processes.")
    ] = False,
) -> None:
    """Serve the pages and the API, look into mailboxes and folder, read and file."""
    settings = Settings()
    if web_only and settings.redis_url is None:
        stop("--web-only needs workers that it can wake: set KONTORIST_REDIS_URL, or leave the option out.")
    require(settings)
    configure_logging()
    signal.signal(signal.SIGTERM, _end)  # uvicorn hands the signal on, and by default it would end us in mid-step
    with (
        listening(settings.host, settings.port, REMEDY) as door,
        build_services(settings) as services,
        working(services, embedded=not web_only) as house,
    ):
        typer.echo(f"Kontorist: http://{settings.host}:{settings.port}")
        web_server(house).run(sockets=[door])


def _end(*_: object) -> NoReturn:
    """Leave the house in order: what is under way ends, turns and claims are given back."""
    raise SystemExit(0)
