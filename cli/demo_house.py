"""What the demo runs around itself: the sandbox as a process of its own, free ports, one demo at a time."""

from __future__ import annotations

import fcntl
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import uvicorn

from cli.database import stop

STARTS_WITHIN = 30.0
"""Seconds; a sandbox or web server that is not there by then will not come."""


@contextmanager
def alone(directory: Path) -> Iterator[None]:
    """Hold the demo's directory; a second demo on it ends with a sentence."""
    directory.mkdir(parents=True, exist_ok=True)
    with (directory / "demo.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            stop(
                f"A demo is running in {directory} already. End it first (Ctrl+C there), or give --data another folder."
            )
        yield


def port_near(wanted: int) -> int:
    """`wanted` if it is free, else any free port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", wanted))
        except OSError:
            probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def sandbox_process(database: Path, port: int, key: str) -> Iterator[str]:
    """The sandbox as a program of its own, as in life; yields its address and ends it afterwards."""
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-c", "from cli.main import app; app()", "sandbox", "--port", str(port)]
    command += ["--database", str(database), "--key", key, "--allow-http-callbacks"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603  our own program; errors are still seen
    try:
        _wait_for(url, process)
        yield url
    finally:
        process.terminate()
        process.wait(10)


@contextmanager
def served(server: uvicorn.Server) -> Iterator[None]:
    """The web server in a thread of this process, answering inside."""
    thread = threading.Thread(target=server.run, name="web", daemon=True)
    thread.start()
    end = time.monotonic() + STARTS_WITHIN
    while not server.started:
        if not thread.is_alive() or time.monotonic() > end:
            stop("The web server did not start; the lines above say why.")
        time.sleep(0.02)
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(15)


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + STARTS_WITHIN
    while process.poll() is None and time.monotonic() < end:
        try:
            httpx.get(url, timeout=2)
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return
    stop("The Lexware sandbox did not start; the lines above say why.")
