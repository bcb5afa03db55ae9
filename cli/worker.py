"""`kontorist worker`: a Celery prefork worker of the grown-up deployment."""

from __future__ import annotations

from typing import Annotated

import typer

from cli.configured import require
from cli.database import stop
from runtime.settings import Settings


def worker(
    processes: Annotated[int, typer.Option(min=1, max=64, help="Child processes, each with a reader of its own.")] = 2,
) -> None:
    """Read and file in Celery processes; start as many as there are machines. Needs KONTORIST_REDIS_URL."""
    settings = Settings()
    if settings.redis_url is None:
        stop("A worker is woken through Redis or Valkey: set KONTORIST_REDIS_URL, or use `kontorist up` alone.")
    require(settings)
    from workers.celery_app import app  # noqa: PLC0415  the module takes its broker from the checked settings

    app.worker_main(["worker", "--pool=prefork", f"--concurrency={processes}", "--without-mingle", "--without-gossip"])
