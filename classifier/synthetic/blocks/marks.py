"""What offices and printers put on a page afterwards or around it: stamps, notes by hand, page numbers, fold marks, form numbers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from classifier.synthetic import names
from classifier.synthetic.deals import CHAIN, Facts
from classifier.synthetic.sheet import Draft, Shape, Sheet
from models.fields import FieldName as F

_SIZE = 9.0


def _free(sheet: Sheet, page: Draft, width: float, height: float) -> tuple[float, float] | None:
    """A place of this size on the page that no text touches; None if ten tries find none."""
    spans = [(run.x, run.x + sheet.measure(run.text, run.size, run.bold), run.y) for run in page.runs]
    for _ in range(10):
        x = sheet.rng.uniform(30, page.width - width - 20)
        y = sheet.rng.uniform(20, page.height - height - 15)
        if all(
            end < x - 4 or start > x + width + 4 or base < y - 3 or base > y + height + 9 for start, end, base in spans
        ):
            return x, y
    return None


def _stamp(sheet: Sheet, facts: Facts, rows: list[str], boxed: bool = True) -> None:
    page = sheet.pages[0]
    wide = max(sheet.measure(row, _SIZE, True) for row in rows) + 12
    place = _free(sheet, page, wide, 14.0 * len(rows))
    if place is None:
        return
    x, y = place
    font = sheet.face.bold
    from_top = y + 10
    for row in rows:
        page.runs.append(sheet.run(x + 6, from_top, row, font, _SIZE))
        from_top += 13
    if boxed:
        page.shapes.append(Shape(x, y, wide, 13.0 * len(rows) + 2))


def received(sheet: Sheet, facts: Facts) -> None:
    """`Eingegangen 05.04.2026`: a date that is not the document's."""
    sheet.used("mark.received")
    day = facts.issued + timedelta(sheet.rng.randrange(1, 9))
    shown = sheet.rng.choice(
        (
            f"{day:%d.%m.%Y}",
            f"{day:%d. %m. %y}",
            f"{day.day}. {('Jan', 'Feb', 'Mrz', 'Apr', 'Mai', 'Jun', 'Jul', 'Aug', 'Sep', 'Okt', 'Nov', 'Dez')[day.month - 1]}. {day.year}",
        )
    )
    _stamp(
        sheet,
        facts,
        [
            sheet.rng.choice(("EINGEGANGEN", "Eingang", "Posteingang", "E I N G A N G", "Erhalten am", "RECEIVED")),
            shown,
        ],
    )


def settled(sheet: Sheet, facts: Facts) -> None:
    """`Bezahlt`, with or without a date."""
    sheet.used("mark.settled")
    day = facts.issued + timedelta(sheet.rng.randrange(3, 30))
    _stamp(
        sheet,
        facts,
        [
            sheet.rng.choice(("BEZAHLT", "bezahlt", "Überwiesen", "GEBUCHT", "erledigt")),
            *([f"{day:%d.%m.%y}"] if sheet.rng.random() < 0.6 else []),
        ],
    )


def posting(sheet: Sheet, facts: Facts) -> None:
    """The stamp of bookkeeping: account, cost centre, checked by whom and when."""
    sheet.used("mark.posting")
    rng = sheet.rng
    rows = [
        f"Konto {rng.randrange(3000, 6999)}",
        f"KSt {rng.randrange(100, 999)}",
        f"sachl. richtig {names.person(rng).split(' ')[-1]}",
        f"geprüft {facts.issued + timedelta(4):%d.%m.}",
        f"BelegNr {rng.randrange(1, 9999)}",
    ]
    _stamp(sheet, facts, rng.sample(rows, rng.randrange(2, 5)))


def scribble(sheet: Sheet, facts: Facts) -> None:
    """A note by hand, as far as a reader makes words of it."""
    sheet.used("mark.scribble")
    rng = sheet.rng
    _stamp(
        sheet,
        facts,
        [
            rng.choice(
                (
                    "ok",
                    "i.O.",
                    f"ok {names.person(rng).split(' ')[-1]}",
                    "Bitte zahlen!",
                    "Baustelle 12",
                    "Skonto!",
                    f"Hr. {names.person(rng).split(' ')[-1]} fragen",
                    f"{rng.randrange(1, 200)}",
                    "Kopie an Lohn",
                    "fehlt 1 Stk",
                )
            )
        ],
        boxed=False,
    )


