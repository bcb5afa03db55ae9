"""The reading process: takes files from its parent, reads them under limits, answers with data. Started by ingest.guard.

It gets no secrets (the parent passes a bare environment) and no way to the parent but this pipe, over which only JSON
and bytes travel. Whatever a hostile file does here, the parent notices and starts a fresh child.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from ingest.codec import dumps
from ingest.frames import PREFIX, Frame, lengths, parse_head
from ingest.limits import Limits
from models.problems import DocumentProblem


def main(arguments: list[str]) -> None:
    """`arguments`: the reader and the renderer as `module:function` or `file.py:function`, then the limits as numbers."""
    source, target = _private_pipes()
    read, render = _function(arguments[0]), _function(arguments[1])
    limits = Limits(**dict(_limit(pair) for pair in arguments[2:]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core file would hold the document
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    _send(target, Frame({"ready": True}))
    while (request := _receive(source)) is not None:
        _allow_cpu(limits.cpu_seconds)
        _send(target, _answer(request, read, render, limits))


def _private_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Standard input and output under other numbers, so that a library that prints cannot spoil the messages."""
    source, target = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    return source, target


def _limit(pair: str) -> tuple[str, Any]:
    name, _, value = pair.partition("=")
    return name, float(value) if "." in value else int(value)


def _function(name: str) -> Callable[..., Any]:
    place, _, attribute = name.rpartition(":")
    if place.endswith(".py"):
        spec = importlib.util.spec_from_file_location(Path(place).stem, place)
        if spec is None or spec.loader is None:
            raise ImportError(place)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    else:
        module = importlib.import_module(place)
    function: Callable[..., Any] = getattr(module, attribute)
    return function


def _allow_cpu(seconds: int) -> None:
    """Processor time counts from the start of the process, so every file gets its own share on top of what is used."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + seconds
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def _answer(request: Frame, read: Callable[..., Any], render: Callable[..., Any], limits: Limits) -> Frame:
    head = request.head
    try:
        if head["task"] == "render":
            body = render(request.body, head["file_name"], head["page"], head["dpi"], turn=head["turn"], limits=limits)
        else:
            body = dumps(read(request.body, head["file_name"], limits))
        return Frame({"ok": True}, body)
    except DocumentProblem as stop:
        problem = stop.problem
        return Frame({"problem": problem.code, "message": problem.message, "retryable": problem.retryable})
    except MemoryError:
        return Frame({"failed": "reader_out_of_memory"})
    except Exception as error:  # the fence is the place where anything may go wrong; the parent says so to a person
        return Frame({"failed": "reader_failed", "type": type(error).__name__})


def _send(target: BinaryIO, frame: Frame) -> None:
    target.write(frame.pack())
    target.flush()


def _receive(source: BinaryIO) -> Frame | None:
    prefix = source.read(PREFIX)
    if len(prefix) < PREFIX:
        return None  # the parent has gone
    head, body = lengths(prefix)
    return Frame(parse_head(source.read(head)), source.read(body))


if __name__ == "__main__":
    main(sys.argv[1:])
