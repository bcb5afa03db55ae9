"""The addresses of the pages. Every form is sent to /sandbox/page/{button} and comes back to where it was pressed."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from starlette.responses import RedirectResponse, Response

from lexoffice.sandbox import documents
from lexoffice.sandbox.box import Box
from lexoffice.sandbox.contacts import display_name
from lexoffice.sandbox.pages import detail, lists, settings, traffic, words
from lexoffice.sandbox.pages.buttons import press
from lexoffice.sandbox.papers.making import is_final, pdf_of, profile_of, xml_of
from lexoffice.wire import BERLIN

_HERE = Path(__file__).parent
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
_FILE_HEADERS = {"X-Content-Type-Options": "nosniff"}
_OWN_PAGE = re.compile(r"/(?:[a-z]+(?:/[\w-]+)?)?")


def routes(box: Box) -> APIRouter:
    """Pages, their style, files to look at without a key, and the buttons."""
    router = APIRouter()
    templates = _templates()

    def shown(request: Request, name: str, facts: dict[str, Any], status: int = 200) -> Response:
        query = request.query_params
        common = {
            "path": request.url.path,
            "message": query.get("meldung", ""),
            "done": query.get("art") != "fehler",
            "now": box.now.astimezone(BERLIN),
            "days_ahead": (box.today - box.real_clock().astimezone(BERLIN).date()).days,
            "company": box.profile["companyName"],
        }
        return Response(templates.get_template(name).render(common | facts), status, _HEADERS, "text/html")

    pages: dict[str, tuple[str, Callable[[], dict[str, Any]]]] = {
        "/": ("sales.html", lambda: {"sections": lists.sales(box)}),
        "/belege": ("vouchers.html", lambda: lists.vouchers(box)),
        "/kontakte": ("contacts.html", lambda: {"contacts": _contacts(box)}),
        "/webhooks": ("webhooks.html", lambda: traffic.webhooks(box)),
        "/anfragen": ("requests.html", lambda: traffic.requests(box)),
        "/einstellungen": ("settings.html", lambda: settings.facts(box)),
    }

    async def page(request: Request) -> Response:
        template, facts = pages[request.url.path]
        return shown(request, template, facts())

    for address in pages:
        router.add_api_route(address, page, methods=["GET"])

    @router.get("/dokumente/{document_id}")
    async def document(document_id: str, request: Request) -> Response:
        record = documents.find(box, document_id)
        if record is None:
            return shown(request, "missing.html", {}, 404)
        return shown(request, "document.html", detail.facts(box, record))

    @router.get("/sandbox/page.css")
    async def style() -> Response:
        return Response((_HERE / "page.css").read_text("utf-8"), 200, _HEADERS, "text/css")

    @router.get("/sandbox/papers/{name}")
    async def paper(name: str) -> Response:
        """`{id}.pdf` or, of an XRechnung, `{id}.xml`: the file of a sales document."""
        document_id, _, extension = name.rpartition(".")
        record = documents.find(box, document_id)
        if record is None or record["type"] not in documents.RESOURCES or not is_final(record):
            return _no_file()
        if extension == "pdf":
            return Response(await pdf_of(box, record), 200, _FILE_HEADERS, "application/pdf")
        if extension == "xml" and profile_of(record) == "XRechnung":
            return Response(xml_of(box, record), 200, _FILE_HEADERS, "text/plain")
        return _no_file()

    @router.get("/sandbox/originals/{file_id}")
    async def original(file_id: str) -> Response:
        file = box.store.file(file_id)
        if file is None:
            return _no_file()
        # XML is shown as text: a browser would run scripts in it.
        media_type = "text/plain" if file.media_type == "application/xml" else file.media_type
        return Response(file.content, 200, _FILE_HEADERS, media_type)

    @router.post("/sandbox/page/{button}")
    async def pressed(button: str, request: Request) -> Response:
        form = {key: str(value) for key, value in (await request.form()).items()}
        message, done = press(box, button, form)
        back = form.get("back", "/")
        back = back if _OWN_PAGE.fullmatch(back) else "/"
        told = {"meldung": message} | ({} if done else {"art": "fehler"})
        return RedirectResponse(f"{back}?{urlencode(told)}", 303)

    return router


def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for tool in (words.euro, words.digits, words.number, words.day, words.moment, words.weekday):
        environment.filters[tool.__name__] = tool
    return environment


def _no_file() -> Response:
    return Response("Diese Datei gibt es nicht.", 404, _HEADERS, "text/plain")


def _contacts(box: Box) -> list[dict[str, Any]]:
    found = [{"name": display_name(contact), **contact} for contact in box.store.all("contact")]
    return sorted(found, key=lambda contact: str(contact["name"]).casefold())[: lists.LONGEST]
