"""The buttons beside documents: payments in full, by halves, with Skonto, and everything that a person does to them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import get_args

from lexoffice.sandbox import lifecycle, payments, scene
from lexoffice.sandbox.box import Box
from lexoffice.sandbox.pages import forms, words
from lexoffice.sandbox.pages.forms import Form
from lexoffice.sandbox.store import Record
from lexoffice.sandbox.voucherlist import listed_status

_CENT = Decimal("0.01")
_BANK: payments.ItemType = "partPaymentFinancialTransaction"


def _pay(box: Box, form: Form) -> str:
    """An amount, with Skonto, on a day."""
    item_type = next(name for name in get_args(payments.ItemType) if name == form.get("type", _BANK))
    amount, discount = forms.amount(form, "amount"), forms.amount(form, "discount")
    record = payments.book(box, form["document"], amount, item_type, forms.day(form, "on"), discount=discount)
    return _booked(box, record)


def _pay_share(share: Callable[[Record, Decimal], tuple[Decimal, Decimal]]) -> Callable[[Box, Form], str]:
    """Pay by the bank, today, what `share` makes of the open amount: money and discount."""

    def pay(box: Box, form: Form) -> str:
        record = payments.existing(box, form["document"])
        amount, discount = share(record, payments.open_amount(record) or Decimal(0))
        return _booked(box, payments.book(box, record["id"], amount, _BANK, discount=discount))

    return pay


def _all(_: Record, rest: Decimal) -> tuple[Decimal, Decimal]:
    return rest, Decimal(0)


def _half(_: Record, rest: Decimal) -> tuple[Decimal, Decimal]:
    return (rest / 2).quantize(_CENT, ROUND_HALF_UP), Decimal(0)


def _less_discount(record: Record, rest: Decimal) -> tuple[Decimal, Decimal]:
    discount = payments.early_payment_discount(record) or Decimal(0)
    return rest - discount, discount


def _booked(box: Box, record: Record) -> str:
    return f"Zahlung gebucht. {_standing(box, record)}"


def _detach(box: Box, form: Form) -> str:
    return f"Zahlung gelöst. {_standing(box, payments.detach(box, form['document'], int(form['position'])))}"


def _standing(box: Box, record: Record) -> str:
    """In the words of the lists, which know what is overdue."""
    name, state = record.get("voucherNumber") or "Der Beleg", words.STATES[listed_status(box, record)]
    return f"{name} ist {state}, offen sind {words.euro(payments.open_amount(record))}."


def _act(box: Box, form: Form) -> str:
    lifecycle.act_on(box, form["document"], form["act"])
    return words.ACTS[form["act"]][1]


def _play_scene(box: Box, _: Form) -> str:
    scene.play(box)
    return "Zwei Kunden, drei Rechnungen und ein Angebot sind angelegt. Eine der Rechnungen ist schon überfällig."


BUTTONS: dict[str, Callable[[Box, Form], str]] = {
    "pay": _pay,
    "pay-all": _pay_share(_all),
    "pay-half": _pay_share(_half),
    "pay-discount": _pay_share(_less_discount),
    "detach": _detach,
    "act": _act,
    "scene": _play_scene,
}
