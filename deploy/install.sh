#!/bin/sh
# Installs the locked requirements and Kontorist itself into .venv. Usage: deploy/install.sh base|dev
set -eu
cd "$(dirname "$0")/.."
what=$1

if [ ! -x .venv/bin/python ]; then
    for candidate in "${PYTHON:-}" python3.11 python3.12 python3.13 python3; do
        [ -n "$candidate" ] || continue
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            python=$candidate
            break
        fi
    done
    if [ -z "${python:-}" ]; then
        echo "Kontorist needs Python 3.11 or newer: install it, or name it with PYTHON=/path/to/python3.11." >&2
        exit 1
    fi
    if ! "$python" -m venv .venv; then
        rm -rf .venv
        echo "This Python cannot make a virtual environment: install its venv module (Debian: python3-venv)." >&2
        exit 1
    fi
fi

echo "Installing the locked requirements ($what) ..."
.venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r "requirements/$what.txt"
.venv/bin/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
mkdir -p .set-up
touch ".set-up/$what"
