"""From the current values to the voucher that Lexware shall hold, or to the German list of what is missing. Pure.

Amounts are booked gross: what is printed as the amount to pay is booked to the cent. Lexware accepts only its own tax
arithmetic (column method, API section 13.2: no tolerance), so where a supplier rounded by line the tax may differ by
cents from the printed one, and a cent between the rates' sum and the printed total goes to the largest line. Both are
said in the voucher's remark, never done silently.

An organisation that books no tax (small business, § 19 UStG) pays the gross amount as an expense: one item at 0 %, whatever
the paper says; other rates Lexware refuses (API, section 7).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from lexoffice.posting_categories import PostingCategory, RateRule, rate_rule, takes_rate
from lexoffice.tax import REVERSE_CHARGE_RATE, VOUCHER_RATES
from models.documents import BOOKABLE, DocumentKind
from models.fields import FieldName
from models.money import Money, cents
from models.vouchers import TaxLine, Voucher, VoucherItem, VoucherKind
from pipeline.categories import find_category
from pipeline.values import Current

ROUNDING = Decimal("0.05")
"""The most that line-wise rounding of a supplier explains between the sum of the rates and the printed total."""

LONGEST_REMARK = 255

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Booking:
    """A voucher, or why there is none: `missing` is a list of German sentences, empty if the voucher is complete."""

    voucher: Voucher | None
    missing: tuple[str, ...] = ()


def book(
    current: Current,
    categories: Sequence[PostingCategory],
    *,
    order: str | None,
    reference: str,
    vat_free: bool = False,
) -> Booking:
    """The voucher of an incoming bookable document. `reference` is our name of the document, put into the remark;
    `vat_free`: our organisation books no tax."""
    missing = [*_not_ours(current), *_blanks(current)]
    category = find_category(categories, current.prediction.category.value) if current.prediction.category else None
    if category is None:
        missing.append(_no_category(current))
    lines, tax_problem = _untaxed(current) if vat_free else rated_amounts(current)
    if tax_problem:
        missing.append(tax_problem)
    if category is not None and not tax_problem:
        missing += _category_complaints(category, lines)
    number, issued_on = current.text(FieldName.DOCUMENT_NUMBER), current.day(FieldName.DOCUMENT_DATE)
    if missing or category is None or number is None or issued_on is None:
        return Booking(None, tuple(missing))
    items = tuple(_item(line, category) for line in lines)
    voucher = Voucher(
        kind=voucher_kind(current.prediction.document_kind),
        number=number,
        issued_on=issued_on,
        due_on=current.day(FieldName.DUE_DATE),
        contact_name=current.text(FieldName.SUPPLIER_NAME) or "",
        items=items,
    )
    return Booking(replace(voucher, remark=_remark(voucher, current, order, reference, vat_free=vat_free)))


def voucher_kind(kind: DocumentKind) -> VoucherKind:
    """Lexware's type of an incoming bookable document; a receipt is an invoice there."""
    return VoucherKind.PURCHASE_CREDIT_NOTE if kind is DocumentKind.CREDIT_NOTE else VoucherKind.PURCHASE_INVOICE


def rated_amounts(current: Current) -> tuple[tuple[TaxLine, ...], str]:
    """The tax lines to book, adding up to the printed gross total; or a German sentence on why they cannot be had."""
    gross = current.amount(FieldName.GROSS_TOTAL)
    if gross is None:
        return (), "Ohne Bruttobetrag lassen sich keine Steuerzeilen bilden."
    lines = tuple(line for line in _positive(current.tax_lines) if line.gross != 0) or _single_rate(current, gross)
    if not lines:
        return (), "Der Steuersatz fehlt: bitte die Steuerzeilen (Satz, Netto, Steuer) ergänzen."
    bad = [line for line in lines if line.rate not in VOUCHER_RATES]
    if bad:
        return (), f"Den Steuersatz {_percent(bad[0].rate)} bucht Lexware nicht: bitte die Steuerzeilen prüfen."
    wrong = [line for line in lines if not line.adds_up(ROUNDING)]
    if wrong:
        return (
            (),
            f"Steuer und Netto passen bei {_percent(wrong[0].rate)} nicht zusammen: bitte die Steuerzeilen prüfen.",
        )
    difference = abs(gross) - sum((line.gross for line in lines), ZERO)
    if abs(difference) > ROUNDING:
        total = sum((line.gross for line in lines), ZERO)
        return (
            (),
            f"Die Steuerzeilen ergeben {german(total)} €, der Bruttobetrag ist {german(abs(gross))} €: bitte prüfen.",
        )
    return _with_difference(_by_rate(lines), difference), ""


def _untaxed(current: Current) -> tuple[tuple[TaxLine, ...], str]:
    """The whole amount at 0 %."""
    gross = current.amount(FieldName.GROSS_TOTAL)
    if gross is None:
        return (), "Ohne Bruttobetrag gibt es nichts zu buchen."
    return (TaxLine(ZERO, abs(gross), ZERO),), ""


def _not_ours(current: Current) -> list[str]:
    prediction, sentences = current.prediction, []
    if prediction.document_kind not in BOOKABLE:
        sentences.append("Nur Rechnungen, Gutschriften und Quittungen werden gebucht: bitte die Art prüfen.")
    if not prediction.is_incoming:
        sentences.append("Eigene Ausgangsrechnungen werden nicht als Eingangsbeleg gebucht: bitte die Richtung prüfen.")
    currency = current.text(FieldName.CURRENCY) or "EUR"
    if currency != "EUR":
        sentences.append(
            f"Der Beleg lautet auf {currency}, Lexware bucht nur Euro: bitte die belasteten Euro-Beträge und EUR eintragen."
        )
    gross = current.amount(FieldName.GROSS_TOTAL)
    if gross is not None and gross < 0 and prediction.document_kind is not DocumentKind.CREDIT_NOTE:
        sentences.append("Der Bruttobetrag ist negativ: bitte prüfen, ob es eine Gutschrift ist.")
    if gross == 0:
        sentences.append("Der Bruttobetrag ist 0,00 €: es gibt nichts zu buchen.")
    return sentences


