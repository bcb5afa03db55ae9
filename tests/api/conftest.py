"""A house with a web server: SQLite in a temporary directory, the Lexware sandbox, people of every role, papers in review.

Papers are drawn by us and read for real; what the classifier would say is laid over by hand, so that the tests of the
screens need no trained model.
"""

from __future__ import annotations

import io
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import httpx
import pytest
import uvicorn
from fastapi import FastAPI
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from sqlalchemy import select

from api.main import create_app
from api.pages.german import FIELDS
from ingest.codec import encode
from ingest.guard import FencedReader
from ingest.incoming import Incoming
from ingest.lines import enclosing
from ingest.reading import read
from lexoffice.bucket import Rate
from lexoffice.sandbox.server import create_app as create_sandbox
from models.documents import Channel, DocumentKind, DocumentStatus
from models.fields import FieldName, FieldPrediction, LabelPrediction, Prediction, Source
from models.pages import Box, Page, ReadDocument
from models.people import Role
from models.vouchers import TaxLine
from pipeline import review
from pipeline.decide import decide
from pipeline.facts import current, show
from pipeline.flow import advance
from pipeline.match import match
from pipeline.proposals import prediction_to_json
from pipeline.receive import take_in
from runtime.services import Services, build_services
from runtime.settings import Settings
from storage import people
from storage.sessions import make_engine, make_sessions
from storage.tables.documents import Document, Proposal, Reading
from storage.tables.orders import PurchaseOrderRow

API_KEY = "sandbox-key-for-the-screens"
PASSWORD = "sechs-gelbe-Ordner"
F = FieldName


class Clock:
    """Real time plus what the test let pass."""

    def __init__(self) -> None:
        self.offset = timedelta(0)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.offset


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """`app` behind a real server on a free port of 127.0.0.1; its address."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, args=([listener],))
        thread.start()
        while not server.started:
            time.sleep(0.005)
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


@dataclass(frozen=True)
class Paper:
    """An invoice of our own drawing: what stands on it, and how sure the machine shall be of what."""

    supplier: str = "Papierhaus Lindner GmbH"
    number: str = "R-2026-0417"
    issued: date = date(2026, 11, 3)
    due: date | None = date(2026, 12, 3)
    order: str | None = None
    lines: tuple[TaxLine, ...] = (TaxLine(Decimal(19), Decimal("200.00"), Decimal("38.00")),)
    kind: DocumentKind = DocumentKind.INVOICE
    category: str = "Bürobedarf"
    file_name: str = "rechnung.pdf"
    sure: float = 0.98
    unsure: Mapping[FieldName, float] = field(default_factory=dict)
    missing: frozenset[FieldName] = frozenset()
    why: str = ""
    """What the machine gives as its reason for every value."""

    @property
    def gross(self) -> Decimal:
        return sum((line.gross for line in self.lines), Decimal(0))

    @property
    def values(self) -> dict[FieldName, str]:
        """In the form of predictions, with the text as it is printed where that differs (see `printed`)."""
        values = {
            F.SUPPLIER_NAME: self.supplier,
            F.DOCUMENT_NUMBER: self.number,
            F.DOCUMENT_DATE: self.issued.isoformat(),
            F.GROSS_TOTAL: f"{self.gross:.2f}",
            F.NET_TOTAL: f"{sum((line.base for line in self.lines), Decimal(0)):.2f}",
            F.TAX_TOTAL: f"{sum((line.tax for line in self.lines), Decimal(0)):.2f}",
            F.CURRENCY: "EUR",
            F.IBAN: "DE02120300000000202051",
        }
        if self.due:
            values[F.DUE_DATE] = self.due.isoformat()
        if self.order:
            values[F.ORDER_REFERENCE] = self.order
        return {name: value for name, value in values.items() if name not in self.missing}


def german(value: str) -> str:
    """A value of a prediction as our paper prints it."""
    if len(value) == 10 and value[4] == value[7] == "-":
        return f"{value[8:]}.{value[5:7]}.{value[:4]}"
    whole, point, cents = value.partition(".")
    if point and whole.lstrip("-").isdigit() and len(cents) == 2:
        return f"{int(whole):,}".replace(",", ".") + f",{cents}"
    return value


def draw(paper: Paper) -> bytes:
    """The PDF of a paper."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    canvas.setFont("Helvetica-Bold", 15)
    canvas.drawString(60, 780, paper.supplier)
    canvas.setFont("Helvetica", 9)
    canvas.drawString(60, 766, "Am Speicher 4 · 24103 Kiel")
    canvas.drawString(60, 690, "Muster & Söhne KG")
    canvas.drawString(60, 678, "Hafenstraße 12 · 20457 Hamburg")
    canvas.setFont("Helvetica-Bold", 13)
    canvas.drawString(60, 620, "Rechnung" if paper.kind is DocumentKind.INVOICE else "Mitteilung")
    canvas.setFont("Helvetica", 10)
    rows = [("Rechnungsnummer", paper.number), ("Rechnungsdatum", german(paper.issued.isoformat()))]
    rows += [("Fällig am", german(paper.due.isoformat()))] if paper.due else []
    rows += [("Bestellnummer", paper.order)] if paper.order else []
    for number, (label, value) in enumerate(rows):
        canvas.drawString(360, 620 - 15 * number, label)
        canvas.drawString(460, 620 - 15 * number, value)
    y = 520
    for title, x in (("Pos", 60), ("Bezeichnung", 100), ("Menge", 350), ("Betrag", 490)):
        canvas.drawString(x, y, title)
    canvas.line(60, y - 4, 535, y - 4)
    for number, line in enumerate(paper.lines, start=1):
        y -= 18
        canvas.drawString(60, y, str(number))
        canvas.drawString(100, y, "Kopierpapier A4, weiß, 80 g" if number == 1 else "Fachbuch Ablage")
        canvas.drawString(350, y, "20")
        canvas.drawRightString(535, y, german(f"{line.base:.2f}"))
    y -= 40
    canvas.drawString(380, y, "Netto")
    canvas.drawRightString(535, y, german(f"{sum((line.base for line in paper.lines), Decimal(0)):.2f}"))
    for line in paper.lines:
        y -= 15
        canvas.drawString(380, y, f"zzgl. {line.rate} % USt.")
        canvas.drawRightString(535, y, german(f"{line.tax:.2f}"))
    y -= 18
    canvas.setFont("Helvetica-Bold", 11)
    canvas.drawString(380, y, "Gesamtbetrag EUR")
    canvas.drawRightString(535, y, german(f"{paper.gross:.2f}"))
    canvas.setFont("Helvetica", 8)
    canvas.drawString(60, 60, "Bankverbindung: IBAN DE02120300000000202051 · Kieler Sparbank")
    canvas.save()
    return out.getvalue()


