"""`python -m classifier.synthetic.inbox [DIRECTORY]`: writes company.json, purchase_orders.csv and inbox/ with expected.json.

Everything follows from fixed seeds. A second run gives the same truths; the bytes too, but for the encrypted PDF (its
keys are random by design) and what another version of a library draws otherwise.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from decimal import Decimal
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from random import Random

from PIL import Image, ImageDraw, ImageFilter

from classifier.synthetic import einvoice_files, render
from classifier.synthetic import inbox_cast as cast
from classifier.synthetic.arithmetic import sums
from classifier.synthetic.corpus import Paper
from classifier.synthetic.deals import Facts
from classifier.synthetic.inbox_papers import BY_KEY_WISH, ORDERS, facts, paper
from classifier.synthetic.parties import Party
from models.fields import FieldName as F

Truth = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Expected:
    """What the demo must make of one file or attachment. `status` is a DocumentStatus, "double" or "no_document"."""

    file: str
    attachment: str | None
    kind: str | None
    status: str
    fields: Truth = field(default_factory=dict)
    order: str | None = None
    duplicate_of: str | None = None
    problem: str | None = None
    warnings: tuple[str, ...] = ()
    note: str = ""


@dataclass(slots=True)
class Inbox:
    """The files being collected, by name, and what is expected of them."""

    files: dict[str, bytes] = field(default_factory=dict)
    expected: list[Expected] = field(default_factory=list)

    def upload(self, name: str, content: bytes, expected: Callable[[str, str | None], Expected]) -> None:
        """A file that somebody uploads."""
        self.files[f"uploads/{name}"] = content
        self.expected.append(expected(f"uploads/{name}", None))

    def mail(
        self,
        name: str,
        sender: Party,
        subject: str,
        text: str,
        day: datetime,
        parts: list[tuple[str, bytes, Callable[[str, str | None], Expected]]],
    ) -> None:
        """A mail with attachments."""
        self.files[f"mails/{name}"] = mail(
            name, sender, subject, text, day, [(title, content) for title, content, _ in parts]
        )
        self.expected += [expected(f"mails/{name}", title) for title, _, expected in parts]


def truth_of(made: Paper) -> dict[str, object]:
    """The truth of a paper in plain JSON."""
    found: dict[str, object] = {}
    for name, value in sorted(made.example.fields.items()):
        if isinstance(value, tuple):
            found[name.value] = [
                {"rate": f"{line.rate.normalize():f}", "base": f"{line.base:.2f}", "tax": f"{line.tax:.2f}"}
                for line in value
            ]
        else:
            found[name.value] = value
    return found


def truth_of_xml(source: Facts) -> dict[str, object]:
    """What an e-invoice of these facts says: all that it carries, whatever a page shows."""
    account, total = source.supplier.accounts[0], source.sums
    return {
        F.SUPPLIER_NAME: source.supplier.name, F.BUYER_NAME: source.buyer.name, F.SUPPLIER_VAT_ID: source.supplier.vat_id, F.DOCUMENT_NUMBER: source.number,
        F.DOCUMENT_DATE: source.issued.isoformat(), F.DUE_DATE: source.due.isoformat() if source.due else None, F.DELIVERY_DATE: source.delivered.isoformat() if source.delivered else None,
        F.ORDER_REFERENCE: source.order_reference, F.CUSTOMER_NUMBER: source.customer_number, F.CURRENCY: source.currency, F.NET_TOTAL: f"{total.net:.2f}", F.TAX_TOTAL: f"{total.tax:.2f}",
        F.GROSS_TOTAL: f"{total.gross:.2f}", F.AMOUNT_DUE: f"{total.due:.2f}", F.IBAN: account.iban, F.BIC: account.bic, F.PAYMENT_MEANS: "58", F.LINE_COUNT: str(len(total.items)), F.TYPE_CODE: "380",
        F.TAX_BREAKDOWN: [{"rate": f"{line.rate.normalize():f}", "base": f"{line.base:.2f}", "tax": f"{line.tax:.2f}"} for line in total.breakdown],
    }  # fmt: skip


def mail(name: str, sender: Party, subject: str, text: str, day: datetime, parts: list[tuple[str, bytes]]) -> bytes:
    """A mail as it lies in a mailbox."""
    message = EmailMessage()
    message["From"] = f"{sender.brand} <{sender.mail}>"
    message["To"] = f"rechnungseingang@{cast.OWN.domain}"
    message["Subject"] = subject
    message["Date"] = format_datetime(day)
    message["Message-ID"] = f"<{name.removesuffix('.eml')}@{sender.domain}>"
    message.set_content(text)
    for title, content in parts:
        main, sub = {
            "pdf": ("application", "pdf"),
            "xml": ("application", "xml"),
            "png": ("image", "png"),
            "jpg": ("image", "jpeg"),
        }[title.rsplit(".", 1)[1]]
        message.add_attachment(content, main, sub, filename=title)
    if parts:
        message.set_boundary(f"=_{name.removesuffix('.eml')}")
    return message.as_bytes()


def _of(made: Paper, status: str, note: str = "", **more: object) -> Callable[[str, str | None], Expected]:
    truth = truth_of(made)
    return lambda file, attachment: Expected(file, attachment, made.facts.kind.value, status, truth, note=note, **more)  # type: ignore[arg-type]  # the caller's keywords are Expected's


def _xml(
    source: Facts, status: str, note: str, warnings: tuple[str, ...] = ()
) -> Callable[[str, str | None], Expected]:
    truth = {F(name).value: value for name, value in truth_of_xml(source).items()}
    return lambda file, attachment: Expected(
        file, attachment, "invoice", status, truth, source.order_reference, warnings=warnings, note=note
    )


def _bad(status: str, problem: str | None, note: str) -> Callable[[str, str | None], Expected]:
    return lambda file, attachment: Expected(file, attachment, None, status, problem=problem, note=note)


def _page(key: str, variant: int = 0) -> tuple[Paper, bytes]:
    made = paper(BY_KEY_WISH[key], variant)
    return made, render.pdf(made.sheet, title=made.facts.number)


def _scribble() -> bytes:
    """A pale, blurred slip with a few words: nothing that a machine may decide."""
    image = Image.new("L", (900, 640), 236)
    pen = ImageDraw.Draw(image)
    for place, words in enumerate(("Rg. v. Montag", "3 x je ca. 40,-", "Hr. K. fragen!", "bez.?")):
        pen.text((90 + 40 * place, 110 + 110 * place), words, fill=165, font_size=44)
    return render.encoded(image.filter(ImageFilter.GaussianBlur(2.4)), "PNG")


def _uploads(box: Inbox) -> None:
    made, content = _page("bolts")
    box.upload(
        "Rechnung_R-2026-1187.pdf",
        content,
        _of(made, "filed", "digital, Bestellung und Betrag stimmen", order="WO-26-0411"),
    )
    again, other = _page("bolts", variant=1)
    box.upload(
        "R-2026-1187_Kopie.pdf",
        other,
        _of(
            again,
            "in_review",
            "dieselbe Rechnung, anders gedruckt: andere Bytes, gleiche Nummer",
            order="WO-26-0411",
            duplicate_of="uploads/Rechnung_R-2026-1187.pdf",
        ),
    )
    made, content = _page("laptops")
    box.upload(
        "torvex_tx-26-00714.pdf",
        content,
        _of(made, "filed", "digital, Bestellung und Betrag stimmen", order="WO-26-0415"),
    )
    made, content = _page("socket")
    pages = [render.scan(page, Random(11), skew=0.7) for page in render.images(content, 150)]
    box.upload("scan_20261102_0931.pdf", render.image_pdf(pages, 150), _of(made, "in_review", "Scan ohne Bestellung"))
    made, content = _page("flyer")
    page = render.scan(render.images(content, 150)[0], Random(12), skew=-0.5, noise=3.0)
    box.upload(
        "Scan0007.jpg",
        render.encoded(page, "JPEG", 60, 150),
        _of(
            made,
            "in_review",
            "Scan als JPG; die Bestellung WO-26-0423 passt, doch Werte aus einem Scan sind nicht sicher genug",
            order="WO-26-0423",
        ),
    )
    made, content = _page("logo")
    page = render.scan(render.images(content, 150)[0], Random(13), skew=0.0, noise=0.0, blur=0.3)
    box.upload(
        "quast_2026-031.png",
        render.encoded(page, "PNG", dpi=150),
        _of(made, "in_review", "Scan als PNG, Freiberuflerin, keine Bestellnummer auf der Rechnung"),
    )
    made, content = _page("till")
    box.upload(
        "IMG_4471.jpg",
        render.encoded(render.photo(render.images(content, 220)[0], Random(14)), "JPEG", 62, 220),
        _of(made, "in_review", "Foto eines Kassenbons"),
    )
    made, content = _page("dinner")
    box.upload("bewirtung_0411.pdf", content, _of(made, "in_review", "Bewirtungsbeleg"))
    source = facts(BY_KEY_WISH["compressor"])
    box.upload(
        "910045872_xrechnung.xml",
        einvoice_files.cii(source),
        _xml(source, "filed", "XRechnung (CII), Bestellung und Betrag stimmen"),
    )
    source = facts(BY_KEY_WISH["labels"])
    box.upload(
        "riebesehl-2026-30771.xml",
        einvoice_files.ubl(source),
        _xml(source, "filed", "XRechnung (UBL), Bestellung und Betrag stimmen"),
    )
    made, content = _page("delivery_fan")
    box.upload("Lieferschein_L-551207.pdf", content, _of(made, "archived", "Lieferschein", order="WO-26-0421"))
    made, content = _page("leaflet")
    box.upload("Messe-Sonderangebot.pdf", content, _of(made, "archived", "Werbung"))
    _, content = _page("fan")
    box.upload(
        "rechnung_abgebrochen.pdf",
        content[:640],
        _bad("received", "pdf_truncated", "mitten in der Übertragung abgebrochen"),
    )
    locked = render.pdf(paper(BY_KEY_WISH["phone"]).sheet, password="geheim")  # noqa: S106 - nobody knows it in the demo; that is the point
    box.upload("Rechnung_geschuetzt.pdf", locked, _bad("received", "pdf_encrypted", "mit Kennwort geschützt"))
    box.upload(
        "notiz.png",
        _scribble(),
        lambda file, attachment: Expected(
            file, attachment, "other", "in_review", note="unklarer Zettel: die Maschine muss sich enthalten"
        ),
    )


def _mails(box: Inbox) -> None:
    def at(day: int, hour: int, month: int = 11) -> datetime:
        return datetime(2026, month, day, hour, 12, tzinfo=UTC)

    hello = "Guten Tag,\n\nanbei erhalten Sie unsere Unterlagen als PDF.\n\nMit freundlichen Grüßen\n"
    made, content = _page("paper")
    box.mail(
        "riebesehl-30582.eml",
        cast.RIEBESEHL,
        "Ihre Rechnung 2026-30582",
        hello,
        at(13, 9, 10),
        [
            (
                "RE_2026-30582.pdf",
                content,
                _of(made, "filed", "digital, Bestellung und Betrag stimmen", order="WO-26-0412"),
            )
        ],
    )
    first = box.files["uploads/torvex_tx-26-00714.pdf"]
    box.mail(
        "torvex-00714.eml",
        cast.TORVEX,
        "Rechnung TX-26-00714",
        hello,
        at(20, 7, 10),
        [
            (
                "TX-26-00714.pdf",
                first,
                lambda file, attachment: Expected(
                    file,
                    attachment,
                    "invoice",
                    "double",
                    duplicate_of="uploads/torvex_tx-26-00714.pdf",
                    note="dieselben Bytes auf anderem Weg: nur ein Eintrag im Eingangsbuch",
                ),
            )
        ],
    )
    made, content = _page("dowels")
    xml = einvoice_files.cii(made.facts, einvoice_files.EN16931)
    box.mail(
        "hallbach-1203.eml",
        cast.HALLBACH,
        "ZUGFeRD-Rechnung R-2026-1203",
        hello,
        at(22, 14, 10),
        [
            (
                "R-2026-1203.pdf",
                einvoice_files.zugferd(content, xml),
                _xml(made.facts, "filed", "ZUGFeRD, Seite und XML gleich"),
            )
        ],
    )
    made, content = _page("monitor")
    differing = _with_price(made.facts, Decimal("10.00"))
    zugferd = einvoice_files.zugferd(content, einvoice_files.cii(differing, einvoice_files.EN16931))
    box.mail(
        "torvex-00752.eml",
        cast.TORVEX,
        "Rechnung TX-26-00752",
        hello,
        at(30, 8, 10),
        [
            (
                "TX-26-00752.pdf",
                zugferd,
                _xml(
                    differing,
                    "in_review",
                    "ZUGFeRD: die Seite zeigt einen anderen Betrag als das XML",
                    ("page_differs_from_xml",),
                ),
            )
        ],
    )
    made, content = _page("partial")
    note, slip = _page("delivery")
    box.mail("hallbach-1231.eml", cast.HALLBACH, "Rechnung und Lieferschein zu WO-26-0433", hello, at(5, 10), [
        ("Lieferschein_88213.pdf", slip, _of(note, "archived", "Lieferschein", order="WO-26-0433")),
        ("Rechnung_R-2026-1231.pdf", content, _of(made, "in_review", "Teillieferung: Betrag kleiner als bestellt", order="WO-26-0433")),
    ])  # fmt: skip
    for key, file, sender, subject, day, title, status, order, remark in (
        ("phone", "heidenetz-11.eml", cast.HEIDENETZ, "Ihre Telefonrechnung November", at(3, 5), "Rechnung_4420391867.pdf", "in_review", None, "ohne Bestellung"),
        ("saas", "loopdesk-0017.eml", cast.LOOPDESK, "Your Loopdesk invoice LD8K2QXA-0017", at(1, 2), "Invoice-LD8K2QXA-0017.pdf", "in_review", None, "englisch, Reverse Charge"),
        ("return", "hallbach-g0064.eml", cast.HALLBACH, "Gutschrift zu Ihrer Rücksendung", at(6, 11), "G-2026-0064.pdf", "in_review", None, "Gutschrift"),
        ("confirmation", "torvex-ab2290.eml", cast.TORVEX, "Auftragsbestätigung AB-26-2290", at(5, 15), "AB-26-2290.pdf", "archived", "WO-26-0439", "Auftragsbestätigung"),
        ("dunning", "kattenbeck-mahnung.eml", cast.SPEDITION, "2. Mahnung", at(10, 6), "Mahnung_M-2026-118.pdf", "in_review", None, "eine Mahnung muss ein Mensch sehen"),
        ("notice", "stadtkasse.eml", cast.STADT, "Bescheid", at(27, 9, 10), "Bescheid.pdf", "archived", None, "Bescheid einer Behörde"),
    ):  # fmt: skip
        made, content = _page(key)
        box.mail(file, sender, subject, hello, day, [(title, content, _of(made, status, remark, order=order))])
    box.files["mails/nachfrage.eml"] = mail(
        "nachfrage.eml",
        cast.MERTINAT,
        "Termin am Donnerstag",
        "Moin,\n\npasst Ihnen Donnerstag um 8 Uhr für die Prüfung der Unterverteilung?\n\nJ. Mertinat\n",
        at(9, 16),
        [],
    )
    box.expected.append(
        Expected(
            "mails/nachfrage.eml", None, None, "no_document", problem="mail_without_document", note="Mail ohne Anhang"
        )
    )


def _with_price(source: Facts, more: Decimal) -> Facts:
    first, *rest = source.sums.items
    changed = replace(first, price=first.price + more, amount=first.amount + more * first.quantity)
    return replace(source, sums=sums(Random(0), (changed, *rest), False, plain=True))


def build() -> Inbox:
    """All files and what is expected of them."""
    box = Inbox()
    _uploads(box)
    _mails(box)
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
