"""`kontorist audit`: prove that nothing was changed, removed or added behind the program's back."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from cli.database import open_database
from runtime.settings import Settings
from storage import audit, integrity
from storage.audit import Head
from storage.originals import Originals
from storage.sessions import Sessions

app = typer.Typer(
    add_completion=False, no_args_is_help=True, help="The audit log and the originals: are they what they were?"
)


@app.callback()
def commands() -> None:
    """The audit log and the originals: are they what they were?"""


@app.command()
def verify(
    noted: Annotated[
        str, typer.Option(help="A head that was printed earlier, NUMBER:HASH: the log must still pass through it.")
    ] = "",
    log_only: Annotated[bool, typer.Option(help="Leave the originals out.")] = False,
) -> None:
    """Check the chain of the audit log and every original. Exit status: 0 whole, 1 damaged, 2 not checked."""
    earlier = _head(noted) if noted else None
    settings = Settings()
    with open_database(settings, reading=True) as sessions:
        whole = _verify_log(sessions, earlier)
        if not log_only:
            whole = _verify_originals(sessions, Originals(settings.originals_directory)) and whole
    raise typer.Exit(0 if whole else 1)


def _verify_log(sessions: Sessions, earlier: Head | None) -> bool:
    with sessions.begin() as session:
        breaks = list(audit.verify(session, earlier))
        end = audit.head(session)
    for sentence in breaks:
        typer.echo(f"audit log: {sentence}", err=True)
    if breaks or end is None:
        typer.echo(f"The audit log is damaged: {len(breaks)} breaks.")
        return False
    typer.echo(f"The audit log is whole: {end.seq} entries. Note this outside of the database: {end.seq}:{end.hash}")
    return True


def _verify_originals(sessions: Sessions, originals: Originals) -> bool:
    with sessions.begin() as session:
        expected = integrity.known(session)
    findings = list(integrity.check(originals, expected))
    for finding in findings:
        typer.echo(f"{'original' if finding.is_damage else 'note'}: {finding.sentence}", err=True)
    damages = sum(finding.is_damage for finding in findings)
    notes = f", {len(findings) - damages} notes" if len(findings) > damages else ""
    state = f"damaged: {damages} of" if damages else "whole:"
    typer.echo(f"The originals are {state} {len(expected.documents)} documents{notes}.")
    return damages == 0


def _head(text: str) -> Head:
    if not re.fullmatch(r"\d+:[0-9a-f]{64}", text):
        raise typer.BadParameter("expected NUMBER:HASH as printed by an earlier run", param_hint="--noted")
    seq, digest = text.split(":")
    return Head(int(seq), digest)
