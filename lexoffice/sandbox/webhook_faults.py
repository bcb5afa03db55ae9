"""What may go wrong with a delivery on its way, once by control or at random by switches; the same again for the same seed.

Lexware promises neither order nor exactly once (API notes, section 24.2), so a receiver must bear all of this.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from random import Random
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from lexoffice.sandbox import faults
from lexoffice.sandbox.box import Box

WEBHOOK_FAULT = "webhookFault"
"""Kind of records in the store."""

LONGEST_HOLD = 2.0
"""Seconds that a delivery waits at most for a later one to overtake it."""


class WebhookFault(BaseModel):
    """The next `times` deliveries that fit are treated so. `shuffled` is overtaken by the next one to the same address."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["lost", "doubled", "late", "wrong_signature", "shuffled"]
    event_type: str = Field(default="*", description="shell pattern of the event type")
    times: int = Field(default=1, ge=1)
    seconds: float = Field(default=1.0, ge=0, le=86400, description="how late")


@dataclass(frozen=True, slots=True)
class Treatment:
    """What happens to one delivery; by default nothing out of the ordinary."""

    lost: bool = False
    doubled: bool = False
    wrong_signature: bool = False
    late_seconds: float = 0.0
    held_seconds: float = 0.0


def treatment(box: Box, event_type: str, number: int) -> Treatment:
    """How the delivery with this number is treated: by the first armed fault that fits, else by chance."""
    armed = faults.take(box, WEBHOOK_FAULT, lambda fault: fnmatchcase(event_type, fault["event_type"]))
    return _armed(armed["kind"], float(armed["seconds"])) if armed else _by_chance(box, number)


def _armed(kind: str, seconds: float) -> Treatment:
    nothing = Treatment()
    return {
        "lost": replace(nothing, lost=True),
        "doubled": replace(nothing, doubled=True),
        "wrong_signature": replace(nothing, wrong_signature=True),
        "late": replace(nothing, late_seconds=seconds),
        "shuffled": replace(nothing, held_seconds=LONGEST_HOLD),
    }[kind]


def _by_chance(box: Box, number: int) -> Treatment:
    """Depends on the seed and the number alone; every lot is drawn, so that one switch does not change what others do."""
    switches = box.switches
    lots = Random(f"{switches.webhook_seed}:{number}")  # noqa: S311  no secret
    lost, doubled, wrong, shuffled, late, held = (lots.random() for _ in range(6))
    return Treatment(
        lost=lost < switches.webhook_lost,
        doubled=doubled < switches.webhook_doubled,
        wrong_signature=wrong < switches.webhook_wrong_signature,
        late_seconds=late * float(switches.webhook_late_seconds),
        held_seconds=(0.5 + held / 2) * LONGEST_HOLD if shuffled < switches.webhook_shuffled else 0.0,
    )
