"""Names of companies, as orders and papers write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.names import ALIKE, PART_OF_NAME, core, likeness


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müller GmbH", "Mueller GmbH"),
        ("Müller GmbH", "Muller GmbH"),
        ("MÜLLER G.m.b.H.", "Müller"),
        ("Großhandel Weiß e.K.", "Grosshandel Weiss"),
        ("Söhne & Partner GmbH & Co. KG", "Soehne Partner"),
        ("Nordlicht Gesellschaft mit beschränkter Haftung", "Nordlicht GmbH"),
        ("Brandt UG (haftungsbeschränkt)", "Brandt UG"),
        ("Firma Kurt Öhler", "Kurt Oehler"),
        ("Crème Café S.à r.l.", "Creme Cafe"),
        ("Ziegler, Heinz", "Heinz Ziegler"),
        ("Mül1er Bau", "Müller Bau"),
        ("B0denleger Kurz", "Bodenleger Kurz"),
    ],
)
def test_one_company_in_two_spellings_is_one_company(one: str, other: str) -> None:
    assert likeness(one, other) == 1.0


@pytest.mark.parametrize(
    ("one", "other"),
    [("Büromöbel Kästner GmbH", "Büromöbel Kastner und Sohn"), ("Elektro Schwarzkopf", "Elektro Schwarzkopt")],
)
def test_a_slip_or_an_added_word_is_still_alike(one: str, other: str) -> None:
    assert ALIKE <= likeness(one, other) < 1.0


def test_a_name_that_begins_the_other_counts_as_part_of_it() -> None:
    assert PART_OF_NAME <= likeness("Brandt GmbH", "Brandt Haustechnik Meisterbetrieb GmbH") < ALIKE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müller GmbH", "Möller GmbH & Co. KG Spedition"),
        ("Elektro Nord GmbH", "Holz Süd GmbH"),
        ("Stadtwerke Lindau", "Autohaus Lindau"),
        ("", "Brandt"),
        ("???", "!!!"),
    ],
)
def test_another_company_is_not_alike(one: str, other: str) -> None:
    assert likeness(one, other) < PART_OF_NAME


def test_a_name_of_nothing_but_a_legal_form_keeps_its_words() -> None:
    assert core("SE AG") == "se ag"


@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_knows_no_first_and_second(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert 0.0 <= likeness(one, other) <= 1.0


@given(st.text("abcdefghijklmnopqrstuvwxyz0123456789", max_size=40).map("xaver {}".format))
def test_a_name_is_like_itself_in_any_case_and_punctuation(name: str) -> None:
    assert likeness(name, f" {name.upper()}, GmbH") == 1.0
