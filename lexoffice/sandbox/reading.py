"""Lexware's reading of uploads: `blank` for a while, then `unchecked` (API notes, section 12.1)."""

from __future__ import annotations

from datetime import datetime

from lexoffice.sandbox import documents
from lexoffice.sandbox.box import Box


def finish_reading(box: Box) -> None:
    """Turn every upload whose time is over to `unchecked`; called before each request, so no thread is needed.

    The simulated reading recognises nothing: the voucher has no number, date or items, as the notes allow.
    """
    waiting = [voucher for voucher in box.store.all("voucher") if voucher["voucherStatus"] == "blank"]
    for voucher in waiting:
        if datetime.fromisoformat(voucher["readyAt"]) <= box.now:
            changed = {**voucher, "voucherStatus": "unchecked"}
            changed.pop("readyAt")
            documents.save(box, changed)
