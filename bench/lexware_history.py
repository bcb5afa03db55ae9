"""A made-up life of Lexware's documents: what they look like from step to step, and which events Lexware tells of it.

Vouchers are uploaded, checked, changed, archived, part-paid, paid and voided; some that were there at the beginning are
deleted. No due date passes meanwhile: that tells no event, so nobody could know of it in time.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from lexoffice.wire import instant_text

Record = dict[str, Any]

TYPES = ("purchaseinvoice", "purchaseinvoice", "purchasecreditnote", "salesinvoice", "salescreditnote")
STEP = timedelta(minutes=20)


@dataclass(frozen=True, slots=True)
class Told:
    """One event, as Lexware would tell it if it told each once and in order."""

    event_type: str
    resource_id: str
    at: datetime


@dataclass(slots=True)
class Step:
    """What happened until `ends`: records as they stand then, documents that are no more, and the events, in order."""

    ends: datetime
    records: dict[str, Record] = field(default_factory=dict)
    deleted: list[str] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)


def unfold(begins: datetime, *, stock: int, events: int, steps: int, seed: int) -> tuple[list[Record], list[Step]]:
    """The documents that are there at the beginning, and what happens to them and to new ones: exactly so many events."""
    life = _Life(random.Random(seed), begins - timedelta(days=3))
    at_first = [life.upload() for _ in range(stock)]
    first = [dict(record) for record in at_first]
    course = [Step(begins + STEP * (number + 1)) for number in range(steps)]
    for number, step in enumerate(course):
        life.now = begins + STEP * number
        while sum(len(done.told) for done in course) < events * (number + 1) // steps:
            life.now += STEP / (events // steps + 50)
            life.happen(step)
        del step.told[len(step.told) - max(0, sum(len(done.told) for done in course) - events) :]
    return first, course


class _Life:
    """Documents and the chance that befalls them."""

    def __init__(self, chance: random.Random, now: datetime) -> None:
        self._chance = chance
        self.now = now
        self._documents: dict[str, Record] = {}
        self._stock_ends = now

    def upload(self) -> Record:
        """A new voucher that nobody has checked."""
        number = len(self._documents)
        record: Record = {
            "id": str(uuid.UUID(int=self._chance.getrandbits(128), version=4)),
            "type": self._chance.choice(TYPES),
            "voucherStatus": "unchecked",
            "voucherNumber": f"B-{number}",
            "voucherDate": "2026-02-27",
            "dueDate": "2027-02-27",
            "totalGrossAmount": Decimal(self._chance.randrange(100, 500_000)) / 100,
            "createdDate": instant_text(self.now),
            "updatedDate": instant_text(self.now),
            "payments": [],
        }
        self._documents[record["id"]] = record
        return record

    def happen(self, step: Step) -> None:
        """One thing, to one document."""
        if self._chance.random() < 0.1:
            record = self.upload()
            step.records[record["id"]] = dict(record)
            step.told.append(Told("voucher.created", record["id"], self.now))
            return
        record = self._chance.choice(list(self._documents.values()))
        if record["voucherStatus"] == "unchecked" and self._chance.random() < 0.1 and self._is_stock(record):
            del self._documents[record["id"]]
            step.records.pop(record["id"], None)
            step.deleted.append(record["id"])
            step.told.append(Told("voucher.deleted", record["id"], self.now))
            return
        for happened in self._change(record):
            step.told.append(Told(happened, record["id"], self.now))
        record["updatedDate"] = instant_text(self.now)
        step.records[record["id"]] = dict(record)

    def _is_stock(self, record: Record) -> bool:
        """There at the beginning. What came and went between two looks leaves a trace only with those who looked in time."""
        return bool(record["createdDate"] == instant_text(self._stock_ends))

    def _change(self, record: Record) -> Iterator[str]:
        """Change the record; the events of it."""
        status = record["voucherStatus"]
        if status == "unchecked":
            record["voucherStatus"] = "open"
            yield from ("voucher.changed", "voucher.status.changed")
        elif status == "open" and self._chance.random() < 0.5:
            yield from self._pay(record)
        elif status == "open" and self._chance.random() < 0.1:
            record["voucherStatus"] = "voided"
            yield from ("voucher.changed", "voucher.status.changed")
        elif self._chance.random() < 0.3:
            record["archived"] = not record.get("archived", False)
            yield "voucher.changed"
        else:
            record["contactName"] = f"Lieferant {self._chance.randrange(1000)}"
            yield "voucher.changed"

    def _pay(self, record: Record) -> Iterator[str]:
        """Half of it, or the rest."""
        payments = list(record["payments"])
        whole, paid = record["totalGrossAmount"], sum((entry["amount"] for entry in payments), Decimal(0))
        amount = whole - paid if payments or self._chance.random() < 0.5 else (whole / 2).quantize(Decimal("0.01"))
        item = {"paymentItemType": "partPaymentFinancialTransaction", "amount": amount, "currency": "EUR"}
        record["payments"] = [*payments, item]
        yield "payment.changed"
        if paid + amount == whole:
            record["voucherStatus"] = "paidoff" if record["type"].endswith("creditnote") else "paid"
            yield from ("voucher.changed", "voucher.status.changed")
