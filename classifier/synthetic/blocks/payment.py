"""Bank details, GiroCode, closing words, and what each kind says about paying."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from classifier.synthetic.blocks.identity import tell_supplier
from classifier.synthetic.blocks.terms import paid, terms
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Picture, Sheet
from models.documents import DocumentKind
from models.fields import FieldName as F


def bank_lines(sheet: Sheet, facts: Facts, y: float, x: float | None = None) -> float:
    """IBAN, BIC, bank, holder as labelled lines."""
    sheet.used("payment.bank_lines")
    voice, rng, account = sheet.voice, sheet.rng, facts.supplier.accounts[0]
    at = sheet.left if x is None else x
    rows = [f"{voice.named('iban')} {voice.iban(account.iban)}"]
    sheet.tell(F.IBAN, account.iban)
    if rng.random() < 0.8:
        rows.append(f"{voice.named('bic')} {account.bic}")
        sheet.tell(F.BIC, account.bic)
    if rng.random() < 0.6:
        rows.insert(0, f"{voice.named('bank')} {account.bank}" if rng.random() < 0.5 else account.bank)
    if rng.random() < 0.35:
        rows.insert(0, f"{voice.named('holder')} {facts.supplier.name}")
        tell_supplier(sheet, facts, facts.supplier.name)
    if rng.random() < 0.3:
        rows.append(f"{voice.named('purpose')} {facts.number}")
        if facts.kind is DocumentKind.INVOICE:
            sheet.tell(F.DOCUMENT_NUMBER, facts.number.replace(" ", ""))
    if rng.random() < 0.2:
        y = sheet.paragraph(at, y, ", ".join(rows), sheet.right - at)
    else:
        for row in rows:
            sheet.put(at, y, row)
            y += sheet.leading
    return y


def giro_code(sheet: Sheet, facts: Facts, y: float) -> float:
    """A GiroCode (EPC069-12) beside bank details."""
    account, due = facts.supplier.accounts[0], facts.sums.due
    if facts.currency != "EUR" or due <= Decimal(0):
        return bank_lines(sheet, facts, y)
    sheet.used("payment.giro_code")
    payload = "\n".join(
        (
            "BCD",
            "002",
            "1",
            "SCT",
            account.bic,
            facts.supplier.name[:70],
            account.iban,
            f"EUR{due:.2f}",
            "",
            "",
            facts.number,
        )
    )
    sheet.page.pictures.append(Picture(sheet.left, y, 70, 70, "code", payload))
    if sheet.rng.random() < 0.5:
        sheet.put(
            sheet.left, y + 80, sheet.voice.pick(("GiroCode", "QR-Code mit Banking-App scannen"), ("Scan to pay",)), 7
        )
    return max(y + 90, bank_lines(sheet, facts, y + 12, sheet.left + 90))


def payment(sheet: Sheet, facts: Facts, y: float) -> float:
    """Terms and bank details where the kind has any."""
    if y > sheet.bottom - 20:
        sheet.new_page()
        y = 70.0
    if facts.kind not in (DocumentKind.INVOICE, DocumentKind.DUNNING):
        if facts.kind is DocumentKind.OFFER and sheet.rng.random() < 0.6:
            until = sheet.voice.date(facts.issued + timedelta(30))
            return sheet.paragraph(
                sheet.left,
                y + 8,
                sheet.voice.pick(
                    (
                        f"Das Angebot ist gültig bis {until}.",
                        "Zahlungsbedingungen: 14 Tage netto nach Rechnungsstellung.",
                        f"Bindefrist: {until}",
                    ),
                    (f"Valid until {until}.", "Payment terms: 30 days net upon invoice."),
                ),
                sheet.width,
            )
        if facts.kind is DocumentKind.ORDER_CONFIRMATION and sheet.rng.random() < 0.6:
            return sheet.paragraph(
                sheet.left,
                y + 8,
                sheet.voice.pick(
                    (
                        f"Voraussichtlicher Liefertermin: KW {sheet.rng.randrange(1, 52)}",
                        "Die Rechnung erhalten Sie nach Lieferung. Zahlungsziel 14 Tage.",
                    ),
                    ("Payment: 30 days after invoice.",),
                ),
                sheet.width,
            )
        return y
    if facts.kind is DocumentKind.INVOICE and sheet.rng.random() < 0.08:
        return paid(sheet, facts, y)
    if sheet.rng.random() < 0.85:
        y = terms(sheet, facts, y)
    roll = sheet.rng.random()
    if roll < 0.35:
        y = bank_lines(sheet, facts, y + 4)
    elif roll < 0.45:
        y = giro_code(sheet, facts, y + 6)
    return y


def closing(sheet: Sheet, facts: Facts, y: float) -> float:
    """`Mit freundlichen Grüßen` and who signs."""
    if y > sheet.bottom or sheet.rng.random() < 0.4:
        return y
    sheet.used("text.closing")
    y += sheet.leading * 1.2
    sheet.put(
        sheet.left,
        y,
        sheet.voice.pick(
            ("Mit freundlichen Grüßen", "Freundliche Grüße", "Vielen Dank für Ihren Auftrag!", "Hochachtungsvoll"),
            ("Kind regards", "Thank you for your business!", "Yours faithfully"),
        ),
    )
    roll = sheet.rng.random()
    y += sheet.leading * sheet.rng.choice((1.2, 3))
    if roll < 0.3:
        sheet.put(sheet.left, y, facts.supplier.name)
        tell_supplier(sheet, facts, facts.supplier.name)
        y += sheet.leading
    elif roll < 0.6:
        sheet.put(sheet.left, y, facts.supplier.contact)
        y += sheet.leading
    return y
