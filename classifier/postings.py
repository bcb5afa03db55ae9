"""The posting category: what was bought, in the names of Lexware's categories.

Two voices are added: words that any bookkeeper knows (classifier.category_lexicon) and a linear model learned from labelled
papers. What tax law decides (reverse charge, purchases within the EU) is not learned but follows from the sentence on the
paper and the supplier's VAT id.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from classifier import category_lexicon as lexicon
from classifier.category_rules import CATEGORIES, rule_logits
from classifier.layout import Layout
from classifier.linear import LinearChoice, softmax
from classifier.origin import Origin, origin_of
from classifier.purchase_words import PurchaseWords, purchase_features, purchase_words
from models.fields import FieldName, LabelPrediction
from models.parties import OwnCompany
from models.vouchers import TaxLine

Stated = str | tuple[TaxLine, ...] | None

LEARNED_WEIGHT = 1.0
ONLY_ONE = 6.0
"""Logit of the only category that a model has ever seen: there was nothing to choose from."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """One paper's logits of the categories at home, and its origin; before any temperature."""

    names: tuple[str, ...]
    logits: NDArray[np.float64]
    origin: Origin

    def probabilities(self, temperature: float) -> dict[str, float]:
        """By label as Lexware books it."""
        return label_probabilities(self.names, self.logits / temperature, self.origin)


def domestic(category: str) -> str | None:
    """The category that the same purchase would have from a supplier at home; None where it cannot be told.
    For learning: what was bought does not depend on who owes the tax.
    """
    plain = category.removesuffix(lexicon.THIRD_COUNTRY)
    unknown = (lexicon.INTRA_COMMUNITY, lexicon.OTHER_SERVICES, lexicon.INCOME_GOODS, lexicon.INCOME_SERVICES)
    return None if plain in unknown else _DOMESTIC.get(plain, plain)


_DOMESTIC = {"Lizenzen §13b": "Software", "Beratung §13b": "Rechtsanwalt", "Fortbildung §13b": "Seminar/Weiterbildung",
             "Werbung §13b": "Anzeigen Print- und Online"}  # fmt: skip


def names_of(model: LinearChoice) -> tuple[str, ...]:
    """The categories at home that the lexicon or the model knows; corrections may have taught it others."""
    return (*CATEGORIES, *(label for label in model.labels if label not in CATEGORIES))


def base_logits(words: PurchaseWords, model: LinearChoice) -> NDArray[np.float64]:
    """Rules and model together in the order of names_of; categories that the model never saw have the rules alone."""
    names = names_of(model)
    total = np.zeros(len(names))
    total[: len(CATEGORIES)] = rule_logits(words)
    if len(model.labels) == 1:
        total[names.index(model.labels[0])] += ONLY_ONE
    elif model.labels:
        learned = model.logits(purchase_features(words))
        floor = float(np.median(learned))
        by_name = dict(zip(model.labels, learned, strict=True))
        total += LEARNED_WEIGHT * np.array([by_name.get(name, floor) - floor for name in names])
    return total


def label_probabilities(names: Sequence[str], base: NDArray[np.float64], origin: Origin) -> dict[str, float]:
    """Probabilities of categories at home (`names`, in their order) turned into those of where the paper comes from."""
    found: dict[str, float] = {}
    for name, share in zip(names, softmax(base), strict=True):
        for label, part in _booked(name, origin):
            found[label] = found.get(label, 0.0) + part * float(share)
    return found


def _booked(name: str, origin: Origin) -> Iterable[tuple[str, float]]:
    if origin.outgoing:
        return [(lexicon.INCOME_GOODS if name in lexicon.GOODS else lexicon.INCOME_SERVICES, 1.0)]
    if name in lexicon.GOODS:
        abroad, share = lexicon.INTRA_COMMUNITY, origin.intra
    else:
        abroad, share = (
            lexicon.REVERSE_CHARGE.get(name, lexicon.OTHER_SERVICES),
            max(origin.reverse, 0.5 * origin.intra),
        )
        abroad += lexicon.THIRD_COUNTRY if origin.third_country else ""
    return [(abroad, share), (name, 1.0 - share)]


def weigh(
    layout: Layout, stated: Mapping[FieldName, Stated], company: OwnCompany, outgoing: bool, model: LinearChoice
) -> Weighed:
    """What a paper says of the purchase. `stated`: values of fields, as sure as they may be; `outgoing`: it is our sale."""
    words = words_of(layout, stated, company)
    taxed = _positive(stated.get(FieldName.TAX_TOTAL)) or _has_tax(stated.get(FieldName.TAX_BREAKDOWN))
    vat_id, currency = stated.get(FieldName.SUPPLIER_VAT_ID), stated.get(FieldName.CURRENCY)
    origin = origin_of(layout.text, str(vat_id or ""), taxed, outgoing, str(currency or "EUR"))
    return Weighed(names_of(model), base_logits(words, model), origin)


def words_of(layout: Layout, stated: Mapping[FieldName, Stated], company: OwnCompany) -> PurchaseWords:
    """The words of a purchase, without the recipient's and our own name."""
    others = (str(stated.get(FieldName.BUYER_NAME) or ""), *company.names)
    return purchase_words(layout, str(stated.get(FieldName.SUPPLIER_NAME) or ""), others)


def _positive(value: Stated) -> bool:
    return isinstance(value, str) and Decimal(value) > 0


def _has_tax(value: Stated) -> bool:
    return isinstance(value, tuple) and any(line.tax != 0 for line in value)


def category_prediction(weighed: Weighed, temperature: float, threshold: float) -> LabelPrediction:
    """The likeliest categories, three in all; below `threshold` the best guess abstains."""
    ranked = sorted(weighed.probabilities(temperature).items(), key=lambda one: -one[1])
    label, best = ranked[0]
    return LabelPrediction(
        label,
        round(best, 4),
        tuple((name, round(share, 4)) for name, share in ranked[1:3]),
        abstained=best < threshold,
    )
