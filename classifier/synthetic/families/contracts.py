"""Contracts: two named parties, paragraphs, places to sign."""

from __future__ import annotations

from classifier.synthetic import prose
from classifier.synthetic.blocks import running_text
from classifier.synthetic.blocks.identity import tell_supplier
from classifier.synthetic.blocks.pairs import date_pair, number_pair, tell
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Sheet
from models.fields import FieldName as F


def contract(sheet: Sheet, facts: Facts) -> None:
    """A contract: two named parties, paragraphs, places to sign."""
    sheet.used("text.contract")
    rng = sheet.rng
    words = (
        "Mietvertrag",
        "Dienstleistungsvertrag",
        "Wartungsvertrag",
        "Arbeitsvertrag",
        "Rahmenvertrag",
        "Leasingvertrag",
        "Vertrag über die Auftragsverarbeitung",
        "Werkvertrag",
        "Kaufvertrag",
        "Vertragsänderung",
    )
    sheet.put((sheet.left + sheet.right) / 2, 70, rng.choice(words), 16, True, align="c")
    y = 100.0
    if rng.random() < 0.5:
        sheet.put(sheet.left, y, f"{sheet.voice.named('contract_number')} {facts.number}")
        tell(sheet, number_pair(sheet, facts))
        y += sheet.leading * 1.5
    for lead, party in (("zwischen", facts.supplier), ("und", facts.buyer)):
        y = sheet.paragraph(sheet.left, y, f"{lead} {party.name}, {party.street}, {party.town_line}", sheet.width) + 6
    tell_supplier(sheet, facts, facts.supplier.name)
    sheet.tell(F.BUYER_NAME, facts.buyer.name)
    y = running_text.body(sheet, facts, prose.some(rng, prose.CONTRACT, 5, 11), y + 10, separate=True)
    when = date_pair(sheet, facts)
    sheet.put(sheet.left, y + 40, f"{facts.supplier.town}, {when.value}")
    tell(sheet, when)
    sheet.rule(sheet.left, y + 70, 160, 0.5)
    sheet.rule(sheet.right - 160, y + 70, 160, 0.5)
    sheet.put(sheet.left, y + 80, rng.choice(("Auftragnehmer", "Vermieter", "Arbeitgeber", "Unterschrift")))
    sheet.put(sheet.right - 160, y + 80, rng.choice(("Auftraggeber", "Mieter", "Arbeitnehmer", "Unterschrift")))
    sheet.lax |= {F.SUPPLIER_NAME, F.BUYER_NAME, F.NET_TOTAL, F.GROSS_TOTAL}
