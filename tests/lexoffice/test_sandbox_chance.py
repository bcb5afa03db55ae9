"""Faults by chance with a seed, and what survives them."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from lexoffice.bucket import Rate
from lexoffice.client import LexwareClient
from lexoffice.errors import Conflict, OutcomeUnknown, Retry
from lexoffice.ratelimit import ProcessBudget
from lexoffice.retries import Patience
from lexoffice.tax import item, totals
from lexoffice.vouchers import VoucherStatus

SHARES = {
    "429": 0.05,
    "500": 0.03,
    "500_rate_limit": 0.03,
    "503": 0.03,
    "504": 0.05,
    "504_before": 0.02,
    "slow": 0.02,
    "reset": 0.03,
    "reset_after": 0.04,
}
OFFICE = "16d04a21-fd91-11e1-a21f-0800200c9a66"


def statuses(sandbox, seed, count=60):
    sandbox.control("chance", {"seed": seed, "shares": {"503": 0.3, "429": 0.2}})
    return [sandbox.raw("GET", "/v1/profile").status_code for _ in range(count)]


def test_the_same_seed_and_requests_meet_the_same_faults(sandbox):
    first, again, other = statuses(sandbox, 7), statuses(sandbox, 7), statuses(sandbox, 8)
    assert first == again
    assert first != other
    assert 8 <= Counter(first)[503] <= 28
    assert 4 <= Counter(first)[429] <= 20


def test_chance_keeps_to_method_and_path_and_can_be_ended(sandbox):
    sandbox.control("chance", {"seed": 1, "shares": {"503": 1}, "method": "GET", "path": "/v1/contacts*"})
    assert sandbox.raw("GET", "/v1/contacts").status_code == 503
    assert sandbox.raw("GET", "/v1/profile").status_code == 200
    assert sandbox.raw("POST", "/v1/contacts", json={}).status_code == 406
    assert sandbox.http.delete("/sandbox/chance").status_code == 204
    assert sandbox.raw("GET", "/v1/contacts").status_code == 200


def test_shares_beyond_the_whole_are_refused(sandbox):
    for shares in ({"503": 0.7, "429": 0.7}, {"503": -0.1}, {"coffee": 0.1}):
        assert sandbox.http.post("/sandbox/chance", json={"seed": 1, "shares": shares}).status_code == 422


def test_what_other_programs_take_is_missing_here(sandbox):
    sandbox.switch(rate_per_second=2, rate_burst=1, other_requests_per_second=2)
    assert [sandbox.raw("GET", "/v1/profile").status_code for _ in range(3)] == [200, 429, 429]


def settled(act):
    """Do it again until Lexware says clearly that it is done, as the outbox does."""
    for _ in range(20):
        try:
            return act()
        except (Retry, OutcomeUnknown):
            continue
    raise AssertionError("never came through")


def book(lexware: LexwareClient, content: bytes, number: int) -> None:
    uploaded = settled(lambda: lexware.files.upload(content, f"rechnung-{number}.pdf"))
    line = item(Decimal(119), Decimal(19), OFFICE)
    sums = totals([line])

    def once() -> object:
        voucher = lexware.vouchers.wait_until_read(uploaded.voucher_id)
        if voucher.voucher_status == VoucherStatus.OPEN:
            return None
        booked = voucher.replaced(
            voucher_status="open",
            voucher_number=f"R-{number}",
            voucher_date="2026-02-27",
            tax_type="gross",
            use_collective_contact=True,
            voucher_items=[line.model_dump()],
            total_gross_amount=sums.gross,
            total_tax_amount=sums.tax,
        )
        try:
            return lexware.vouchers.update(booked)
        except Conflict:
            return once()

    settled(once)


def test_under_every_fault_at_once_forty_uploads_become_forty_booked_vouchers_with_one_file_each(sandbox, lexware, pdf):
    sandbox.control("chance", {"seed": 2026, "shares": SHARES, "seconds": 0.02})
    quick = ProcessBudget(Rate(per_second=10_000, burst=100))
    hasty = LexwareClient("sandbox-key-for-tests", sandbox.url, budget=quick, patience=Patience(3, 0.001, 0.002))
    with hasty:
        for number in range(40):
            book(hasty, pdf(f"Rechnung {number}"), number)
    sandbox.http.delete("/sandbox/chance")
    vouchers = sandbox.http.get("/sandbox/state").json()["vouchers"]
    assert len(vouchers) == 40
    assert {voucher["voucherNumber"] for voucher in vouchers} == {f"R-{number}" for number in range(40)}
    assert {(voucher["voucherStatus"], len(voucher["files"])) for voucher in vouchers} == {("open", 1)}
    met = Counter(request["fault"] for request in sandbox.requests() if "fault" in request)
    assert set(met) == set(SHARES)
