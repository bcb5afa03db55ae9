"""Letterheads that say little: no head at all, a slogan beside a picture, initials, a group's brand, a head at the foot of the page."""

from __future__ import annotations

from collections.abc import Callable

from classifier.synthetic import names
from classifier.synthetic.blocks.identity import address_lines, contact_lines, tell_supplier
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Picture, Sheet

_SLOGANS = {
    "de": (
        "Einfach. Gut. Versorgt.", "Mit Sicherheit ein guter Partner", "Qualität, die verbindet", "Immer in Ihrer Nähe", "Wir machen das.", "Ideen werden Wirklichkeit",
        "Handwerk mit Herz und Verstand", "... mehr als nur Technik", "Ihr Vorteil ist unser Antrieb", "Aus Tradition gut", "Besser beraten. Besser gebaut.", "So geht Service heute",
    ),
    "en": ("Simply connected.", "Built to last", "Your success is our business", "Quality you can trust"),
}  # fmt: skip


def nothing(sheet: Sheet, facts: Facts) -> float:
    """No head: the supplier stands in the sender line or in the foot, if anywhere."""
    sheet.used("head.none")
    return 50.0


def slogan(sheet: Sheet, facts: Facts) -> float:
    """A picture with a slogan: the only text at the top is not the name."""
    sheet.used("head.slogan")
    rng = sheet.rng
    at = rng.choice((sheet.left, sheet.right - 150))
    sheet.page.pictures.append(Picture(at, 30, 110, 40, "logo", facts.supplier.brand))
    sheet.put(
        at, 84, rng.choice(_SLOGANS[sheet.voice.language]), rng.choice((sheet.size - 1, sheet.size, sheet.size + 2))
    )
    return 98.0


def initials(sheet: Sheet, facts: Facts) -> float:
    """Big initials; what they stand for is said smaller below, or nowhere."""
    sheet.used("head.initials")
    rng, supplier = sheet.rng, facts.supplier
    letters = [word[0] for word in supplier.brand.replace("&", " ").split() if word[:1].isalpha()][:4]
    shown = rng.choice((" ", " + ", ".", "|", "")).join(letters).upper()
    x, align = rng.choice(((sheet.left, "l"), (sheet.right, "r"), ((sheet.left + sheet.right) / 2, "c")))
    sheet.put(x, 62, shown, rng.choice((22.0, 28.0, 34.0)), True, align)
    y = 78.0
    if rng.random() < 0.6:
        sheet.fit(x, y, supplier.name, sheet.width, rng.choice((7.5, 9.0)), align=align)
        tell_supplier(sheet, facts, supplier.name)
        y += 12
    return y + 4


def group_brand(sheet: Sheet, facts: Facts) -> float:
    """A group's brand in big letters, the supplier itself small: the biggest words are somebody else's."""
    sheet.used("head.group_brand")
    rng, supplier, voice = sheet.rng, facts.supplier, sheet.voice
    sheet.put(sheet.left, 60, names.coined(rng).upper(), rng.choice((18.0, 22.0, 26.0)), True)
    sheet.put(
        sheet.left,
        73,
        voice.pick(("Gruppe", "Unternehmensgruppe", "Fachhandel", "Partnerbetrieb"), ("Group", "Partner")),
        8,
    )
    y = rng.choice((58.0, 90.0))
    for place, line in enumerate((supplier.name, *address_lines(supplier, False), supplier.phone)):
        sheet.fit(sheet.right - 190, y, line, 190, sheet.size - 0.5, bold=place == 0)
        y += sheet.leading
    tell_supplier(sheet, facts, supplier.name)
    return y + 6


def at_the_foot(sheet: Sheet, facts: Facts) -> float:
    """Name and address as a letterhead at the bottom of the page."""
    sheet.used("head.at_the_foot")
    rng, supplier = sheet.rng, facts.supplier
    sheet.bottom = min(sheet.bottom, sheet.page.height - 160)
    x, align = rng.choice(((sheet.left, "l"), (sheet.right, "r"), ((sheet.left + sheet.right) / 2, "c")))
    y = sheet.page.height - 128
    sheet.foot = y - 30
    sheet.fit(x, y, supplier.name, sheet.width, sheet.size + rng.choice((1, 4, 8)), True, align)
    tell_supplier(sheet, facts, supplier.name)
    joint = rng.choice((" · ", " | ", "  "))
    for line in (joint.join(address_lines(supplier, False)), joint.join(contact_lines(sheet, supplier))):
        y += 12
        sheet.fit(x, y, line, sheet.width, 8, align=align)
    return 60.0


def small_line(sheet: Sheet, facts: Facts) -> float:
    """One small line across the top with everything in it."""
    sheet.used("head.small_line")
    supplier = facts.supplier
    joint = sheet.rng.choice((" · ", " | ", " - ", ", ", " / "))
    line = joint.join((supplier.name, *address_lines(supplier, False), *contact_lines(sheet, supplier)))
    sheet.fit(sheet.left, 36, line, sheet.width, 7.5)
    tell_supplier(sheet, facts, supplier.name)
    if sheet.rng.random() < 0.5:
        sheet.rule(sheet.left, 40, sheet.width, 0.4)
    return 56.0


QUIET: tuple[Callable[[Sheet, Facts], float], ...] = (
    nothing,
    nothing,
    slogan,
    slogan,
    initials,
    group_brand,
    at_the_foot,
    small_line,
)
