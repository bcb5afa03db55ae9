"""The JSON API through a real server: bring, list, look, decide."""

from __future__ import annotations

from typing import Any


def test_a_reviewed_document_can_be_read_whole(house: Any, paper: Any) -> None:
    document_id = house.bring(paper(unsure={}))
    with house.client() as client:
        answer = client.get(f"/api/v1/documents/{document_id}")
        assert answer.status_code == 200, answer.text
        print(answer.json())
        page = client.get(f"/belege/{document_id}")
        print(page.status_code, page.text[:300])
