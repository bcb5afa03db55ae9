"""The command `kontorist`. Each command is a module of its own, imported only when it is called: `kontorist read` must
not pay for the web server, and must run where no database is."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import typer
from pydantic import ValidationError
from typer.core import TyperGroup

COMMANDS = {
    "demo": "cli.demo:demo",
    "up": "cli.up:up",
    "sandbox": "cli.sandbox:sandbox",
    "worker": "cli.worker:worker",
    "migrate": "cli.migrate:migrate",
    "train": "cli.train:train",
    "evaluate": "cli.evaluate:evaluate",
    "ingest": "cli.ingest:ingest",
    "read": "cli.read:read",
    "orders": "cli.orders:orders",
    "user": "cli.user:app",
    "audit": "cli.audit:app",
    "lexware": "cli.lexware:app",
}
"""Name of the command → `module:function`, or `module:app` where it has commands of its own."""


class LazyCommands(TyperGroup):
    """Finds a command by the table and imports its module at that moment."""

    def list_commands(self, ctx: Any) -> list[str]:
        """All names, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command, or None if the name is unknown."""
        if cmd_name not in COMMANDS:
            return None
        module, attribute = COMMANDS[cmd_name].split(":")
        found = getattr(import_module(module), attribute)
        if isinstance(found, typer.Typer):
            group = typer.main.get_command(found)
            group.name = cmd_name
            return group
        single = typer.Typer(add_completion=False)
        single.command(name=cmd_name)(found)
        return typer.main.get_command(single)

    def invoke(self, ctx: Any) -> Any:
        """The command; a setting that cannot be read ends it with a sentence, without the value: it may be a secret."""
        try:
            return super().invoke(ctx)
        except ValidationError as error:
            if error.title != "Settings":
                raise
            for wrong in error.errors(include_input=False, include_url=False):
                name = "_".join(["kontorist", *map(str, wrong["loc"])]).upper()
                typer.echo(f"{name} cannot be read: {wrong['msg']}. Its meaning: docs/settings.md.", err=True)
            raise typer.Exit(2) from None


app = typer.Typer(
    cls=LazyCommands,
    add_completion=False,
    no_args_is_help=True,
    help="Kontorist: reads what arrives, proposes a booking, files it in Lexware Office exactly once.",
)


@app.callback()
def kontorist() -> None:
    """Kontorist: reads what arrives, proposes a booking, files it in Lexware Office exactly once."""
