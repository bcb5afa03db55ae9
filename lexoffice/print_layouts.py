"""Print layouts of sales documents (API, section 10)."""

from __future__ import annotations

from lexoffice.transport import Transport
from lexoffice.wire import Wire


class PrintLayout(Wire):
    """One layout; the `default` one is used where a document names none."""

    id: str
    name: str
    default: bool = False


class PrintLayouts:
    """`/v1/print-layouts`."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def list(self) -> list[PrintLayout]:
        """All layouts, unpaged. The plan must have the feature INVOICING_PRO; else PlanLacksFeature or NotAllowed."""
        return self._transport.get("/v1/print-layouts", list[PrintLayout])