def predict(paper: Paper, reading: ReadDocument) -> Prediction:
    """What the classifier shall have said of a drawn paper: every value at its place on the page."""
    fields: dict[FieldName, FieldPrediction] = {}
    for name, value in paper.values.items():
        confidence = paper.unsure.get(name, paper.sure)
        place = find(reading.pages[0], german(value))
        why = (paper.why or f"rechts von „{FIELDS[name]}“",)
        fields[name] = FieldPrediction(value, confidence, Source.MODEL, 1 if place else None, place, why)
    if F.TAX_BREAKDOWN not in paper.missing:
        fields[F.TAX_BREAKDOWN] = FieldPrediction(
            paper.lines, paper.unsure.get(F.TAX_BREAKDOWN, paper.sure), Source.TEXT
        )
    return Prediction(
        kind=LabelPrediction(paper.kind.value, 0.97, (("credit_note", 0.02), ("offer", 0.005))),
        direction=LabelPrediction("incoming", 0.99),
        category=LabelPrediction(paper.category, 0.91, (("Telekommunikation", 0.04), ("Werbung", 0.02)))
        if paper.kind is DocumentKind.INVOICE
        else None,
        medium=reading.medium,
        fields=fields,
        model="2026-11-22T10:00Z-test",
    )


def find(page: Page, text: str) -> Box | None:
    """Where the words of `text` stand one after another, the last time."""
    wanted, words = text.split(), page.words
    for start in range(len(words) - len(wanted), -1, -1):
        if [word.text for word in words[start : start + len(wanted)]] == wanted:
            return enclosing(word.box for word in words[start : start + len(wanted)])
    return None


