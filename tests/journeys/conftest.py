"""A whole house for a test: a database, originals, a served sandbox, and the acts of staff in words."""

from __future__ import annotations

import io
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from reportlab.pdfgen.canvas import Canvas
from sqlalchemy import select

from classifier.calibration import Calibration
from classifier.clerk import Clerk
from classifier.features import document_features
from classifier.fitting import fit
from classifier.layout import lay_out
from classifier.modelfile import identify, save
from classifier.synthetic.corpus import Paper, examples, papers
from ingest.incoming import Incoming
from lexoffice.bucket import Rate
from lexoffice.retries import Patience
from lexoffice.sandbox.server import create_app
from models.documents import Channel, Direction, DocumentKind, DocumentStatus, Medium
from models.fields import FieldName, FieldPrediction, LabelPrediction, Prediction, Source
from models.vouchers import TaxLine
from pipeline import review
from pipeline.facts import current, reason, show
from pipeline.flow import advance
from pipeline.proposals import prediction_to_json
from pipeline.receive import take_in
from runtime.clerk import ClerkOnShelf
from runtime.services import Services, build_services
from runtime.settings import Settings
from storage import audit
from storage.tables.documents import Document, Proposal
from storage.tables.orders import PurchaseOrderRow
from storage.tables.outbox import OutboxRow

API_KEY = "sandbox-key-for-journeys"
FAST = Rate(per_second=10_000, burst=1000)
IMPATIENT = Patience(attempts=2, first_wait=0.01, longest_wait=0.02)
CATEGORY = "Bürobedarf"


class Sandbox:
    """A sandbox served by uvicorn in a thread, which can be taken away and put back at the same address."""

    def __init__(self) -> None:
        probe = socket.socket()
        probe.bind(("127.0.0.1", 0))
        self.port = probe.getsockname()[1]
        probe.close()
        self.url = f"http://127.0.0.1:{self.port}"
        self._app = create_app(None, api_key=API_KEY)
        self._server: uvicorn.Server | None = None
        self.up()

    def up(self) -> None:
        config = uvicorn.Config(self._app, host="127.0.0.1", port=self.port, log_level="error", lifespan="off")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run)
        self._thread.start()
        while not self._server.started:
            time.sleep(0.005)
        self._http = httpx.Client(base_url=self.url, timeout=20, headers={"Authorization": f"Bearer {API_KEY}"})

    def down(self) -> None:
        self._http.close()
        if self._server is not None:
            self._server.should_exit = True
            self._thread.join()
            self._server = None

    def control(self, path: str, body: Any) -> None:
        answer = self._http.post(f"/sandbox/{path}", json=body)
        assert answer.is_success, answer.text

    def fail(self, kind: str, path: str = "/v1/*", method: str = "*", **more: Any) -> None:
        self.control("faults", {"kind": kind, "path": path, "method": method, **more})

    def switch(self, **switches: Any) -> None:
        self.control("switches", switches)

    def vouchers(self) -> list[dict[str, Any]]:
        vouchers: list[dict[str, Any]] = self._http.get("/sandbox/state").json()["vouchers"]
        return vouchers

    def requests(self, method: str, path: str) -> int:
        asked = self._http.get("/sandbox/requests").json()
        return sum(entry["method"] == method and entry["path"].startswith(path) for entry in asked)

    def file(self, file_id: str) -> bytes:
        answer = self._http.get(f"/v1/files/{file_id}")
        assert answer.status_code == 200
        return answer.content


class Clock:
    """Real time plus what the test let pass."""

    def __init__(self) -> None:
        self.offset = timedelta(0)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.offset


