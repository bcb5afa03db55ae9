"""From what a sheet stated to the truth of an example: printed values, known absences, and the unknown left out."""

from __future__ import annotations

from classifier.examples import FieldTruth
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Sheet
from models.documents import BOOKABLE, DocumentKind
from models.fields import FieldName as F

_ALWAYS = (
    F.SUPPLIER_NAME, F.BUYER_NAME, F.SUPPLIER_VAT_ID, F.SUPPLIER_TAX_NUMBER, F.DOCUMENT_NUMBER, F.DOCUMENT_DATE, F.DUE_DATE, F.DELIVERY_DATE,
    F.PERIOD_START, F.PERIOD_END, F.ORDER_REFERENCE, F.CUSTOMER_NUMBER, F.NET_TOTAL, F.TAX_TOTAL, F.GROSS_TOTAL, F.PREPAID_TOTAL, F.TAX_BREAKDOWN,
    F.IBAN, F.BIC,
)  # fmt: skip


def truths(sheet: Sheet, facts: Facts) -> dict[F, FieldTruth]:
    """Every field that is known: with its printed value, or None where it is known to stand nowhere on the page."""
    found = dict(sheet.truth)
    text = " ".join(run.text for draft in sheet.pages for run in draft.runs)
    signs = {"EUR": ("EUR", "€", "Euro"), "USD": ("USD", "$"), "GBP": ("GBP", "£"), "CHF": ("CHF",)}[facts.currency]
    if facts.kind in BOOKABLE and any(sign in text for sign in signs):
        found[F.CURRENCY] = facts.currency
    if (
        facts.kind is DocumentKind.INVOICE
        and F.GROSS_TOTAL in found
        and F.AMOUNT_DUE not in found
        and not facts.sums.prepaid
        and not facts.sums.old_balance
    ):
        found[F.AMOUNT_DUE] = found[F.GROSS_TOTAL]
    if facts.supplier.name == facts.supplier.domain and facts.supplier.domain in text:
        sheet.lax.add(F.SUPPLIER_NAME)  # a supplier named after its domain is named by any web address
    vat_id = found.get(F.SUPPLIER_VAT_ID)
    if isinstance(vat_id, str):
        found[F.SUPPLIER_VAT_ID] = vat_id.replace("-", "").replace(".", "")  # CHE-123.456.789
    for name in _ALWAYS:
        if name not in found and name not in sheet.lax:
            found[name] = None
    return found
