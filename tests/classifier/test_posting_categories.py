import json
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from classifier import category_lexicon as lexicon
from classifier.category_rules import CATEGORIES, leanings
from classifier.clerk import Clerk
from classifier.examples import Example
from classifier.layout import lay_out
from classifier.linear import LinearChoice
from classifier.origin import origin_of
from classifier.postings import category_prediction, domestic, weigh, words_of
from lexoffice.sandbox.organisation import categories
from models.documents import Direction
from models.fields import FieldName as F
from models.fields import LabelPrediction
from models.pages import ReadDocument
from models.parties import OwnCompany
from models.vouchers import TaxLine

Placed = tuple[float, float, str]
Draw = Callable[[Sequence[Placed]], ReadDocument]
US = OwnCompany(names=("Nordlicht Verlag KG",))
VOCABULARY = Path(__file__).parents[2] / "data" / "categories.json"


def bill(supplier: str, *items: str, note: str = "") -> list[Placed]:
    rows: list[Placed] = [(0.1, 0.05, supplier), (0.1, 0.18, "Nordlicht Verlag KG"), (0.1, 0.32, "Rechnung Nr. 7")]
    for place, item in enumerate(items):
        rows += [(0.1, 0.4 + 0.02 * place, item), (0.8, 0.4 + 0.02 * place, f"{100 + place},00")]
    return [*rows, (0.1, 0.6, "Gesamtbetrag"), (0.8, 0.6, "345,00"), (0.1, 0.7, note or "Vielen Dank")]


def by_rules_alone(page: ReadDocument, outgoing: bool = False, **stated: str) -> LabelPrediction:
    """As a clerk without any learned category would answer."""
    nothing = _no_model()
    fields = {F(name): value for name, value in stated.items()}
    return category_prediction(weigh(lay_out(page), fields, US, outgoing, nothing), 1.0, 0.6)


def _no_model() -> LinearChoice:
    none = np.zeros((0, 1))
    return LinearChoice((), none.astype(np.float32), none, np.zeros(0), np.zeros(1), np.ones(1))


@pytest.mark.parametrize(
    ("supplier", "items", "category"),
    [
        ("Befestigungsprofi Nord GmbH", ("Sechskantschrauben M8", "Rahmendübel 10 x 100"), "Material/Waren"),
        ("Harms & Söhne", ("Druckerpapier A4", "Tonerkartusche schwarz", "Registerordner"), "Bürobedarf"),
        ("Stadtwerke Musterstadt", ("Stromlieferung 3.211 kWh", "Grundpreis"), "Strom/Wasser/Gas"),
        ("Landgasthof Linde", ("Rinderbraten", "Pils 0,5 l", "Espresso"), "Bewirtungskosten"),
        ("Hotel am Park", ("Übernachtung Doppelzimmer", "Frühstück"), "Übernachtung Mitarbeiter"),
        ("Kanzlei Dr. Busch", ("Verfahrensgebühr Nr. 3100 VV RVG",), "Rechtsanwalt"),
        ("Steuerberatung Lang", ("Jahresabschluss § 35 StBVV",), "Steuerberater"),
        ("Autohof Süd", ("Super E10", "AdBlue"), "Kraftstoff/Ladestrom"),
        ("Nordspedition GmbH", ("Stückgut 3 Paletten", "Maut"), "Porto / Versandkosten"),
        ("Glanz Gebäudereinigung", ("Unterhaltsreinigung Praxis", "Fensterreinigung"), "Reinigungskosten"),
    ],
)
def test_the_trade_is_told_without_any_training(
    page: Draw, supplier: str, items: tuple[str, ...], category: str
) -> None:
    assert by_rules_alone(page(bill(supplier, *items)), supplier_name=supplier).value == category


def test_a_page_that_names_nothing_known_asks_a_person(page: Draw) -> None:
    label = by_rules_alone(page(bill("Zorvex", "Qrumpf 7", "Blaarp")), supplier_name="Zorvex")
    assert label.abstained


def test_the_recipients_trade_is_not_the_suppliers(page: Draw) -> None:
    words = words_of(lay_out(page(bill("Zorvex", "Qrumpf"))), {F.SUPPLIER_NAME: "Zorvex"}, US)
    assert not {"verlag", "nordlicht"} & {*words.items, *words.names, *words.rest}


