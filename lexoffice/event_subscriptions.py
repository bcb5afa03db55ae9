"""Event subscriptions: which events Lexware reports, and to which address (API, sections 24.1 and 24.2).

They die with the API key that made them, so look at the list daily. What arrives at the address is `webhooks.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pydantic import AliasChoices, Field

from lexoffice.deletion import delete
from lexoffice.errors import Conflict
from lexoffice.transport import Call, Transport
from lexoffice.wire import ActionResult, Instant, OrText, Wire

_PATH = "/v1/event-subscriptions"


class EventType(StrEnum):
    """All 42. There is none for overdue (it comes with time), posting categories, files and bank transactions."""

    ARTICLE_CREATED = "article.created"
    ARTICLE_CHANGED = "article.changed"
    ARTICLE_DELETED = "article.deleted"
    CONTACT_CREATED = "contact.created"
    CONTACT_CHANGED = "contact.changed"
    CONTACT_DELETED = "contact.deleted"
    CREDIT_NOTE_CREATED = "credit-note.created"
    CREDIT_NOTE_CHANGED = "credit-note.changed"
    CREDIT_NOTE_DELETED = "credit-note.deleted"
    CREDIT_NOTE_STATUS_CHANGED = "credit-note.status.changed"
    DELIVERY_NOTE_CREATED = "delivery-note.created"
    DELIVERY_NOTE_CHANGED = "delivery-note.changed"
    DELIVERY_NOTE_DELETED = "delivery-note.deleted"
    DELIVERY_NOTE_STATUS_CHANGED = "delivery-note.status.changed"
    DOWN_PAYMENT_INVOICE_CREATED = "down-payment-invoice.created"
    DOWN_PAYMENT_INVOICE_CHANGED = "down-payment-invoice.changed"
    DOWN_PAYMENT_INVOICE_DELETED = "down-payment-invoice.deleted"
    DOWN_PAYMENT_INVOICE_STATUS_CHANGED = "down-payment-invoice.status.changed"
    DUNNING_CREATED = "dunning.created"
    DUNNING_CHANGED = "dunning.changed"
    DUNNING_DELETED = "dunning.deleted"
    INVOICE_CREATED = "invoice.created"
    INVOICE_CHANGED = "invoice.changed"
    INVOICE_DELETED = "invoice.deleted"
    INVOICE_STATUS_CHANGED = "invoice.status.changed"
    ORDER_CONFIRMATION_CREATED = "order-confirmation.created"
    ORDER_CONFIRMATION_CHANGED = "order-confirmation.changed"
    ORDER_CONFIRMATION_DELETED = "order-confirmation.deleted"
    ORDER_CONFIRMATION_STATUS_CHANGED = "order-confirmation.status.changed"
    PAYMENT_CHANGED = "payment.changed"
    QUOTATION_CREATED = "quotation.created"
    QUOTATION_CHANGED = "quotation.changed"
    QUOTATION_DELETED = "quotation.deleted"
    QUOTATION_STATUS_CHANGED = "quotation.status.changed"
    RECURRING_TEMPLATE_CREATED = "recurring-template.created"
    RECURRING_TEMPLATE_CHANGED = "recurring-template.changed"
    RECURRING_TEMPLATE_DELETED = "recurring-template.deleted"
    TOKEN_REVOKED = "token.revoked"  # noqa: S105 (an event, no secret)
    VOUCHER_CREATED = "voucher.created"
    VOUCHER_CHANGED = "voucher.changed"
    VOUCHER_DELETED = "voucher.deleted"
    VOUCHER_STATUS_CHANGED = "voucher.status.changed"

    @property
    def resource(self) -> str:
        """What happened to: `credit-note`."""
        return resource_of(self)

    @property
    def happening(self) -> str:
        """What happened: `created`, `changed`, `deleted`, `status.changed` or `revoked`."""
        return self.value.partition(".")[2]

    @property
    def subject(self) -> Subject:
        """Where to look after this event."""
        return SUBJECTS[self.resource]


@dataclass(frozen=True, slots=True)
class Subject:
    """What the `resourceId` of an event is the id of.

    `path`: GET `{path}/{resourceId}` reads it, None where nothing can be read. `listed_as`: the types under which the
    voucherlist shows it, empty where it does not.
    """

    path: str | None
    listed_as: tuple[str, ...] = ()


_VOUCHERS = ("salesinvoice", "salescreditnote", "purchaseinvoice", "purchasecreditnote")

SUBJECTS: Mapping[str, Subject] = {
    "article": Subject("/v1/articles"),
    "contact": Subject("/v1/contacts"),
    "credit-note": Subject("/v1/credit-notes", ("creditnote",)),
    "delivery-note": Subject("/v1/delivery-notes", ("deliverynote",)),
    "down-payment-invoice": Subject("/v1/down-payment-invoices", ("downpaymentinvoice",)),
    "dunning": Subject("/v1/dunnings"),
    "invoice": Subject("/v1/invoices", ("invoice",)),
    "order-confirmation": Subject("/v1/order-confirmations", ("orderconfirmation",)),
    # The id of the paid document, which may be any of these: only looking it up tells. It also comes when a document
    # goes back to draft, for which /v1/payments answers 406.
    "payment": Subject("/v1/payments", (*_VOUCHERS, "invoice", "downpaymentinvoice", "creditnote")),
    "quotation": Subject("/v1/quotations", ("quotation",)),
    "recurring-template": Subject("/v1/recurring-templates"),
    "token": Subject(None),  # the id is the `connectionId` of the profile
    "voucher": Subject("/v1/vouchers", _VOUCHERS),
}
"""By resource; an event type that Lexware adds later may bring one that is not here."""


def resource_of(event_type: str) -> str:
    """The part before the first dot; also of event types that we do not know."""
    return event_type.partition(".")[0]


class EventSubscription(Wire):
    """One event type reported to one address. Lists call the id `subscriptionId`, other answers `id`."""

    subscription_id: str = Field(validation_alias=AliasChoices("subscriptionId", "id", "subscription_id"))
    event_type: OrText[EventType]
    callback_url: str
    organization_id: str | None = None
    created_date: Instant | None = None


class _Listing(Wire):
    """The list: an envelope without paging. `content` is demanded, for an empty list would be taken for lost ones."""

    content: tuple[EventSubscription, ...]


class EventSubscriptions:
    """`/v1/event-subscriptions`. There is no update: delete and create."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def list(self) -> tuple[EventSubscription, ...]:
        """Every subscription that this key sees, of other programs too."""
        return self._transport.get(_PATH, _Listing).content

    def get(self, subscription_id: str) -> EventSubscription:
        """One subscription."""
        return self._transport.get(f"{_PATH}/{subscription_id}", EventSubscription)

    def create(self, event_type: str, callback_url: str) -> ActionResult:
        """Report these events to this HTTPS address, which must answer a HEAD with 2xx now (else FixTheData, 406).

        Conflict if the pair is there already. That also makes the call repeatable: it is sent again after a lost
        answer, and then `own_change_possible` says that the pair may be ours.
        """
        body = {"eventType": str(event_type), "callbackUrl": callback_url}
        return self._transport.read(Call("POST", _PATH, json=body, naturally_repeatable=True), ActionResult)

    def ensure(self, event_type: str, callback_url: str) -> EventSubscription:
        """The subscription of this pair, made if it is missing. Conflict only if Lexware says that it exists and does not
        list it: then it belongs to another key (whether pairs are unique per key or organisation is not known)."""
        found = self._find(event_type, callback_url)
        if found is None:
            try:
                return self.get(self.create(event_type, callback_url).id)
            except Conflict:
                found = self._find(event_type, callback_url)
                if found is None:
                    raise
        return found

    def delete(self, subscription_id: str) -> bool:
        """No more events from it. False if it was gone already."""
        return delete(self._transport, f"{_PATH}/{subscription_id}")

    def _find(self, event_type: str, callback_url: str) -> EventSubscription | None:
        wanted = (event_type, callback_url)
        return next((entry for entry in self.list() if (entry.event_type, entry.callback_url) == wanted), None)
