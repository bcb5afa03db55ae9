"""How the connection to Lexware is: what the key can do, how long it lives, what somebody must mend. From the last check."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from api.dependencies import Reviewer, Tools
from api.v1.declared import problems
from operations.lexware_check import status
from runtime.lexware_connection import connection

router = APIRouter(tags=["Lexware"])


class ShownNotice(BaseModel):
    """Something that somebody must mend or know."""

    model_config = ConfigDict(from_attributes=True)

    code: str
    severity: str = Field(description="`warning`: work goes on; `error`: something stands still, or will within days.")
    sentence: str = Field(description="German: what is wrong, and what to do.")
    since: datetime
    seen_at: datetime


class LexwareStatus(BaseModel):
    """The connection, as of `checked_at`."""

    model_config = ConfigDict(from_attributes=True)

    checked_at: datetime | None = Field(description="When Lexware last answered a check.")
    failed_since: datetime | None = Field(description="Since when it could not be checked: Lexware does not answer.")
    organization_id: str | None = Field(description="Whose books are kept here.")
    key_organization_id: str | None = Field(description="Whose books the key opens.")
    other_organisation: bool = Field(description="The two differ: nothing is booked until a person decides.")
    key_since: date | None
    key_since_named: bool = Field(
        description="False: nobody named the day on which the key was made; `key_since` is when it was first seen here."
    )
    key_expires_on: date | None = Field(description="24 months after `key_since`.")
    report: dict[str, Any] = Field(description="`profile`, and `permissions`: a verdict for reading and writing each.")
    notices: list[ShownNotice]


@router.get("/lexware/status", responses=problems(401, 403))
def lexware_status(tools: Tools, _user: Reviewer) -> LexwareStatus:
    """What is known of the connection; asks the database, not Lexware."""
    known = connection(tools)
    with tools.reading() as session:
        return LexwareStatus.model_validate(status(session, known.key, known.key_created))
