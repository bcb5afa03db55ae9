"""What the code of today makes of one fixed page: a model that was trained with other features is told by it at load.

Widths alone would miss two columns that changed places or another hash; so the numbers themselves are compared, rounded far
above what processors differ in.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache

import numpy as np

from classifier.features import document_features
from classifier.fields.analysis import analyse, score_by_rules
from classifier.fields.candidates import CandidateType
from classifier.fields.features import dense_matrix, hashed_rows
from classifier.kinds import KINDS
from classifier.postings import words_of
from classifier.purchase_words import purchase_features
from models.documents import DocumentKind, Medium
from models.fields import FieldName
from models.pages import Box, Page, ReadDocument, Word
from models.parties import OwnCompany

_LINES = (
    (0.10, 0.05, "Holzbau Eggestein GmbH"),
    (0.10, 0.15, "Holzbau Eggestein GmbH | Am Sägewerk 12 | 37671 Höxter"),
    (0.10, 0.18, "Nordlicht Verlag KG"),
    (0.10, 0.20, "Hafenstraße 3"),
    (0.10, 0.22, "24103 Kiel"),
    (0.62, 0.20, "Rechnungsdatum: 12.03.2026"),
    (0.62, 0.22, "Kundennummer: 48213"),
    (0.10, 0.32, "Rechnung Nr. RE-2026-0417"),
    (0.10, 0.40, "2 Regal Eiche, geölt"),
    (0.80, 0.40, "150,00"),
    (0.55, 0.50, "Summe netto"),
    (0.80, 0.50, "150,00 €"),
    (0.55, 0.52, "zzgl. 19 % MwSt."),
    (0.80, 0.52, "28,50 €"),
    (0.55, 0.54, "Rechnungsbetrag"),
    (0.80, 0.54, "178,50 €"),
    (0.10, 0.62, "Leistungszeitraum 01.02.2026 - 28.02.2026, zahlbar bis 26.03.2026"),
    (0.10, 0.92, "IBAN DE02120300000000202051 BIC BYLADEM1001 USt-IdNr. DE136695976 Steuernummer 33/208/51447"),
)
_LEARNED = (CandidateType.AMOUNT, CandidateType.DATE, CandidateType.NAME, CandidateType.NUMBER)
"""Types whose candidates a model has learned to weigh."""

_HEIGHT, _LETTER, _BLANK = 0.013, 0.0075, 0.004
_PLACES = 3


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """Sixteen hexadecimal digits; the same as long as features, hashing and their columns are."""
    digest = hashlib.sha256(" ".join(KINDS).encode())
    analysis = analyse(_page(), OwnCompany())
    scored = score_by_rules(analysis, DocumentKind.INVOICE)
    for kind in _LEARNED:
        group = scored[kind]
        dense = dense_matrix(kind, group, analysis)
        digest.update(f"{kind} {dense.shape} {hashed_rows(group)}".encode())
        digest.update(np.round(np.asarray(dense, np.float64), _PLACES).tobytes())
    words = words_of(analysis.layout, {FieldName.SUPPLIER_NAME: "Holzbau Eggestein GmbH"}, OwnCompany())
    for features in (document_features(analysis.layout), purchase_features(words)):
        digest.update(features.buckets.tobytes())
        digest.update(np.round(np.concatenate([features.weights, features.layout]), _PLACES).tobytes())
    return digest.hexdigest()[:16]


def _page() -> ReadDocument:
    lines = []
    for left, top, text in _LINES:
        words, at = [], left
        for token in text.split():
            right = min(at + _LETTER * len(token), 0.999)
            words.append(Word(token, Box(at, top, right, top + _HEIGHT)))
            at = min(right + _BLANK, 0.99)
        lines.append(tuple(words))
    return ReadDocument(Medium.BORN_DIGITAL, (Page(1, 595.0, 842.0, tuple(lines)),), page_count=1)
