"""The web application: JSON API, pages, static files, put together from the services of this process."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import APIRouter, FastAPI
from fastapi.responses import RedirectResponse
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from api import assets, errors, lexware_webhook
from api.pages import arrivals_page, document_page, documents_page, problems_page, sign_in_page, upload_page
from api.security import BodyLimit, SecurityHeaders
from api.uploads import MOST_BYTES
from api.v1 import arrivals, decisions, documents, health, lexware, reference, sign_in
from runtime.services import Services

STATIC = Path(__file__).parent / "pages" / "static"

DESCRIPTION = """
Documents come in, are read and understood, matched to orders, reviewed where a person is needed, and filed in Lexware
Office exactly once.

Sign in (`POST /api/v1/sign-in`) and send `Authorization: Bearer <token>`. Errors are problem details (RFC 9457) with a
stable `code` and a German `detail`. Lists have cursors: give `next` of one answer as `after` of the next request.
"""


def create_app(services: Services) -> FastAPI:
    """The application. Raises AssetsMissing if the browser assets were not fetched at set-up, KeyUnusable or OSError for a
    configured key of Lexware's webhooks that cannot be read."""
    assets.check()
    webhooks = lexware_webhook.Receiver(services)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        webhooks.close()

    app = FastAPI(
        title="Kontorist",
        version="1",
        description=DESCRIPTION,
        openapi_url="/api/v1/openapi.json",
        docs_url=None,  # the stock page loads scripts from elsewhere and inline, which our policy forbids
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.services = services
    app.include_router(webhooks.router)  # first: it has the least time
    api = APIRouter(prefix="/api/v1")
    for resource in (documents, decisions, arrivals, reference, lexware, sign_in):
        api.include_router(resource.router)
    app.include_router(api, max_body_size=MOST_BYTES)
    app.include_router(health.router)
    for screen in (sign_in_page, documents_page, document_page, upload_page, arrivals_page, problems_page):
        app.include_router(screen.router, include_in_schema=False, max_body_size=MOST_BYTES)
    app.add_api_route("/", _start, include_in_schema=False)
    app.mount("/static", RevalidatedFiles(directory=STATIC))
    errors.install(app)
    app.add_middleware(BodyLimit, most_bytes=MOST_BYTES)
    app.add_middleware(SecurityHeaders)
    return app


class RevalidatedFiles(StaticFiles):
    """Static files that a browser keeps but asks about each time (ETag): a new version is never mixed with an old one."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        """As usual, with a cache rule of its own."""
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]  # passed on as it came
        response.headers["Cache-Control"] = "no-cache"
        return response


def _start() -> RedirectResponse:
    return RedirectResponse("/belege")
