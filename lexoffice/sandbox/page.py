"""The German page of the sandbox: what it holds, and its controls, as plain forms without any script."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, get_args
from urllib.parse import quote

from fastapi import APIRouter, Request
from jinja2 import Environment, FileSystemLoader, select_autoescape
from starlette.responses import RedirectResponse, Response

from lexoffice.sandbox import lifecycle, payments
from lexoffice.sandbox.box import Box
from lexoffice.sandbox.contacts import display_name
from lexoffice.sandbox.control import ClockSetting, Fault, add_fault, clear_faults, set_clock, set_switches
from lexoffice.sandbox.organisation import categories
from lexoffice.sandbox.store import Record
from lexoffice.wire import BERLIN

_HERE = Path(__file__).parent
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
_STATES = {
    "blank": "wird gelesen",
    "unchecked": "ungeprüft",
    "open": "offen",
    "paid": "bezahlt",
    "paidoff": "ausgeglichen",
    "voided": "storniert",
}
_TYPES = {
    "purchaseinvoice": "Eingangsrechnung",
    "purchasecreditnote": "Eingangsgutschrift",
    "salesinvoice": "Ausgangsrechnung",
    "salescreditnote": "Rechnungskorrektur",
}
_PAYMENTS = {
    "partPaymentFinancialTransaction": "Bank",
    "manualPayment": "von Hand",
    "partPaymentCashBox": "Kasse",
    "partPaymentCreditNote": "Gutschrift",
    "cashDiscount": "Skonto",
    "dunningCosts": "Mahnkosten",
    "currencyConversion": "Währungsumrechnung",
    "irrecoverableReceivable": "uneinbringlich",
}
FAULTS = {
    "429": "zu viele Anfragen (429)",
    "500": "Serverfehler (500)",
    "500_rate_limit": "Anfragegrenze, als 500 verkleidet",
    "503": "nicht erreichbar (503)",
    "504": "Zeitüberschreitung nach der Ausführung (504)",
    "504_before": "Zeitüberschreitung ohne Ausführung (504)",
    "slow": "langsame Antwort (5 Sekunden)",
    "reset": "Verbindung bricht ab, ohne Ausführung",
    "reset_after": "Verbindung bricht ab, nach der Ausführung",
}


def routes(box: Box) -> APIRouter:
    """The page, its style, the originals, and one address for each button."""
    router = APIRouter()
    templates = Environment(loader=FileSystemLoader(_HERE), autoescape=select_autoescape(default=True))
    templates.filters["euro"] = _euro
    templates.filters["day"] = _day

    @router.get("/")
    async def show(request: Request) -> Response:
        message = request.query_params.get("meldung", "")
        text = templates.get_template("page.html").render(_facts(box), message=message)
        return Response(text, 200, _HEADERS, "text/html")

    @router.get("/sandbox/page.css")
    async def style() -> Response:
        return Response((_HERE / "page.css").read_text("utf-8"), 200, _HEADERS, "text/css")

    @router.get("/sandbox/originals/{file_id}")
    async def original(file_id: str) -> Response:
        file = box.store.file(file_id)
        if file is None:
            return Response("Diese Datei gibt es nicht.", 404, _HEADERS, "text/plain")
        # XML is shown as text: a browser would run scripts in it.
        media_type = "text/plain" if file.media_type == "application/xml" else file.media_type
        return Response(file.content, 200, {"X-Content-Type-Options": "nosniff"}, media_type)

    @router.post("/sandbox/page/{button}")
    async def press(button: str, request: Request) -> Response:
        form = {key: str(value) for key, value in (await request.form()).items()}
        return RedirectResponse(f"/?meldung={quote(_press(box, button, form))}", 303)

    return router


def _press(box: Box, button: str, form: dict[str, str]) -> str:
    """Do what the button says; the sentence to show."""
    action = _BUTTONS.get(button)
    if action is None:
        return "Diesen Knopf gibt es nicht."
    try:
        return action(box, form)
    except (KeyError, ValueError):
        return "Die Eingaben sind unvollständig oder passen nicht. Bitte prüfen und noch einmal absenden."


def _arm(box: Box, form: dict[str, str]) -> str:
    fault = Fault.model_validate({**form, "seconds": 5})
    add_fault(box, fault)
    return f"Störung vorgemerkt: {FAULTS[fault.kind]}."


def _disarm(box: Box, _: dict[str, str]) -> str:
    clear_faults(box)
    return "Alle Störungen gelöscht."


def _void(box: Box, form: dict[str, str]) -> str:
    lifecycle.act_on(box, form["voucher_id"], "void")
    return "Beleg storniert."


def _turn_key(box: Box, form: dict[str, str]) -> str:
    revoked = form["revoked"] == "true"
    box.set("key", {"revoked": revoked})
    return "Schlüssel widerrufen." if revoked else "Schlüssel gilt wieder."


def _small_business(box: Box, form: dict[str, str]) -> str:
    box.set("profile", {**box.profile, "smallBusiness": form["value"] == "true"})
    return "Profil geändert."


def _limit(box: Box, form: dict[str, str]) -> str:
    set_switches(box, {"rate_per_second": form["rate"]})
    return "Anfragegrenze geändert."


def _turn_clock(box: Box, form: dict[str, str]) -> str:
    """`now` is Berlin time from the browser's date field, or empty for real time."""
    text = form["now"]
    try:
        now = datetime.fromisoformat(text).replace(tzinfo=BERLIN) if text else None
    except ValueError:
        return "Datum und Uhrzeit bitte vollständig angeben."
    set_clock(box, ClockSetting(now=now))
    return "Die Uhr ist gestellt." if now else "Die Uhr zeigt wieder die wirkliche Zeit."


