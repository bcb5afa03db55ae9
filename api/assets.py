"""Copies what the pages load from npm to where they are served from: `python -m api.assets`, after `npm ci`.

npm has checked every file against the integrity in package-lock.json by then. Nothing from npm is committed.
"""

from __future__ import annotations

import shutil
from pathlib import Path

VENDOR = Path(__file__).parent / "pages" / "static" / "vendor"

FILES = {
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
    "htmx.LICENSE.txt": "htmx.org/LICENSE",
}
"""Name as served: path below node_modules."""


class AssetsMissing(Exception):
    """A browser asset is not there; the message says what to run."""


def copy(node_modules: Path, vendor: Path = VENDOR) -> None:
    """Put every file of FILES below `vendor`. Raises AssetsMissing if npm has not fetched one."""
    vendor.mkdir(parents=True, exist_ok=True)
    for name, source in FILES.items():
        try:
            shutil.copyfile(node_modules / source, vendor / name)
        except FileNotFoundError:
            raise AssetsMissing(f"{source} is missing: run `npm ci` in the project's directory first") from None


def check(vendor: Path = VENDOR) -> None:
    """Raise AssetsMissing unless every browser asset is in place: pages without them would look alive and be dead."""
    missing = [name for name in FILES if not (vendor / name).is_file()]
    if missing:
        raise AssetsMissing(f"{', '.join(missing)} missing below {vendor.name}/: run `make {{demo,up,test}}` once")


if __name__ == "__main__":
    copy(Path(__file__).parent.parent / "node_modules")
