"""Raises workers to be killed: started once (imports take seconds), it forks one worker for each line of its input.

    {"settings": {...}, "offset": seconds, "boundary": name, "occurrence": 1, "after_ms": null}

The worker advances until nothing is due. With `boundary` it kills itself with SIGKILL when it comes there for the
`occurrence`-th time; with `after_ms` it is killed from outside so long after it has claimed its first step or effect.
The answer is one line: how it ended (`rest`, `killed`) and which boundaries it passed.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import sys
import threading
import time
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from lexoffice.bucket import Rate
from lexoffice.retries import Patience
from pipeline.flow import advance
from runtime.logging import configure_logging
from runtime.services import build_services
from runtime.settings import Settings


def work(order: dict[str, Any], report: int) -> None:
    offset = timedelta(seconds=order["offset"])
    passed: Counter[str] = Counter()

    def boundary(name: str) -> None:
        passed[name] += 1
        os.write(report, f"{name}\n".encode())
        if name == order["boundary"] and passed[name] == order["occurrence"]:
            os.kill(os.getpid(), signal.SIGKILL)

    services = build_services(Settings(**order["settings"]), rate=Rate(10_000, 1000), patience=Patience(2, 0.01, 0.02))
    services = replace(services, boundary=boundary, clock=lambda: datetime.now(UTC) + offset)
    while advance(services, f"worker-{os.getpid()}"):
        pass
    services.close()


def raise_worker(order: dict[str, Any]) -> dict[str, Any]:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        work(order, writing)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as lines:
        passed = [lines.readline().strip()]
        claimed = time.monotonic()
        if order["after_ms"] is not None:
            time.sleep(order["after_ms"] / 1000)
            os.kill(child, signal.SIGKILL)
        passed += lines.read().splitlines()
        worked_ms = (time.monotonic() - claimed) * 1000
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) != 0:
        raise SystemExit("a worker failed by itself")
    ended = "killed" if os.WIFSIGNALED(status) else "rest"
    return {"ended": ended, "passed": [name for name in passed if name], "worked_ms": worked_ms}


if __name__ == "__main__":
    assert threading.active_count() == 1, "forking is safe only without threads"
    configure_logging(level=logging.ERROR)
    print("ready", flush=True)
    for line in sys.stdin:
        print(json.dumps(raise_worker(json.loads(line))), flush=True)
