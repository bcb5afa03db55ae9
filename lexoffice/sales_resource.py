"""What can be done with sales documents (API, sections 4.2, 12.4, 14.5): create, read, download.

There is no update and no delete, and `finalize` at creation is the only step between states that the API offers.
"""

from __future__ import annotations

from dataclasses import dataclass
from email.message import Message
from email.utils import collapse_rfc2231_value
from enum import StrEnum
from pathlib import PurePath
from typing import Generic, TypeVar

import httpx

from lexoffice.errors import Conflict, FixTheData, LexwareError, StillADraft
from lexoffice.files import Download
from lexoffice.sales import SalesDocument
from lexoffice.sales_checks import DECIDED, PRICED, Rule, check
from lexoffice.transport import UPLOAD_TIMEOUT, Call, Transport
from lexoffice.wire import ActionResult, Wire


class Accept(StrEnum):
    """Which form of the file (API, section 12.4). `ORIGINAL` is the legal document: XML for an XRechnung, PDF for all else;
    the PDF of an XRechnung is a preview, and only an XRechnung has an `XML`."""

    ORIGINAL = "*/*"
    PDF = "application/pdf"
    XML = "application/xml"


@dataclass(frozen=True, slots=True)
class SalesFile(Download):
    """A file with the name that Lexware gives it, such as `Rechnung_RE0001.pdf`; without any folder."""

    file_name: str | None = None


Document = TypeVar("Document", bound=SalesDocument)


class SalesResource(Generic[Document]):
    """One kind of sales documents: what can be read."""

    def __init__(self, transport: Transport, path: str, record: type[Document]) -> None:
        self._transport = transport
        self._path = path
        self._record = record

    def get(self, document_id: str) -> Document:
        """One document. NotFound also for the id of another kind."""
        return self._transport.get(f"{self._path}/{document_id}", self._record)

    def file(self, document_id: str, accept: Accept = Accept.ORIGINAL) -> SalesFile:
        """The finished file. StillADraft until somebody finalises it (a dunning is a draft always and has its file);
        NotFound where there is no file of this form."""
        path = f"{self._path}/{document_id}/file"
        try:
            response = self._transport.send(Call("GET", path, accept=accept, timeout=UPLOAD_TIMEOUT))
        except Conflict as error:
            raise _still_a_draft(error) from error
        media_type = response.headers.get("Content-Type", "application/octet-stream")
        return SalesFile(response.content, media_type, _file_name(response))


class CreatableSalesResource(SalesResource[Document]):
    """A kind that can also be created. Each kind says in its own `create` which parameters it has."""

    line_rules: tuple[Rule, ...] = (PRICED, DECIDED)

    def document_file_id(self, document_id: str) -> str:
        """Deprecated by Lexware since 13.08.2025 in favour of `file`: the id under which `files.download` has the file.
        StillADraft until somebody finalises it."""
        try:
            answer = self._transport.get(f"{self._path}/{document_id}/document", _DocumentFileId)
        except FixTheData as error:
            # The only thing that this route refuses; the single-step one says 409 (API, section 5.3).
            raise _still_a_draft(error) from error
        return answer.document_file_id

    def _create(self, document: Document, *, finalize: bool = False, preceding: str | None = None) -> ActionResult:
        """POST once, never blindly again. The parameter is `finalize`: a mistyped one would be ignored, and the document
        silently stay a draft for ever (API, section 14.5)."""
        body = document.to_post()
        check(self._path, body, self.line_rules)
        query = {"precedingSalesVoucherId": preceding} if preceding is not None else {}
        if finalize:
            query["finalize"] = "true"
        return self._transport.read(Call("POST", self._path, query=query, json=body), ActionResult)


class PursuingSalesResource(CreatableSalesResource[Document]):
    """A kind that may follow another document (see `lexoffice.sales_chain`)."""

    def create(self, document: Document, *, finalize: bool = False, preceding: str | None = None) -> ActionResult:
        """A new document: a draft, which only the web app can finalise, or with `finalize` an open one, for good and with
        its number. Nothing is sent to the customer by it, and nothing copied from the `preceding` document but the link.

        OutcomeUnknown if no clear answer came: look it up with `lexoffice.reconcile` before doing it again. FixTheData
        without a request for what Lexware would refuse anyway.
        """
        return self._create(document, finalize=finalize, preceding=preceding)


class _DocumentFileId(Wire):
    """Answer of `/document`."""

    document_file_id: str


def _file_name(response: httpx.Response) -> str | None:
    """The name in Content-Disposition; of two the one in full (`filename*`), not the one without umlauts (RFC 6266). What
    looks like a folder goes, for the name may become a path."""
    header = Message()
    header["Content-Disposition"] = response.headers.get("Content-Disposition", "")
    parameters = header.get_params([], "Content-Disposition")
    names = sorted((value for key, value in parameters if key == "filename"), key=lambda value: isinstance(value, str))
    name = PurePath(collapse_rfc2231_value(names[0]).replace("\\", "/")).name if names else ""
    return name if name not in ("", "..") else None


def _still_a_draft(error: LexwareError) -> StillADraft:
    return StillADraft(
        error.method, error.path, error.status, issues=error.issues, message=error.message, trace_id=error.trace_id
    )
