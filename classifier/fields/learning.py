"""Learns the scorers: for each type one matrix over all examples, for each field a linear model and boosted trees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from classifier.examples import Example
from classifier.fields.analysis import Analysis, analyse, score_by_rules
from classifier.fields.candidates import CandidateType
from classifier.fields.choice import Scored
from classifier.fields.features import HASH_SIZE, LEARNED, dense_matrix, fields_of, hashed_rows
from classifier.fields.scorer import FieldScorer, TypeScorer
from classifier.fields.trees import Trees, constant, export
from classifier.fields.truth import same
from models.fields import FieldName
from models.parties import OwnCompany

MOST_NEGATIVES = 12
"""Wrong candidates kept per document and type: the rules' favourites and some at random."""

FORGET_COMPANY = 0.35
"""Share of training documents that are read as if we did not know ourselves, so that the scorer can do without."""

UNKNOWN = -1
"""Label of a candidate whose field's truth is unknown: it teaches nothing."""


@dataclass(slots=True)
class TypeRows:
    """Training rows of one candidate type. `labels` by field: 1 right, 0 wrong, UNKNOWN."""

    dense: list[NDArray[np.float64]] = field(default_factory=list)
    hashed: list[list[int]] = field(default_factory=list)
    labels: dict[FieldName, list[int]] = field(default_factory=dict)


def collect(examples: Sequence[Example], seed: int) -> dict[CandidateType, TypeRows]:
    """Rows of all examples. Independent of the order of other batches, so that processes can share the work."""
    rows = {kind: TypeRows(labels={name: [] for name in fields_of(kind)}) for kind in LEARNED}
    for place, example in enumerate(examples):
        rng = Random(f"{seed}/{place}/{example.chain}")  # noqa: S311 - sampling of training rows, not secrets
        company = OwnCompany() if rng.random() < FORGET_COMPANY else example.company
        analysis = analyse(example.document, company)
        scored = score_by_rules(analysis, example.kind)
        for kind in LEARNED:
            _add(rows[kind], kind, scored[kind], analysis, example=example, rng=rng)
    return rows


def merge(parts: Sequence[dict[CandidateType, TypeRows]]) -> dict[CandidateType, TypeRows]:
    """Batches put together."""
    whole = {kind: TypeRows(labels={name: [] for name in fields_of(kind)}) for kind in LEARNED}
    for part in parts:
        for kind, rows in part.items():
            whole[kind].dense += rows.dense
            whole[kind].hashed += rows.hashed
            for name, labels in rows.labels.items():
                whole[kind].labels[name] += labels
    return whole


def _add(
    rows: TypeRows, kind: CandidateType, group: list[Scored], analysis: Analysis, *, example: Example, rng: Random
) -> None:
    if not group:
        return
    labels = {name: [_label(one, name, example) for one in group] for name in fields_of(kind)}
    kept = _keep(group, labels, rng)
    dense = dense_matrix(kind, group, analysis)
    hashed = hashed_rows(group)
    rows.dense.append(dense[kept])
    rows.hashed += [hashed[place] for place in kept]
    for name, values in labels.items():
        rows.labels[name] += [values[place] for place in kept]


def _label(one: Scored, name: FieldName, example: Example) -> int:
    if name not in example.fields:
        return UNKNOWN
    truth = example.fields[name]
    if truth is None:
        return 0
    return int(same(name, one.candidate.text or one.candidate.value, truth))


def _keep(group: list[Scored], labels: Mapping[FieldName, list[int]], rng: Random) -> list[int]:
    right = [place for place in range(len(group)) if any(values[place] == 1 for values in labels.values())]
    wrong = [place for place in range(len(group)) if all(values[place] != 1 for values in labels.values())]
    wrong.sort(key=lambda place: max(group[place].rule_logits.values()), reverse=True)
    favourites, rest = wrong[: MOST_NEGATIVES // 2], wrong[MOST_NEGATIVES // 2 :]
    return sorted(right + favourites + rng.sample(rest, min(len(rest), MOST_NEGATIVES // 2)))


def learn(rows: Mapping[CandidateType, TypeRows], seed: int) -> dict[CandidateType, TypeScorer]:
    """A scorer for each type that has rows at all. One thread:
    two that wait for each other on a busy machine cost tenfold.
    """
    with threadpool_limits(limits=1):
        return {kind: _learn_type(one, seed) for kind, one in rows.items() if one.hashed}


def _learn_type(rows: TypeRows, seed: int) -> TypeScorer:
    dense = np.concatenate(rows.dense)
    mean, scale = dense.mean(axis=0), dense.std(axis=0) + 1e-3
    standard = np.clip((dense - mean) / scale, -5.0, 5.0)
    lengths = np.cumsum([0, *(len(row) for row in rows.hashed)])
    flat = np.fromiter((bucket for row in rows.hashed for bucket in row), dtype=np.int32, count=int(lengths[-1]))
    words = csr_matrix((np.ones(len(flat)), flat, lengths), shape=(len(dense), HASH_SIZE))
    both = hstack([csr_matrix(standard * LINEAR_DENSE), words]).tocsr()
    fields = {}
    for name, values in rows.labels.items():
        labels = np.asarray(values)
        known = labels != UNKNOWN
        fields[name] = _learn_field(dense[known], both[known], labels[known], seed)
    return TypeScorer(mean, scale, fields)


LINEAR_DENSE = 0.5
"""Scale of dense columns beside the words' ones and zeros: the penalty then weighs on both alike."""

LINEAR_STRENGTH = 0.15
TREES = 70


def _learn_field(dense: NDArray[np.float64], both: object, labels: NDArray[np.int64], seed: int) -> FieldScorer:
    columns = dense.shape[1]
    if len(set(labels.tolist())) < 2:
        logit = 0.0 if not len(labels) else (2.0 if labels[0] else -2.0)
        return FieldScorer(np.zeros(columns), np.zeros(HASH_SIZE, np.float32), logit, constant(logit))
    linear = LogisticRegression(C=LINEAR_STRENGTH, max_iter=40, tol=1e-2, solver="lbfgs")
    linear.fit(both, labels)
    trees = HistGradientBoostingClassifier(
        max_iter=TREES, learning_rate=0.12, max_leaf_nodes=12, min_samples_leaf=25, l2_regularization=3.0, max_bins=64,
        early_stopping=False, random_state=seed,
    )  # fmt: skip
    trees.fit(dense, labels)
    exported: Trees = export(trees)
    weights = linear.coef_[0]
    return FieldScorer(
        weights[:columns] * LINEAR_DENSE, weights[columns:].astype(np.float32), float(linear.intercept_[0]), exported
    )
