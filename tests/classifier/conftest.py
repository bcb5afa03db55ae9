"""Pages drawn by hand, and one small model a session, trained on our own corpus without the families kept for measuring."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from classifier.clerk import Clerk
from classifier.examples import Example
from classifier.modelfile import save
from classifier.synthetic.corpus import examples
from classifier.training import card, split_by_family, train
from models.documents import Medium
from models.pages import Box, Page, ReadDocument, Word

SEED = 5
COUNT = 320
Placed = tuple[float, float, str]


@pytest.fixture(scope="session")
def corpus() -> list[Example]:
    return list(examples(SEED, COUNT))


@pytest.fixture(scope="session")
def unseen(corpus: list[Example]) -> list[Example]:
    """Examples of layout families that the session's model has never seen."""
    return split_by_family(corpus, SEED + 1).calibrating


@pytest.fixture(scope="session")
def clerk(corpus: list[Example]) -> Clerk:
    return train(split_by_family(corpus, SEED + 1).learning, SEED)


@pytest.fixture(scope="session")
def model_directory(clerk: Clerk, corpus: list[Example], tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("model")
    save(clerk, directory, card(corpus, SEED))
    return directory


def draw(lines: Sequence[Placed], size: float = 0.013) -> ReadDocument:
    """A page from texts at (left, top), each character 0.0085 wide."""
    rows = []
    for left, top, text in lines:
        words, at = [], left
        for token in text.split():
            width = 0.0085 * len(token)
            words.append(Word(token, Box(at, top, min(at + width, 0.999), top + size)))
            at += width + 0.0045
        rows.append(tuple(words))
    return ReadDocument(Medium.BORN_DIGITAL, (Page(1, 595.0, 842.0, tuple(rows)),), page_count=1)


@pytest.fixture(scope="session")
def page() -> Callable[[Sequence[Placed]], ReadDocument]:
    return draw


@pytest.fixture(scope="session")
def invoice() -> list[Placed]:
    """A plain German invoice, of a company that never existed."""
    return [
        (0.1, 0.05, "Holzbau Eggestein GmbH"),
        (0.1, 0.15, "Holzbau Eggestein GmbH | Am Sägewerk 12 | 37671 Höxter"),
        (0.1, 0.17, "Nordlicht Verlag KG"),
        (0.1, 0.19, "Hafenstraße 3"),
        (0.1, 0.21, "24103 Kiel"),
        (0.62, 0.20, "Rechnungsdatum: 12.03.2026"),
        (0.62, 0.22, "Kundennummer: 48213"),
        (0.1, 0.32, "Rechnung Nr. RE-2026-0417"),
        (0.1, 0.40, "Regal Eiche, geölt"),
        (0.8, 0.40, "150,00"),
        (0.1, 0.42, "Lieferung und Montage"),
        (0.8, 0.42, "50,00"),
        (0.55, 0.50, "Summe netto"),
        (0.8, 0.50, "200,00 €"),
        (0.55, 0.52, "zzgl. 19 % MwSt."),
        (0.8, 0.52, "38,00 €"),
        (0.55, 0.54, "Rechnungsbetrag"),
        (0.8, 0.54, "238,00 €"),
        (0.1, 0.62, "Zahlbar bis 26.03.2026 ohne Abzug."),
        (0.1, 0.92, "IBAN DE02120300000000202051 BIC BYLADEM1001 USt-IdNr. DE136695976"),
    ]
