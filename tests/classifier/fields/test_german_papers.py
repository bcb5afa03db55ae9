"""Typical papers of German offices, invented here, read by rules and joint choice alone, without any training."""

from collections.abc import Callable

import pytest

from classifier.fields.analysis import analyse, score_by_rules
from classifier.fields.candidates import CandidateType
from classifier.fields.choice import Choice
from classifier.fields.joint import choose
from models.documents import DocumentKind as K
from models.fields import FieldName as F
from models.pages import ReadDocument
from models.parties import OwnCompany

Draw = Callable[..., ReadDocument]
COLUMNS = (0.08, 0.52, 0.8)
OURS = "Kontor Albers GmbH\nSpeicherstr. 4\n20457 Hamburg"


def placed(text: str) -> list[tuple[float, float, str]]:
    """Lines from the top of a page; `~` goes on to the next column, an empty line leaves a gap, `@ours` is our address."""
    rows = text.strip("\n").replace("@ours", OURS).splitlines()
    cells = []
    for number, row in enumerate(rows):
        for left, cell in zip(COLUMNS, row.split("~"), strict=False):
            if cell.strip():
                cells.append((left, 0.04 + 0.022 * number, cell.strip()))
    return cells


@pytest.fixture
def read(page: Draw) -> Callable[..., dict[F, Choice]]:
    def by_rules(text: str, kind: K = K.INVOICE) -> dict[F, Choice]:
        analysis = analyse(page(placed(text)), OwnCompany(names=("Kontor Albers GmbH",)))
        return choose(score_by_rules(analysis, kind), analysis.percents, analysis.layout)[0]

    return by_rules


CRAFTSMAN = """
Dachdeckerei Heinz Ostermann
Heinz Ostermann Dachdeckerei | Am Deich 3 | 25899 Niebüll

@ours

~Rechnungs-Nr.:~2026/88
~Datum:~14.04.2026
~Ausführung am:~09.04.2026
Rechnung

Dachrinne erneuert~~840,00 €
Anfahrt~~35,00 €
~Nettobetrag~875,00 €
~19 % MwSt.~166,25 €
~Gesamtbetrag~1.041,25 €
Zahlbar bis 28.04.2026 mit 2 % Skonto, bis 14.05.2026 ohne Abzug.

Sparkasse Nordsee IBAN DE02 1203 0000 0000 2020 51 BIC BYLADEM1001 St.Nr.17/123/45678
"""
FREELANCER = """
Merle Janßen
Texte und Lektorat
Lindenallee 9, 26122 Oldenburg

An
@ours

~Oldenburg, den 3. März 2026

Rechnung 2026-014
Lektorat Jahresbericht~12 Std.~780,00 €
Rechnungsbetrag~~780,00 €
Gemäß § 19 UStG wird keine Umsatzsteuer berechnet.
Mit freundlichen Grüßen
Merle Janßen
"""
TELECOM = """
Friesennetz Telekommunikation AG
Friesennetz Telekommunikation AG, Postfach 1203, 26603 Aurich

@ours

~Rechnungsdatum~02.05.2026
~Rechnungsnummer~7700 4411 02
~Kundennummer~K-88120
Ihre Rechnung für April 2026

~Abrechnungszeitraum~01.04.2026 - 30.04.2026
Grundpreis Business 250~~49,90
Gespräche Ausland~~4,10
~Summe netto~54,00 €
~19 % USt.~10,26 €
~Rechnungsbetrag~64,26 €
Den Betrag buchen wir am 12.05.2026 von Ihrem Konto ab.
"""
UTILITY = """
Stadtwerke Krempe GmbH
Stadtwerke Krempe GmbH · Am Markt 1 · 25361 Krempe

@ours

~Vertragskonto~300112233
~Rechnungsnummer~SW-2026-55107
~Datum~20.01.2026
Jahresabrechnung Strom
Zeitraum~01.01.2025 - 31.12.2025

~Nettobetrag~1.000,00 €
~Umsatzsteuer 19 %~190,00 €
~Bruttobetrag~1.190,00 €
~abzgl. geleistete Abschläge~-1.080,00 €
~Nachzahlung~110,00 €
"""
INSURANCE = """
Halligen Versicherungsverein a. G.

@ours

Beitragsrechnung zur Betriebshaftpflicht~~12. Januar 2026
Rechnungs-Nr. BR-90881

Jahresbeitrag~~400,00 €
Versicherungsteuer 19 %~~76,00 €
Zu zahlender Beitrag~~476,00 €
Fällig am 01.02.2026
"""
CORRECTION = """
Nordlack Vertrieb GmbH
Nordlack Vertrieb GmbH · Kaistr. 8 · 24114 Kiel

@ours

~Belegnummer~GS-2026-031
~Datum~05.06.2026
Rechnungskorrektur
Zu unserer Rechnung RE-2026-1190 vom 20.05.2026 schreiben wir Ihnen gut:
Farbe 10 l~~-120,00 €
~Netto~-120,00 €
~zzgl. 19 % USt.~-22,80 €
~Gutschriftsbetrag~-142,80 €
"""
PART_BILL = """
Tiefbau Rehder GmbH & Co. KG
Tiefbau Rehder GmbH & Co. KG | Moorweg 2 | 21762 Otterndorf

@ours

~Rechnungsnummer~SR-26-007
~Rechnungsdatum~30.06.2026
~Ihre Bestellnummer~B-4711
~Unsere Auftragsnummer~T-9920
Schlussrechnung

~Summe netto~10.000,00 €
~19 % MwSt.~1.900,00 €
~Gesamtsumme~11.900,00 €
~abzüglich 1. Abschlagsrechnung~5.950,00 €
~Restbetrag~5.950,00 €
"""
GROCER = """
Hofladen Petersen
Dorfstr. 1
25980 Sylt

Bon-Nr. 004418
07.08.2026 11:32
Kartoffeln~~6,00 €
Blumen~~11,90 €
SUMME~~17,90 €
MwSt~Netto~Brutto
7 % 0,39~5,61~6,00
19 % 1,90~10,00~11,90
BAR~~20,00 €
Rückgeld~~2,10 €
"""
SAAS = """
Invoice

Bright Loom Ltd.~~Invoice number: BL-20260214
14 Quay Street, Bristol BS1 4ND~~Date of issue: 14 Feb 2026

Bill to
@ours

Team plan, 5 seats~~$ 100.00
Subtotal~~$ 100.00
Total~~$ 100.00
Amount due~~$ 100.00
"""
HOTEL = """
Hotel Leuchtfeuer
Inh. Gesa Thomsen
Strandweg 5, 25946 Wittdün

@ours

~Rechnungs-Nr.~H-3307
~Datum~22.07.2026
Anreise: 20.07.2026
Abreise: 22.07.2026
~Zi.-Nr.~12
Übernachtung 7 %~~200,00 €
Frühstück 19 %~~30,00 €
~Rechnungsbetrag~230,00 €
"""
TWO_LINES = """
Küstenbau Nissen
Hoch- und Tiefbau GmbH
Werftstr. 7
24143 Kiel

@ours

~Rechnung Nr.~K-551
~Datum~01.09.2026
~Gesamtbetrag~595,00 €
"""

