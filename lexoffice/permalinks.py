"""Links into Lexware's web application, for people (API, section 1)."""

from __future__ import annotations

from enum import StrEnum
from urllib.parse import quote

APP_URL = "https://app.lexware.de"


class Linked(StrEnum):
    """What can be linked, in the words of the address."""

    INVOICE = "invoices"
    CREDIT_NOTE = "credit-notes"
    QUOTATION = "quotations"
    ORDER_CONFIRMATION = "order-confirmations"
    DELIVERY_NOTE = "delivery-notes"
    DUNNING = "dunnings"
    VOUCHER = "vouchers"
    CONTACT = "contacts"
    RECURRING_TEMPLATE = "recurring-templates"


_BY_VOUCHER_TYPE = {
    "salesinvoice": Linked.VOUCHER,
    "salescreditnote": Linked.VOUCHER,
    "purchaseinvoice": Linked.VOUCHER,
    "purchasecreditnote": Linked.VOUCHER,
    "invoice": Linked.INVOICE,
    "downpaymentinvoice": Linked.INVOICE,  # it has no address of its own
    "creditnote": Linked.CREDIT_NOTE,
    "quotation": Linked.QUOTATION,
    "orderconfirmation": Linked.ORDER_CONFIRMATION,
    "deliverynote": Linked.DELIVERY_NOTE,
}


def view(kind: Linked, record_id: str, app_url: str = APP_URL) -> str:
    """The page that shows the record; of a recurring template the one that edits it, it has no other."""
    return _link(kind, "edit" if kind is Linked.RECURRING_TEMPLATE else "view", record_id, app_url)


def edit(kind: Linked, record_id: str, app_url: str = APP_URL) -> str:
    """The page that edits the record; Lexware goes on to `view` where it is no longer editable. Contacts have no such page
    (404): theirs is the one that shows them."""
    return _link(kind, "view" if kind is Linked.CONTACT else "edit", record_id, app_url)


def of_voucher_type(voucher_type: str, record_id: str, app_url: str = APP_URL) -> str | None:
    """The page of a row of the voucherlist; None for a type that we do not know."""
    kind = _BY_VOUCHER_TYPE.get(voucher_type)
    return None if kind is None else view(kind, record_id, app_url)


def inbox(app_url: str = APP_URL) -> str:
    """The inbox "Zu prüfen": uploaded files have no page each."""
    return f"{app_url.rstrip('/')}/permalink/files/view"


def _link(kind: Linked, page: str, record_id: str, app_url: str) -> str:
    return f"{app_url.rstrip('/')}/permalink/{kind}/{page}/{quote(record_id, safe='')}"
