"""The notices that a page shows on top: to those who can do something about them, reviewers and administrators."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import Request
from sqlalchemy.exc import SQLAlchemyError

from models.people import Role
from runtime.services import Services
from storage.notices import standing
from storage.tables.notices import Notice

SEE = frozenset({Role.REVIEWER, Role.ADMIN})


def banner(request: Request) -> Sequence[Notice]:
    """What to show to the person who asked; nothing where nobody is signed in or the database is away."""
    user = getattr(request.state, "user", None)
    if user is None or user.role not in SEE:
        return ()
    services: Services = request.app.state.services
    try:
        with services.reading() as session:
            return standing(session)
    except SQLAlchemyError:  # the page that says so must still come
        return ()
