"""A sales document as the letter that Lexware would print of it (API notes, sections 12.4 and 14 to 20)."""

from __future__ import annotations

from collections.abc import Iterator

from lexoffice.sandbox.box import Box
from lexoffice.sandbox.papers.letter import Letter
from lexoffice.sandbox.papers.letterhead import Letterhead, letterhead
from lexoffice.sandbox.papers.salestable import columns, rows, totals
from lexoffice.sandbox.papers.taxwords import tax_note
from lexoffice.sandbox.papers.words import TITLES, day_text, number_text, title_of, word
from lexoffice.sandbox.store import Record


def sales_letter(box: Box, record: Record) -> Letter:
    """The letter of one document."""
    language = language_of(record)
    sender = letterhead(box)
    number = record.get("voucherNumber") or ""
    title = record.get("title") or title_of(record["type"], language)
    return Letter(
        language=language,
        title=f"{title} {number}".strip(),
        sender=sender.name,
        return_address=f"{sender.name} · {sender.street} · {sender.zip} {sender.city}",
        recipient=recipient(record.get("address") or {}),
        facts=tuple(_facts(box, record, language)),
        opening=tuple(filter(None, [record.get("introduction")])),
        columns=columns(record, language),
        rows=rows(record, language),
        totals=totals(record, language),
        closing=tuple(_closing(box, record, language)),
        footer=footer(sender, language),
        notice=word("preview", language) if record.get("electronicDocumentProfile") == "XRechnung" else "",
    )


def language_of(record: Record) -> str:
    """`de` or `en`."""
    return "en" if record.get("language") == "en" else "de"


def recipient(address: Record) -> tuple[str, ...]:
    """The lines of the address window; the country only where it is not ours."""
    town = f"{address.get('zip') or ''} {address.get('city') or ''}".strip()
    country = address.get("countryCode") if address.get("countryCode") != "DE" else None
    lines = (address.get("name"), address.get("supplement"), address.get("street"), town, country)
    return tuple(str(line) for line in lines if line)


def _facts(box: Box, record: Record, language: str) -> Iterator[tuple[str, str]]:
    if record.get("voucherNumber"):
        yield word("number", language), str(record["voucherNumber"])
    yield word("date", language), day_text(record.get("voucherDate"), language)
    if record.get("dueDate"):
        yield word("due", language), day_text(record["dueDate"], language)
    if record.get("expirationDate"):
        yield word("valid until", language), day_text(record["expirationDate"], language)
    yield from _shipping(record.get("shippingConditions") or {}, language)
    contact = box.store.get("contact", (record.get("address") or {}).get("contactId") or "")
    customer = ((contact or {}).get("roles") or {}).get("customer") or {}
    if customer.get("number"):
        yield word("customer", language), str(customer["number"])
    for related in record.get("relatedVouchers") or []:
        title = title_of(related["voucherType"], language) if related["voucherType"] in TITLES else ""
        yield word("refers to", language), f"{title} {related.get('voucherNumber') or ''}".strip()
    reference = (record.get("xRechnung") or {}).get("buyerReference")
    if reference:
        yield word("buyer reference", language), str(reference)


def _shipping(shipping: Record, language: str) -> Iterator[tuple[str, str]]:
    kind = str(shipping.get("shippingType") or "none")
    if kind == "none" or not shipping.get("shippingDate"):
        return
    label = "delivered" if kind.startswith("delivery") else "served"
    day = day_text(shipping["shippingDate"], language)
    if kind.endswith("period"):
        yield word(f"{label} from", language), f"{day} – {day_text(shipping.get('shippingEndDate'), language)}"
    else:
        yield word(label, language), day


def _closing(box: Box, record: Record, language: str) -> Iterator[str]:
    """Why there is no tax, when and how to pay, and what the author added."""
    note = tax_note(record, small_business=bool(box.profile.get("smallBusiness")))
    if note:
        yield note
    if record.get("deliveryTerms"):
        yield word("delivery terms", language).format(terms=record["deliveryTerms"])
    terms = terms_text(record.get("paymentConditions") or {}, language)
    if terms:
        yield terms
    if record.get("dueDate"):
        yield word("pay until", language).format(day=day_text(record["dueDate"], language))
    if record.get("remark"):
        yield str(record["remark"])


def terms_text(conditions: Record, language: str) -> str:
    """The terms of payment with their figures in place of the template's variables."""
    text = str(conditions.get("paymentTermLabel") or conditions.get("paymentTermLabelTemplate") or "")
    discount = conditions.get("paymentDiscountConditions") or {}
    figures = {
        "paymentRange": conditions.get("paymentTermDuration"),
        "discountRange": discount.get("discountRange"),
        "discount": discount.get("discountPercentage"),
    }
    for name, figure in figures.items():
        if figure is not None:
            text = text.replace(f"{{{name}}}", number_text(figure, language))
    return text


def footer(sender: Letterhead, language: str) -> tuple[tuple[str, ...], ...]:
    """Address, ways to reach us, bank, register and tax ids, as the law wants them on a letter."""
    ids = [f"{word('tax number', language)} {sender.tax_number}"]
    if sender.vat_id:
        ids.append(f"{word('vat id', language)} {sender.vat_id}")
    return (
        (sender.name, sender.street, f"{sender.zip} {sender.city}"),
        (f"{word('phone', language)} {sender.phone}", sender.email, *ids),
        (sender.bank, f"IBAN {_in_fours(sender.iban)}", f"BIC {sender.bic}"),
        (sender.commercial_register, f"{word('director', language)}:", sender.director),
    )


def _in_fours(iban: str) -> str:
    return " ".join(iban[start : start + 4] for start in range(0, len(iban), 4))
