"""What happens by the clock goes on, whatever one round does."""

from __future__ import annotations

import threading

from workers.schedule import Periodic


def test_a_round_that_fails_does_not_end_the_rounds() -> None:
    rounds: list[int] = []
    enough = threading.Event()

    def act() -> None:
        rounds.append(len(rounds))
        if len(rounds) == 4:
            enough.set()
        if len(rounds) % 2:
            raise ConnectionError("the broker is away")

    periodic = Periodic("test", 0.01, act)
    periodic.start()
    assert enough.wait(10)
    periodic.stop()
    count = len(rounds)
    assert not enough.wait(0.05) or len(rounds) == count