class House:
    """The services, the address, and what happens in the house."""

    def __init__(self, services: Services, clock: Clock, address: str, tokens: Mapping[Role, str]) -> None:
        self.services = services
        self.clock = clock
        self.address = address
        self.tokens = tokens

    def client(self, role: Role | None = Role.REVIEWER) -> httpx.Client:
        """A program signed in with this role by Bearer token; None: nobody."""
        headers = {"Authorization": f"Bearer {self.tokens[role]}"} if role else {}
        return httpx.Client(base_url=self.address, headers=headers, timeout=20)

    def browser_token(self, role: Role = Role.REVIEWER) -> str:
        """The cookie of a browser that has signed in."""
        with self.services.sessions.begin() as session:
            user = people.find(session, role.value)
            assert user is not None
            return people.sign_in(session, user, "browser", at=self.clock(), by=user.login)

    def receive(self, content: bytes, file_name: str = "rechnung.pdf") -> int:
        incoming = Incoming(content, file_name, Channel.UPLOAD, self.clock())
        arrival = take_in(self.services, incoming, delivered_by="anna")
        assert arrival.document_id is not None
        return arrival.document_id

    def bring(self, paper: Paper) -> int:
        """A paper that was received, read, understood, matched and decided on: for real but for the understanding."""
        content = draw(paper)
        document_id = self.receive(content, paper.file_name)
        reading, at = read(content, paper.file_name), self.clock()
        with self.services.sessions.begin() as session:
            document = session.get_one(Document, document_id)
            session.add(Reading(document_id=document_id, at=at, content=encode(reading)))
            said = prediction_to_json(predict(paper, reading))
            session.add(Proposal(document_id=document_id, at=at, model="2026-11-22T10:00Z-test", content=said))
            session.flush()
            now = current(session, document_id)
            assert now is not None
            show(document, now)
            document.page_count = len(reading.pages)
            document.become(DocumentStatus.READ, at=at, by="reader", why="Gelesen (born-digital).")
            document.become(DocumentStatus.CLASSIFIED, at=at, by="classifier", why="Erkannt.")
            document.step_at = None
        for step in (match, decide):
            step(self.services, self.document(document_id))
        return document_id

    def order(self, number: str, supplier: str, gross: str, net: str) -> None:
        with self.services.sessions.begin() as session:
            row = PurchaseOrderRow(
                number=number,
                supplier_name=supplier,
                ordered_on=date(2026, 10, 20),
                gross_total=Decimal(gross),
                net_total=Decimal(net),
            )
            session.add(row)

    def approve(self, document_id: int) -> None:
        with self.services.sessions.begin() as session:
            review.approve(
                session,
                document_id,
                version=session.get_one(Document, document_id).version,
                by="reviewer",
                at=self.clock(),
                time_to_think=self.services.time_to_think,
                categories=self.services.categories.all(),
                originals=self.services.originals,
            )

    def document(self, document_id: int) -> Document:
        with self.services.sessions() as session:
            return session.get_one(Document, document_id)

    def work(self, most: int = 100) -> None:
        """What a worker does, until nothing is due."""
        for _ in range(most):
            if not advance(self.services, "worker:test"):
                return
        raise AssertionError("the house does not come to rest")

    def file_all(self) -> None:
        """Let the time to think pass and file everything; Lexware takes a moment to read each upload."""
        for _ in range(20):
            self.later(minutes=2)
            self.work()
            with self.services.sessions() as session:
                if session.scalar(select(Document.id).where(Document.status == DocumentStatus.APPROVED.value)) is None:
                    return
            time.sleep(0.2)
        raise AssertionError("nothing was filed")

    def later(self, **passed: float) -> None:
        self.clock.offset += timedelta(**passed)


@pytest.fixture(scope="session")
def peopled_template(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[Role, str]]:
    """A database with one person of every role (login: the role), and their API tokens; Argon2 is paid only once."""
    file = Path(shutil.copy(sqlite_template, tmp_path_factory.mktemp("people") / "people.sqlite3"))
    engine = make_engine(f"sqlite:///{file}")
    sessions, at, tokens = make_sessions(engine), datetime.now(UTC), {}
    with sessions.begin() as session:
        for role in Role:
            user = people.create(
                session,
                login=role.value,
                name=f"Kim {role.value.title()}",
                role=role,
                password=PASSWORD,
                at=at,
                by="test",
            )
            tokens[role] = people.sign_in(session, user, "api", at=at, by="test")
    engine.dispose()
    return file, tokens


@pytest.fixture(scope="session")
def sandbox_address() -> Iterator[str]:
    """The Lexware sandbox, served; shared by all tests of this folder."""
    with serving(create_sandbox(None, api_key=API_KEY)) as address:
        yield address


@pytest.fixture(scope="session")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[FastAPI, str]]:
    """The application and its address: served once, for one house after the other (a fresh one costs 0.3 s)."""
    with build_services(Settings(data=tmp_path_factory.mktemp("nobody"))) as nobody:
        app = create_app(nobody)
        with serving(app) as address:
            yield app, address


@pytest.fixture(scope="session")
def reader() -> Iterator[FencedReader]:
    """One fenced child for all houses: starting one costs a second."""
    with FencedReader() as fenced:
        yield fenced


@pytest.fixture
def house(
    web: tuple[FastAPI, str],
    reader: FencedReader,
    peopled_template: tuple[Path, dict[Role, str]],
    sandbox_address: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[House]:
    """A house of this test alone, with a database and originals of its own."""
    template, tokens = peopled_template
    app, address = web
    data = tmp_path / "data"
    data.mkdir()
    shutil.copy(template, data / "kontorist.sqlite3")
    monkeypatch.setenv("KONTORIST_LEXWARE_KEY", API_KEY)
    settings = Settings(data=data, lexware_url=sandbox_address, time_to_think=60)
    clock = Clock()
    with build_services(settings, rate=Rate(1000, 1000), clock=clock) as services:
        shared = replace(services, reader=reader)
        app.state.services = shared
        yield House(shared, clock, address, tokens)


@pytest.fixture
def paper() -> Callable[..., Paper]:
    """Makes papers: `paper(number="R-1")` is the usual one with another number."""
    return lambda **changes: replace(Paper(), **changes)


@pytest.fixture
def password() -> str:
    """Of everybody in the house."""
    return PASSWORD
