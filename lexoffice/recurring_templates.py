"""Recurring templates (API, section 21): invoices that Lexware writes by itself in the night; only read here."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from lexoffice.paging import Page, pages
from lexoffice.sales_parts import LineItem, PaymentConditions, SalesAddress, TaxAmount, TaxConditions, TotalPrice
from lexoffice.transport import Transport
from lexoffice.wire import Day, Instant, OrText, Wire

_PATH = "/v1/recurring-templates"


class ExecutionInterval(StrEnum):
    """How often."""

    WEEKLY = "WEEKLY"
    BIWEEKLY = "BIWEEKLY"
    MONTHLY = "MONTHLY"
    QUARTERLY = "QUARTERLY"
    BIANNUALLY = "BIANNUALLY"
    ANNUALLY = "ANNUALLY"


class ExecutionStatus(StrEnum):
    """Paused is also one without a start."""

    ACTIVE = "ACTIVE"
    PAUSED = "PAUSED"
    ENDED = "ENDED"


class RecurringTemplateSettings(Wire):
    """When and how. The dates are plain days. `finalize`: the invoices are open at once, and mailed by Lexware."""

    id: str | None = None
    start_date: Day | None = None
    end_date: Day | None = None
    finalize: bool = False
    shipping_type: str | None = None
    retroactive_invoice: bool | None = None
    execution_interval: OrText[ExecutionInterval] | None = None
    next_execution_date: Day | None = None
    last_execution_date: Day | None = None
    last_execution_failed: bool | None = None
    last_execution_error_message: str | None = None
    execution_status: OrText[ExecutionStatus] | None = None


class RecurringTemplateRow(Wire):
    """A template in the list."""

    id: str
    organization_id: str | None = None
    title: str | None = None
    created_date: Instant | None = None
    updated_date: Instant | None = None
    address: SalesAddress = SalesAddress()
    total_price: TotalPrice = TotalPrice()
    payment_conditions: PaymentConditions | None = None
    recurring_template_settings: RecurringTemplateSettings


class RecurringTemplate(RecurringTemplateRow):
    """A whole template; its invoices carry its id in `recurring_template_id`."""

    version: int | None = None
    language: str | None = None
    archived: bool | None = None
    line_items: tuple[LineItem, ...] = ()
    tax_amounts: tuple[TaxAmount, ...] = ()
    tax_conditions: TaxConditions | None = None
    introduction: str | None = None
    remark: str | None = None
    print_layout_id: str | None = None


class TemplateOrder(StrEnum):
    """What the list can be sorted by."""

    CREATED = "createdDate"
    UPDATED = "updatedDate"
    LAST_EXECUTION = "lastExecutionDate"
    NEXT_EXECUTION = "nextExecutionDate"


class RecurringTemplates:
    """`/v1/recurring-templates`. No filters, and no way to change one."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def rows(
        self, order: TemplateOrder = TemplateOrder.UPDATED, *, descending: bool = True
    ) -> Iterator[RecurringTemplateRow]:
        """All templates, the pages asked for as they are needed; by default the last changed first, as Lexware does."""
        query = {"sort": f"{order},{'DESC' if descending else 'ASC'}"}
        for page in pages(self._transport, _PATH, Page[RecurringTemplateRow], query):
            yield from page.content

    def get(self, template_id: str) -> RecurringTemplate:
        """One template."""
        return self._transport.get(f"{_PATH}/{template_id}", RecurringTemplate)