PAPERS = {
    "craftsman": (CRAFTSMAN, {F.DOCUMENT_NUMBER: "2026/88", F.DOCUMENT_DATE: "2026-04-14", F.DUE_DATE: "2026-05-14",
        F.DELIVERY_DATE: "2026-04-09", F.GROSS_TOTAL: "1041.25", F.LINE_COUNT: "2", F.SUPPLIER_TAX_NUMBER: "17/123/45678"}),
    "freelancer": (FREELANCER, {F.SUPPLIER_NAME: "Merle Janßen", F.DOCUMENT_NUMBER: "2026-014",
        F.DOCUMENT_DATE: "2026-03-03", F.GROSS_TOTAL: "780.00"}),
    "telecom": (TELECOM, {F.SUPPLIER_NAME: "Friesennetz Telekommunikation AG", F.CUSTOMER_NUMBER: "K-88120",
        F.PERIOD_START: "2026-04-01", F.PERIOD_END: "2026-04-30", F.DUE_DATE: "2026-05-12", F.TAX_TOTAL: "10.26"}),
    "utility": (UTILITY, {F.GROSS_TOTAL: "1190.00", F.PREPAID_TOTAL: "1080.00", F.AMOUNT_DUE: "110.00",
        F.DOCUMENT_NUMBER: "SW-2026-55107", F.PERIOD_START: "2025-01-01"}),
    "insurance": (INSURANCE, {F.NET_TOTAL: "400.00", F.TAX_TOTAL: "76.00", F.GROSS_TOTAL: "476.00", F.DUE_DATE: "2026-02-01",
        F.DOCUMENT_NUMBER: "BR-90881"}),
    "part bill": (PART_BILL, {F.ORDER_REFERENCE: "B-4711", F.PREPAID_TOTAL: "5950.00", F.AMOUNT_DUE: "5950.00",
        F.GROSS_TOTAL: "11900.00", F.DOCUMENT_NUMBER: "SR-26-007"}),
    "saas": (SAAS, {F.SUPPLIER_NAME: "Bright Loom Ltd.", F.DOCUMENT_NUMBER: "BL-20260214", F.DOCUMENT_DATE: "2026-02-14",
        F.GROSS_TOTAL: "100.00", F.CURRENCY: "USD"}),
    "hotel": (HOTEL, {F.DOCUMENT_NUMBER: "H-3307", F.PERIOD_START: "2026-07-20", F.PERIOD_END: "2026-07-22",
        F.DOCUMENT_DATE: "2026-07-22"}),
    "two lines": (TWO_LINES, {F.SUPPLIER_NAME: "Küstenbau Nissen Hoch- und Tiefbau GmbH",
        F.BUYER_NAME: "Kontor Albers GmbH"}),
}  # fmt: skip


