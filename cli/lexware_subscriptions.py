"""`kontorist lexware subscriptions`: what Lexware reports to this installation, made whole or taken away."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from cli.configured import require_public_url
from cli.database import open_database, stop
from lexoffice.errors import LexwareError
from lexoffice.ratelimit import Priority
from operations.subscription_plan import Overview
from operations.subscriptions import Repair, Subscriber, look, remove, repair
from pipeline.own_books import OtherBooks
from runtime.services import build_services
from runtime.settings import Settings


def subscriptions(
    repair_: Annotated[bool, typer.Option("--repair", help="Make what is missing, delete what is left over.")] = False,
    remove_: Annotated[bool, typer.Option("--remove", help="Delete all that belong to this installation.")] = False,
) -> None:
    """Show the event subscriptions that Lexware lists. Status 1 if something is missing or left over."""
    if repair_ and remove_:
        stop("Either --repair or --remove.")
    with _subscriber() as house:
        if remove_:
            typer.echo(f"{remove(house)} deleted. The next start makes them anew unless KONTORIST_PUBLIC_URL is unset.")
            return
        done = repair(house) if repair_ else None
        seen = look(house)
    for line in _lines(house.callback_url, seen, done):
        typer.echo(line)
    if seen.left_over or len(seen.missing) > len(done.elsewhere if done else ()):
        raise typer.Exit(1)


@contextmanager
def _subscriber() -> Iterator[Subscriber]:
    """With everything that must stand before Lexware is asked; its errors end the command with a sentence."""
    settings = Settings()
    if settings.lexware_key is None:
        stop("No Lexware key: set KONTORIST_LEXWARE_KEY.")
    if settings.public_url is None:
        stop("Lexware could deliver nowhere: set KONTORIST_PUBLIC_URL. Until then changes are found by polling.")
    require_public_url(settings)
    with open_database(settings):
        pass
    with build_services(settings) as services:
        lexware = services.lexware.at(Priority.PERSON_WAITING)
        try:
            services.own_books()
            yield Subscriber(services.sessions, lexware, settings.public_url, services.clock)
        except OtherBooks:
            stop("The key opens other books than those kept here. Run `kontorist lexware check`.")
        except LexwareError as error:
            stop(f"{error}. Run `kontorist lexware check` to see what the key can do.")


def _lines(url: str, seen: Overview, done: Repair | None) -> Iterator[str]:
    yield f"address       {url}"
    if done is not None:
        yield f"made          {len(done.created)}, deleted {done.deleted}"
    yield f"subscribed    {len(seen.ours)}"
    if seen.missing:
        names = f": {', '.join(seen.missing)}" if seen.ours else ", which is all"
        yield f"missing       {len(seen.missing)}{names}"
    if seen.left_over:
        yield f"left over     {len(seen.left_over)}"
    yield f"of others     {seen.foreign} (not touched)"
    if done is not None and done.elsewhere:
        yield f"by other key  {len(done.elsewhere)}: Lexware has them already, but does not list them for this key"
    if done is not None and done.not_reached:
        yield f"Lexware cannot reach {url}: check the address, HTTPS and the certificate from outside."
    if done is not None and done.refused:
        yield f"Lexware does not know {', '.join(done.refused)}."
