"""The papers of the sample inbox: facts by hand, layout by the same blocks as the corpus, and the purchase orders behind them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from classifier.synthetic import inbox_cast as cast
from classifier.synthetic import render
from classifier.synthetic.arithmetic import Item, sums
from classifier.synthetic.corpus import Paper, lay_out
from classifier.synthetic.deals import Facts
from classifier.synthetic.parties import Party
from classifier.synthetic.trades import BY_KEY, Article
from models.documents import Direction, DocumentKind
from models.fields import FieldName as F
from models.money import cents
from models.orders import PurchaseOrder

Line = tuple[str, str, str, str, str]
"""Text, unit, quantity, price, VAT rate."""

_PRINTED = frozenset({F.SUPPLIER_NAME, F.BUYER_NAME, F.DOCUMENT_NUMBER, F.DOCUMENT_DATE, F.GROSS_TOTAL})
"""What an invoice of the inbox must print; the first layout of the seed's stream that does is taken."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One paper to be made: facts in short form and the layout family."""

    key: str
    kind: DocumentKind
    supplier: Party
    trade: str
    number: str
    issued: date
    lines: tuple[Line, ...]
    family: str
    order: str | None = None
    customer: str | None = None
    delivered: date | None = None
    period: tuple[date, date] | None = None
    term: int = 14
    category: str | None = None
    language: str = "de"
    tax_note: str = ""
    gross_priced: bool = False
    about: tuple[str, date] | None = None
    stage: int = 0
    prints: frozenset[F] = frozenset()
    """Fields that must stand on the page beyond the usual ones."""


def _items(wish: Wish) -> tuple[Item, ...]:
    found = []
    for place, (text, unit, quantity, price, rate) in enumerate(wish.lines, start=1):
        number, amount = (
            f"{wish.supplier.brand[:2].upper()}{1000 + 37 * place}",
            cents(Decimal(quantity) * Decimal(price)),
        )
        found.append(
            Item(
                Article(text, unit, 0, 0, Decimal(rate)),
                number,
                Decimal(quantity),
                Decimal(price),
                Decimal(0),
                Decimal(rate),
                amount,
            )
        )
    return tuple(found)


def facts(wish: Wish) -> Facts:
    """The whole facts of a wish."""
    invoice = wish.kind is DocumentKind.INVOICE
    return Facts(
        kind=wish.kind, direction=Direction.INCOMING, language=wish.language, currency="EUR", trade=BY_KEY[wish.trade], supplier=wish.supplier, buyer=cast.OWN,
        third=cast.SPEDITION if wish.supplier is not cast.SPEDITION else cast.HALLBACH, number=wish.number, issued=wish.issued,
        due=wish.issued + timedelta(wish.term) if invoice else None, delivered=wish.delivered, period=wish.period, order_reference=wish.order,
        order_date=ORDERED.get(wish.order or "", wish.issued), supplier_order=None, customer_number=wish.customer, delivery_note=None,
        about=wish.about or (wish.number, wish.issued), sums=sums(Random(wish.key), _items(wish), wish.gross_priced, plain=True), term_days=wish.term, skonto=None,
        tax_note=wish.tax_note, category=wish.category, chain=wish.key, stage=wish.stage,
    )  # fmt: skip


def paper(wish: Wish, variant: int = 0) -> Paper:
    """The wish laid out. Layout seeds are tried in order until all fields asked for are printed."""
    wanted = set(wish.prints)
    if wish.kind in (DocumentKind.INVOICE, DocumentKind.CREDIT_NOTE):
        wanted |= _PRINTED
        wanted |= {F.ORDER_REFERENCE} if wish.order else set()
    source = facts(wish)
    for attempt in range(400):
        rng = Random(f"{wish.key}/{variant}/{attempt}")
        made = lay_out(rng, source, cast.COMPANY, noisy=False, family_name=wish.family, wide=False)
        printed = {name for name, value in made.example.fields.items() if value is not None}
        supplier = made.example.fields.get(F.SUPPLIER_NAME)
        # A note that all is paid would contradict an invoice that the demo books as open.
        if "payment.paid_note" in made.example.blocks:
            continue
        if wanted <= printed and (F.SUPPLIER_NAME not in wanted or supplier == wish.supplier.name):
            return made
    raise ValueError(f"no layout of {wish.family} prints all that {wish.key} asks for")


