"""Terms of payment that the organisation has set up: days, and early payment discount, called Skonto (API, section 10)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from lexoffice.transport import Transport
from lexoffice.wire import Amount, Wire, plain


class PaymentDiscount(Wire):
    """So many percent of the total less if paid within so many days."""

    discount_percentage: Amount
    discount_range: int

    def until(self, voucher_date: date) -> date:
        """The last day on which the discount may be taken."""
        return voucher_date + timedelta(days=self.discount_range)


class PaymentCondition(Wire):
    """One term of payment. The template has the variables `{paymentRange}`, `{discountRange}` and `{discount}`."""

    id: str
    organization_default: bool = False
    payment_term_label_template: str | None = None
    payment_term_duration: int | None = None
    payment_discount_conditions: PaymentDiscount | None = None

    def due(self, voucher_date: date) -> date:
        """The last day for the whole amount; the day of the document where no days are given."""
        return voucher_date + timedelta(days=self.payment_term_duration or 0)

    def label(self) -> str:
        """The template with its variables filled in: the text that stands on a document."""
        discount = self.payment_discount_conditions
        values: dict[str, int | Decimal | None] = {
            "{paymentRange}": self.payment_term_duration,
            "{discountRange}": discount.discount_range if discount else None,
            "{discount}": discount.discount_percentage if discount else None,
        }
        text = self.payment_term_label_template or ""
        for variable, value in values.items():
            if value is not None:
                text = text.replace(variable, plain(Decimal(value)).replace(".", ","))
        return text


class PaymentConditions:
    """`/v1/payment-conditions`."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def list(self) -> list[PaymentCondition]:
        """All terms of payment, unpaged."""
        return self._transport.get("/v1/payment-conditions", list[PaymentCondition])


def organisation_default(conditions: Iterable[PaymentCondition]) -> PaymentCondition | None:
    """The one that documents get which name none; Lexware promises exactly one, None if it breaks that."""
    return next((condition for condition in conditions if condition.organization_default), None)