def _blanks(current: Current) -> list[str]:
    names = {
        FieldName.DOCUMENT_NUMBER: "Die Belegnummer fehlt.",
        FieldName.DOCUMENT_DATE: "Das Belegdatum fehlt.",
        FieldName.GROSS_TOTAL: "Der Bruttobetrag fehlt.",
        FieldName.SUPPLIER_NAME: "Der Lieferant fehlt.",
    }
    return [sentence for name, sentence in names.items() if not current.text(name)]


def _no_category(current: Current) -> str:
    if current.prediction.category is None:
        return "Die Buchungskategorie fehlt."
    return f"Die Buchungskategorie „{current.prediction.category.value}“ gibt es in Lexware nicht: bitte eine andere wählen."


def _category_complaints(category: PostingCategory, lines: Sequence[TaxLine]) -> list[str]:
    """What Lexware would refuse with 406: rates that the category does not take, and split rates."""
    if rate_rule(category) is RateRule.REVERSE_CHARGE:
        if any(line.tax for line in lines):
            return [f"„{category.name}“ gilt für Belege ohne Umsatzsteuer, dieser weist Umsatzsteuer aus."]
        return []
    if not category.split_allowed and len(lines) > 1:
        return [f"„{category.name}“ erlaubt nur einen Steuersatz: bitte eine andere Kategorie wählen."]
    refused = [line.rate for line in lines if not takes_rate(category, line.rate)]
    return [f"„{category.name}“ erlaubt den Satz {_percent(rate)} nicht: bitte eine andere wählen." for rate in refused]


def _single_rate(current: Current, gross: Decimal) -> tuple[TaxLine, ...]:
    """One line from gross and net, or gross and tax, if exactly one rate explains them."""
    net, tax = current.amount(FieldName.NET_TOTAL), current.amount(FieldName.TAX_TOTAL)
    if net is None and tax is None:
        return ()
    gross, net = abs(gross), abs(net) if net is not None else abs(gross) - abs(tax or ZERO)
    lines = [TaxLine(rate, net, gross - net) for rate in VOUCHER_RATES]
    fitting = [line for line in lines if line.adds_up(Decimal("0.02"))]
    return tuple(fitting) if len(fitting) == 1 else ()


def _positive(lines: Sequence[TaxLine]) -> tuple[TaxLine, ...]:
    """Credit notes print their amounts negative; in Lexware the type gives the direction (API, section 13.2)."""
    if lines and sum((line.gross for line in lines), ZERO) < 0:
        return tuple(TaxLine(line.rate, -line.base, -line.tax) for line in lines)
    return tuple(lines)


def _by_rate(lines: Sequence[TaxLine]) -> tuple[TaxLine, ...]:
    """One line a rate: Lexware wants one item per rate × category."""
    rates = sorted({line.rate for line in lines}, reverse=True)
    same = {rate: [line for line in lines if line.rate == rate] for rate in rates}
    return tuple(
        TaxLine(rate, sum((line.base for line in group), ZERO), sum((line.tax for line in group), ZERO))
        for rate, group in same.items()
    )


def _with_difference(lines: tuple[TaxLine, ...], difference: Decimal) -> tuple[TaxLine, ...]:
    """The cents between the rates' sum and the printed total, put to the largest line's base."""
    if not difference:
        return lines
    largest = max(lines, key=lambda line: line.gross)
    return tuple(replace(line, base=line.base + difference) if line is largest else line for line in lines)


def _item(line: TaxLine, category: PostingCategory) -> VoucherItem:
    gross = Money(line.gross)
    if (
        rate_rule(category) is RateRule.REVERSE_CHARGE
    ):  # the recipient owes the tax: rate 19 with a tax of 0 (API, section 11)
        return VoucherItem(gross, Money(ZERO), REVERSE_CHARGE_RATE, category.id)
    return VoucherItem(gross, gross.contained(line.rate), line.rate, category.id)


def _remark(voucher: Voucher, current: Current, order: str | None, reference: str, *, vat_free: bool) -> str:
    parts = [f"Bestellung {order}"] if order else []
    printed = current.amount(FieldName.TAX_TOTAL)
    if vat_free and printed:
        parts.append(f"Steuer laut Beleg {german(abs(printed))} €, als Kleinunternehmer nicht abziehbar")
    elif printed is not None and cents(abs(printed)) != voucher.tax.amount:
        parts.append(f"Steuer laut Beleg {german(abs(printed))} €, gebucht {german(voucher.tax.amount)} € (Rundung)")
    listed = abs(sum((line.gross for line in current.tax_lines), ZERO))
    if current.tax_lines and listed != voucher.gross.amount:
        parts.append(f"Steuerzeilen laut Beleg {german(listed)} €, gebucht {german(voucher.gross.amount)} € (Rundung)")
    parts.append(reference)
    return " · ".join(parts)[:LONGEST_REMARK]


def german(amount: Decimal) -> str:
    """`1234.5` as `1.234,50`."""
    return f"{cents(amount):,.2f}".translate(str.maketrans(",.", ".,"))


def _percent(rate: Decimal) -> str:
    return f"{rate.normalize():f} %".replace(".", ",")
