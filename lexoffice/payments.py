"""What has been paid on a document (API, section 23). Read-only: payments come from Lexware's bank matching."""

from __future__ import annotations

from lexoffice.errors import FixTheData
from lexoffice.transport import Transport
from lexoffice.wire import Amount, Day, Wire


class PaymentItem(Wire):
    """One movement: bank, cash box, credit note, early payment discount (`cashDiscount`) and so on."""

    payment_item_type: str
    amount: Amount
    posting_date: Day | None = None
    currency: str = "EUR"


class Payment(Wire):
    """The state of payment of one voucher or sales document; `open_amount` is positive in both directions."""

    open_amount: Amount
    currency: str = "EUR"
    payment_status: str
    voucher_type: str
    voucher_status: str
    paid_date: Day | None = None
    payment_items: tuple[PaymentItem, ...] = ()


class Payments:
    """`/v1/payments/{id}`."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def get(self, voucher_id: str) -> Payment | None:
        """None for a draft, an unchecked voucher or a kind that is never paid: Lexware answers 406, which is no error."""
        try:
            return self._transport.get(f"/v1/payments/{voucher_id}", Payment)
        except FixTheData as error:
            if error.status == 406:
                return None
            raise
