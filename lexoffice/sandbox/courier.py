"""Brings deliveries to their receivers, beside the requests: one at a time to each receiver, all receivers at once.

It runs in the server's event loop beside the requests, and like them keeps what it changes before it waits for anything.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from urllib.parse import urlsplit

from lexoffice.sandbox import callbacks, deliveries, keys, signing
from lexoffice.sandbox.box import Box
from lexoffice.sandbox.delivery_rules import Answer, Failure
from lexoffice.sandbox.reading import finish_reading
from lexoffice.sandbox.store import Record

log = logging.getLogger(__name__)

LONGEST_SLEEP = 0.25
"""Seconds; uploads become readable and keys end by themselves, and both is told then."""


@asynccontextmanager
async def courier(box: Box) -> AsyncIterator[None]:
    """Deliver inside. What is under way at the end is delivered again after the next start."""
    running = asyncio.create_task(_Courier(box).run())
    try:
        yield
    finally:
        running.cancel()
        await asyncio.wait([running])
        if not running.cancelled():
            running.result()


class _Courier:
    def __init__(self, box: Box) -> None:
        self._box = box
        self._lanes: dict[str, asyncio.Task[None]] = {}

    async def run(self) -> None:
        """Until cancelled."""
        async with asyncio.TaskGroup() as group:
            while True:
                self._box.bell.clear()
                pause = self._round(group)
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._box.bell.wait(), pause)

    def _round(self, group: asyncio.TaskGroup) -> float:
        """What time has brought about, then what is due; seconds until the next look."""
        try:
            keys.bury(self._box)
            finish_reading(self._box)
            self._box.store.commit()
            return self._start_due(group)
        except Exception:
            # Such as a full disk: it must not end all deliveries of a server that otherwise goes on.
            log.exception("webhook.round_failed")
            self._box.store.rollback()
            return LONGEST_SLEEP

    def _start_due(self, group: asyncio.TaskGroup) -> float:
        """Begin what is due; seconds until there may be more."""
        now = self._box.real_clock()
        for not_before, delivery in deliveries.under_way(self._box):
            receiver = urlsplit(delivery["callbackUrl"]).netloc
            if receiver in self._lanes:
                continue
            if not_before > now:
                return min(LONGEST_SLEEP, (not_before - now).total_seconds())
            self._lanes[receiver] = group.create_task(self._lane(receiver, delivery))
        return LONGEST_SLEEP

    async def _lane(self, receiver: str, delivery: Record) -> None:
        try:
            await self._deliver(delivery)
        except Exception:
            # The sandbox's own failure must not end the deliveries to others; this one counts as not reached.
            log.exception("webhook.delivery_failed")
            self._settle(delivery["id"], Failure.NOT_REACHED)
        finally:
            del self._lanes[receiver]
            self._box.bell.set()

    async def _deliver(self, delivery: Record) -> None:
        body = signing.body_of(delivery)
        # A signature over other bytes is as well formed as a right one.
        signature = await signing.signature(self._box, body + b" " if delivery["wrongSignature"] else body)
        switches = self._box.switches
        answer = await callbacks.deliver(
            delivery["callbackUrl"],
            body,
            {"Content-Type": "application/json", signing.SIGNATURE_HEADER: signature},
            seconds=float(switches.webhook_timeout_seconds),
            https_only=switches.https_callbacks_only,
        )
        self._settle(delivery["id"], answer)

    def _settle(self, delivery_id: str, answer: Answer) -> None:
        deliveries.settle(self._box, delivery_id, answer)
        self._box.store.commit()
