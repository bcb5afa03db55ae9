"""A labelled document: what the generator writes, corrections become, and training and evaluation read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from models.documents import Direction, DocumentKind
from models.fields import FieldName
from models.pages import ReadDocument
from models.parties import OwnCompany
from models.vouchers import TaxLine

FieldTruth = str | tuple[TaxLine, ...] | None
"""The value in the form of predictions; None: the field is known to be absent from the document."""


@dataclass(frozen=True, slots=True)
class Example:
    """One document with its truth. A field that `fields` does not name is unknown and teaches nothing."""

    document: ReadDocument
    kind: DocumentKind
    direction: Direction
    category: str | None
    """Name of the posting category, for bookable kinds."""
    fields: Mapping[FieldName, FieldTruth]
    company: OwnCompany
    layout_family: str
    """Groups for honest measuring: no family stands on both sides of a split."""
    supplier: str
    chain: str = ""
    """Business chain (offer, order, delivery, invoice, dunning share references)."""
    blocks: frozenset[str] = field(default_factory=frozenset)
    """Which building blocks the page was made of, to leave whole block types out of training."""