class House:
    """Services over one database and one sandbox, with what staff and time do to them."""

    def __init__(self, services: Services, clock: Clock, sandbox: Sandbox) -> None:
        self.services = services
        self.clock = clock
        self.sandbox = sandbox

    def receive(self, content: bytes, file_name: str = "rechnung.pdf", key: str | None = None) -> int:
        incoming = Incoming(content, file_name, Channel.UPLOAD, self.clock())
        arrival = take_in(self.services, incoming, delivered_by="anna", delivery_key=key)
        assert arrival.document_id is not None
        return arrival.document_id

    def in_review(self, content: bytes, prediction: Prediction, file_name: str = "rechnung.pdf") -> int:
        """A document that was received, and proposed and decided on as given: the state in which a reviewer finds it."""
        document_id = self.receive(content, file_name)
        at = self.clock()
        with self.services.sessions.begin() as session:
            document = session.get_one(Document, document_id)
            session.add(Proposal(document_id=document_id, at=at, model="m", content=prediction_to_json(prediction)))
            session.flush()
            now = current(session, document_id)
            assert now is not None
            show(document, now)
            for status in (DocumentStatus.READ, DocumentStatus.CLASSIFIED, DocumentStatus.MATCHED):
                document.become(status, at=at, by="test", why="arranged")
            document.become(DocumentStatus.IN_REVIEW, at=at, by="test", why="arranged")
            document.step_at = None
        return document_id

    def approved(self, content: bytes, prediction: Prediction, file_name: str = "rechnung.pdf") -> int:
        document_id = self.in_review(content, prediction, file_name)
        self.approve(document_id)
        return document_id

    def approve(self, document_id: int, **more: Any) -> None:
        categories = self.services.categories.all()
        with self.services.sessions.begin() as session:
            review.approve(
                session,
                document_id,
                version=session.get_one(Document, document_id).version,
                by="anna",
                at=self.clock(),
                categories=categories,
                originals=self.services.originals,
                **{"time_to_think": self.services.time_to_think, **more},
            )

    def act(self, act: Callable[..., Document], document_id: int, *arguments: Any, **more: Any) -> Document:
        """One of review's other acts, on the newest version."""
        with self.services.sessions.begin() as session:
            version = session.get_one(Document, document_id).version
            return act(session, document_id, *arguments, version=version, by="anna", at=self.clock(), **more)

    def work(self, most: int = 500) -> int:
        """Advance until nothing is due; how many steps and effects that were."""
        for count in range(most):
            if not advance(self.services, "worker"):
                return count
        raise AssertionError("the house does not come to rest")

    def work_through(self, rounds: int = 30) -> None:
        """Advance, letting pauses pass, until nothing waits for its time."""
        for _ in range(rounds):
            self.work()
            self.later(minutes=11)
        self.work()

    def later(self, **passed: float) -> None:
        self.clock.offset += timedelta(**passed)

    def document(self, document_id: int) -> Document:
        with self.services.sessions.begin() as session:
            return session.get_one(Document, document_id)

    def outbox(self) -> list[OutboxRow]:
        with self.services.sessions.begin() as session:
            return list(session.scalars(select(OutboxRow).order_by(OutboxRow.id)))

    def order(self, number: str, supplier: str, gross: str, net: str, ordered_on: date = date(2026, 1, 5)) -> None:
        with self.services.sessions.begin() as session:
            session.add(
                PurchaseOrderRow(
                    number=number,
                    supplier_name=supplier,
                    ordered_on=ordered_on,
                    gross_total=Decimal(gross),
                    net_total=Decimal(net),
                )
            )

    def why(self, document_id: int) -> str:
        """The last reason on record: what a person would read first."""
        with self.services.sessions.begin() as session:
            return reason(session, session.get_one(Document, document_id)) or ""

    def assert_filed_once(self, document_id: int, content: bytes) -> dict[str, Any]:
        """Exactly one voucher for the document, open, with its original attached byte for byte; the voucher."""
        document = self.document(document_id)
        assert document.status == DocumentStatus.FILED, self.why(document_id)
        holding = [
            voucher
            for voucher in self.sandbox.vouchers()
            for file_id in voucher["files"]
            if self.sandbox.file(file_id) == content
        ]
        assert len(holding) == 1
        assert (holding[0]["id"], holding[0]["voucherStatus"]) == (document.voucher_id, "open")
        assert holding[0]["files"] == [document.lexware_file_id]
        return holding[0]

    def assert_audit_is_whole(self) -> None:
        with self.services.sessions.begin() as session:
            assert list(audit.verify(session)) == []


