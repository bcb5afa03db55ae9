"""A worker that sleeps longer than its claim lasts finds its work done by another, and changes nothing any more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from classifier.synthetic import einvoice_files
from classifier.synthetic.corpus import Paper
from models.fields import Prediction
from pipeline.flow import advance
from storage.tables.audit import AuditEntry

Pdf = Callable[[str], bytes]
Proposal = Callable[..., Prediction]


def sleeper_at(house: Any, place: str, occurrence: int = 1) -> Callable[[str], None]:
    """Falls asleep at `place` for eleven minutes, while another worker does all there is to do."""
    seen: list[str] = []
    awake = house.services

    def boundary(name: str) -> None:
        if name != place:
            return
        seen.append(name)
        if len(seen) == occurrence:
            house.later(minutes=11)
            while advance(awake, "another"):
                pass

    return boundary


def changes(house: Any, document_id: int) -> list[str]:
    with house.services.sessions.begin() as session:
        entries = session.scalars(
            select(AuditEntry)
            .where(AuditEntry.subject == f"document:{document_id}", AuditEntry.action == "document.status")
            .order_by(AuditEntry.seq)
        )
        return [entry.facts["to"] for entry in entries]


@pytest.mark.parametrize("place", ["step claimed", "before upload", "uploaded", "before booking", "booked", "checked"])
def test_who_sleeps_while_filing_does_not_file_again(house: Any, pdf: Pdf, proposal: Proposal, place: str) -> None:
    content = pdf(f"Schlaf: {place}")
    document_id = house.approved(content, proposal())
    house.services = replace(house.services, boundary=sleeper_at(house, place))
    house.work()
    house.assert_filed_once(document_id, content)
    assert len(house.sandbox.vouchers()) == 1
    assert changes(house, document_id).count("filed") == 1


@pytest.mark.parametrize("occurrence", [1, 2, 3, 4])
def test_who_sleeps_over_a_step_does_not_store_it_again(
    reading_house: Any, invoices: list[Paper], occurrence: int
) -> None:
    house = reading_house
    document_id = house.receive(einvoice_files.cii(invoices[0].facts), "x.xml")
    house.services = replace(house.services, boundary=sleeper_at(house, "step claimed", occurrence))
    house.work()
    assert changes(house, document_id) == ["read", "classified", "matched", "in_review"]
