"""The organisation behind the API key (API, section 7)."""

from __future__ import annotations

from enum import StrEnum

from lexoffice.transport import Transport
from lexoffice.wire import Instant, OrText, Wire


class TaxType(StrEnum):
    """How the organisation writes its documents."""

    NET = "net"
    GROSS = "gross"
    VAT_FREE = "vatfree"


class BusinessFeature(StrEnum):
    """What the plan contains. INVOICING_PRO: foreign invoices, XRechnung, print layouts."""

    INVOICING = "INVOICING"
    INVOICING_PRO = "INVOICING_PRO"
    BOOKKEEPING = "BOOKKEEPING"


class DistanceSalesPrinciple(StrEnum):
    """Whose tax distance sales within the Union bear: the sender's country or the receiver's."""

    ORIGIN = "ORIGIN"
    DESTINATION = "DESTINATION"


class Creation(Wire):
    """Who made the connection, and when."""

    user_id: str | None = None
    user_name: str | None = None
    user_email: str | None = None
    date: Instant | None = None


class Profile(Wire):
    """Who we are: `organization_id` is what webhooks are checked against, `small_business` is § 19 UStG. `connection_id` is
    the `resourceId` of the event token.revoked."""

    organization_id: str
    company_name: str | None = None
    connection_id: str | None = None
    tax_type: OrText[TaxType] | None = None
    distance_sales_principle: OrText[DistanceSalesPrinciple] | None = None
    business_features: tuple[OrText[BusinessFeature], ...] = ()
    small_business: bool = False
    created: Creation | None = None

    @property
    def vat_free(self) -> bool:
        """Whether every rate must be 0. For `vatfree` that is documented, for `small_business` alone it is not, but what
        else could § 19 mean."""
        return self.small_business or self.tax_type == TaxType.VAT_FREE


class Profiles:
    """`/v1/profile`."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def get(self) -> Profile:
        """The profile of the key's organisation; also the cheapest test of a key."""
        return self._transport.get("/v1/profile", Profile)
