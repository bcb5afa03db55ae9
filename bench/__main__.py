"""`make bench`: measures, and writes the figures between the two marks of docs/benchmarks.md. What they mean is written
there by hand, above and below.

The samples of real documents are not part of the project: `KONTORIST_SAMPLES` names their manifest, else the folder
`../shared/samples` is tried, and without either that section says so.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from bench import extraction, lexware_rate, reading, webhooks

DOCUMENT = Path("docs/benchmarks.md")
BEGIN, END = "<!-- figures: written by make bench -->", "<!-- end of figures -->"
SAMPLES = Path(os.environ.get("KONTORIST_SAMPLES", "../shared/samples/manifest.jsonl"))


def machine() -> list[str]:
    """What the figures were measured on."""
    cpu = next(
        (line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line),
        platform.processor(),
    )
    memory = int(Path("/proc/meminfo").read_text().split()[1]) // 1024**2
    load = ", ".join(f"{value:.2f}" for value in os.getloadavg())
    return [
        f"{os.cpu_count()} cores ({cpu}), {memory} GiB, {platform.system()}, Python {platform.python_version()};",
        f"load average at the start: {load}.",
    ]


def table(title: str, figures: Mapping[str, object]) -> list[str]:
    """One measured dictionary as a Markdown section."""
    rows = [f"| {name} | {_shown(value)} |" for name, value in figures.items()]
    return ["", f"### {title}", "", "| figure | value |", "|---|---|", *rows]


def samples() -> list[str]:
    """Real documents, with the e-invoice's own data and, harder, from the page alone."""
    if not SAMPLES.exists():
        return ["", "### Real documents", "", "Not measured: no manifest of samples at hand (`KONTORIST_SAMPLES`)."]
    lines = ["", "### Real documents"]
    for title, options in (("As in life", []), ("Pages only: embedded XML ignored", ["--ignore-xml"])):
        command = [sys.executable, "-c", "from cli.main import app; app()", "evaluate", str(SAMPLES), *options]
        lines += ["", f"#### {title}", "", "```", *_printed(command), "```"]
    return lines


def demo() -> dict[str, object]:
    """The sample inbox, twice over the same state: the second run must double nothing."""
    with tempfile.TemporaryDirectory() as data:
        command = [sys.executable, "-c", "from cli.main import app; app()", "demo", "--once", "--data", data]
        first, second = (_timed(command) for _ in range(2))
    return {"make demo ONCE=1, seconds": first, "the same again, seconds": second}


def _timed(command: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def _printed(command: list[str]) -> Iterable[str]:
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return [line.rstrip() for line in done.stdout.splitlines()]


def _shown(value: object) -> str:
    return f"{value:.3g}" if isinstance(value, float) else str(value)


def main() -> None:
    """Measure all and write."""
    lines = machine()
    lines += table("Reading", reading.measure())
    lines += table("Classifying and extracting", extraction.measure())
    lines += table("Lexware's rate limit, shared by four processes", lexware_rate.measure())
    lines += table("Webhooks", webhooks.measure())
    lines += table("The demo", demo())
    lines += samples()
    text = DOCUMENT.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    DOCUMENT.write_text(f"{before}{BEGIN}\n" + "\n".join(lines) + f"\n{END}{after}", encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
