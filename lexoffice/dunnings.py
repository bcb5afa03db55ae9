"""Dunnings (API, section 20): a letter about one invoice. Levels, fees and deadlines are ours to keep: Lexware has none."""

from __future__ import annotations

from typing import ClassVar

from lexoffice.sales import SalesDocument, SalesKind
from lexoffice.sales_fields import Unsent
from lexoffice.sales_parts import LineItem, ShippingConditions, TaxAmount, TotalPrice
from lexoffice.sales_resource import CreatableSalesResource
from lexoffice.transport import Transport
from lexoffice.wire import ActionResult


class Dunning(SalesDocument):
    """A dunning: `draft` always, with its file at once, without a number, and not in the voucherlist.

    Contact, tax and shipping conditions must be those of the invoice; the name in the address is taken from there. A fee
    is a line of its own.
    """

    kind: ClassVar[SalesKind] = SalesKind.DUNNING
    line_items: tuple[LineItem, ...]
    total_price: TotalPrice = TotalPrice()
    shipping_conditions: ShippingConditions
    tax_amounts: Unsent[tuple[TaxAmount, ...]] = ()


class Dunnings(CreatableSalesResource[Dunning]):
    """`/v1/dunnings`."""

    def __init__(self, transport: Transport) -> None:
        super().__init__(transport, "/v1/dunnings", Dunning)

    def create(self, dunning: Dunning, *, preceding: str) -> ActionResult:
        """One more dunning for the invoice or down payment invoice `preceding`, which must be finalised.

        Each call makes another one that nobody can delete or find by search: keep the id, and a register per invoice and
        stage. OutcomeUnknown if no clear answer came.
        """
        return self._create(dunning, preceding=preceding)
