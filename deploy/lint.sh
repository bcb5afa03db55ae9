#!/bin/sh
# Style, types and floors. Quick checks first.
set -eu
cd "$(dirname "$0")/.."
.venv/bin/ruff check .
.venv/bin/ruff format --check --quiet .
.venv/bin/lint-imports --no-cache
.venv/bin/mypy
