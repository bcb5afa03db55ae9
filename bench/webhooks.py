"""How fast the receiver of Lexware's webhooks answers while the same process files, and while Lexware is slow or away.

The house runs as a program of its own, as in life: web server, two worker threads that file approved documents without a
pause (without Lexware's rate limit, so harder than it ever gets), the watch over Lexware's documents. Deliveries come on new
connections, 20 a second and then 200 at once. Times are from opening the connection to the answer.
`python -m bench.webhooks` prints the figures of `measure`.
"""

from __future__ import annotations

import asyncio
import io
import json
import logging
import os
import selectors
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pydantic import SecretStr
from reportlab.pdfgen.canvas import Canvas
from sqlalchemy import func, select

from bench import lexware_shuffle
from bench.lexware_rate import sandbox
from bench.lexware_shuffle import KEY, PATH, delivery
from cli.house import web_server, working
from ingest.incoming import Incoming
from lexoffice.bucket import Rate
from lexoffice.wire import instant_text
from models.documents import Channel, DocumentStatus, Medium
from models.fields import FieldName, FieldPrediction, LabelPrediction, Prediction, Source
from models.vouchers import TaxLine
from pipeline import review
from pipeline.facts import current, show
from pipeline.proposals import prediction_to_json
from pipeline.receive import take_in
from runtime.logging import configure_logging
from runtime.services import Services, build_services
from runtime.settings import Settings
from storage.migrate import upgrade
from storage.tables.documents import Document, Proposal
from storage.tables.lexware import LexwareEvent

WARM_UP = 6.0
"""Seconds after the start: workers start their readers, the list is read for the first time."""

A_SECOND, SECONDS = 20, 15
BURST, BURSTS = 200, 3
DOCUMENTS = 600
"""To be filed meanwhile: more than the workers manage."""

