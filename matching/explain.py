"""The reasons of a match or a twin, in German, as the reviewer reads them beside the document."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from matching.evidence import Evidence, Finding

_SENTENCES = {
    Finding.REFERENCE_EQUAL: "Der Beleg nennt die Bestellnummer {order}.",
    Finding.REFERENCE_MISREAD: "Der Beleg nennt „{paper}“, bis auf verwechselbare Zeichen (0/O, 1/l) die {order}.",
    Finding.REFERENCE_PART: "Die Angabe „{paper}“ auf dem Beleg passt zum Teil zur Bestellnummer {order}.",
    Finding.REFERENCE_SLIP: "Die Angabe „{paper}“ weicht in einem Zeichen von der Bestellnummer {order} ab.",
    Finding.REFERENCE_OTHER: "Der Beleg nennt eine andere Bestellung: {paper}.",
    Finding.VAT_ID_EQUAL: "Die USt-IdNr. {paper} ist die des Lieferanten.",
    Finding.VAT_ID_DIFFERS: "Die USt-IdNr. auf dem Beleg ({paper}) ist nicht die des Lieferanten ({order}).",
    Finding.SUPPLIER_NUMBER_EQUAL: "Die Nummer {paper} ist in der Bestellung beim Lieferanten hinterlegt.",
    Finding.NAME_EQUAL: "Der Lieferant stimmt überein: {order}.",
    Finding.NAME_ALIKE: "Der Lieferant ist ähnlich geschrieben: „{paper}“ und „{order}“ ({percent} %).",
    Finding.GROSS_EQUAL: "Der Bruttobetrag stimmt auf den Cent: {paper}.",
    Finding.NET_EQUAL: "Der Nettobetrag stimmt auf den Cent: {paper}.",
    Finding.AMOUNT_NEAR: "Der Betrag {paper} liegt nahe am bestellten ({order}): Skonto, Fracht oder Rundung.",
    Finding.AMOUNT_PART: "Der Betrag {paper} ist kleiner als der bestellte ({order}): vielleicht eine Teilrechnung.",
    Finding.AMOUNT_ABOVE: "Der Betrag {paper} ist höher als der bestellte ({order}).",
    Finding.BEFORE_ORDER: "Der Beleg vom {paper} ist älter als die Bestellung vom {order}.",
    Finding.LONG_AFTER_ORDER: "Der Beleg vom {paper} kommt mehr als zwei Jahre nach der Bestellung vom {order}.",
}

_DATES = frozenset({Finding.BEFORE_ORDER, Finding.LONG_AFTER_ORDER})


def sentence(evidence: Evidence) -> str:
    """One reason as a German sentence."""
    show = _day if evidence.finding in _DATES else _shown
    return _SENTENCES[evidence.finding].format(
        paper=show(evidence.paper), order=show(evidence.order), percent=f"{evidence.strength * 100:.0f}"
    )


def euro(amount: Decimal) -> str:
    """ "1.234,50 €"."""
    return f"{amount:,.2f}".replace(",", " ").replace(".", ",").replace(" ", ".") + " €"


def _shown(value: str | Decimal) -> str:
    return euro(value) if isinstance(value, Decimal) else value


def _day(value: str | Decimal) -> str:
    return f"{date.fromisoformat(str(value)):%d.%m.%Y}"
