from hypothesis import given
from hypothesis import strategies as st

from classifier.values.ids import (
    find_bics,
    find_ibans,
    find_tax_numbers,
    find_vat_ids,
    repair_ibans,
    repair_vat_ids,
)


def iban(account: str) -> str:
    check = 98 - int(account + "131400") % 97
    return f"DE{check:02d}{account}"


@given(st.text("0123456789", min_size=18, max_size=18))
def test_an_iban_is_found_with_and_without_blanks_and_its_check_digits_are_judged(account: str) -> None:
    right = iban(account)
    spaced = " ".join(right[at : at + 4] for at in range(0, len(right), 4))
    for text in (right, spaced):
        (found,) = find_ibans(f"IBAN: {text} BIC: COBADEFFXXX")
        assert (found.value, found.valid) == (right, True)
    wrong = right[:2] + f"{(int(right[2:4]) + 1) % 100:02d}" + right[4:]
    assert [one.valid for one in find_ibans(wrong)] == [False]


def test_a_vat_id_is_found_in_its_printed_forms() -> None:
    for text in ("USt-IdNr.: DE136695976", "DE 136 695 976", "UID DE 136695976."):
        assert [(one.value, one.valid) for one in find_vat_ids(text)] == [("DE136695976", True)]
    assert [one.value for one in find_vat_ids("ATU12345678 und CHE-123.456.789")] == ["ATU12345678", "CHE123456789"]


def test_the_beginning_of_an_iban_is_no_vat_id() -> None:
    assert find_vat_ids("DE34501900000012345678") == []


def test_tax_numbers_keep_their_slashes() -> None:
    assert [one.value for one in find_tax_numbers("Steuernummer 181/815/08155")] == ["181/815/08155"]


def test_words_in_capitals_are_no_bic_unless_a_country_stands_in_them() -> None:
    assert [one.value for one in find_bics("BIC FFVBDEFF")] == ["FFVBDEFF"]
    assert find_bics("RECHNUNG LIEFERUNGEN") == []


def test_letters_read_for_digits_are_put_right_where_check_digits_prove_it() -> None:
    assert [one.value for one in repair_ibans("lBAN: DEO2 l203 0000 0000 2O20 5l")] == ["DE02120300000000202051"]
    assert [one.value for one in repair_vat_ids("USt-IdNr. DE I36 695 976")] == ["DE136695976"]
    assert repair_ibans("DEO3 l203 0000 0000 2O20 5l") == []
    assert repair_vat_ids("DE I36 695 977") == []
