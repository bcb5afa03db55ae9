#!/bin/sh
# Writes the locked requirements: names, versions and hashes only, no registry address.
# Needs `uv` for resolving; installing needs nothing but pip.
set -eu
cd "$(dirname "$0")/.."
compile() {
    source=$1; out=$2; shift 2
    uv pip compile "$source" --python-version 3.11 --generate-hashes --no-header --quiet "$@" -o "$out"
    printf '%s\n' "# Locked for Python 3.11 by requirements/lock.sh: names, versions, hashes." | cat - "$out" > "$out.new"
    mv "$out.new" "$out"
}
compile pyproject.toml requirements/base.txt --extra build
compile pyproject.toml requirements/dev.txt --extra build --extra dev --constraint requirements/base.txt
compile requirements/node.in requirements/node.txt
