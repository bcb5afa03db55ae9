"""The mails of the sample inbox with their attachments."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from random import Random

from classifier.synthetic import einvoice_files
from classifier.synthetic import inbox_cast as cast
from classifier.synthetic.arithmetic import sums
from classifier.synthetic.deals import Facts
from classifier.synthetic.inbox_expected import Expected, Inbox, expected_of, expected_of_xml, mail
from classifier.synthetic.inbox_papers import page_of


def _with_price(source: Facts, more: Decimal) -> Facts:
    first, *rest = source.sums.items
    changed = replace(first, price=first.price + more, amount=first.amount + more * first.quantity)
    return replace(source, sums=sums(Random(0), (changed, *rest), False, plain=True))


def mails(box: Inbox) -> None:
    """Put all mails into the box."""

    def at(day: int, hour: int, month: int = 11) -> datetime:
        return datetime(2026, month, day, hour, 12, tzinfo=UTC)

    hello = "Guten Tag,\n\nanbei erhalten Sie unsere Unterlagen als PDF.\n\nMit freundlichen Grüßen\n"
    made, content = page_of("paper")
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
                expected_of(made, "filed", "digital, Bestellung und Betrag stimmen", order="WO-26-0412"),
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
    made, content = page_of("dowels")
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
                expected_of_xml(made.facts, "filed", "ZUGFeRD, Seite und XML gleich"),
            )
        ],
    )
    made, content = page_of("monitor")
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
                expected_of_xml(
                    differing,
                    "in_review",
                    "ZUGFeRD: die Seite zeigt einen anderen Betrag als das XML",
                    ("page_differs_from_xml",),
                ),
            )
        ],
    )
    made, content = page_of("partial")
    note, slip = page_of("delivery")
    box.mail("hallbach-1231.eml", cast.HALLBACH, "Rechnung und Lieferschein zu WO-26-0433", hello, at(5, 10), [
        ("Lieferschein_88213.pdf", slip, expected_of(note, "archived", "Lieferschein", order="WO-26-0433")),
        ("Rechnung_R-2026-1231.pdf", content, expected_of(made, "in_review", "Teillieferung: Betrag kleiner als bestellt", order="WO-26-0433")),
    ])  # fmt: skip
    for key, file, sender, subject, day, title, status, order, remark in (
        ("phone", "heidenetz-11.eml", cast.HEIDENETZ, "Ihre Telefonrechnung November", at(3, 5), "Rechnung_4420391867.pdf", "in_review", None, "ohne Bestellung"),
        ("saas", "loopdesk-0017.eml", cast.LOOPDESK, "Your Loopdesk invoice LD8K2QXA-0017", at(1, 2), "Invoice-LD8K2QXA-0017.pdf", "in_review", None, "englisch, Reverse Charge"),
        ("return", "hallbach-g0064.eml", cast.HALLBACH, "Gutschrift zu Ihrer Rücksendung", at(6, 11), "G-2026-0064.pdf", "in_review", None, "Gutschrift"),
        ("confirmation", "torvex-ab2290.eml", cast.TORVEX, "Auftragsbestätigung AB-26-2290", at(5, 15), "AB-26-2290.pdf", "archived", "WO-26-0439", "Auftragsbestätigung"),
        ("dunning", "kattenbeck-mahnung.eml", cast.SPEDITION, "2. Mahnung", at(10, 6), "Mahnung_M-2026-118.pdf", "in_review", None, "eine Mahnung muss ein Mensch sehen"),
        ("notice", "stadtkasse.eml", cast.STADT, "Bescheid", at(27, 9, 10), "Bescheid.pdf", "archived", None, "Bescheid einer Behörde"),
    ):  # fmt: skip
        made, content = page_of(key)
        box.mail(file, sender, subject, hello, day, [(title, content, expected_of(made, status, remark, order=order))])
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
