"""An address taken before any work begins, or a sentence that says why it cannot be had."""

from __future__ import annotations

import socket

from cli.database import stop


def listening(host: str, port: int, remedy: str) -> socket.socket:
    """The listening socket; ends the program with status 2 and the remedy where something else listens there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        stop(f"Nothing can listen on {host}:{port} ({error.strerror}). {remedy}")