def _pay(box: Box, form: dict[str, str]) -> str:
    try:
        amount = Decimal(form["amount"].replace(".", "").replace(",", ".") if "," in form["amount"] else form["amount"])
    except InvalidOperation:
        return "Der Betrag ist keine Zahl. Bitte in der Form 119,00 angeben."
    if amount <= 0 or amount != amount.quantize(Decimal("0.01")):
        return "Der Betrag muss größer als null sein und höchstens zwei Nachkommastellen haben."
    voucher = box.store.get("voucher", form["voucher_id"])
    if voucher is None or voucher["voucherStatus"] != "open":
        return "Nur ein offener Beleg kann bezahlt werden."
    payments.book(box, voucher["id"], amount, form["type"])
    return "Zahlung gebucht."


_BUTTONS: dict[str, Callable[[Box, dict[str, str]], str]] = {
    "fault": _arm,
    "no-faults": _disarm,
    "clock": _turn_clock,
    "pay": _pay,
    "void": _void,
    "key": _turn_key,
    "small-business": _small_business,
    "rate": _limit,
}


def _facts(box: Box) -> dict[str, Any]:
    """Everything the template shows."""
    vouchers = sorted(box.store.all("voucher"), key=lambda voucher: str(voucher["createdDate"]), reverse=True)
    return {
        "profile": box.profile,
        "now": box.now.astimezone(BERLIN),
        "vouchers": [_voucher(box, voucher) for voucher in vouchers[:200]],
        "voucher_count": len(vouchers),
        "contacts": [{"name": display_name(contact), **contact} for contact in box.store.all("contact")],
        "faults": [{**fault, "label": FAULTS[fault["kind"]]} for fault in box.store.all("fault")],
        "fault_kinds": FAULTS,
        "payment_types": {name: _PAYMENTS.get(name, name) for name in get_args(payments.ItemType)},
        "revoked": bool(box.setting("key").get("revoked")),
        "switches": box.switches,
        "requests": list(box.requests)[-20:][::-1],
    }


def _voucher(box: Box, voucher: Record) -> dict[str, Any]:
    contact = box.store.get("contact", voucher.get("contactId") or "")
    files = [file for file in (box.store.file(key) for key in voucher["files"]) if file is not None]
    return {
        **voucher,
        "totalGrossAmount": voucher.get("totalGrossAmount"),
        "type_label": _TYPES.get(voucher["type"], voucher["type"]),
        "state_label": _STATES.get(voucher["voucherStatus"], voucher["voucherStatus"]),
        "contact": display_name(contact) if contact else voucher.get("contactName") or "Sammelkontakt",
        "originals": files,
        "open_amount": payments.open_amount(voucher),
        "items": [
            {**item, "category": categories().get(item["categoryId"], {}).get("name", item["categoryId"])}
            for item in voucher.get("voucherItems", [])
        ],
    }


def _euro(amount: Decimal | int | None) -> str:
    """German: 1.234,56 €; nothing where there is no amount."""
    if amount is None:
        return ""
    return f"{Decimal(amount):,.2f} €".replace(",", "\0").replace(".", ",").replace("\0", ".")


def _day(text: str | None) -> str:
    """German: 27.02.2026."""
    return date.fromisoformat(text).strftime("%d.%m.%Y") if text else ""
