"""The guard of the contract suite itself: nothing leaves that a test did not declare."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import httpx
import pytest


def test_a_test_that_declares_nothing_can_only_read(target):
    assert target.raw("GET", "/v1/profile").status_code == 200
    for method, path in (("POST", "/v1/contacts"), ("PUT", "/v1/vouchers/1"), ("DELETE", "/v1/articles/1")):
        with pytest.raises(AssertionError, match="did not say"):
            target.raw(method, path, json={})


@pytest.mark.creates({"POST /v1/articles": 1, "PUT /v1/articles/{id}": 1})
def test_what_is_declared_leaves_as_often_as_declared(target):
    # Both are refused by Lexware for their content, so nothing is made.
    assert target.raw("POST", "/v1/articles", json={}).status_code == 406
    assert target.raw("PUT", "/v1/articles/00000000-0000-0000-0000-000000000000", json={}).status_code in (404, 406)
    with pytest.raises(AssertionError, match="did not say"):
        target.raw("POST", "/v1/articles", json={})


def test_against_lexware_the_plan_is_told_first_and_creating_needs_a_word(collected):
    told = collected(KONTORIST_LEXWARE_CONTRACT_CREATE="1")
    assert "will send to Lexware's test account" in told
    assert "1 x POST /v1/articles" in told
    assert "[lexware]" in told
    silent = collected()
    assert "nothing; it only reads" in silent
    assert "deselected" in silent


@pytest.fixture
def collected(tmp_path, monkeypatch):
    """This folder collected by another pytest as if a key were there; nothing is sent, for nothing is run."""

    def collect(**environment: str) -> str:
        # Without the plugins and servers that only other tests use: their import takes longer than all the rest.
        alone = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "KONTORIST_LEXWARE_CONTRACT_KEY": "none"}
        here = Path(__file__)
        command = [
            sys.executable,
            "-m",
            "pytest",
            "--collect-only",
            "-q",
            "-p",
            "no:cacheprovider",
            f"--confcutdir={here.parent}",
            str(here),
        ]
        done = subprocess.run(
            command, env={**os.environ, **alone, **environment}, capture_output=True, text=True, check=True
        )
        return done.stdout

    return collect


def test_ids_are_general_in_what_is_declared(target):
    target.guard.allowed = Counter({"POST /v1/vouchers/{id}/files": 1})
    with httpx.Client(transport=target.guard, base_url=target.url) as http:
        answer = http.post("/v1/vouchers/7/files", headers={"Authorization": f"Bearer {target.key}"})
    assert answer.status_code in (404, 415)