def test_totals_are_no_line_items(page: Draw) -> None:
    words = words_of(lay_out(page(bill("Zorvex", "Kopierpapier"))), {}, US)
    assert "kopierpapier" in words.items
    assert "gesamtbetrag" not in words.items


def test_the_last_part_of_a_compound_is_the_thing() -> None:
    points = {CATEGORIES[place]: value for place, value in leanings("wasserpumpe")}
    assert max(points, key=lambda name: points[name]) == "Material/Waren"


@pytest.mark.parametrize(
    ("note", "vat_id", "item", "category"),
    [
        ("Steuerschuldnerschaft des Leistungsempfängers", "IE1234567FA", "Cloud subscription", "Lizenzen §13b"),
        ("Reverse charge", "", "Cloud subscription, London, United Kingdom", "Lizenzen §13b Drittland"),
        ("Reverse charge", "NL123456789B01", "Rechtsberatung Vertragsentwurf", "Beratung §13b"),
        (
            "Steuerfreie innergemeinschaftliche Lieferung",
            "ATU12345678",
            "Schrauben M8",
            "Innergemeinschaftlicher Erwerb",
        ),
        ("Vielen Dank", "DE136695976", "Cloud subscription", "Software"),
    ],
)
def test_the_sentence_and_the_vat_id_decide_who_owes_the_tax(
    page: Draw, note: str, vat_id: str, item: str, category: str
) -> None:
    label = by_rules_alone(page(bill("Zorvex Ltd.", item, note=note)), supplier_vat_id=vat_id, tax_total="0.00")
    assert label.value == category


def test_a_paper_that_shows_tax_owes_it_itself(page: Draw) -> None:
    drawn = page(bill("Zorvex", "Cloud subscription", note="Hinweis zu § 13b: reverse charge"))
    assert by_rules_alone(drawn, supplier_vat_id="IE1234567FA", tax_total="19.00").value == "Software"
    lines = {F.TAX_BREAKDOWN: (TaxLine(Decimal(19), Decimal(100), Decimal(19)),)}
    assert weigh(lay_out(drawn), lines, US, False, _no_model()).origin.reverse == 0


def test_our_own_invoice_is_income(page: Draw) -> None:
    assert by_rules_alone(page(bill("Wir", "Schrauben M8")), outgoing=True).value == lexicon.INCOME_GOODS
    assert by_rules_alone(page(bill("Wir", "Seminar")), outgoing=True).value == lexicon.INCOME_SERVICES


def test_a_purchase_abroad_teaches_what_it_would_be_at_home() -> None:
    assert domestic("Lizenzen §13b Drittland") == "Software"
    assert domestic("Bürobedarf") == "Bürobedarf"
    assert domestic(lexicon.INTRA_COMMUNITY) is None


def test_a_foreign_supplier_without_a_sentence_is_likely_and_not_sure() -> None:
    without, with_it = (
        origin_of(text, "IE1", False, False).reverse for text in ("Thank you", "Reverse charge applies")
    )
    assert 0.5 < without < with_it


def test_every_category_that_may_be_answered_stands_in_the_vocabulary() -> None:
    sandbox = {entry["name"] for entry in categories().values()}
    known = {entry["name"] for entry in json.loads(VOCABULARY.read_text(encoding="utf-8"))}
    abroad = {
        name + suffix
        for name in (*lexicon.REVERSE_CHARGE.values(), lexicon.OTHER_SERVICES)
        for suffix in ("", lexicon.THIRD_COUNTRY)
    }
    answered = {*CATEGORIES, *abroad, lexicon.INTRA_COMMUNITY, lexicon.INCOME_GOODS, lexicon.INCOME_SERVICES}
    assert answered <= known
    assert answered <= sandbox


def test_categories_of_unseen_layouts_and_suppliers(clerk: Clerk, unseen: list[Example]) -> None:
    purchases = [one for one in unseen if one.category is not None and one.direction is Direction.INCOMING]
    right, answered, wrong = 0, 0, 0
    for one in purchases:
        label = clerk.predict(one.document, one.company).category
        if label is not None:
            right += label.value == one.category
            answered += not label.abstained
            wrong += not label.abstained and label.value != one.category
    assert len(purchases) > 15
    assert right / len(purchases) >= 0.8
    assert answered / len(purchases) >= 0.6
    assert wrong / answered <= 0.1
