"""The uploads of the sample inbox: digital files, scans, photos, e-invoices, and files that cannot be read."""

from __future__ import annotations

from random import Random

from PIL import Image, ImageDraw, ImageFilter

from classifier.synthetic import einvoice_files, render
from classifier.synthetic.inbox_expected import Expected, Inbox, expected_of, expected_of_xml, unreadable
from classifier.synthetic.inbox_papers import BY_KEY_WISH, facts, page_of, paper


def _scribble() -> bytes:
    """A pale, blurred slip with a few words: nothing that a machine may decide."""
    image = Image.new("L", (900, 640), 236)
    pen = ImageDraw.Draw(image)
    for place, words in enumerate(("Rg. v. Montag", "3 x je ca. 40,-", "Hr. K. fragen!", "bez.?")):
        pen.text((90 + 40 * place, 110 + 110 * place), words, fill=165, font_size=44)
    return render.encoded(image.filter(ImageFilter.GaussianBlur(2.4)), "PNG")


def uploads(box: Inbox) -> None:
    """Put all uploads into the box."""
    made, content = page_of("bolts")
    box.upload(
        "Rechnung_R-2026-1187.pdf",
        content,
        expected_of(made, "filed", "digital, Bestellung und Betrag stimmen", order="WO-26-0411"),
    )
    again, other = page_of("bolts", variant=1)
    box.upload(
        "R-2026-1187_Kopie.pdf",
        other,
        expected_of(
            again,
            "in_review",
            "dieselbe Rechnung, anders gedruckt: andere Bytes, gleiche Nummer",
            order="WO-26-0411",
            duplicate_of="uploads/Rechnung_R-2026-1187.pdf",
        ),
    )
    made, content = page_of("laptops")
    box.upload(
        "torvex_tx-26-00714.pdf",
        content,
        expected_of(made, "filed", "digital, Bestellung und Betrag stimmen", order="WO-26-0415"),
    )
    made, content = page_of("socket")
    pages = [render.scan(page, Random(11), skew=0.7) for page in render.images(content, 150)]
    box.upload(
        "scan_20261102_0931.pdf", render.image_pdf(pages, 150), expected_of(made, "in_review", "Scan ohne Bestellung")
    )
    made, content = page_of("flyer")
    page = render.scan(render.images(content, 150)[0], Random(12), skew=-0.5, noise=3.0)
    box.upload(
        "Scan0007.jpg",
        render.encoded(page, "JPEG", 60, 150),
        expected_of(
            made,
            "in_review",
            "Scan als JPG; die Bestellung WO-26-0423 passt, doch Werte aus einem Scan sind nicht sicher genug",
            order="WO-26-0423",
        ),
    )
    made, content = page_of("logo")
    page = render.scan(render.images(content, 150)[0], Random(13), skew=0.0, noise=0.0, blur=0.3)
    box.upload(
        "quast_2026-031.png",
        render.encoded(page, "PNG", dpi=150),
        expected_of(made, "in_review", "Scan als PNG, Freiberuflerin, keine Bestellnummer auf der Rechnung"),
    )
    made, content = page_of("till")
    box.upload(
        "IMG_4471.jpg",
        render.encoded(render.photo(render.images(content, 220)[0], Random(14)), "JPEG", 62, 220),
        expected_of(made, "in_review", "Foto eines Kassenbons"),
    )
    made, content = page_of("dinner")
    box.upload("bewirtung_0411.pdf", content, expected_of(made, "in_review", "Bewirtungsbeleg"))
    source = facts(BY_KEY_WISH["compressor"])
    box.upload(
        "910045872_xrechnung.xml",
        einvoice_files.cii(source),
        expected_of_xml(source, "filed", "XRechnung (CII), Bestellung und Betrag stimmen"),
    )
    source = facts(BY_KEY_WISH["labels"])
    box.upload(
        "riebesehl-2026-30771.xml",
        einvoice_files.ubl(source),
        expected_of_xml(source, "filed", "XRechnung (UBL), Bestellung und Betrag stimmen"),
    )
    made, content = page_of("delivery_fan")
    box.upload("Lieferschein_L-551207.pdf", content, expected_of(made, "archived", "Lieferschein", order="WO-26-0421"))
    made, content = page_of("leaflet")
    box.upload("Messe-Sonderangebot.pdf", content, expected_of(made, "archived", "Werbung"))
    _, content = page_of("fan")
    box.upload(
        "rechnung_abgebrochen.pdf",
        content[:640],
        unreadable("received", "pdf_truncated", "mitten in der Übertragung abgebrochen"),
    )
    locked = render.pdf(paper(BY_KEY_WISH["phone"]).sheet, password="geheim")  # noqa: S106 - nobody knows it in the demo; that is the point
    box.upload("Rechnung_geschuetzt.pdf", locked, unreadable("received", "pdf_encrypted", "mit Kennwort geschützt"))
    box.upload(
        "notiz.png",
        _scribble(),
        lambda file, attachment: Expected(
            file, attachment, "other", "in_review", note="unklarer Zettel: die Maschine muss sich enthalten"
        ),
    )