def _order(number: str, supplier: Party, ordered: date, net: str, supplier_number: str | None = None) -> PurchaseOrder:
    amount = Decimal(net)
    gross = amount if supplier.country != "DE" else amount + cents(amount * 19 / 100)
    return PurchaseOrder(number, supplier.name, ordered, amount, gross, supplier.vat_id, supplier_number)


ORDERS = (
    _order("WO-26-0411", cast.HALLBACH, date(2026, 10, 5), "612.40", "70031"),
    _order("WO-26-0412", cast.RIEBESEHL, date(2026, 10, 6), "284.30", "70012"),
    _order("WO-26-0415", cast.TORVEX, date(2026, 10, 8), "3396.00", "70044"),
    _order("WO-26-0418", cast.KLIMANORD, date(2026, 10, 12), "1148.75", "70027"),
    _order("WO-26-0420", cast.HALLBACH, date(2026, 10, 13), "455.00", "70031"),
    _order("WO-26-0421", cast.KLIMANORD, date(2026, 10, 14), "2360.00", "70027"),
    _order("WO-26-0423", cast.DRUCK, date(2026, 10, 15), "498.00", "70052"),
    _order("WO-26-0426", cast.TORVEX, date(2026, 10, 20), "749.00", "70044"),
    _order("WO-26-0428", cast.RIEBESEHL, date(2026, 10, 21), "126.90", "70012"),
    _order("WO-26-0430", cast.GRAFIK, date(2026, 10, 22), "1350.00", "70060"),
    _order("WO-26-0433", cast.HALLBACH, date(2026, 10, 27), "1980.00", "70031"),
    _order("WO-26-0435", cast.KLIMANORD, date(2026, 10, 29), "318.20", "70027"),
    _order("WO-26-0437", cast.DRUCK, date(2026, 11, 2), "1240.00", "70052"),
    _order("WO-26-0439", cast.TORVEX, date(2026, 11, 4), "2210.00", "70044"),
    _order("WO-26-0441", cast.RIEBESEHL, date(2026, 11, 9), "88.50", "70012"),
)
ORDERED = {order.number: order.ordered_on for order in ORDERS}

