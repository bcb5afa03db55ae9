"""QR codes on pages, and what a GiroCode says: payee, IBAN, BIC, amount, reference without any OCR.

Source: EPC069-12 "Quick Response Code: Guidelines to Enable Data Capture for the Initiation of a SEPA Credit Transfer".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import zxingcpp
from stdnum import iban

from ingest.invoicevalues import decimal
from ingest.picture import Grey

_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
MAX_CODES = 8
MAX_PAYLOAD = 2_000
READ_PIXELS = 4_000_000
"""A4 at 180 dpi: a printed payment code has modules of 0.5 mm, four pixels there; more only costs time."""


@dataclass(frozen=True, slots=True)
class GiroCode:
    """A SEPA payment order as printed on an invoice. `amount` in euro, None if the payer shall fill it in."""

    name: str
    iban: str
    bic: str
    amount: Decimal | None
    reference: str

    def facts(self) -> Mapping[str, str]:
        """As facts of a document (ReadDocument.facts), so that rooms that do not know us can use them."""
        found = {"giro_name": self.name, "giro_iban": self.iban, "giro_bic": self.bic, "giro_reference": self.reference}
        if self.amount is not None:
            found["giro_amount"] = f"{self.amount:.2f}"
        return {name: value for name, value in found.items() if value}


def qr_payloads(grey: Grey) -> tuple[str, ...]:
    """The texts of all QR codes in the picture."""
    step = max(1, round((grey.size / READ_PIXELS) ** 0.5))
    found = zxingcpp.read_barcodes(grey[::step, ::step].copy(), formats=_QR)
    if not found and step > 1:
        found = zxingcpp.read_barcodes(grey, formats=_QR)
    return tuple(code.text[:MAX_PAYLOAD] for code in found[:MAX_CODES] if code.text)


def giro_code(payload: str) -> GiroCode | None:
    """The payment order of a GiroCode, or None: another code, a wrong IBAN, an amount outside 0.01 to 999,999,999.99."""
    lines = re.split(r"\r\n|\r|\n", payload.strip("\r\n "))
    lines += [""] * (12 - len(lines))
    service, version, _charset, kind, bic, name, account, amount, _purpose, structured, free = lines[:11]
    account = re.sub(r"\s", "", account).upper()
    if (
        service != "BCD"
        or version not in {"001", "002"}
        or kind != "SCT"
        or not iban.is_valid(account, check_country=False)
    ):
        return None
    value: Decimal | None = None
    if amount:
        value = decimal(amount.removeprefix("EUR"))
        if not amount.startswith("EUR") or value is None or not Decimal("0.01") <= value <= Decimal("999999999.99"):
            return None
    return GiroCode(name.strip(), account, re.sub(r"\s", "", bic).upper(), value, (structured or free).strip())