@pytest.mark.parametrize("name", PAPERS)
def test_a_typical_paper_is_read_by_rules_alone(read: Callable[..., dict[F, Choice]], name: str) -> None:
    text, expected = PAPERS[name]
    choices = read(text)
    assert {field: choices[field].value if field in choices else None for field in expected} == expected


def test_a_correction_bears_its_own_number_and_its_minus(read: Callable[..., dict[F, Choice]]) -> None:
    choices = read(CORRECTION, K.CREDIT_NOTE)
    assert choices[F.DOCUMENT_NUMBER].value == "GS-2026-031"
    assert choices[F.GROSS_TOTAL].value == "-142.80"
    assert choices[F.DOCUMENT_DATE].value == "2026-06-05"


def test_a_till_receipt_is_split_by_its_tax_table(read: Callable[..., dict[F, Choice]]) -> None:
    choices = read(GROCER, K.RECEIPT)
    assert choices[F.GROSS_TOTAL].value == "17.90"
    assert sorted(str(line.rate) for line in choices[F.TAX_BREAKDOWN].value) == ["19", "7"]
    assert choices[F.DOCUMENT_NUMBER].value == "004418"


def test_the_bank_beside_an_iban_is_not_the_supplier(read: Callable[..., dict[F, Choice]]) -> None:
    text = """
Holzwerk Iversen
Holzwerk Iversen, Mühlenweg 2, 24937 Flensburg

@ours

~Rechnung Nr.~77
~Betrag~50,00 €

Mit freundlichen Grüßen
Förde Bank eG
IBAN DE02120300000000202051
BIC BYLADEM1001
"""
    assert read(text)[F.SUPPLIER_NAME].value == "Holzwerk Iversen"


def test_the_full_name_wins_over_the_short_one(read: Callable[..., dict[F, Choice]]) -> None:
    text = """
Brodersen

Brodersen · Hafenstr. 4 · 25813 Husum
@ours

~Rechnung Nr.~12-26
~Gesamtbetrag~119,00 €

Brodersen Schiffstechnik GmbH, Geschäftsführer Uwe Brodersen, HRB 4410 FL
"""
    assert read(text)[F.SUPPLIER_NAME].value == "Brodersen Schiffstechnik GmbH"


def test_a_bare_number_below_a_party_is_the_partys(read: Callable[..., dict[F, Choice]]) -> None:
    text = """
Rechnung Nr. 4711 vom 02.03.2026

Verkäufer:
Nummer: 549910
Werkstatt Ahlers KG
Torfweg 1
26506 Norden

Käufer:
Nummer: 93141
@ours

~Gesamtbetrag~99,00 €
"""
    choices = read(text)
    assert choices[F.CUSTOMER_NUMBER].value == "93141"
    assert choices[F.DOCUMENT_NUMBER].value == "4711"


def test_a_rest_that_is_named_so_tells_what_was_paid(read: Callable[..., dict[F, Choice]]) -> None:
    text = """
Werft Mahnke GmbH

@ours

~Rechnung Nr.~88
~Gesamtbetrag brutto~500,00 €
Überweisung 31.01.~~200,00 €
~Offener Betrag~300,00 €
"""
    choices = read(text)
    assert (choices[F.PREPAID_TOTAL].value, choices[F.AMOUNT_DUE].value) == ("200.00", "300.00")


def test_an_iban_in_four_pieces_is_one(page: Draw) -> None:
    pieces = [(0.05, 0.9, "IBAN: DE02"), (0.3, 0.9, "1203 0000 0000"), (0.6, 0.9, "2020 51")]
    candidates = analyse(page([*placed("Werft Mahnke GmbH\n~Gesamtbetrag~10,00 €"), *pieces]), OwnCompany()).candidates
    assert [one.value for one in candidates[CandidateType.IBAN]] == ["DE02120300000000202051"]


def test_two_amounts_of_forty_are_no_lines(read: Callable[..., dict[F, Choice]]) -> None:
    lines = "\n".join(f"Posten {number}~~{number},00" for number in range(10, 30))
    assert F.LINE_COUNT not in read(f"Werft Mahnke GmbH\n{lines}\n~Gesamtbetrag~57,00")
