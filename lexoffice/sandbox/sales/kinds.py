"""The table of sales documents: what each type demands, takes and is numbered by (API notes, sections 14 to 20).

Whatever differs from type to type stands here as data; the rules in this package ask the table and never the type.
"""

from __future__ import annotations

from dataclasses import dataclass

from lexoffice.sandbox.documents import RESOURCES

_COMMON = (
    *("language", "voucherDate", "address", "lineItems", "taxConditions", "printLayoutId"),
    *("title", "introduction", "remark"),
)


@dataclass(frozen=True, slots=True)
class Kind:
    """One type of sales document."""

    type: str
    required: tuple[str, ...]
    """Top-level fields without which a POST is refused."""
    own_fields: tuple[str, ...]
    """Top-level fields that are taken from a POST besides the common ones; all others are ignored."""
    number_range: str | None
    """First letters of its numbers; None where it has no number."""
    line_discounts: bool = True
    choices: bool = False
    """Whether lines may be optional or have alternatives."""
    always_draft: bool = False
    follows_only: bool = False
    """Whether it exists only as the follower of another document."""
    by_api: bool = True
    """Whether the API creates it, or only a person in the web application."""
    profiled: bool = True
    """Whether it names an electronic document profile."""

    @property
    def fields(self) -> tuple[str, ...]:
        """All top-level fields that a POST may set."""
        return (*_COMMON, *self.own_fields)

    @property
    def path(self) -> str:
        """Its collection."""
        return f"/v1/{RESOURCES[self.type]}"

    @property
    def has_totals(self) -> bool:
        """Whether lines must be priced and are summed up; a delivery note's need not and are not."""
        return "totalPrice" in self.own_fields


_LINES = ("voucherDate", "address", "lineItems", "taxConditions")
_INVOICE = (*_LINES, "totalPrice", "shippingConditions")

KINDS = {
    kind.type: kind
    for kind in (
        Kind(
            "invoice",
            required=_INVOICE,
            own_fields=("totalPrice", "paymentConditions", "shippingConditions", "xRechnung"),
            number_range="RE",
        ),
        Kind(
            "downpaymentinvoice",
            required=_INVOICE,
            own_fields=("totalPrice", "paymentConditions", "shippingConditions"),
            number_range="RE",
            by_api=False,
        ),
        Kind(
            "creditnote",
            required=(*_LINES, "totalPrice"),
            own_fields=("totalPrice",),
            number_range="GS",
            line_discounts=False,
        ),
        Kind(
            "quotation",
            required=(*_LINES, "totalPrice", "expirationDate"),
            own_fields=("totalPrice", "paymentConditions", "expirationDate"),
            number_range="AG",
            choices=True,
        ),
        Kind(
            "orderconfirmation",
            required=_INVOICE,
            own_fields=("totalPrice", "paymentConditions", "shippingConditions", "deliveryTerms"),
            number_range="AB",
        ),
        Kind(
            "deliverynote",
            required=(*_LINES, "shippingConditions"),
            own_fields=("shippingConditions", "deliveryTerms"),
            number_range="LS",
            profiled=False,
        ),
        Kind(
            "dunning",
            required=_INVOICE,
            own_fields=("totalPrice", "shippingConditions"),
            number_range=None,
            always_draft=True,
            follows_only=True,
            profiled=False,
        ),
    )
}
"""All types, by name."""
