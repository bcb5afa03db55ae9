"""The countries that Lexware knows, and how it taxes sales to them (API, section 10)."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from lexoffice.transport import Transport
from lexoffice.wire import OrText, Wire


class TaxClassification(StrEnum):
    """Where a country lies for value added tax."""

    GERMANY = "de"
    INTRA_COMMUNITY = "intraCommunity"
    THIRD_PARTY_COUNTRY = "thirdPartyCountry"


class Country(Wire):
    """One country or tax region. The code is ISO 3166 alpha-2, or one of Lexware's regions (`ES_CN`)."""

    country_code: str
    country_name_de: str | None = Field(default=None, alias="countryNameDE")
    country_name_en: str | None = Field(default=None, alias="countryNameEN")
    tax_classification: OrText[TaxClassification] | None = None


class Countries:
    """`/v1/countries`."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def list(self) -> list[Country]:
        """All of them (257 on a live account), unpaged; keep them for a day."""
        return self._transport.get("/v1/countries", list[Country])
