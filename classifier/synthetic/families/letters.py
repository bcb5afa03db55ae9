"""Business letters: a subject, some sentences, nothing to book."""

from __future__ import annotations

from classifier.synthetic import prose
from classifier.synthetic.blocks import running_text
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Sheet


def letter(sheet: Sheet, facts: Facts) -> None:
    """A business letter: subject in bold, some sentences."""
    sheet.used("text.letter")
    y = running_text.head(sheet, facts)
    subjects = (
        "Ihre Anfrage",
        "Unser Gespräch",
        "Änderung unserer Bankverbindung",
        "Kündigung",
        "Einladung",
        "Ihre Unterlagen",
        "Neue Ansprechpartner",
        "Preisanpassung",
        "Information zu Ihrem Vertrag",
        "Rückfrage zu Ihrer Rechnung",
        "Ihr Schreiben",
        "Betriebsferien",
    )
    sheet.put(sheet.left, y, sheet.rng.choice(subjects), bold=True)
    y += sheet.leading * 2
    sheet.put(
        sheet.left,
        y,
        sheet.rng.choice(("Sehr geehrte Damen und Herren,", f"Sehr geehrte/r {facts.buyer.contact},", "Guten Tag,")),
    )
    y = running_text.body(sheet, facts, prose.some(sheet.rng, prose.LETTER, 2, 6), y + sheet.leading * 1.5)
    running_text.sign(sheet, facts, y)
