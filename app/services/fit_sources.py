"""Where models that are to be judged are looked for, and what came of it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.catalogue import Catalogue, CatalogueModel
from app.core.engine_knowledge import EngineKnowledge
from app.core.fit.advice import Other
from app.core.fit.korean import chars_per_token
from app.core.fit.planning import Subject
from app.core.fit.report import FitTarget
from app.core.gguf_header import GgufHeader
from app.core.problem import Problem
from app.services.fit_alternatives import (
    free_disk,
    other_models,
    quantisations_of,
    smaller_ones,
)
from app.services.fit_shapes import FileShape, Shapes
from app.services.library_entry import LibraryEntry
from app.services.model_choice import ModelChoice

if TYPE_CHECKING:
    from app.hub.access import HubAccess


@dataclass(frozen=True)
class Sources:
    """Where models are looked for. The functions may block."""

    catalogue: Catalogue
    choice: ModelChoice
    entries: Callable[[], Iterable[LibraryEntry]]
    folder: Path
    """The library's, whose disk a download needs; it may not exist yet."""
    knowledge: Callable[[Iterable[str], Iterable[tuple[str, str]]], EngineKnowledge]
    access: Callable[[], "HubAccess"]
    shapes: Shapes
    language: str = "ko"


@dataclass(frozen=True)
class Found:
    """A model, and what could be taken instead."""

    target: FitTarget
    subject: Subject
    smaller: tuple[Other, ...] = ()
    others: tuple[Other, ...] = ()


def refusal_of(sources: Sources, read: GgufHeader | FileShape) -> Problem | None:
    """Return why this llama.cpp would not load it."""
    tokenizer = (read.tokenizer_model, read.tokenizer_pre)
    return sources.knowledge([read.architecture], [tokenizer]).judge(read.architecture, *tokenizer)


def chars_of(read: GgufHeader | FileShape, model: CatalogueModel | None) -> float:
    """Return how many characters of Korean a token of it stands for."""
    family = model.family if model else ""
    return chars_per_token(read.tokenizer_pre, read.architecture, family)


def with_others(
    sources: Sources,
    target: FitTarget,
    subject: Subject,
    model: CatalogueModel | None,
    offered: Mapping[str, int | None] | None = None,
) -> Found:
    """Return a model with what could be taken instead; ``offered`` are quantisations besides
    those of the catalogue."""
    free = free_disk(sources.folder)
    smaller: tuple[Other, ...] = ()
    if model is not None:
        known = {**(offered or {}), **quantisations_of(model)}
        smaller = smaller_ones(model, subject.shape, known, free)
    return Found(
        target, subject, smaller, other_models(sources.catalogue, subject.shape, model, free)
    )
