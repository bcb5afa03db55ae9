"""Documents: bring some, list them, look at one, its pages, its words, its original."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, File, Header, Query, Request, Response, UploadFile

from api.dependencies import Staff, Tools, bearer_token
from api.errors import ApiError, not_found
from api.listing import Filter, documents
from api.pageimages import RESOLUTIONS, page_image
from api.security import ORIGINAL_POLICY
from api.sheet import categories, sheet
from api.uploads import Upload, take_in_uploads
from api.v1 import answers
from api.v1.declared import problems
from ingest.codec import decode
from models.documents import Channel, DocumentKind, DocumentStatus
from runtime.services import Services
from storage.tables.documents import Document, Reading

router = APIRouter(prefix="/documents", tags=["Documents"])


@router.post("", status_code=HTTPStatus.CREATED, responses=problems(400, 401, 403, 413, 422))
def upload(
    request: Request,
    tools: Tools,
    user: Staff,
    files: Annotated[list[UploadFile], File(description="One or several files; a mail brings its attachments.")],
    idempotency_key: Annotated[
        str | None, Header(max_length=100, description="Repeat a request with its key and nothing is taken in twice.")
    ] = None,
) -> answers.Arrivals:
    """Bring documents. The same bytes again answer with outcome `double` and the first document's id; that is no error.

    The answer comes once the originals are on the disk and the rows are committed; reading goes on in the background.
    """
    uploads = [Upload(file.filename or "", file.file) for file in files]
    channel = Channel.API if bearer_token(request) else Channel.UPLOAD  # our upload page sends its files here too
    arrivals = take_in_uploads(tools, uploads, channel=channel, by=user.login, key=idempotency_key)
    return answers.Arrivals(arrivals=[answers.Arrival.model_validate(arrival) for arrival in arrivals])


@router.get("", responses=problems(401, 422))
def list_documents(
    *,
    tools: Tools,
    _user: Staff,
    status: Annotated[list[DocumentStatus], Query(description="Repeat for several.")] = [],  # noqa: B006  FastAPI copies it
    kind: DocumentKind | None = None,
    text: Annotated[str, Query(max_length=100, description="Looked for in supplier, number and file name.")] = "",
    problem: Annotated[bool, Query(description="Only documents with a problem.")] = False,
    after: Annotated[int | None, Query(description="Cursor: `next` of the answer before.")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> answers.Documents:
    """Documents, newest first."""
    wanted = Filter(statuses=tuple(status), kind=kind, text=text, problem=problem)
    with tools.reading() as session:
        found = documents(session, wanted, after=after, limit=limit)
    rows = [answers.DocumentSummary.model_validate(row) for row in found.rows]
    return answers.Documents(documents=rows, next=found.next)


@router.get("/{document_id}", responses=problems(401, 404, 422))
def one_document(tools: Tools, _user: Staff, document_id: int) -> answers.DocumentDetail:
    """One document: current values with confidence, place and reasons, what was proposed, decisions, match, transfer."""
    known = categories(tools)
    with tools.reading() as session:
        return answers.DocumentDetail.of(sheet(session, tools, _existing(session.get(Document, document_id)), known))


@router.get(
    "/{document_id}/pages/{page}.png",
    response_class=Response,
    responses={200: {"content": {"image/png": {}}}, **problems(401, 404, 422)},
)
def page_png(
    tools: Tools,
    _user: Staff,
    document_id: int,
    page: Annotated[int, "Counts from 1."],
    dpi: Annotated[int, Query(description=f"One of {', '.join(map(str, RESOLUTIONS))}.")] = RESOLUTIONS[0],
) -> Response:
    """A page as a picture, rendered in the fence once and kept beside the data."""
    if dpi not in RESOLUTIONS:
        raise ApiError(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid_request", "Diese Auflösung gibt es nicht.")
    with tools.reading() as session:
        document, reading = _existing(session.get(Document, document_id)), session.get(Reading, document_id)
    if not 1 <= page <= (document.page_count or 0):
        raise not_found("page")
    # the picture of an unchanging original: the browser may keep it, for this person only
    headers = {"Cache-Control": "private, max-age=86400, immutable"}
    picture = page_image(tools, document, page, dpi, _rotation(reading, page))
    return Response(picture, media_type="image/png", headers=headers)


@router.get("/{document_id}/pages/{page}/words", responses=problems(401, 404, 422))
def page_words(tools: Tools, _user: Staff, document_id: int, page: int) -> answers.Words:
    """The words of a page in reading order, each with its box as fractions of the page."""
    with tools.reading() as session:
        reading = session.get(Reading, document_id)
    if reading is None:
        raise not_found("page")
    for read in decode(reading.content).pages:
        if read.number == page:
            return answers.Words(words=[{"text": word.text, "box": list(word.box)} for word in read.words])
    raise not_found("page")


@router.get(
    "/{document_id}/original",
    response_class=Response,
    responses={200: {"content": {"application/octet-stream": {}}}, **problems(401, 404)},
)
def original(tools: Tools, _user: Staff, document_id: int) -> Response:
    """The bytes as received, checked against their hash. Always a download: a stranger's file is never shown as a page."""
    with tools.reading() as session:
        document = _existing(session.get(Document, document_id))
    return download(tools, document)


def download(tools: Services, document: Document) -> Response:
    """The original as an attachment. The name is sent in the form that holds any character (RFC 6266, 5987)."""
    name = quote(document.file_name, safe="")
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
        "Content-Security-Policy": ORIGINAL_POLICY,
    }
    return Response(tools.originals.get(document.sha256), media_type="application/octet-stream", headers=headers)


def _rotation(reading: Reading | None, number: int) -> int:
    """Degrees by which the page must be turned clockwise, so that the boxes of its words lie on the words."""
    pages = decode(reading.content).pages if reading is not None else ()
    return next((page.rotation for page in pages if page.number == number), 0)


def _existing(document: Document | None) -> Document:
    if document is None:
        raise not_found()
    return document
