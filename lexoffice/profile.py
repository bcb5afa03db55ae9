"""The organisation behind the API key (API, section 7)."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from lexoffice.transport import Transport
from lexoffice.wire import Wire


class TaxType(StrEnum):
    """How the organisation writes its documents."""

    NET = "net"
    GROSS = "gross"
    VAT_FREE = "vatfree"


class Profile(Wire):
    """Who we are: `organization_id` is what webhooks are checked against, `small_business` is § 19 UStG."""

    organization_id: str
    company_name: str | None = None
    connection_id: str | None = None
    tax_type: Annotated[TaxType | str | None, Field(union_mode="left_to_right")] = None
    distance_sales_principle: str | None = None
    business_features: tuple[str, ...] = ()
    small_business: bool = False


class Profiles:
    """`/v1/profile`."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def get(self) -> Profile:
        """The profile of the key's organisation; also the cheapest test of a key."""
        return self._transport.get("/v1/profile", Profile)