@pytest.fixture(scope="session")
def _served_sandbox() -> Iterator[Sandbox]:
    sandbox = Sandbox()
    yield sandbox
    sandbox.down()


@pytest.fixture
def sandbox(_served_sandbox: Sandbox) -> Sandbox:
    """The sandbox, emptied; without rate limit, reading uploads at once."""
    _served_sandbox.control("reset", {})
    _served_sandbox.switch(rate_per_second=0, reading_seconds=0)
    return _served_sandbox


@pytest.fixture
def settings(tmp_path: Path, database_url: str, sandbox: Sandbox) -> Settings:
    return Settings(
        data=tmp_path / "var", database_url=database_url, lexware_url=sandbox.url, lexware_key=API_KEY, time_to_think=0
    )


@pytest.fixture
def house(settings: Settings, sandbox: Sandbox) -> Iterator[House]:
    """On SQLite and on PostgreSQL (fixture `database_url`). Whatever the test did, the audit log must be whole."""
    clock = Clock()
    services = build_services(settings, rate=FAST, patience=IMPATIENT, clock=clock)
    with services:
        house = House(services, clock, sandbox)
        yield house
        house.assert_audit_is_whole()


@pytest.fixture
def pdf() -> Callable[[str], bytes]:
    """A small PDF that says something; another text gives other bytes."""

    def make(text: str) -> bytes:
        target = io.BytesIO()
        canvas = Canvas(target, invariant=True)
        canvas.drawString(72, 720, text)
        canvas.save()
        return target.getvalue()

    return make


@pytest.fixture
def proposal() -> Callable[..., Prediction]:
    """What the clerk would propose for a purchase invoice; `fields` replaces or (None) removes fields."""

    def make(number: str = "R-1001", **fields: Any) -> Prediction:
        values: dict[str, Any] = {
            "supplier_name": "Papierhaus Süd KG",
            "document_number": number,
            "document_date": "2026-02-27",
            "due_date": "2026-03-13",
            "currency": "EUR",
            "net_total": "200.00",
            "tax_total": "38.00",
            "gross_total": "238.00",
            "tax_breakdown": (TaxLine(Decimal(19), Decimal("200.00"), Decimal("38.00")),),
            **fields,
        }
        return Prediction(
            kind=LabelPrediction("invoice", 0.99),
            direction=LabelPrediction("incoming", 0.99),
            category=LabelPrediction(CATEGORY, 0.95),
            medium=Medium.BORN_DIGITAL,
            fields={
                FieldName(name): FieldPrediction(value, 0.97, Source.MODEL, page=1)
                for name, value in values.items()
                if value is not None
            },
            model="m",
        )

    return make


@pytest.fixture(scope="session")
def model_directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A narrow but real model: kinds learned from a hundred generated papers, fields by the rules alone, one category."""
    directory = tmp_path_factory.mktemp("model")
    learned = list(examples(7, 100))
    features = [document_features(lay_out(example.document)) for example in learned]
    kinds = fit(features, [example.kind.value for example in learned])
    categories = fit(features, [CATEGORY for _ in features])
    clerk = Clerk(kinds, categories, {}, Calibration({}))
    save(replace(clerk, model_id=identify(clerk)), directory)
    return directory


@pytest.fixture(scope="session")
def invoices() -> list[Paper]:
    """Generated invoices that reached us, in euro, with rates that Lexware books and nothing prepaid."""

    def fits(paper: Paper) -> bool:
        facts = paper.facts
        return (
            facts.kind is DocumentKind.INVOICE
            and facts.direction is Direction.INCOMING
            and facts.currency == "EUR"
            and facts.sums.due == facts.sums.gross
            and {line.rate for line in facts.sums.breakdown} <= {Decimal(19), Decimal(7)}
        )

    return [paper for paper in papers(11, 200) if fits(paper)]


@pytest.fixture
def reading_house(house: House, model_directory: Path) -> Iterator[House]:
    """A house that can read and classify."""
    settings = house.services.settings.model_copy(update={"model": model_directory})
    services = replace(house.services, settings=settings, clerk=ClerkOnShelf(model_directory))
    yield House(services, house.clock, house.sandbox)
    services.reader.close()
