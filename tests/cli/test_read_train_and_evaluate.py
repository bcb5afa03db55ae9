import hashlib
import json
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas
from typer.testing import CliRunner

from cli.main import app

RUN = CliRunner()
LINES = (
    (70, 790, "Holzbau Eggestein GmbH"),
    (70, 710, "Holzbau Eggestein GmbH | Am Sägewerk 12 | 37671 Höxter"),
    (70, 690, "Nordlicht Verlag KG"),
    (70, 676, "Hafenstraße 3"),
    (70, 662, "24103 Kiel"),
    (380, 662, "Rechnungsdatum: 12.03.2026"),
    (70, 580, "Rechnung Nr. RE-2026-0417"),
    (320, 420, "Summe netto"),
    (480, 420, "200,00 EUR"),
    (320, 404, "zzgl. 19 % MwSt."),
    (480, 404, "38,00 EUR"),
    (320, 388, "Rechnungsbetrag"),
    (480, 388, "238,00 EUR"),
)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("data") / "model"
    done = RUN.invoke(app, ["train", "--count", "160", "--processes", "1", "--out", str(directory)])
    assert done.exit_code == 0, done.output
    return directory


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    canvas = Canvas(str(tmp_path / "b.pdf"), invariant=1)
    canvas.setFont("Helvetica", 10)
    for left, bottom, text in LINES:
        canvas.drawString(left, bottom, text)
    canvas.save()
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 broken")
    (tmp_path / ".hidden").write_text("never read")
    return tmp_path


def lines_of(output: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in output.splitlines()]


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_folder_gives_a_line_a_file_in_order_and_a_broken_file_an_error(
    model: Path, folder: Path, workers: str
) -> None:
    done = RUN.invoke(
        app, ["read", str(folder), str(folder / "none.pdf"), "--jsonl", "--model", str(model), "--workers", workers]
    )
    assert done.exit_code == 0, done.output
    broken, whole, missing = lines_of(done.output)
    assert [Path(str(one["file"])).name for one in (broken, whole, missing)] == ["a.pdf", "b.pdf", "none.pdf"]
    assert broken["error"] and missing["error"] and "kind" not in broken
    assert whole["error"] is None
    assert whole["sha256"] == hashlib.sha256((folder / "b.pdf").read_bytes()).hexdigest()
    assert (whole["medium"], whole["pages"]) == ("born-digital", 1)


def test_the_line_follows_the_contract(model: Path, folder: Path) -> None:
    company = folder / ".company.json"
    company.write_text(json.dumps({"names": ["Nordlicht Verlag KG"], "vat_ids": ["DE 136 695 976"]}))
    done = RUN.invoke(app, ["read", str(folder / "b.pdf"), "--jsonl", "--model", str(model), "--company", str(company)])
    (line,) = lines_of(done.output)
    assert line["kind"]["value"] == "invoice"  # type: ignore[index]
    assert line["direction"]["value"] == "incoming"  # type: ignore[index]
    gross = line["fields"]["gross_total"]  # type: ignore[index]
    assert gross["value"] == "238.00"
    assert gross["page"] == 1
    assert len(gross["box"]) == 4 and all(0 <= edge <= 1 for edge in gross["box"])
    assert line["fields"]["tax_breakdown"]["value"] == [{"rate": "19", "base": "200.00", "tax": "38.00"}]  # type: ignore[index]
    assert {"warnings", "seconds", "model", "category"} <= set(line)


def test_without_a_model_the_command_says_what_to_do(folder: Path, tmp_path: Path) -> None:
    done = RUN.invoke(app, ["read", str(folder / "b.pdf"), "--jsonl", "--model", str(tmp_path / "nothing")])
    assert done.exit_code == 2
    assert "kontorist train" in done.output


def test_evaluate_scores_a_manifest_and_lists_the_misses(model: Path, folder: Path) -> None:
    truth = {
        "file": "b.pdf",
        "kind": "invoice",
        "kind_accept": ["invoice"],
        "language": "de",
        "medium": "born-digital",
        "layout_group": "one",
        "einvoice_syntax": None,
        "fields": {"gross_total": "238.00", "document_number": "RE-1", "document_date": "2026-03-12"},
        "visible": {"gross_total": True, "document_number": True, "document_date": True},
    }
    manifest = folder / "manifest.jsonl"
    manifest.write_text(json.dumps(truth) + "\n")
    done = RUN.invoke(
        app, ["evaluate", str(manifest), "--json", str(folder / "out.json"), "--misses", "--model", str(model)]
    )
    assert done.exit_code == 0, done.output
    (score,) = json.loads((folder / "out.json").read_text())["scores"]
    assert score["fields"] == {"gross_total": "right", "document_number": "wrong", "document_date": "right"}
    assert "document_number" in done.output


def test_model_and_company_come_from_the_settings_where_no_option_names_them(
    model: Path, folder: Path, tmp_path: Path
) -> None:
    company = tmp_path / "we.json"
    company.write_text('{"names": ["Holzbau Eggestein GmbH"]}')
    settings = {"KONTORIST_DATA": str(tmp_path / "nothing"), "KONTORIST_MODEL": str(model)}
    own = RUN.invoke(
        app, ["read", str(folder / "b.pdf"), "--jsonl"], env={**settings, "KONTORIST_COMPANY_FILE": str(company)}
    )
    strange = RUN.invoke(app, ["read", str(folder / "b.pdf"), "--jsonl"], env=settings)
    directions = [lines_of(done.stdout)[0]["direction"]["value"] for done in (own, strange)]  # type: ignore[index]  # JSON of any form
    assert directions == ["outgoing", "incoming"]


def test_a_company_file_that_is_not_there_is_an_error_and_no_trace(folder: Path) -> None:
    done = RUN.invoke(app, ["read", str(folder / "b.pdf"), "--company", str(folder / "none.json")])
    assert (done.exit_code, done.stdout) == (2, "")
    assert "does not exist" in done.stderr


def test_the_table_is_german_and_says_below_it_what_could_not_be_read(model: Path, folder: Path) -> None:
    done = RUN.invoke(app, ["read", str(folder), "--model", str(model)])
    assert done.exit_code == 0, done.output
    assert all(word in done.stdout for word in ("RE-2026-0417", "12.03.2026", "238,00"))
    table, below = done.stdout.split("Nicht gelesen:")
    assert "a.pdf" not in table
    assert "a.pdf" in below
