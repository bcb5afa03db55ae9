"""Several documents against several orders at once: the best whole, not the best one by one.

Two invoices of one supplier over nearly the same amount both like the same order best; taken together, each finds its own.
One order takes one document here. Partial invoices are several runs, each against what of the orders is still open.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy
from scipy.optimize import linear_sum_assignment

from matching.facts import DocumentFacts, Match
from matching.score import match
from models.orders import PurchaseOrder

LEAST = 0.4
"""Below this score a document rather stays without an order. Our number on the paper suffices to propose it (0.45), so does
the supplier with the amount (0.55, less if its name is only alike); a supplier alone (0.30) or an amount alone does not."""


def assign(
    documents: Sequence[DocumentFacts], orders: Sequence[PurchaseOrder], least: float = LEAST
) -> dict[str, Match]:
    """Document key -> its order, such that the sum of the scores is highest and no order is taken twice.

    A document without an order of at least `least` is not in the answer.
    """
    columns = {order.number: column for column, order in enumerate(orders)}
    matches: dict[tuple[int, int], Match] = {}
    scores = numpy.zeros((len(documents), len(orders)))
    for row, document in enumerate(documents):
        for found in match(document, orders, limit=len(orders)):
            if found.score >= least:
                column = columns[found.order_number]
                matches[row, column] = found
                scores[row, column] = found.score
    rows, taken = linear_sum_assignment(scores, maximize=True)
    pairs = zip(rows.tolist(), taken.tolist(), strict=True)
    return {documents[row].key: matches[row, column] for row, column in pairs if (row, column) in matches}