Delivery = tuple[bytes, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds of many answers."""

    steady: list[float]
    burst: list[float]

    def figures(self, when: str) -> dict[str, object]:
        """In milliseconds."""
        return {
            f"{when}: {A_SECOND} a second, p50 / p99 / worst, ms": _spread(self.steady),
            f"{when}: {BURST} at once, p50 / p99 / worst, ms": _spread(self.burst),
        }


def measure() -> dict[str, object]:
    """Answers under filing load, with Lexware slow, with Lexware away; then the shuffle."""
    figures: dict[str, object] = {}
    for when, fault in (
        ("filing without a pause", None),
        ("Lexware answers after 30 s", "slow"),
        ("no Lexware", "away"),
    ):
        times, filed = load(fault)
        figures |= times.figures(when)
        figures[f"{when}: documents filed meanwhile"] = filed
    return figures | lexware_shuffle.measure()


def load(
    fault: str | None, *, documents: int = DOCUMENTS, seconds: int = SECONDS, bursts: int = BURSTS
) -> tuple[Times, int]:
    """The times of the answers, and how many documents were filed meanwhile."""
    private = generate_private_key(public_exponent=65537, key_size=4096)
    with tempfile.TemporaryDirectory() as directory, sandbox() as lexware:
        data = Path(directory)
        pem = data / "webhooks.pem"
        pem.write_bytes(private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
        httpx.post(f"{lexware}/sandbox/switches", json={"rate_per_second": 0, "reading_seconds": 0}).raise_for_status()
        with build_services(_settings(data, lexware), rate=Rate(10_000, 1000)) as services:
            upgrade(services.engine)
            _approve(services, documents)
            organization_id = services.lexware.profile.get().organization_id
            if fault == "slow":
                slow = {"kind": "slow", "seconds": 30, "times": 100_000}
                httpx.post(f"{lexware}/sandbox/faults", json=slow).raise_for_status()
            with _house(data, "http://127.0.0.1:9" if fault == "away" else lexware) as port:
                time.sleep(WARM_UP)
                before = _filed(services)
                times = asyncio.run(_send(port, private, organization_id, seconds, bursts))
                filed = _filed(services) - before
            _check(services, len(times.steady) + len(times.burst))
    return times, filed


async def _send(port: int, key: RSAPrivateKey, organization_id: str, seconds: int, bursts: int) -> Times:
    """Signed beforehand, so that sending takes no time from the house."""
    signed = [_event(organization_id, key) for _ in range(A_SECOND * seconds + BURST * bursts)]
    requests = [_request(*one) for one in signed]
    begin = asyncio.get_running_loop().time() + 0.5
    steady = await asyncio.gather(
        *(_deliver(port, request, begin + n / A_SECOND) for n, request in enumerate(requests[: A_SECOND * seconds]))
    )
    burst: list[float] = []
    for n in range(bursts):
        await asyncio.sleep(2)
        part = requests[A_SECOND * seconds + BURST * n :][:BURST]
        burst += await asyncio.to_thread(_at_once, port, part)
    return Times(list(steady), burst)


async def _deliver(port: int, request: bytes, at: float) -> float:
    """Send one at that time of the loop; the seconds until the answer."""
    await asyncio.sleep(max(0.0, at - asyncio.get_running_loop().time()))
    began = time.perf_counter()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request)
    status = await reader.readline()
    took = time.perf_counter() - began
    writer.close()
    if b" 204 " not in status:
        raise RuntimeError(f"the receiver answered {status!r}")
    return took


def _at_once(port: int, requests: list[bytes]) -> list[float]:
    """Send all in the same moment, each on a connection of its own; bare sockets, so that the sender takes few of the
    cores that it shares with the house."""
    times: list[float] = []
    with selectors.DefaultSelector() as selector:
        began = time.perf_counter()
        for request in requests:
            connection = socket.create_connection(("127.0.0.1", port))
            connection.sendall(request)
            selector.register(connection, selectors.EVENT_READ)
        while selector.get_map():
            for key, _ in selector.select():
                connection = key.fileobj
                assert isinstance(connection, socket.socket)
                answer = connection.recv(4096)
                times.append(time.perf_counter() - began)
                if b" 204 " not in answer:
                    raise RuntimeError(f"the receiver answered {answer[:20]!r}")
                selector.unregister(connection)
                connection.close()
    return times


def _event(organization_id: str, key: RSAPrivateKey) -> Delivery:
    facts = {"organizationId": organization_id, "eventType": "voucher.changed"}
    return delivery(facts | {"resourceId": str(uuid.uuid4()), "eventDate": instant_text(datetime.now(UTC))}, key)


def _request(raw: bytes, headers: dict[str, str]) -> bytes:
    lines = {"Host": "localhost", "Content-Length": str(len(raw)), "Connection": "close", **headers}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"POST {PATH} HTTP/1.1\r\n{head}\r\n".encode() + raw


def _settings(data: Path, lexware: str) -> Settings:
    return Settings(
        data=data,
        lexware_url=lexware,
        lexware_key=SecretStr(KEY),
        lexware_webhook_key=data / "webhooks.pem",
        time_to_think=0,
    )


@contextmanager
def _house(data: Path, lexware: str) -> Iterator[int]:
    """The house as a program of its own; its port."""
    command = [sys.executable, "-m", "bench.webhooks", "serve", str(data), lexware]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path.cwd())
    try:
        assert process.stdout is not None
        yield int(process.stdout.readline())
    finally:
        process.terminate()
        process.wait(30)


def _serve(data: Path, lexware: str) -> None:
    """What `kontorist up` does, without a model: nothing is to be read here."""
    configure_logging(level=logging.ERROR)
    with build_services(_settings(data, lexware), rate=Rate(10_000, 1000)) as services, working(services) as house:
        server = web_server(house, 0)

        async def run() -> None:
            serving = asyncio.create_task(server.serve())
            while not server.started:
                await asyncio.sleep(0.01)
            print(server.servers[0].sockets[0].getsockname()[1], flush=True)
            await serving

        asyncio.run(run())


def _approve(services: Services, count: int) -> None:
    """Documents that a reviewer has approved, to be filed at once."""
    categories = services.categories.all()
    for number in range(count):
        at = services.clock()
        arrival = take_in(services, Incoming(_pdf(number), "rechnung.pdf", Channel.UPLOAD, at), delivered_by="bench")
        assert arrival.document_id is not None
        with services.sessions.begin() as session:
            document = session.get_one(Document, arrival.document_id)
            session.add(
                Proposal(document_id=document.id, at=at, model="m", content=prediction_to_json(_proposal(number)))
            )
            session.flush()
            now = current(session, document.id)
            assert now is not None
            show(document, now)
            for status in ("read", "classified", "matched", "in_review"):
                document.become(DocumentStatus(status), at=at, by="bench", why="arranged")
            document.step_at = None
            session.flush()
            review.approve(
                session,
                document.id,
                version=document.version,
                by="bench",
                at=at,
                categories=categories,
                originals=services.originals,
                time_to_think=services.time_to_think,
            )


def _pdf(number: int) -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, invariant=True)
    canvas.drawString(72, 720, f"Rechnung {number}")
    canvas.save()
    return target.getvalue()


def _proposal(number: int) -> Prediction:
    values: dict[FieldName, Any] = {
        FieldName.SUPPLIER_NAME: "Papierhaus Süd KG",
        FieldName.DOCUMENT_NUMBER: f"R-{number}",
        FieldName.DOCUMENT_DATE: "2026-02-27",
        FieldName.DUE_DATE: "2026-03-13",
        FieldName.CURRENCY: "EUR",
        FieldName.NET_TOTAL: "200.00",
        FieldName.TAX_TOTAL: "38.00",
        FieldName.GROSS_TOTAL: "238.00",
        FieldName.TAX_BREAKDOWN: (TaxLine(Decimal(19), Decimal("200.00"), Decimal("38.00")),),
    }
    return Prediction(
        kind=LabelPrediction("invoice", 0.99),
        direction=LabelPrediction("incoming", 0.99),
        category=LabelPrediction("Bürobedarf", 0.95),
        medium=Medium.BORN_DIGITAL,
        fields={name: FieldPrediction(value, 0.97, Source.MODEL, page=1) for name, value in values.items()},
        model="m",
    )


def _filed(services: Services) -> int:
    with services.reading() as session:
        filed = select(func.count()).where(Document.status == DocumentStatus.FILED.value)
        return session.scalar(filed) or 0


def _check(services: Services, delivered: int) -> None:
    with services.reading() as session:
        stored = session.scalar(select(func.count()).where(LexwareEvent.source == "webhook"))
    if stored != delivered:
        raise RuntimeError(f"{delivered} were answered, {stored} are stored")


def _spread(seconds: list[float]) -> str:
    cuts = statistics.quantiles(seconds, n=100)
    return " / ".join(f"{1000 * value:.0f}" for value in (cuts[49], cuts[98], max(seconds)))


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"]:
        _serve(Path(sys.argv[2]), sys.argv[3])
    else:
        print(json.dumps(measure(), indent=2, ensure_ascii=False, default=str))
        print(f"load average: {os.getloadavg()[0]:.1f}")
