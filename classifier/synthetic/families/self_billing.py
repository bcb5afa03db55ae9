"""Self-billing (§ 14 (2) sentence 2 UStG): the customer writes the supplier's invoice and calls it `Gutschrift`."""

from __future__ import annotations

from dataclasses import replace

from classifier.synthetic.blocks import footers, heads, info, item_tables, recipients, totals
from classifier.synthetic.blocks.pairs import head_pairs
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Sheet
from models.fields import FieldName as F


def self_billing(sheet: Sheet, facts: Facts) -> None:
    """The letterhead is the buyer's, the window holds the supplier; money flows to the supplier's account."""
    sheet.used("family.self_billing")
    rng, voice, supplier = sheet.rng, sheet.voice, facts.supplier
    turned = replace(facts, supplier=facts.buyer, buyer=supplier, tax_note="small")  # "small": no tax ids of the writer
    heads.left(sheet, turned) if rng.random() < 0.5 else heads.right(sheet, turned)
    y = recipients.window(sheet, turned, 112)
    title = rng.choice(
        (
            "Gutschrift",
            "Gutschrift nach § 14 Abs. 2 UStG",
            "Gutschriftsanzeige",
            "Provisionsabrechnung",
            "Abrechnung (Gutschrift)",
            "Honorarabrechnung im Gutschriftverfahren",
        )
    )
    sheet.fit(sheet.left, max(y + 20, 230.0), title, sheet.width, sheet.size + 5, True)
    y = max(y + 20, 230.0) + 20
    y = info.column_left(sheet, turned, head_pairs(sheet, replace(turned, kind=facts.kind)), y)
    y = item_tables.table(sheet, facts, y + 10)
    y = totals.column(sheet, facts, y + 8)
    account = supplier.accounts[0]
    text = f"Den Betrag überweisen wir auf Ihr Konto {voice.iban(account.iban)} bei der {account.bank}."
    tax_id = supplier.vat_id or supplier.tax_number
    if tax_id:
        text += f" Ihre {'USt-IdNr.' if supplier.vat_id else 'Steuernummer'}: {tax_id}."
    sheet.paragraph(sheet.left, y + 10, text, sheet.width)
    footers.nothing(sheet, turned)
    sheet.truth.update({F.SUPPLIER_NAME: supplier.name, F.BUYER_NAME: facts.buyer.name, F.IBAN: account.iban})
    sheet.lax |= {F.SUPPLIER_VAT_ID, F.SUPPLIER_TAX_NUMBER, F.CUSTOMER_NUMBER, F.DUE_DATE, F.BIC}
    for name in (F.SUPPLIER_VAT_ID, F.SUPPLIER_TAX_NUMBER, F.CUSTOMER_NUMBER, F.DUE_DATE, F.BIC):
        sheet.truth.pop(name, None)
    if supplier.vat_id:
        sheet.tell(F.SUPPLIER_VAT_ID, supplier.vat_id)
