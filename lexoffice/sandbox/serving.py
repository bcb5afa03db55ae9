"""The sandbox inside another program: served by a thread on a free port of 127.0.0.1, for tests and trials.

with ServedSandbox(key="any") as sandbox:
    client = LexwareClient("any", sandbox.url)
"""

from __future__ import annotations

import socket
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Self

import uvicorn

from lexoffice.sandbox.server import create_app
from lexoffice.sandbox.switches import Switches


class ServedSandbox:
    """Answers from the moment it is made until `stop`. `database`, `switches`: as in `create_app`."""

    def __init__(self, database: Path | None = None, *, key: str, switches: Switches | None = None) -> None:
        # With the protocol named: asyncio switches Nagle's algorithm off (40 ms a request) only where it is.
        self._socket = socket.socket(proto=socket.IPPROTO_TCP)
        self._socket.bind(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        app = create_app(database, api_key=key, switches=switches)
        self._server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="on"))
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._socket]}, name="sandbox")
        self._thread.start()
        while not self._server.started:
            if not self._thread.is_alive():
                raise RuntimeError("The sandbox did not start")
            time.sleep(0.005)

    def stop(self) -> None:
        """End it; what it kept in a database stays."""
        self._server.should_exit = True
        self._thread.join()
        self._socket.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
