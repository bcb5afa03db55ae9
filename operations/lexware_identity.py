"""Whose documents the mirror holds: the organisation of the key, compared before anything is read.

Two organisations in one mirror would mark every document of the first as gone and mix their payments. So the mirror stops
at a key of another organisation, until a person accepts it (`kontorist lexware check --accept-organisation`); then it
begins anew.
"""

from __future__ import annotations

import structlog
from sqlalchemy import delete
from sqlalchemy.orm import Session

from operations.lexware_desk import Desk, Lane, OtherOrganization
from storage.lexware_turn import mirror
from storage.tables.lexware import LexwareDocument, LexwareMirror, LexwareNote
from storage.tables.notices import LexwareConnection

log = structlog.get_logger(__name__)


def identify(desk: Desk, lane: Lane) -> None:
    """Ask Lexware who we are. Raises OtherOrganization if the mirror holds another one's documents."""
    organization_id = desk.lexware(lane).profile.get().organization_id
    with desk.storing(lane) as session:
        state = mirror(session)
        if state.organization_id in (None, organization_id):
            state.organization_id = organization_id
            return
        accepted = session.get(LexwareConnection, 1)
        if accepted is None or accepted.organization_id != organization_id:
            raise OtherOrganization("the key belongs to another organisation than the mirror's documents")
        _begin_anew(session, state, organization_id)
        log.warning("lexware.mirror_begun_anew")


def _begin_anew(session: Session, state: LexwareMirror, organization_id: str) -> None:
    session.execute(delete(LexwareDocument))
    session.execute(delete(LexwareNote))
    state.organization_id = organization_id
    state.watermark = state.full_started_at = state.full_cursor = state.full_done_at = None
