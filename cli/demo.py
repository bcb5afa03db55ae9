"""`kontorist demo`: the whole house on the sample inbox, with the Lexware sandbox beside it."""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import httpx
import typer
from pydantic import SecretStr
from rich.console import Console

from cli.database import now, stop
from cli.demo_house import alone, port_near, sandbox_process, served
from cli.demo_inbox import bring, expectations
from cli.demo_table import deviations, show_table, watch
from cli.house import web_server, working
from cli.sandbox import DEMO_KEY
from lexoffice.bucket import DEFAULT_RATE
from models.people import Role
from operations.purchase_orders import import_csv
from runtime.company import load_company
from runtime.logging import configure_logging
from runtime.services import Services, build_services
from runtime.settings import Settings
from storage import people
from storage.migrate import upgrade

SAMPLES = Path(__file__).parent.parent / "data"

LOGINS = {"pruefer": Role.REVIEWER, "leitung": Role.ADMIN}
PASSWORD = "Kontorist-Demo-2026"  # noqa: S105  printed on the screen: it opens only the demo on this machine

PRINTED_WIDTH = 170
"""Characters of the table in a log, which has no width of its own."""

MACHINE_THINKS = 0.5
"""Seconds that the machine's own approvals wait here; a person's wait as long as in life."""


def demo(
    once: Annotated[
        bool, typer.Option("--once", help="End after the table; status 0 only if all is as expected.")
    ] = False,
    data: Annotated[Path, typer.Option(help="Directory that the demo keeps its state in.")] = Path("var/demo"),
    model: Annotated[Path, typer.Option(help="Directory of the trained model.")] = Path("var/model"),
    port: Annotated[int, typer.Option(help="Port of the pages; another is taken if it is not free.")] = 8400,
) -> None:
    """Read the sample inbox into a Lexware sandbox, show what became of it, and keep serving the pages."""
    if not (SAMPLES / "inbox" / "expected.json").exists():
        stop("The sample inbox is not here: `kontorist demo` runs in the project's folder.")
    if not (model / "manifest.json").exists():
        stop(f"There is no trained model in {model}. Run `kontorist train` first, or `make demo`.")
    configure_logging(level=logging.ERROR)
    console = Console()
    if not console.is_terminal:
        console = Console(width=PRINTED_WIDTH)
    worked_on = not once and (data / "kontorist.sqlite3").exists()
    with alone(data), sandbox_process(data / "sandbox.sqlite3", port_near(8401), DEMO_KEY) as lexware_url:
        settings = _settings(data, model, lexware_url, port_near(port))
        _name_company(lexware_url)
        with build_services(settings) as services, _house(services) as web:
            _prepare_people(services)
            samples = expectations()
            for late in (False, True):
                bring(services, web, [sample for sample in samples if sample.is_reprint is late], "pruefer", PASSWORD)
                watch(services, console)
            show_table(services, console, samples)
            differing = [] if worked_on else deviations(services, samples)  # people have decided since
            for sentence in differing:
                console.print(f"[red]Anders als erwartet:[/] {sentence}")
            if not once:
                _keep_serving(console, web, lexware_url)
    if once and differing:
        raise typer.Exit(1)


def _settings(data: Path, model: Path, lexware_url: str, port: int) -> Settings:
    """Every setting named, so that nothing of the environment (a real key, a real mailbox) reaches the demo."""
    return Settings(
        data=data,
        database_url=None,
        redis_url=None,
        lexware_url=lexware_url,
        lexware_key=SecretStr(DEMO_KEY),
        lexware_rate=DEFAULT_RATE.per_second,
        lexware_key_created=None,
        lexware_webhook_key=_webhook_key(data, lexware_url),
        lexware_poll_seconds=300.0,
        public_url=f"http://127.0.0.1:{port}",
        company_file=SAMPLES / "company.json",
        model=model,
        host="127.0.0.1",
        port=port,
        workers=2,
        time_to_think=30.0,
        watched_folder=data / "eingang",
        mailboxes_file=None,
        secure_cookies=False,
    )


def _name_company(lexware_url: str) -> None:
    """The sandbox's organisation is the company of the samples; else the check of the connection would wonder."""
    name = load_company(SAMPLES / "company.json").names[0]
    httpx.post(f"{lexware_url}/sandbox/profile", json={"companyName": name}, timeout=10).raise_for_status()


def _webhook_key(data: Path, lexware_url: str) -> Path:
    """The public half of the sandbox's own key; the first demo waits some seconds until there is one."""
    published = httpx.get(f"{lexware_url}/webhookSignature/public/public_key.pub", timeout=60).raise_for_status()
    file = data / "webhooks.pem"
    file.write_bytes(published.content)
    return file


@contextmanager
def _house(services: Services) -> Iterator[str]:
    """Migrated, with orders, working and serving; yields the address of the pages."""
    upgrade(services.engine)
    with services.sessions.begin() as session:
        import_csv(session, (SAMPLES / "purchase_orders.csv").read_bytes(), at=now(), by="demo")
    hasty = replace(services, settings=services.settings.model_copy(update={"time_to_think": MACHINE_THINKS}))
    with working(hasty) as house:
        web = replace(services, wake=house.wake)
        with served(web_server(web)):
            yield f"http://127.0.0.1:{services.settings.port}"


def _prepare_people(services: Services) -> None:
    with services.sessions.begin() as session:
        for login, role in LOGINS.items():
            if people.find(session, login) is None:
                people.create(
                    session, login=login, name=login.title(), role=role, password=PASSWORD, at=now(), by="demo"
                )


def _keep_serving(console: Console, web: str, lexware: str) -> None:
    console.print(f"\nKontorist:        [bold]{web}[/]   Anmeldung: {' oder '.join(LOGINS)}, Passwort {PASSWORD}")
    console.print(f"Lexware-Sandbox:  [bold]{lexware}[/]")
    console.print("Beenden mit Strg+C.")
    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    while not ended.wait(1.0):
        pass
