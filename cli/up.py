"""`kontorist up`: the house with the settings of the environment."""

from __future__ import annotations

import signal
import socket
from typing import Annotated, NoReturn

import typer

from cli.configured import require
from cli.database import stop
from cli.house import web_server, working
from runtime.logging import configure_logging
from runtime.services import build_services
from runtime.settings import Settings


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
        _listening(settings) as door,
        build_services(settings) as services,
        working(services, embedded=not web_only) as house,
    ):
        typer.echo(f"Kontorist: http://{settings.host}:{settings.port}")
        web_server(house).run(sockets=[door])


def _end(*_: object) -> NoReturn:
    """Leave the house in order: what is under way ends, turns and claims are given back."""
    raise SystemExit(0)


def _listening(settings: Settings) -> socket.socket:
    """The address is taken before any work begins: a house whose pages cannot be seen must not file."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server((settings.host, settings.port), family=family, backlog=2048)
    except OSError as error:
        stop(
            f"Nothing can listen on {settings.host}:{settings.port} ({error.strerror}). "
            "Set KONTORIST_PORT or KONTORIST_HOST, or end what is running there."
        )
