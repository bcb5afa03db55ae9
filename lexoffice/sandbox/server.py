"""The sandbox as an application, and as a server of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

import uvicorn
from fastapi import FastAPI, Request
from pydantic import ValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from lexoffice.sandbox import (
    articles,
    chance,
    contacts,
    control,
    countries,
    document_control,
    files,
    organisation,
    payment_view,
    recurring,
    scene,
    signing,
    subscriptions,
    terms,
    voucherlist,
    vouchers,
    web_documents,
    webhook_control,
)
from lexoffice.sandbox.box import Box
from lexoffice.sandbox.courier import courier
from lexoffice.sandbox.gateway import Gateway
from lexoffice.sandbox.pages import routes as pages
from lexoffice.sandbox.papers import delivery, letterhead
from lexoffice.sandbox.refusals import Refusal, gateway, json_answer, legacy, regular
from lexoffice.sandbox.sales import resources as sales_documents
from lexoffice.sandbox.store import Store
from lexoffice.sandbox.switches import Switches

PARTS = (
    organisation,
    countries,
    terms,
    contacts,
    articles,
    files,
    vouchers,
    sales_documents,
    delivery,
    letterhead,
    voucherlist,
    payment_view,
    control,
    document_control,
    recurring,
    web_documents,
    scene,
    chance,
    subscriptions,
    signing,
    webhook_control,
    pages,
)
"""Modules with `routes(box)`."""

Clock = Callable[[], datetime]


def _utc_now() -> datetime:
    return datetime.now(UTC)


class _Sandbox(FastAPI):
    """The application behind its gateway. Not `add_middleware`: the gateway must stand before Starlette's own layers, to
    cut a connection without their answering in its place."""

    gateway: Gateway

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.gateway(scope, receive, send)

    async def execute(self, scope: Scope, receive: Receive, send: Send) -> None:
        """What the gateway lets through."""
        await super().__call__(scope, receive, send)


def create_app(
    database: Path | None,
    *,
    api_key: str,
    clock: Clock = _utc_now,
    switches: Switches | None = None,
    changes: Mapping[str, object] = MappingProxyType({}),
) -> FastAPI:
    """The sandbox. `database`: one SQLite file that outlives restarts, or None to forget; `clock`: aware instants;
    `switches`: how they shall stand at the start, or None for how they stood last; `changes`: single switches on top."""
    box = Box(Store(database), api_key, clock, changes)
    if switches is not None:
        box.set("switches", switches.model_dump())
    if changes:
        control.set_switches(box, dict(changes))
    box.store.commit()

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with courier(box):
            yield
        box.store.close()

    app = _Sandbox(title="Lexware Office Sandbox", lifespan=lifespan, docs_url=None, redoc_url=None)
    for part in PARTS:
        app.include_router(part.routes(box))
    _answer_errors(app, box)
    app.gateway = Gateway(app.execute, box)
    return app


def _answer_errors(app: FastAPI, box: Box) -> None:
    @app.exception_handler(Refusal)
    async def refused(_: Request, refusal: Refusal) -> Response:
        return json_answer(refusal.body, refusal.status)

    @app.exception_handler(ValidationError)
    async def invalid(_: Request, error: ValidationError) -> Response:
        return json_answer({"message": str(error)}, 422)

    @app.exception_handler(HTTPException)
    async def no_route(request: Request, error: HTTPException) -> Response:
        """Unknown routes and methods: 404 as measured, or 403 as documented. Anything else is a form that cannot be read."""
        if error.status_code not in (404, 405):
            refusal = gateway(error.status_code, str(error.detail))
        elif box.switches.unknown_route_403:
            refusal = gateway(403, "Authorization header requires a valid key=value pair")
        else:
            refusal = regular(404, request.url.path, "Not Found", box.now_text)
        return json_answer(refusal.body, refusal.status)

    @app.exception_handler(Exception)
    async def failed(_: Request, error: Exception) -> Response:
        """What the sandbox did not foresee. Lexware's body for that, and the sort of mistake for whoever mends it."""
        refusal = legacy(500, [("sandbox", type(error).__name__)])
        return json_answer(refusal.body, refusal.status)


def serve(
    host: str,
    port: int,
    database: Path | None,
    api_key: str,
    switches: Switches | None = None,
    *,
    changes: Mapping[str, object] = MappingProxyType({}),
) -> None:
    """Serve until interrupted. Bind to 127.0.0.1 unless others shall reach the controls, which ask for no password.
    `changes`: switches that shall stand so, whatever the others do."""
    app = create_app(database, api_key=api_key, switches=switches, changes=changes)
    uvicorn.run(app, host=host, port=port, log_level="warning")