def copy_mark(sheet: Sheet, facts: Facts) -> None:
    """`Kopie`, `Original`, `Duplikat`."""
    sheet.used("mark.copy")
    _stamp(
        sheet,
        facts,
        [
            sheet.voice.pick(
                ("KOPIE", "Duplikat", "ORIGINAL", "Zweitschrift", "per E-Mail", "PER E-MAIL VORAB"),
                ("COPY", "ORIGINAL", "DUPLICATE"),
            )
        ],
        boxed=False,
    )


def page_numbers(sheet: Sheet, facts: Facts) -> None:
    """`Seite 1 von 3` on every page."""
    sheet.used("mark.page_numbers")
    count, rng = len(sheet.pages), sheet.rng
    form = sheet.voice.pick(
        ("Seite {} von {}", "Seite {}/{}", "Blatt {} von {}", "- {} -", "{}/{}", "Seite: {}"),
        ("Page {} of {}", "{} / {}", "Page {}"),
    )
    top = rng.random() < 0.4
    for place, page in enumerate(sheet.pages, start=1):
        y = 26.0 if top else page.height - 14
        page.runs.append(sheet.run(sheet.right - 60, y, form.format(place, count), sheet.face.regular, 7))


def form_number(sheet: Sheet, facts: Facts) -> None:
    """The printer's own number at the edge."""
    sheet.used("mark.form_number")
    rng, page = sheet.rng, sheet.pages[0]
    text = rng.choice(
        (
            f"FO-{rng.randrange(100, 999)} {rng.randrange(1, 12):02d}/{facts.issued.year - 1}",
            f"{rng.randrange(10**9, 10**10)}",
            f"*{rng.randrange(10**11, 10**12)}*",
            f"R{rng.randrange(10**5, 10**6)} 0001 {rng.randrange(100, 999)}",
            f"Druck {facts.issued + timedelta(1):%d.%m.%y} 04:12",
        )
    )
    page.runs.append(
        sheet.run(rng.choice((14.0, sheet.left)), rng.choice((16.0, page.height - 8)), text, sheet.face.regular, 5.5)
    )


def fold_marks(sheet: Sheet, facts: Facts) -> None:
    """The marks of DIN 5008 at the left edge: no text."""
    sheet.used("mark.fold_marks")
    for y in (298.0, 421.0, 595.0):
        if y < sheet.pages[0].height - 10:
            sheet.pages[0].shapes.append(Shape(8, y, 12, 0.4, 0.3))


MARKS: tuple[Callable[[Sheet, Facts], None], ...] = (
    received,
    received,
    received,
    settled,
    posting,
    posting,
    scribble,
    copy_mark,
    page_numbers,
    page_numbers,
    page_numbers,
    form_number,
    form_number,
    fold_marks,
)


def running_heads(sheet: Sheet, facts: Facts) -> None:
    """Name, number and date repeated at the top of every later page."""
    if len(sheet.pages) < 2 or facts.kind not in CHAIN:
        return
    sheet.used("mark.running_heads")
    voice = sheet.voice
    text = voice.pick(
        (
            f"{facts.supplier.brand} · Beleg {facts.number} vom {voice.date(facts.issued)}",
            f"zu {facts.number} / {voice.date(facts.issued)} / Kunde {facts.customer_number or '-'}",
            f"Fortsetzung {facts.number}",
        ),
        (f"{facts.supplier.brand}, {facts.number}, {voice.date(facts.issued)}",),
    )
    sheet.tell(F.DOCUMENT_NUMBER, facts.number.replace(" ", ""))
    if voice.date(facts.issued) in text:
        sheet.tell(F.DOCUMENT_DATE, facts.issued.isoformat())
    if facts.customer_number and "Kunde" in text:
        sheet.tell(F.CUSTOMER_NUMBER, facts.customer_number.replace(" ", ""))
    for page in sheet.pages[1:]:
        page.runs.append(sheet.run(sheet.left, 34, text, sheet.face.regular, 7))


def marks(sheet: Sheet, facts: Facts) -> None:
    """None, one or two marks; running heads on some long papers."""
    if sheet.pages[0].width < 500:
        return
    if sheet.rarely(0.3):
        running_heads(sheet, facts)
    chance = 0.3
    while sheet.rarely(chance):
        sheet.rng.choice(MARKS)(sheet, facts)
        chance /= 3
