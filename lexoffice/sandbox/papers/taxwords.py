"""Why a document has no tax: the sentence on the paper and the category in the e-invoice (API notes, section 14.1)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from lexoffice.sandbox.store import Record


@dataclass(frozen=True, slots=True)
class TaxCase:
    """Category of EN 16931 (BT-118), its code of reason (BT-121) if it takes one, and the sentences for people."""

    category: str
    reason_code: str | None
    german: str
    english: str

    def sentence(self, language: str) -> str:
        """What the paper says."""
        return self.english if language == "en" else self.german


TAXED = TaxCase("S", None, "", "")
_FREE = TaxCase("E", None, "Umsatzsteuerfreie Leistung.", "Exempt from VAT.")
_SMALL_BUSINESS = TaxCase(
    "E",
    None,
    "Gemäß § 19 UStG wird keine Umsatzsteuer berechnet.",
    "No VAT is charged under section 19 of the German VAT Act (small business).",
)
_REVERSE_CHARGE = TaxCase(
    "AE",
    "VATEX-EU-AE",
    "Steuerschuldnerschaft des Leistungsempfängers (§ 13b UStG).",
    "Reverse charge: VAT is due from the recipient (section 13b of the German VAT Act).",
)
_CASES = {
    "intraCommunitySupply": TaxCase(
        "K",
        "VATEX-EU-IC",
        "Steuerfreie innergemeinschaftliche Lieferung (§ 4 Nr. 1 Buchst. b, § 6a UStG).",
        "VAT-exempt intra-Community supply.",
    ),
    "constructionService13b": _REVERSE_CHARGE,
    "externalService13b": _REVERSE_CHARGE,
    "thirdPartyCountryService": TaxCase(
        "O",
        "VATEX-EU-O",
        "Nicht im Inland steuerbare Leistung an einen Empfänger im Drittland.",
        "Service to a third country, outside the scope of German VAT.",
    ),
    "thirdPartyCountryDelivery": TaxCase(
        "G",
        "VATEX-EU-G",
        "Steuerfreie Ausfuhrlieferung (§ 4 Nr. 1 Buchst. a, § 6 UStG).",
        "VAT-exempt export delivery.",
    ),
    "photovoltaicEquipment": TaxCase(
        "Z", None, "Nullsteuersatz nach § 12 Abs. 3 UStG.", "Zero rate under section 12 (3) of the German VAT Act."
    ),
}


def tax_case(record: Record, rate: Decimal, *, small_business: bool) -> TaxCase:
    """The case of what the document charges at this rate."""
    if rate != 0:
        return TAXED
    tax_type = str((record.get("taxConditions") or {}).get("taxType"))
    if tax_type == "vatfree" and small_business:
        return _SMALL_BUSINESS
    return _CASES.get(tax_type, _FREE)


def tax_note(record: Record, *, small_business: bool) -> str | None:
    """The sentence on the paper about missing tax: Lexware's own note if the document carries one."""
    conditions = record.get("taxConditions") or {}
    if conditions.get("taxTypeNote"):
        return str(conditions["taxTypeNote"])
    if conditions.get("taxType") in (None, "net", "gross"):
        return None
    language = str(record.get("language") or "de")
    return tax_case(record, Decimal(0), small_business=small_business).sentence(language)
