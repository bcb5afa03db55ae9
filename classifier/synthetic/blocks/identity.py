"""Who sends a page: name, address and contact lines, and the truth of the supplier's name."""

from __future__ import annotations

from classifier.synthetic import names
from classifier.synthetic.deals import Facts
from classifier.synthetic.parties import Party
from classifier.synthetic.sheet import Sheet
from models.fields import FieldName


def tell_supplier(sheet: Sheet, facts: Facts, printed: str) -> None:
    """State the supplier by a name that was printed; the full name outranks the brand wherever it stands."""
    known = sheet.truth.get(FieldName.SUPPLIER_NAME)
    if known is None or printed == facts.supplier.name:
        sheet.truth[FieldName.SUPPLIER_NAME] = printed


def address_lines(party: Party, abroad: bool, german: bool = True) -> list[str]:
    """Street, town and, if asked, country."""
    lines = [party.street, party.town_line]
    if abroad:
        lines.append(names.COUNTRY_NAMES[party.country][0 if german else 1])
    return lines


def contact_lines(sheet: Sheet, party: Party) -> list[str]:
    """Phone, mail, web with or without labels."""
    voice, rng = sheet.voice, sheet.rng
    lines = [f"{voice.named('phone')} {party.phone}"]
    if rng.random() < 0.5:
        lines.append(f"{voice.named('fax')} {party.fax}")
    lines.append(party.mail if rng.random() < 0.5 else f"{voice.named('mail')} {party.mail}")
    if rng.random() < 0.7:
        lines.append(party.web)
    return lines
