"""Jinja: one environment, escaping everything; what every page knows beside its own values."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from api.notices import banner
from api.pages import german

environment = Environment(
    loader=PackageLoader("api.pages", "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
environment.globals["german"] = german
environment.filters["field_label"] = german.field_label


def page(request: Request, template: str, status: HTTPStatus = HTTPStatus.OK, **values: Any) -> HTMLResponse:
    """A page, or a part of one that htmx asked for. Who is signed in was left in the request by api.dependencies."""
    known = {
        "path": request.url.path,
        "user": getattr(request.state, "user", None),
        "csrf": getattr(request.state, "csrf", ""),
        "notices": () if is_part(request) else banner(request),
    }
    return HTMLResponse(environment.get_template(template).render(known | values), status)


def is_part(request: Request) -> bool:
    """Whether htmx asks for a part of a page."""
    return request.headers.get("HX-Request") == "true"
