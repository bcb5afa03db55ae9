"""English letters and contracts: what foreign suppliers send beside their invoices."""

from __future__ import annotations

from classifier.synthetic import prose
from classifier.synthetic.blocks import footers, running_text
from classifier.synthetic.blocks.identity import tell_supplier
from classifier.synthetic.blocks.pairs import date_pair, number_pair, tell
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Sheet
from models.fields import FieldName as F

_LETTER = (
    "Thank you for your message of {day}. | We would like to inform you that our prices will change as of {day}. | Please find enclosed the documents you requested. | Our office will be closed until {day}. | "
    "Your new contact is {person}. | We have received your notice of termination, effective {day}. | We kindly ask you to update our bank details in your records. | An invoice will follow separately. | "
    "Please return the signed form by {day}. | We apologise for any inconvenience. | We are moving: from {day} you will find us at {street}, {town}. | No payment is required on your part."
)
_CONTRACT = (
    "{number}. Subject matter. The Provider renders the services described in Annex 1. | {number}. Term. This Agreement starts on {day} and may be terminated with three months' notice. | "
    "{number}. Fees. The Customer pays a monthly fee of {amount} plus VAT. | {number}. Liability is limited to intent and gross negligence. | {number}. Confidentiality. Both parties keep all information secret. | "
    "{number}. Governing law is the law of Germany, venue is {town}. | {number}. Data protection. The Provider processes personal data on behalf of the Customer. | {number}. Changes require written form. | "
    "{number}. Should a provision be invalid, the remaining provisions stay in force."
)
_SUBJECTS = (
    "Price adjustment",
    "Change of bank details",
    "Your enquiry",
    "Termination",
    "Invitation",
    "Your documents",
    "New contact",
    "Question about your invoice",
    "Holiday closure",
)
_TITLES = (
    "Service Agreement",
    "Data Processing Agreement",
    "Master Agreement",
    "Licence Agreement",
    "Non-Disclosure Agreement",
    "Order Form and Terms",
    "Lease Agreement",
    "Amendment No. 2",
)


def letter(sheet: Sheet, facts: Facts) -> None:
    """Subject, a few sentences, signature."""
    sheet.used("text.english_letter")
    rng = sheet.rng
    y = running_text.head(sheet, facts)
    sheet.put(sheet.left, y, rng.choice(("Re: ", "Subject: ", "")) + rng.choice(_SUBJECTS), bold=True)
    y += 2 * sheet.leading
    sheet.put(
        sheet.left, y, rng.choice(("Dear Sir or Madam,", f"Dear {facts.buyer.contact},", "To whom it may concern,"))
    )
    y = running_text.body(sheet, facts, prose.some(rng, _LETTER, 2, 6), y + 1.5 * sheet.leading)
    sheet.put(sheet.left, y + sheet.leading, rng.choice(("Kind regards", "Yours sincerely", "Best regards")))
    sheet.put(sheet.left, y + 3 * sheet.leading, facts.supplier.contact)
    footers.footer(sheet, facts)
    sheet.lax |= {F.IBAN, F.BIC}


def contract(sheet: Sheet, facts: Facts) -> None:
    """Title, parties, numbered clauses, places to sign."""
    sheet.used("text.english_contract")
    rng = sheet.rng
    sheet.put((sheet.left + sheet.right) / 2, 68, rng.choice(_TITLES), 16, True, "c")
    y = 98.0
    if rng.random() < 0.5:
        number = number_pair(sheet, facts)
        sheet.put(sheet.left, y, f"{number.label} {number.value}")
        tell(sheet, number)
        y += 1.5 * sheet.leading
    for lead, party, role in (("between", facts.supplier, "Provider"), ("and", facts.buyer, "Customer")):
        y = (
            sheet.paragraph(
                sheet.left, y, f'{lead} {party.name}, {party.street}, {party.town_line} ("{role}")', sheet.width
            )
            + 6
        )
    tell_supplier(sheet, facts, facts.supplier.name)
    sheet.tell(F.BUYER_NAME, facts.buyer.name)
    y = running_text.body(sheet, facts, prose.some(rng, _CONTRACT, 4, 9, ordered=True), y + 10, separate=True)
    when = date_pair(sheet, facts)
    sheet.put(sheet.left, y + 36, f"{facts.supplier.town}, {when.value}")
    tell(sheet, when)
    sheet.rule(sheet.left, y + 66, 160, 0.5)
    sheet.rule(sheet.right - 160, y + 66, 160, 0.5)
    sheet.put(sheet.left, y + 76, "Provider")
    sheet.put(sheet.right - 160, y + 76, "Customer")
    sheet.lax |= {F.SUPPLIER_NAME, F.BUYER_NAME, F.NET_TOTAL, F.GROSS_TOTAL}
