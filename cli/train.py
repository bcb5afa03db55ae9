"""`kontorist train`: a model from the project's own corpus."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from classifier.modelfile import save
from classifier.synthetic.corpus import examples
from classifier.training import card
from classifier.training import train as train_clerk
from cli.predicting import model_directory


def train(
    seed: Annotated[int, typer.Option(help="Same seed, same corpus, same model.")] = 1,
    count: Annotated[int, typer.Option(min=1, help="Documents to generate and learn from.")] = 1500,
    out: Annotated[Path | None, typer.Option(help="Directory for the model; KONTORIST_DATA/model without it.")] = None,
    processes: Annotated[int, typer.Option(min=1, help="Processes that share the work.")] = 2,
) -> None:
    """Generate the training corpus, learn kinds, categories and fields, and store the model with its manifest."""
    started = time.perf_counter()
    corpus = list(examples(seed, count))
    clerk = train_clerk(corpus, seed, processes)
    directory = out or model_directory()
    save(clerk, directory, card(corpus, seed))
    typer.echo(
        f"Model {clerk.model_id} from {count} documents in {time.perf_counter() - started:.0f} s, stored in {directory}."
    )
