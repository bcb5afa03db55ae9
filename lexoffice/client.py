"""The client: one object per API key, one attribute per resource.

    with LexwareClient(api_key) as lexware:
        uploaded = lexware.files.upload(content, "rechnung.pdf")
        voucher = lexware.vouchers.wait_until_read(uploaded.voucher_id)

Thread-safe: httpx's connection pool and the budget are.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

import httpx

from lexoffice.articles import Articles
from lexoffice.check import KeyCheck
from lexoffice.contacts import Contacts
from lexoffice.countries import Countries
from lexoffice.credit_notes import CreditNotes
from lexoffice.delivery_notes import DeliveryNotes
from lexoffice.down_payment_invoices import DownPaymentInvoices
from lexoffice.dunnings import Dunnings
from lexoffice.event_subjects import EventSubjects
from lexoffice.event_subscriptions import EventSubscriptions
from lexoffice.files import Files
from lexoffice.invoices import Invoices
from lexoffice.order_confirmations import OrderConfirmations
from lexoffice.payment_conditions import PaymentConditions
from lexoffice.payments import Payments
from lexoffice.posting_categories import PostingCategories
from lexoffice.print_layouts import PrintLayouts
from lexoffice.profile import Profiles
from lexoffice.quotations import Quotations
from lexoffice.ratelimit import Budget, Priority, ProcessBudget
from lexoffice.recurring_templates import RecurringTemplates
from lexoffice.retries import Patience
from lexoffice.transport import DEFAULT_TIMEOUT, Transport
from lexoffice.voucherlist import Voucherlist
from lexoffice.vouchers import Vouchers

BASE_URL = "https://api.lexware.io"


class LexwareClient:
    """Everything that this API key may do. `budget` must be shared by all who use the key; `sleep` is the waiting
    between attempts; `transport` replaces httpx's own (proxies, tests). An empty key is answered with KeyRefused; one that
    no header can hold is a ValueError, which does not name it."""

    def __init__(
        self,
        api_key: str,
        base_url: str = BASE_URL,
        *,
        budget: Budget | None = None,
        transport: httpx.BaseTransport | None = None,
        timeout: httpx.Timeout = DEFAULT_TIMEOUT,
        patience: Patience | None = None,
        priority: Priority = Priority.FILING,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._http = httpx.Client(
            base_url=base_url,
            headers={**_authorization(api_key), "User-Agent": "kontorist"},
            transport=transport,
            timeout=timeout,
        )
        self._sleep = sleep
        patience = patience if patience is not None else Patience()
        budget = budget if budget is not None else ProcessBudget()
        self._use(Transport(self._http, budget=budget, priority=priority, patience=patience, sleep=sleep))

    def _use(self, transport: Transport) -> None:
        self._transport = transport
        self.check = KeyCheck(transport)
        self.profile = Profiles(transport)
        self.contacts = Contacts(transport)
        self.posting_categories = PostingCategories(transport)
        self.files = Files(transport)
        self.vouchers = Vouchers(transport, self._sleep)
        self.voucherlist = Voucherlist(transport)
        self.payments = Payments(transport)
        self.invoices = Invoices(transport)
        self.credit_notes = CreditNotes(transport)
        self.quotations = Quotations(transport)
        self.order_confirmations = OrderConfirmations(transport)
        self.delivery_notes = DeliveryNotes(transport)
        self.dunnings = Dunnings(transport)
        self.down_payment_invoices = DownPaymentInvoices(transport)
        self.recurring_templates = RecurringTemplates(transport)
        self.articles = Articles(transport)
        self.countries = Countries(transport)
        self.payment_conditions = PaymentConditions(transport)
        self.print_layouts = PrintLayouts(transport)
        self.event_subscriptions = EventSubscriptions(transport)
        self.event_subjects = EventSubjects(transport)

    def at(self, priority: Priority) -> LexwareClient:
        """This client at another priority, with the same connections and budget (closing one closes both)."""
        other = object.__new__(type(self))
        other._http = self._http
        other._sleep = self._sleep
        other._use(self._transport.at(priority))
        return other

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _authorization(api_key: str) -> dict[str, str]:
    """Blanks around a pasted key go. What no header takes is refused here: httpx's own exceptions would quote the key."""
    key = api_key.strip()
    if not all("!" <= character <= "~" for character in key):
        raise ValueError("the API key holds characters that no key has: blanks, line breaks or umlauts")
    return {"Authorization": f"Bearer {key}"} if key else {}
