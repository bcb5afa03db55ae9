"""E-invoices: recognise the syntax, map it, check the sums that EN 16931 demands, draw a page for the reviewer.

The XML is the truth where there is one; a sum that does not add up is a warning for a person, never a silent repair.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from stdnum import iban

from ingest import cii, ubl, xmltree
from ingest.invoicevalues import ParsedInvoice, decimal
from ingest.layout import Row
from ingest.problems import warning
from models.fields import FieldName as F
from models.pages import EInvoice, ReadingWarning
from models.vouchers import TaxLine

EMBEDDED_NAMES = frozenset({"factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml", "zugferd.xml", "ferd-invoice.xml"})
"""Names that the standards give to the invoice inside a PDF; other XML attachments count by their root."""
_LABELS = {
    F.DOCUMENT_NUMBER: "Rechnungsnummer", F.DOCUMENT_DATE: "Rechnungsdatum", F.DUE_DATE: "Fällig am",
    F.DELIVERY_DATE: "Leistungsdatum", F.PERIOD_START: "Leistungszeitraum von", F.PERIOD_END: "Leistungszeitraum bis",
    F.ORDER_REFERENCE: "Bestellnummer", F.CUSTOMER_NUMBER: "Kundennummer", F.SUPPLIER_VAT_ID: "USt-IdNr. des Verkäufers",
    F.SUPPLIER_TAX_NUMBER: "Steuernummer des Verkäufers", F.CURRENCY: "Währung",
}  # fmt: skip
_SUM_LABELS = {
    F.NET_TOTAL: "Summe netto", F.TAX_TOTAL: "Umsatzsteuer", F.GROSS_TOTAL: "Gesamtbetrag brutto",
    F.PREPAID_TOTAL: "Anzahlung", F.AMOUNT_DUE: "Zahlbetrag", F.IBAN: "IBAN", F.BIC: "BIC",
}  # fmt: skip
_CREDIT_NOTES = frozenset({"381", "261", "262", "296", "308", "396", "420", "458", "532"})  # UNTDID 1001


def parse(root: xmltree.Element, *, embedded: bool = False) -> ParsedInvoice | None:
    """The invoice that `root` holds, or None if it is another kind of XML."""
    if xmltree.name(root) in cii.ROOTS:
        invoice = cii.read(root, embedded=embedded)
    elif xmltree.namespace(root) in ubl.NAMESPACES:
        invoice = ubl.read(root, embedded=embedded)
    else:
        return None
    return invoice if _says_something(invoice.einvoice) else None


def _says_something(invoice: EInvoice) -> bool:
    return F.DOCUMENT_NUMBER in invoice.values or F.GROSS_TOTAL in invoice.values


def checks(parsed: ParsedInvoice) -> Iterator[ReadingWarning]:
    """Sums that do not add up (EN 16931 rules BR-CO-10 and 13 to 17) and a wrong IBAN."""
    invoice = parsed.einvoice
    net, tax, gross = (_amount(invoice, name) for name in (F.NET_TOTAL, F.TAX_TOTAL, F.GROSS_TOTAL))
    if net is not None and gross is not None and net + (tax or Decimal(0)) != gross:
        yield warning("xml_tax_sum", field=F.GROSS_TOTAL)
    yield from _tax_checks(invoice.tax_lines, net, tax)
    due = _amount(invoice, F.AMOUNT_DUE)
    prepaid = _amount(invoice, F.PREPAID_TOTAL) or Decimal(0)
    if due is not None and gross is not None and gross - prepaid + parsed.rounding != due:
        yield warning("xml_amount_due", field=F.AMOUNT_DUE)
    if parsed.line_sum is not None and net is not None:
        expected = parsed.line_sum - parsed.allowances + parsed.charges
        if abs(expected - net) > Decimal("0.01"):
            yield warning("xml_line_sum", field=F.NET_TOTAL)
    account = invoice.values.get(F.IBAN)
    if account is not None and not iban.is_valid(account.value, check_country=False):
        yield warning("xml_iban", field=F.IBAN)


def _tax_checks(lines: tuple[TaxLine, ...], net: Decimal | None, tax: Decimal | None) -> Iterator[ReadingWarning]:
    if not lines:
        return
    if tax is not None and sum(line.tax for line in lines) != tax:
        yield warning("xml_tax_lines", field=F.TAX_TOTAL)
    if net is not None and sum(line.base for line in lines) != net:
        yield warning("xml_tax_lines", field=F.NET_TOTAL)
    if not all(line.adds_up(Decimal("0.02")) for line in lines):  # sums of tax rounded by line differ by cents
        yield warning("xml_tax_rate", field=F.TAX_BREAKDOWN)


def _amount(invoice: EInvoice, name: F) -> Decimal | None:
    value = invoice.values.get(name)
    return None if value is None else Decimal(value.value)


def rows(parsed: ParsedInvoice) -> Iterator[Row]:
    """The invoice as printed rows: parties, references, items, taxes, sums, notes."""
    values = parsed.einvoice.values
    type_code = values[F.TYPE_CODE].value if F.TYPE_CODE in values else ""
    yield Row("Gutschrift / Rechnungskorrektur" if type_code in _CREDIT_NOTES else "Rechnung", bold=True)
    yield Row(f"Elektronische Rechnung ({parsed.einvoice.syntax.upper()}), Darstellung aus den XML-Daten")
    yield Row("")
    for title, party in (("Verkäufer", parsed.seller), ("Käufer", parsed.buyer)):
        yield Row(title, bold=True)
        yield from map(Row, party)
        yield Row("")
    for name, label in _LABELS.items():
        if name in values:
            yield Row(f"{label + ':':<30}{_shown(name, values[name].value)}")
    yield Row("")
    yield from _item_rows(parsed)
    yield Row("")
    for line in parsed.einvoice.tax_lines:
        yield Row(f"{'USt ' + _german(line.rate) + ' % auf ' + _german(line.base):<60}{_german(line.tax):>32}")
    for name, label in _SUM_LABELS.items():
        if name in values:
            yield Row(f"{label:<46}{_shown(name, values[name].value):>46}", bold=name == F.GROSS_TOTAL)
    yield Row("")
    yield from map(Row, parsed.notes)


def _item_rows(parsed: ParsedInvoice) -> Iterator[Row]:
    if parsed.items:
        yield Row(f"{'Pos':<5}{'Bezeichnung':<45}{'Menge':>12}{'Einzelpreis':>15}{'Betrag':>15}", bold=True)
    for position, item in enumerate(parsed.items, start=1):
        amount = f"{item.quantity} {item.unit}".strip()
        yield Row(f"{position:<5}{item.name[:44]:<45}{amount:>12}{_number(item.price):>15}{_number(item.total):>15}")


def _shown(name: F, value: str) -> str:
    if name in _SUM_LABELS and name not in {F.IBAN, F.BIC}:
        return _german(Decimal(value))
    if name.endswith("date") or name.startswith("period"):
        return ".".join(reversed(value.split("-")))
    return value


def _number(raw: str) -> str:
    value = decimal(raw)
    return raw if value is None else _german(value)


def _german(number: Decimal) -> str:
    return f"{number:,f}".replace(",", "\0").replace(".", ",").replace("\0", ".")
