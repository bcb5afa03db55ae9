"""`python -m classifier.synthetic.inbox [DIRECTORY]`: writes company.json, purchase_orders.csv and inbox/ with expected.json.

Everything follows from fixed seeds. A second run gives the same truths; the bytes too, but for the encrypted PDF (its
keys are random by design) and what another version of a library draws otherwise.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from dataclasses import asdict
from pathlib import Path

from classifier.synthetic import inbox_cast as cast
from classifier.synthetic.inbox_expected import Inbox
from classifier.synthetic.inbox_mails import mails
from classifier.synthetic.inbox_papers import ORDERS
from classifier.synthetic.inbox_uploads import uploads


def build() -> Inbox:
    """All files and what is expected of them."""
    box = Inbox()
    uploads(box)
    mails(box)
    return box


def orders_csv() -> str:
    """The purchase orders as operations.order_csv reads them."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(
        ("number", "supplier_name", "supplier_vat_id", "supplier_number", "ordered_on", "net_total", "gross_total")
    )
    for order in ORDERS:
        writer.writerow(
            (
                order.number,
                order.supplier_name,
                order.supplier_vat_id or "",
                order.supplier_number or "",
                order.ordered_on.isoformat(),
                order.net_total,
                order.gross_total,
            )
        )
    return out.getvalue()


def write(data: Path) -> None:
    """Write everything below `data`; files that the inbox no longer has are left to the person who committed them."""
    box = build()
    for name, content in box.files.items():
        target = data / "inbox" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    rows = [asdict(entry) for entry in box.expected]
    (data / "inbox" / "expected.json").write_text(
        json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    (data / "company.json").write_text(
        json.dumps(asdict(cast.COMPANY), ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
    )
    (data / "purchase_orders.csv").write_text(orders_csv(), encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1] if len(sys.argv) > 1 else "data"))
