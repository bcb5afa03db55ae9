"""Original documents: upload as a new voucher, attach to a voucher, download (API, section 12)."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePath

from lexoffice.errors import FixTheData, Issue
from lexoffice.transport import UPLOAD_TIMEOUT, Call, Transport
from lexoffice.wire import Wire, read_json

_PATH = "/v1/files"

LARGEST_UPLOAD = 5 * 1024 * 1024
"""Bytes, inclusive."""

# The extensions that Lexware takes, with the media type to declare and how such content begins.
_TYPES = {
    ".pdf": ("application/pdf", b"%PDF-"),
    ".png": ("image/png", b"\x89PNG\r\n"),
    ".jpg": ("image/jpeg", b"\xff\xd8\xff"),
    ".jpeg": ("image/jpeg", b"\xff\xd8\xff"),
    ".xml": ("application/xml", b"<"),
}


class UploadedFile(Wire):
    """Answer of an upload: the file, and the voucher that Lexware made of it (or had already made of the same bytes)."""

    id: str
    voucher_id: str


class AttachedFile(Wire):
    """Answer of an attachment."""

    id: str


class FileStatus(Wire):
    """What Lexware says of a file's processing. The API mentions the route and not its answer, so `status` may be missing
    and whatever else comes is kept as it comes (`model_extra`)."""

    status: str | None = None


@dataclass(frozen=True, slots=True)
class Download:
    """A file as Lexware delivers it."""

    content: bytes = field(repr=False)
    media_type: str


class Files:
    """`/v1/files` and `/v1/vouchers/{id}/files`."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def upload(self, content: bytes, file_name: str) -> UploadedFile:
        """Hand in a document. Lexware makes a voucher of it, `blank` at first (see `Vouchers.wait_until_read`).

        Repeatable: Lexware knows the content by its checksum and answers with the first file and voucher, so after
        any Retry error the same call may be made again. FixTheData for what Lexware does not take: over 5 MiB
        (`max_file_size_exceeded`), other kinds of file (`inacceptable_file_extension`), damaged content.
        """
        call = Call(
            "POST",
            _PATH,
            upload=_part(_PATH, content, file_name),
            form={"type": "voucher"},
            naturally_repeatable=True,
            timeout=UPLOAD_TIMEOUT,
        )
        return self._transport.read(call, UploadedFile)

    def attach(self, voucher_id: str, content: bytes, file_name: str) -> AttachedFile:
        """Add a file to an existing voucher, whose version rises by it.

        OutcomeUnknown if no answer came: read the voucher's `files` before attaching again.
        """
        path = f"/v1/vouchers/{voucher_id}/files"
        call = Call("POST", path, upload=_part(path, content, file_name), timeout=UPLOAD_TIMEOUT)
        return self._transport.read(call, AttachedFile)

    def download(self, file_id: str, accept: str = "*/*") -> Download:
        """The file as it was handed in; `application/pdf` gives a rendering of an XML e-invoice."""
        call = Call("GET", f"{_PATH}/{file_id}", accept=accept, timeout=UPLOAD_TIMEOUT)
        response = self._transport.send(call)
        return Download(response.content, response.headers.get("Content-Type", "application/octet-stream"))

    def status(self, file_id: str) -> FileStatus:
        """How far Lexware is with a file; an answer that says nothing readable is an empty status, never an error."""
        try:
            answer = read_json(self._transport.send(Call("GET", f"{_PATH}/{file_id}/status")).content)
        except ValueError:
            return FileStatus()
        if isinstance(answer, str):
            return FileStatus(status=answer)
        if not isinstance(answer, dict):
            return FileStatus()
        status = answer.get("status")
        return FileStatus.model_validate({**answer, "status": status if isinstance(status, str) else None})


def _part(path: str, content: bytes, file_name: str) -> tuple[str, bytes, str]:
    """Name, bytes and media type of the multipart field. A name without extension would be answered with a 500, which
    looks like an outage; so where the content does not tell it either, FixTheData without a request."""
    suffix = PurePath(file_name).suffix.lower()
    if not suffix:
        suffix = next((known for known, (_, start) in _TYPES.items() if content.startswith(start)), "")
        if not suffix:
            raise FixTheData("POST", path, issues=[Issue("file", "inacceptable_file_extension")])
        file_name += suffix
    media_type, _ = _TYPES.get(suffix, ("application/octet-stream", b""))
    return file_name, content, media_type
