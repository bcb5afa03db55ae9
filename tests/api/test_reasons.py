"""No English reason of the clerk reaches a German page: every one that the classifier can give is found in its source."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import classifier
from api.pages import german

SOURCES = sorted(Path(classifier.__path__[0]).glob("*.py")) + sorted(Path(classifier.__path__[0]).glob("fields/*.py"))


def given_reasons() -> Iterator[str]:
    """Texts given as `why=(…)`, appended to a `why`, or standing in explain.py (names and docstrings left out)."""
    for source in SOURCES:
        tree = ast.parse(source.read_text())
        docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        places = [tree] if source.name == "explain.py" else _reasoning(tree)
        for place in places:
            for node in ast.walk(place):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
                    yield node.value


def _reasoning(tree: ast.Module) -> list[ast.AST]:
    keywords: list[ast.AST] = [node for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == "why"]
    appended = [
        argument
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("why.append")
        for argument in node.args
    ]
    lists = [
        argument
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Choice"
        for argument in node.args
        if isinstance(argument, ast.List)
    ]
    return [*keywords, *appended, *lists]


def test_every_reason_of_the_classifier_has_a_german_sentence() -> None:
    sentences = {text for text in given_reasons() if " " in text.strip(" :'")}
    assert len(sentences) > 12, "the reasons are no longer found: mend this test"
    quoting = {f"{place} '" for place in german.REASONS_WITH_TEXT}
    assert sentences - quoting - german.REASONS.keys() == set()
    assert set(german.REASONS) <= sentences, "these are given no more"


def test_a_quoted_label_stays_as_it_is_printed() -> None:
    assert german.reason("right of 'Rechnungs-Nr.'") == "rechts von „Rechnungs-Nr.“"
    assert german.reason("below 'Kunde's Nr'") == "unter „Kunde's Nr“"
    assert german.reason("BT-1") == "BT-1"