_K = DocumentKind
_TERMS = frozenset({F.DUE_DATE})
_BOOKED = frozenset({F.NET_TOTAL, F.TAX_TOTAL, F.TAX_BREAKDOWN, F.IBAN, F.SUPPLIER_VAT_ID})
WISHES = (
    Wish("bolts", _K.INVOICE, cast.HALLBACH, "material", "R-2026-1187", date(2026, 10, 16), (("Ankerbolzen M12 x 110, verzinkt", "Stk", "80", "3.48", "19"), ("Montageschiene 41/41, 3 m", "Stk", "20", "16.70", "19")), "beside", "WO-26-0411", "20418", date(2026, 10, 14), category="Material/Waren", prints=_BOOKED),
    Wish("paper", _K.INVOICE, cast.RIEBESEHL, "office", "2026-30582", date(2026, 10, 13), (("Kopierpapier A4, 500 Blatt", "Pack", "40", "4.19", "19"), ("Ordner breit, grau", "Stk", "30", "2.29", "19"), ("Heftgerät schwarz", "Stk", "3", "16.00", "19")), "din_letter", "WO-26-0412", "K-1093", date(2026, 10, 12), category="Bürobedarf", prints=_BOOKED),
    Wish("laptops", _K.INVOICE, cast.TORVEX, "hardware", "TX-26-00714", date(2026, 10, 19), (("Notebook 14 Zoll, 32 GB RAM", "Stk", "2", "1449.00", "19"), ("Dockingstation USB-C", "Stk", "2", "249.00", "19")), "beside", "WO-26-0415", "D40231", date(2026, 10, 19), term=30, category="Anschaffungen", prints=_BOOKED),
    Wish("compressor", _K.INVOICE, cast.KLIMANORD, "material", "910045872", date(2026, 10, 23), (("Verdichter-Ersatzteilsatz VX", "Stk", "1", "986.75", "19"), ("Dichtungssatz", "Stk", "6", "27.00", "19")), "free", "WO-26-0418", "118820", date(2026, 10, 22), category="Material/Waren", prints=_BOOKED),
    Wish("dowels", _K.INVOICE, cast.HALLBACH, "material", "R-2026-1203", date(2026, 10, 22), (("Injektionsmörtel 300 ml", "Stk", "25", "11.80", "19"), ("Siebhülse 16 x 85", "Stk", "100", "1.60", "19")), "beside", "WO-26-0420", "20418", date(2026, 10, 20), category="Material/Waren", prints=_BOOKED),
    Wish("fan", _K.INVOICE, cast.KLIMANORD, "material", "910046115", date(2026, 10, 30), (("Axialventilator 450 mm", "Stk", "4", "590.00", "19"),), "beside", "WO-26-0421", "118820", date(2026, 10, 28), category="Material/Waren", prints=_BOOKED),
    Wish("flyer", _K.INVOICE, cast.DRUCK, "advertising", "26-4410", date(2026, 10, 28), (("Flyer DIN lang, 5.000 Stück", "Stk", "1", "398.00", "19"), ("Gestaltung Anpassung", "Stk", "1", "100.00", "19")), "din_letter", "WO-26-0423", None, date(2026, 10, 26), category="Anzeigen Print- und Online", prints=_BOOKED),
    Wish("monitor", _K.INVOICE, cast.TORVEX, "hardware", "TX-26-00752", date(2026, 10, 29), (("Monitor 32 Zoll", "Stk", "1", "589.00", "19"), ("Wandhalterung", "Stk", "2", "80.00", "19")), "beside", "WO-26-0426", "D40231", date(2026, 10, 28), term=30, category="Anschaffungen", prints=_BOOKED),
    Wish("labels", _K.INVOICE, cast.RIEBESEHL, "office", "2026-30771", date(2026, 11, 2), (("Etiketten A4, 100 Blatt", "Pack", "6", "12.90", "19"), ("Versandtaschen C4", "Pack", "3", "16.50", "19")), "listing", "WO-26-0428", "K-1093", date(2026, 10, 30), category="Bürobedarf", prints=_BOOKED),
    Wish("partial", _K.INVOICE, cast.HALLBACH, "material", "R-2026-1231", date(2026, 11, 5), (("Gewindestange M10, 1 m", "Stk", "120", "4.10", "19"),), "beside", "WO-26-0433", "20418", date(2026, 11, 3), category="Material/Waren", prints=_BOOKED),
    Wish("socket", _K.INVOICE, cast.MERTINAT, "electrician", "226/26", date(2026, 10, 21), (("Monteurstunde", "Std.", "6.5", "61.00", "19"), ("Steckdose CEE 16 A", "Stk", "2", "38.50", "19"), ("Anfahrt", "Stk", "1", "32.00", "19")), "din_letter", None, None, date(2026, 10, 20), category="Fremdleistungen", prints=_BOOKED - {F.SUPPLIER_VAT_ID}),
    Wish("logo", _K.INVOICE, cast.GRAFIK, "freelancer", "2026-031", date(2026, 10, 30), (("Konzeption Fahrzeugbeschriftung", "Std.", "9", "85.00", "19"), ("Reinzeichnung", "Std.", "4", "85.00", "19")), "informal", None, None, None, (date(2026, 10, 1), date(2026, 10, 28)), category="Freelancer/Freie Mitarbeiter"),
    Wish("phone", _K.INVOICE, cast.HEIDENETZ, "landline", "4420391867", date(2026, 11, 3), (("Grundgebühr Telefonanlage", "Monat", "1", "79.90", "19"), ("SIP-Trunk mit 10 Kanälen", "Monat", "1", "49.90", "19"), ("Gespräche nationale Netze", "Min.", "312", "0.05", "19")), "telecom", None, "8830114", None, (date(2026, 10, 1), date(2026, 10, 31)), category="Festnetz", prints=frozenset({F.NET_TOTAL, F.CUSTOMER_NUMBER})),
    Wish("saas", _K.INVOICE, cast.LOOPDESK, "software", "LD8K2QXA-0017", date(2026, 11, 1), (("Team plan, per seat, monthly", "seats", "12", "19.00", "0"),), "subscription", None, None, None, (date(2026, 11, 1), date(2026, 11, 30)), category="Lizenzen §13b", language="en", tax_note="reverse", prints=_TERMS),
    Wish("till", _K.RECEIPT, cast.MARKT, "diy", "0417", date(2026, 10, 24), (("Wandfarbe weiß 10 l", "Stk", "1", "46.99", "19"), ("Malerkrepp 50 m", "Stk", "2", "4.49", "19"), ("Abdeckfolie", "Stk", "1", "7.95", "19")), "till_roll", category="Material/Waren", gross_priced=True, prints=frozenset({F.DOCUMENT_DATE, F.GROSS_TOTAL, F.SUPPLIER_NAME})),
    Wish("dinner", _K.RECEIPT, cast.GASTHAUS, "restaurant", "3391", date(2026, 11, 4), (("Scholle Finkenwerder Art", "x", "2", "24.50", "19"), ("Mineralwasser 0,75 l", "Fl.", "1", "6.90", "19"), ("Espresso", "Tas.", "2", "2.90", "19")), "till_roll_mono", category="Bewirtungskosten", gross_priced=True, prints=frozenset({F.DOCUMENT_DATE, F.GROSS_TOTAL, F.SUPPLIER_NAME})),
    Wish("return", _K.CREDIT_NOTE, cast.HALLBACH, "material", "G-2026-0064", date(2026, 11, 6), (("Ankerbolzen M12 x 110, Rücknahme", "Stk", "20", "3.48", "19"),), "din_letter", None, "20418", category="Material/Waren", about=("R-2026-1187", date(2026, 10, 16)), prints=_BOOKED),
    Wish("delivery", _K.DELIVERY_NOTE, cast.HALLBACH, "material", "LS 88213", date(2026, 11, 3), (("Gewindestange M10, 1 m", "Stk", "120", "4.10", "19"),), "beside", "WO-26-0433", "20418", date(2026, 11, 3)),
    Wish("delivery_fan", _K.DELIVERY_NOTE, cast.KLIMANORD, "material", "L-551207", date(2026, 10, 28), (("Axialventilator 450 mm", "Stk", "4", "590.00", "19"),), "din_letter", "WO-26-0421", "118820", date(2026, 10, 28)),
    Wish("confirmation", _K.ORDER_CONFIRMATION, cast.TORVEX, "hardware", "AB-26-2290", date(2026, 11, 5), (("Server-Erweiterung 64 GB", "Stk", "2", "735.00", "19"), ("SSD 3,84 TB", "Stk", "2", "370.00", "19")), "beside", "WO-26-0439", "D40231"),
    Wish("dunning", _K.DUNNING, cast.SPEDITION, "freight", "M-2026-118", date(2026, 11, 10), (("Stückgut 2 Paletten", "Stk", "1", "214.00", "19"),), "dunning", None, "55012", about=("F26-3307", date(2026, 9, 28)), stage=2),
    Wish("notice", _K.OFFICIAL_NOTICE, cast.STADT, "fees", "5.0127.004418.3", date(2026, 10, 26), (("Grundsteuer", "Jahr", "1", "0.00", "0"),), "notice"),
    Wish("leaflet", _K.ADVERTISING, cast.VERLAG, "advertising", "0", date(2026, 10, 20), (("Anzeige", "Stk", "1", "0.00", "19"),), "advertising"),
)  # fmt: skip
BY_KEY_WISH = {wish.key: wish for wish in WISHES}


def page_of(key: str, variant: int = 0) -> tuple[Paper, bytes]:
    """The paper of a wish and its PDF; another variant prints the same facts differently."""
    made = paper(BY_KEY_WISH[key], variant)
    return made, render.pdf(made.sheet, title=made.facts.number)
