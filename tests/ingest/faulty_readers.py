"""Readers that misbehave, run inside the fence by the tests in test_fence.py. The file name says what to do."""

from __future__ import annotations

import ctypes
import os
import subprocess
import time
from pathlib import Path

from ingest.limits import Limits
from models.documents import Medium
from models.pages import ReadDocument


def read(content: bytes, file_name: str, limits: Limits) -> object:
    """Hang, burn, eat, crash, leave, lie, or read properly."""
    match file_name:
        case "hang":
            time.sleep(600)
        case "burn":
            while True:
                pass
        case "eat":
            return bytearray(10 * limits.memory_bytes)
        case "crash":
            ctypes.string_at(0)
        case "leave":
            os._exit(3)
        case "raise":
            raise RuntimeError("text of a document that must not get out")
        case "lie":
            return "no reading at all"
        case "print":
            os.write(1, b"a library that prints")
        case "look":
            return ReadDocument(Medium.TEXT, (), facts={"secret": os.environ.get("KONTORIST_SECRET", "none")})
        case "beget":  # as the second engine starts `tesseract`
            child = subprocess.Popen(["/bin/sleep", "600"])
            Path(content.decode()).write_text(str(child.pid))
            time.sleep(600)
        case "pid":
            return ReadDocument(Medium.TEXT, (), facts={"pid": str(os.getpid())})
    return ReadDocument(Medium.TEXT, (), facts={"size": str(len(content))})
