"""Lexware reads an upload too. Whatever it finds, right, wrong or nothing, our voucher is the one that gets booked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models.fields import Prediction

UPLOADS = Path(__file__).parents[2] / "data" / "inbox" / "uploads"
XRECHNUNG = (UPLOADS / "910045872_xrechnung.xml").read_bytes()

Proposal = Callable[..., Prediction]

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.mark.parametrize("recognise", [True, False])
@pytest.mark.parametrize("second_thought", [True, False])
def test_an_upload_that_lexware_filled_in_is_booked_as_we_approved_it(
    house: Any, proposal: Proposal, recognise: bool, second_thought: bool
) -> None:
    house.sandbox.switch(recognise_uploads=recognise, changed_after_reading=second_thought)
    document_id = house.approved(XRECHNUNG, proposal("R-1001"), "rechnung.xml")
    house.work_through(2)
    voucher = house.assert_filed_once(document_id, XRECHNUNG)
    assert voucher["voucherNumber"] == "R-1001"
    assert (voucher["totalGrossAmount"], voucher["totalTaxAmount"]) == (238, 38)
    assert voucher["contactName"] == "Papierhaus Süd KG"
    assert [item["amount"] for item in voucher["voucherItems"]] == [238]


def test_what_lexware_read_from_a_twin_is_no_double_before_it_is_booked(
    house: Any, pdf: Any, proposal: Proposal
) -> None:
    """Somebody uploaded a paper of the same number in Lexware itself, where it waits to be checked."""
    waiting = pdf("Rechnungsnummer: R-1001 Gesamtbetrag 238,00 EUR")
    document_id = house.approved(pdf("Rechnung R-1001"), proposal("R-1001"))
    house.services.lexware.files.upload(waiting, "rechnung.pdf")
    house.work_through(1)
    house.assert_filed_once(document_id, pdf("Rechnung R-1001"))
    numbers = [voucher.get("voucherNumber") for voucher in house.sandbox.vouchers()]
    assert sorted(numbers) == ["R-1001", "R-1001"]
