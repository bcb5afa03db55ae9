"""Fields of an e-invoice: the XML is the truth; the page is searched for the same value,
so that a reviewer sees where it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from classifier.fields.analysis import Analysis
from classifier.fields.candidates import Candidate, CandidateType
from classifier.fields.choice import Choice
from classifier.fields.truth import same
from models.fields import FieldName, FieldPrediction, Source
from models.pages import EInvoice, ReadingWarning

CERTAIN = 0.999
"""The sender's own statement in a fixed form; what is left is a sender who errs."""

_TYPES: Mapping[FieldName, CandidateType] = {
    FieldName.DOCUMENT_NUMBER: CandidateType.NUMBER,
    FieldName.ORDER_REFERENCE: CandidateType.NUMBER,
    FieldName.CUSTOMER_NUMBER: CandidateType.NUMBER,
    FieldName.SUPPLIER_NAME: CandidateType.NAME,
    FieldName.BUYER_NAME: CandidateType.NAME,
    FieldName.SUPPLIER_VAT_ID: CandidateType.VAT_ID,
    FieldName.SUPPLIER_TAX_NUMBER: CandidateType.TAX_NUMBER,
    FieldName.DOCUMENT_DATE: CandidateType.DATE,
    FieldName.DUE_DATE: CandidateType.DATE,
    FieldName.DELIVERY_DATE: CandidateType.DATE,
    FieldName.PERIOD_START: CandidateType.DATE,
    FieldName.PERIOD_END: CandidateType.DATE,
    FieldName.NET_TOTAL: CandidateType.AMOUNT,
    FieldName.TAX_TOTAL: CandidateType.AMOUNT,
    FieldName.GROSS_TOTAL: CandidateType.AMOUNT,
    FieldName.PREPAID_TOTAL: CandidateType.AMOUNT,
    FieldName.AMOUNT_DUE: CandidateType.AMOUNT,
    FieldName.IBAN: CandidateType.IBAN,
    FieldName.BIC: CandidateType.BIC,
}
_COMPARED = (
    (FieldName.DOCUMENT_NUMBER, "die Rechnungsnummer"),
    (FieldName.DOCUMENT_DATE, "das Rechnungsdatum"),
    (FieldName.GROSS_TOTAL, "der Bruttobetrag"),
)


def fields_of(einvoice: EInvoice, analysis: Analysis | None) -> dict[FieldName, FieldPrediction]:
    """All values of the XML. `analysis` is that of the page beside an embedded XML,
    None where there is no page of the sender's.
    """
    fields: dict[FieldName, FieldPrediction] = {}
    for key, stated in einvoice.values.items():
        name = FieldName(key)
        place = _place(name, stated.value, analysis) if analysis is not None else None
        fields[name] = FieldPrediction(
            stated.value,
            CERTAIN,
            Source.EINVOICE,
            place.page if place else None,
            place.box if place else None,
            (stated.path,),
        )
    if einvoice.tax_lines:
        fields[FieldName.TAX_BREAKDOWN] = FieldPrediction(
            einvoice.tax_lines, CERTAIN, Source.EINVOICE, why=("tax lines of the XML",)
        )
    return fields


def differences(einvoice: EInvoice, analysis: Analysis, page: Mapping[FieldName, Choice]) -> list[ReadingWarning]:
    """Number, date or gross amount for which the page clearly shows another value than the XML."""
    warnings = []
    for name, german in _COMPARED:
        stated, shown = einvoice.values.get(name), page.get(name)
        if stated is None or shown is None or same(name, stated.value, shown.value) or shown.logit < CLEARLY:
            continue
        if _place(name, stated.value, analysis) is None:
            warnings.append(
                ReadingWarning(
                    "page_differs_from_xml",
                    f"Auf der Seite steht ein anderer Wert als in den XML-Daten: {german}. "
                    "Es gilt die XML; bitte prüfen und den Aussteller fragen.",
                    name,
                )
            )
    return warnings


CLEARLY = 0.5
"""Logit from which the page's own value counts as a statement; below it the page is merely hard to read."""


def _place(name: FieldName, value: str, analysis: Analysis) -> Candidate | None:
    """The candidate on the page with the same value; for amounts the lowest on the page, where totals stand."""
    kind = _TYPES.get(name)
    if kind is None:
        return None
    matching = [one for one in analysis.candidates[kind] if _equal(name, one, value)]
    if not matching:
        return None
    return matching[-1] if kind is CandidateType.AMOUNT else matching[0]


def _equal(name: FieldName, candidate: Candidate, value: str) -> bool:
    if candidate.type is CandidateType.AMOUNT:
        return abs(Decimal(candidate.value)) == abs(Decimal(value))
    return same(name, candidate.text or candidate.value, value)


def giro_fields(facts: Mapping[str, str]) -> Iterable[tuple[FieldName, str]]:
    """What a GiroCode on the page says, as the reader left it in the document's facts (EPC069-12)."""
    for fact, name in _GIRO:
        if facts.get(fact):
            yield name, facts[fact]


_GIRO = (
    ("giro_iban", FieldName.IBAN),
    ("giro_bic", FieldName.BIC),
    ("giro_amount", FieldName.AMOUNT_DUE),
    ("giro_name", FieldName.SUPPLIER_NAME),
)
