"""Files brought by API or page: bounded, taken in one by one, mails taken apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import BinaryIO

from api.errors import ApiError
from ingest.incoming import Incoming
from ingest.limits import Limits
from models.documents import Channel
from pipeline.mails import deliver
from runtime.services import Services
from storage.tables.documents import Arrival

LARGEST_FILE = Limits().max_bytes
MOST_FILES = 100
MOST_BYTES = 4 * LARGEST_FILE
"""Of one request; a page sends every file by itself."""


@dataclass(frozen=True, slots=True)
class Upload:
    """One file of a request."""

    file_name: str
    file: BinaryIO


def take_in_uploads(
    tools: Services, uploads: Sequence[Upload], *, channel: Channel, by: str, key: str | None = None
) -> list[Arrival]:
    """The arrivals of all files, in order. `key` makes the request one: repeated, it brings the arrivals of the first time.

    Raises 413 or 422 before anything is taken in, so that a request is taken as a whole or not at all.
    """
    if not uploads or len(uploads) > MOST_FILES:
        raise ApiError(
            HTTPStatus.UNPROCESSABLE_ENTITY, "no_files", f"Bitte 1 bis {MOST_FILES} Dateien auf einmal hochladen."
        )
    contents = [_read(upload) for upload in uploads]
    arrivals: list[Arrival] = []
    for number, (upload, content) in enumerate(zip(uploads, contents, strict=True)):
        incoming = Incoming(content, upload.file_name, channel, tools.clock())
        delivery_key = f"upload:{by}:{key}:{number}:{incoming.sha256}" if key else None  # other bytes are not lost
        arrivals += deliver(tools, incoming, delivered_by=by, delivery_key=delivery_key)
    tools.wake()
    return arrivals


def _read(upload: Upload) -> bytes:
    content = upload.file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        most = LARGEST_FILE // 1_000_000
        detail = f"„{upload.file_name}“ ist größer als {most} MB. Bitte die Datei verkleinern oder teilen."
        raise ApiError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too_large", detail)
    return content
