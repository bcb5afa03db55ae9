"""`kontorist lexware check`: what the key can do, whose it is, how long it lives."""

from __future__ import annotations

import getpass
import json
import logging
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from cli.database import NOT_POSSIBLE, open_database, stop
from cli.lexware_subscriptions import subscriptions
from lexoffice.ratelimit import Priority
from operations.lexware_check import Connection, Status, accept_organisation, check
from operations.lexware_findings import NAMES
from runtime.lexware_connection import connection
from runtime.logging import configure_logging
from runtime.services import build_services
from runtime.settings import Settings

MARKS = {
    "yes": "yes",
    "no": "[red]no[/]",
    "plan": "[red]not in the plan[/]",
    "unknown": "?",
    "none": "",
    "not asked": "–",
}

app = typer.Typer(add_completion=False, no_args_is_help=True, help="The connection to Lexware Office.")


@app.callback()
def commands() -> None:
    """The connection to Lexware Office."""


app.command("subscriptions")(subscriptions)


@app.command("check")
def check_(
    write: Annotated[
        bool, typer.Option("--write", help="Try permissions to write too, by requests that create and change nothing.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of tables.")] = False,
    accept: Annotated[
        bool,
        typer.Option("--accept-organisation", help="The key's organisation is the right one, though it was another."),
    ] = False,
) -> None:
    """Ask Lexware what the key can do; print it and what to mend. Status 1 if something urgent is to mend."""
    settings = Settings()
    if settings.lexware_key is None:
        stop("No Lexware key: set KONTORIST_LEXWARE_KEY.")
    with open_database(settings):
        pass
    configure_logging(level=logging.ERROR)
    with build_services(settings) as services:
        house = connection(services, Priority.PERSON_WAITING)
        _announce(house, write=write)
        status = check(house, write=write)
        if accept:
            status = _accept(house, status)
    if as_json:
        typer.echo(json.dumps(_plain(status), ensure_ascii=False, indent=2))
    else:
        _show(status)
    if status.failed_since is not None:
        raise typer.Exit(NOT_POSSIBLE)
    if any(notice.severity == "error" for notice in status.notices):
        raise typer.Exit(1)


def _announce(house: Connection, *, write: bool) -> None:
    """Before anything is sent."""
    planned = house.lexware.check.planned(write=write)
    typer.echo(f"Sending {len(planned)} requests that create and change nothing:", err=True)
    for line in planned:
        typer.echo(f"  {line}", err=True)


def _accept(house: Connection, status: Status) -> Status:
    if status.failed_since is not None:
        return status
    try:
        return accept_organisation(house, by=f"command line ({getpass.getuser()})")
    except ValueError:
        stop("Lexware did not say whose key this is, so there is nothing to accept. Mend the notices first.")


def _show(status: Status) -> None:
    console = Console()
    if _is_older(status):
        console.print("[yellow]Lexware gave no report this time; what follows is as last seen.[/]")
    for line in _lines(status):
        console.print(line)
    if permissions := status.report.get("permissions"):
        table = Table("resource", "read", "write")
        for entry in permissions:
            name = f"{entry['resource']} [dim]({NAMES[entry['resource']]})[/]"
            table.add_row(name, MARKS[entry["read"]], MARKS[entry["write"]])
        console.print(table)
    for notice in status.notices:
        colour = "red" if notice.severity == "error" else "yellow"
        console.print(f"[{colour}]{notice.code}[/] {notice.sentence}")


def _is_older(status: Status) -> bool:
    """Whether this check got no report, so that what is shown comes from an earlier one."""
    if not status.report:
        return False
    codes = {notice.code for notice in status.notices}
    verdicts = {entry["read"] for entry in status.report["permissions"]}
    plan = "lexware_plan_lacking" in codes and "plan" not in verdicts
    return status.failed_since is not None or plan or bool(codes & {"lexware_key_refused", "lexware_not_understood"})


def _lines(status: Status) -> list[str]:
    profile: dict[str, Any] = status.report.get("profile") or {}
    lines = []
    if status.failed_since is not None:
        lines.append(f"[red]Lexware does not answer; not checked since {status.failed_since:%Y-%m-%d %H:%M %Z}.[/]")
    if profile:
        organization = status.key_organization_id or "not known for this key"
        lines += [
            f"organisation     {profile['company_name'] or '(no name)'} ({organization})",
            f"features         {', '.join(profile['business_features']) or '(none)'}",
            f"tax type         {profile['tax_type']}{', small business (§ 19 UStG)' if profile['small_business'] else ''}",
            f"distance sales   {profile['distance_sales_principle'] or '(not set)'}",
        ]
    if status.key_since is not None:
        basis = "as named by KONTORIST_LEXWARE_KEY_CREATED" if status.key_since_named else "first seen here"
        lines.append(f"key              since {status.key_since} ({basis}), expires by {status.key_expires_on}")
    return lines


def _plain(status: Status) -> dict[str, Any]:
    values = {name: getattr(status, name) for name in ("organization_id", "key_organization_id", "other_organisation")}
    times = ("checked_at", "failed_since", "key_since", "key_expires_on")
    values |= {name: moment.isoformat() if (moment := getattr(status, name)) else None for name in times}
    values |= {"key_since_named": status.key_since_named, **status.report}
    values.pop("key", None)
    notices = [{name: getattr(notice, name) for name in ("code", "severity", "sentence")} for notice in status.notices]
    return values | {"notices": notices}
