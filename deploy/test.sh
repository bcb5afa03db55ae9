#!/bin/sh
# The whole test run: lint, then pytest on two processes. Arguments go to pytest in place of the whole suite.
set -eu
cd "$(dirname "$0")/.."
export OMP_NUM_THREADS=1 OMP_THREAD_LIMIT=1 OPENBLAS_NUM_THREADS=1
if [ $# -gt 0 ]; then
    exec .venv/bin/pytest "$@"
fi
deploy/lint.sh
exec .venv/bin/pytest -n 2 --dist loadfile --durations 15
