"""Switches: where the API notes call a fact open, contradictory or a matter of the account, a person decides here."""

from __future__ import annotations

import re
from decimal import Decimal

from pydantic import BaseModel, ConfigDict, Field, field_validator


class Switches(BaseModel):
    """All switches; the defaults are what the notes believe (sections 3, 4.3, 12, 13.3)."""

    model_config = ConfigDict(extra="forbid")

    rate_per_second: Decimal = Field(default=Decimal(2), ge=0, description="0 switches the rate limit off")
    rate_burst: int = Field(default=4, ge=1, description="depth of the token bucket, measured as 4")
    other_requests_per_second: Decimal = Field(
        default=Decimal(0), ge=0, description="what other programs of the organisation take from the rate"
    )
    rate_limit_as_500: bool = Field(default=False, description="say 500 with the rate-limit text instead of 429")
    reading_seconds: Decimal = Field(default=Decimal(2), ge=0, description="how long an upload stays blank")
    recognise_uploads: bool = Field(default=True, description="reading fills number, date, amounts; False: nothing")
    changed_after_reading: bool = Field(default=False, description="voucher.changed follows the reading unprompted")
    e_invoice: bool = Field(default=True, description="E-Rechnung is switched on: XML uploads are accepted")
    allow_post_unchecked: bool = Field(default=True, description="POST of a voucher may say unchecked (documented)")
    allow_update_unchecked: bool = Field(default=True, description="PUT may leave a voucher unchecked (measured)")
    conflict_as_409: bool = Field(default=False, description="stale versions answer 409 as documented, not 406")
    tax_tolerance_cents: int = Field(default=0, ge=0, description="tolerated difference of the tax of one item")
    plan_lacking: bool = Field(default=False, description="every call answers 402")
    denied: list[str] = Field(
        default_factory=list, description='permissions the key lacks: "vouchers.write", "payments.read" and so on'
    )
    unknown_route_403: bool = Field(default=False, description="unknown routes answer 403 as documented, not 404")
    open_amount_as_text: bool = Field(default=False, description="openAmount of payments as a JSON string (seen once)")
    tell_revoked_key: bool = Field(default=False, description="token.revoked is told when the key ends (open)")
    https_callbacks_only: bool = Field(default=True, description="webhooks go to HTTPS addresses only, as at Lexware")
    unknown_event_as_400: bool = Field(default=False, description="unknown event types answer 400, not 406 (open)")
    webhook_key_bits: int = Field(default=4096, ge=2048, le=4096, description="size of the key pair, once it is made")
    webhook_timeout_seconds: Decimal = Field(default=Decimal(5), gt=0, description="how long a receiver may be silent")
    webhook_time_scale: Decimal = Field(
        default=Decimal(1), ge=0, description="0.001 shortens the pauses between deliveries to a thousandth"
    )
    webhook_seed: int = Field(default=0, description="the same seed: the same deliveries go astray")
    webhook_lost: Decimal = Field(default=Decimal(0), ge=0, le=1, description="share of deliveries that never come")
    webhook_doubled: Decimal = Field(default=Decimal(0), ge=0, le=1, description="share that comes twice")
    webhook_shuffled: Decimal = Field(default=Decimal(0), ge=0, le=1, description="share that later ones overtake")
    webhook_late_seconds: Decimal = Field(default=Decimal(0), ge=0, description="each comes up to this much later")
    webhook_wrong_signature: Decimal = Field(default=Decimal(0), ge=0, le=1, description="share that is signed wrongly")
    line_name_limit: int = Field(default=255, ge=1, description="characters of a line item's name; one tool says 100")
    small_business_vatfree_only: bool = Field(
        default=True, description="a small business writes sales documents with tax type vatfree only (open)"
    )
    credit_note_after_payment: bool = Field(
        default=True, description="a credit note may follow a paid invoice: the notes say both open and finalised"
    )
    discount_rounded_per_rate: bool = Field(
        default=False, description="a percentage off the total is rounded for each tax rate, not once (open)"
    )
    related_followers: bool = Field(default=False, description="relatedVouchers names what followed a document (open)")
    related_dunnings: bool = Field(default=False, description="relatedVouchers of an invoice names its dunnings (open)")

    @field_validator("denied")
    @classmethod
    def _are_permissions(cls, denied: list[str]) -> list[str]:
        if wrong := [name for name in denied if not re.fullmatch(r"[a-z-]+\.(read|write)", name)]:
            raise ValueError(f"{', '.join(wrong)}: a permission is a resource of /v1 with .read or .write")
        return denied
