"""The clerk: one read document in, everything that is believed of it out. Pure; no clock, no files, no network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from classifier import kinds
from classifier.calibration import Calibration
from classifier.direction import direction_of
from classifier.einvoices import differences, fields_of, giro_fields
from classifier.explain import reasons
from classifier.features import DocumentFeatures, document_features
from classifier.fields.analysis import Analysis, analyse, score_by_rules
from classifier.fields.candidates import CandidateType
from classifier.fields.choice import Choice
from classifier.fields.joint import choose
from classifier.fields.scorer import TypeScorer, add_learned
from classifier.fields.truth import same
from classifier.linear import LinearChoice
from classifier.postings import Stated, category_prediction, weigh
from models.documents import BOOKABLE, Direction, DocumentKind
from models.fields import FieldName, FieldPrediction, LabelPrediction, Prediction, Source
from models.pages import ReadDocument, ReadingWarning
from models.parties import OwnCompany

LEARNED_WEIGHT = 0.5
"""Weight of the learned logits, the average of a linear model and boosted trees, beside the rules' share
(classifier.fields.choice.RULE_SHARE, where the comparison stands)."""

CODE_CONFIDENCE = 0.985
"""A GiroCode is machine-readable, but an old one may be left on a template."""

SURELY_OUTGOING = 0.8
"""Most papers of an inbox come in: less than this, and the paper is taken for a purchase."""

_MODEL_FIELDS = frozenset(
    {
        FieldName.SUPPLIER_NAME,
        FieldName.BUYER_NAME,
        FieldName.DOCUMENT_NUMBER,
        FieldName.ORDER_REFERENCE,
        FieldName.CUSTOMER_NUMBER,
        FieldName.DOCUMENT_DATE,
        FieldName.DUE_DATE,
        FieldName.DELIVERY_DATE,
        FieldName.NET_TOTAL,
        FieldName.TAX_TOTAL,
        FieldName.GROSS_TOTAL,
        FieldName.PREPAID_TOTAL,
        FieldName.AMOUNT_DUE,
        FieldName.TAX_BREAKDOWN,
    }
)


@dataclass(frozen=True, slots=True)
class Clerk:
    """A trained model. Made by classifier.training.train or classifier.modelfile.load."""

    kinds: LinearChoice
    categories: LinearChoice
    scorers: Mapping[CandidateType, TypeScorer]
    calibration: Calibration
    model_id: str = ""

    def predict(self, document: ReadDocument, company: OwnCompany) -> Prediction:
        """Kind, direction, posting category and fields with confidences. `company` is who we are (may be empty)."""
        analysis = analyse(document, company)
        features = document_features(analysis.layout)
        kind = self._kind(document, analysis, features)
        guess = DocumentKind(kind.value)
        choices, warnings = self._choices(analysis, guess)
        fields = self._from_page(choices)
        if document.einvoice is not None:
            fields = fields_of(document.einvoice, analysis)
            warnings = differences(document.einvoice, analysis, choices) if document.einvoice.embedded else []
        else:
            fields, more = _with_codes(fields, document)
            warnings += more
        direction = direction_of(analysis, fields, company)
        category = None
        if guess in BOOKABLE and self.categories.labels:
            stated: dict[FieldName, Stated] = {name: one.value for name, one in choices.items()}
            stated.update({name: one.value for name, one in fields.items()})
            category = category_prediction(
                weigh(analysis.layout, stated, company, _is_sale(guess, direction), self.categories),
                self.calibration.category_temperature,
                self.calibration.category_threshold,
            )
        return Prediction(
            kind, direction, category, document.medium, fields, (*document.warnings, *warnings), self.model_id
        )

    def _kind(self, document: ReadDocument, analysis: Analysis, features: DocumentFeatures) -> LabelPrediction:
        known = kinds.by_format(document)
        if known is not None:
            return kinds.certain(known)
        if not analysis.layout.segments:
            return LabelPrediction(DocumentKind.OTHER, 0.5, abstained=True)
        total = kinds.logits(analysis.layout, features, self.kinds)
        return kinds.prediction(total, self.calibration.kind_temperature, self.calibration.kind_threshold)

    def _choices(self, analysis: Analysis, kind: DocumentKind) -> tuple[dict[FieldName, Choice], list[ReadingWarning]]:
        scored = score_by_rules(analysis, kind)
        add_learned(scored, analysis, self.scorers, LEARNED_WEIGHT)
        return choose(scored, analysis.percents, analysis.layout)

    def choices(self, document: ReadDocument, company: OwnCompany, kind: DocumentKind) -> dict[FieldName, Choice]:
        """What the page alone says, before thresholds: for calibration and for learning from corrections."""
        return self._choices(analyse(document, company), kind)[0]

    def _from_page(self, choices: Mapping[FieldName, Choice]) -> dict[FieldName, FieldPrediction]:
        fields = {}
        for name, choice in choices.items():
            probability = self.calibration.probability(name, choice)
            if choice.candidate is not None:
                probability *= choice.candidate.reading
            if self.calibration.keeps(name, probability):
                place = choice.candidate
                fields[name] = FieldPrediction(
                    choice.value, round(probability, 4), Source.MODEL if name in _MODEL_FIELDS else Source.TEXT,
                    place.page if place else None, place.box if place else None, reasons(name, choice),
                )  # fmt: skip
        return fields


def _is_sale(kind: DocumentKind, direction: LabelPrediction) -> bool:
    """Whether it is our own paper, surely enough to look for a category of income. Receipts are what others give us."""
    return (
        kind is not DocumentKind.RECEIPT
        and direction.value == Direction.OUTGOING
        and direction.confidence >= SURELY_OUTGOING
    )


def _with_codes(
    fields: dict[FieldName, FieldPrediction], document: ReadDocument
) -> tuple[dict[FieldName, FieldPrediction], list[ReadingWarning]]:
    """A GiroCode's values over those of the text, except that the printed name keeps its place where both agree."""
    warnings = []
    for name, value in giro_fields(document.facts):
        printed = fields.get(name)
        if printed is not None and same(name, printed.value, value):
            fields[name] = replace(
                printed, confidence=CODE_CONFIDENCE, why=(*printed.why, "the payment code says the same")
            )
        elif name is FieldName.SUPPLIER_NAME or (name is FieldName.AMOUNT_DUE and printed is not None):
            continue
        else:
            if printed is not None:
                warnings.append(
                    ReadingWarning(
                        "page_differs_from_code",
                        "Der Zahlcode nennt eine andere Bankverbindung als der Text. Bitte vor dem Zahlen prüfen.",
                        name,
                    )
                )
            fields[name] = FieldPrediction(value, CODE_CONFIDENCE, Source.CODE, why=("payment code on the page",))
    return fields, warnings
