"""Deleting as callers mean it: the record shall be gone, and gone it is, whoever did it (API, sections 6 and 9).

Lexware answers a second DELETE with 404, and so it does to our own second attempt after a lost answer.
"""

from __future__ import annotations

from lexoffice.errors import NotFound
from lexoffice.transport import Call, Transport


def delete(transport: Transport, path: str) -> bool:
    """True if this call deleted the record, False if there was none (any more)."""
    try:
        transport.send(Call("DELETE", path))
    except NotFound as error:
        if error.status == 404:
            return False
        raise
    return True
