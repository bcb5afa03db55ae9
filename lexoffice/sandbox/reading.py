"""Lexware's reading of uploads: `blank` for a while, then `unchecked` with what was recognised (API notes, section 12.1)."""

from __future__ import annotations

from datetime import datetime, timedelta

from lexoffice.sandbox import documents
from lexoffice.sandbox.box import Box
from lexoffice.sandbox.store import Record
from lexoffice.wire import instant_text

READY_AT, RECOGNISED = "readyAt", "recognised"
"""Fields of a voucher that only the sandbox knows: when its reading is over, and what it will have found (sandbox.files)."""


def finish_reading(box: Box) -> None:
    """Go on with every upload whose time has come; called before each request, so no thread is needed."""
    waiting = [voucher for voucher in box.store.all("voucher") if READY_AT in voucher]
    for voucher in waiting:
        if datetime.fromisoformat(voucher[READY_AT]) <= box.now:
            _go_on(box, voucher)


def _go_on(box: Box, voucher: Record) -> None:
    """First the reading, which ends `blank`; then, by switch, a second thought that nobody asked for: nothing new, but a
    new version and `voucher.changed`, unless somebody has booked the voucher meanwhile."""
    changed = {key: value for key, value in voucher.items() if key not in (READY_AT, RECOGNISED)}
    if voucher["voucherStatus"] == "blank":
        changed |= voucher.get(RECOGNISED) or {}
        changed["voucherStatus"] = "unchecked"
        if box.switches.changed_after_reading:
            pause = timedelta(seconds=float(box.switches.reading_seconds))
            changed[READY_AT] = instant_text(box.now + pause)
        documents.save(box, changed)
    elif voucher["voucherStatus"] == "unchecked":
        documents.save(box, changed)
    else:
        box.store.save("voucher", voucher["id"], changed)
