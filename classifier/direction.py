"""Whether a paper came to us or from us."""

from __future__ import annotations

import math
from collections.abc import Mapping

from classifier.fields.analysis import Analysis
from classifier.fields.name_cuts import name_key
from models.documents import Direction
from models.fields import FieldName, FieldPrediction, LabelPrediction, Source
from models.parties import OwnCompany

NOT_KNOWN = 0.8
"""Papers that reach an inbox are mostly incoming; with nothing of us on the page there is no more to say."""


def direction_of(
    analysis: Analysis, fields: Mapping[FieldName, FieldPrediction], company: OwnCompany
) -> LabelPrediction:
    """From the parties of an e-invoice where there is one, else from the places of our name and ids."""
    stated = _stated(fields, company)
    if stated is not None:
        return LabelPrediction(stated, 0.995)
    if not company.names or analysis.outgoing <= -3.0:
        return LabelPrediction(Direction.INCOMING, NOT_KNOWN)
    outgoing = 1.0 / (1.0 + math.exp(-0.8 * analysis.outgoing))
    best = Direction.OUTGOING if outgoing > 0.5 else Direction.INCOMING
    return LabelPrediction(best, round(max(outgoing, 1.0 - outgoing), 4))


def _stated(fields: Mapping[FieldName, FieldPrediction], company: OwnCompany) -> Direction | None:
    """By the XML's seller and buyer, by VAT id before name."""
    supplier = fields.get(FieldName.SUPPLIER_NAME)
    if supplier is None or supplier.source is not Source.EINVOICE:
        return None
    vat_id = fields.get(FieldName.SUPPLIER_VAT_ID)
    if vat_id is not None and vat_id.value in company.vat_ids:
        return Direction.OUTGOING
    ours = {name_key(name) for name in company.names}
    if name_key(str(supplier.value)) in ours:
        return Direction.OUTGOING
    buyer = fields.get(FieldName.BUYER_NAME)
    return Direction.INCOMING if buyer is not None and name_key(str(buyer.value)) in ours else None
