"""Who we are, from a JSON file of the installation: names, VAT ids, tax numbers, IBANs and mail domains."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict

from models.parties import OwnCompany


class CompanyFile(BaseModel):
    """The file's form; unknown names are refused, so that a typing error does not pass for an empty list."""

    model_config = ConfigDict(extra="forbid")

    names: list[str] = []
    vat_ids: list[str] = []
    tax_numbers: list[str] = []
    ibans: list[str] = []
    domains: list[str] = []


def load_company(path: Path) -> OwnCompany:
    """The company of `path`; an unknown one if there is no file. Raises ValueError (pydantic) for a wrong file."""
    if not path.exists():
        return OwnCompany()
    file = CompanyFile.model_validate_json(path.read_bytes())
    return OwnCompany(
        names=tuple(" ".join(name.split()) for name in file.names),
        vat_ids=tuple(_id(entry) for entry in file.vat_ids),
        tax_numbers=tuple("".join(entry.split()) for entry in file.tax_numbers),
        ibans=tuple(_id(entry) for entry in file.ibans),
        domains=tuple(entry.strip().lower() for entry in file.domains),
    )


def _id(entry: str) -> str:
    return "".join(entry.split()).upper()
