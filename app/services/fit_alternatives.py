"""Models of the catalogue as far as its facts go, and which of them could be taken instead."""

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from app.core.catalogue import Catalogue, CatalogueModel
from app.core.fit.advice import Other
from app.core.fit.korean import chars_per_token
from app.core.fit.planning import Subject
from app.core.fit.shape import ModelShape, shape_of_catalogue
from app.core.fit.verdict import Disk
from app.core.quantisation import PREFERRED, rank, same

USUAL = ("Q4_K_M", "Q8_0")
"""Quantisations that a model is offered in where nobody knows its files."""


def free_disk(folder: Path) -> int | None:
    """Return what is free where ``folder`` lies or would lie; None where nobody tells."""
    nearest = next((place for place in (folder, *folder.parents) if place.exists()), None)
    try:
        return shutil.disk_usage(nearest).free if nearest else None
    except OSError:
        return None


def catalogue_subject(
    model: CatalogueModel,
    quantisation: str,
    *,
    size_bytes: int | None = None,
    free_bytes: int | None = None,
    refused: bool = False,
) -> Subject | None:
    """Return a model of the catalogue as far as its facts go, None where they do not."""
    shape = shape_of_catalogue(model, quantisation, size_bytes)
    if shape is None:
        return None
    needed = size_bytes or shape.weights_bytes
    return Subject(
        shape=shape,
        chars_per_token=chars_per_token(model.tokenizer_pre, model.architecture, model.family),
        disk=None if free_bytes is None else Disk(needed_bytes=needed, free_bytes=free_bytes),
        refused=refused or model.cannot_run is not None,
    )


def quantisations_of(model: CatalogueModel) -> dict[str, int | None]:
    """Return the quantisations that a model is offered in, and the sizes that are known."""
    found: dict[str, int | None] = {}
    for file in model.files:
        found[file.quantisation] = found.get(file.quantisation) or file.size_bytes
    return found or dict.fromkeys(USUAL)


def chosen_quantisation(offered: Iterable[str], quantisation: str = "") -> str:
    """Return the one that is asked for, else the usual one."""
    names = list(offered)
    if quantisation:
        return next((name for name in names if same(name, quantisation)), quantisation.upper())
    return min(names, key=rank, default=PREFERRED[0])


def smaller_ones(
    model: CatalogueModel,
    shape: ModelShape,
    offered: Mapping[str, int | None],
    free_bytes: int | None,
) -> tuple[Other, ...]:
    """Return those of the ``offered`` quantisations that take less than ``shape``, the largest
    first."""
    found: list[Other] = []
    for quantisation, size in offered.items():
        subject = catalogue_subject(model, quantisation, size_bytes=size, free_bytes=free_bytes)
        if subject is not None and subject.shape.weights_bytes < shape.weights_bytes:
            found.append(Other(model=f"{model.id}:{quantisation}", subject=subject))
    return tuple(sorted(found, key=lambda other: -other.subject.shape.weights_bytes))


def other_models(
    catalogue: Catalogue, shape: ModelShape, model: CatalogueModel | None, free_bytes: int | None
) -> tuple[Other, ...]:
    """Return smaller models of the catalogue that can be tried: the one that the catalogue calls
    the nearest, then the same family, then all, the largest first."""

    def distance(other: CatalogueModel) -> tuple[bool, bool, float]:
        nearest = model is not None and other.id == model.nearest
        family = model is not None and other.family == model.family
        return not nearest, not family, -other.parameters_b

    fitting = [
        other
        for other in catalogue.models
        if other.cannot_run is None and other.parameters_b * 1e9 < shape.n_params
    ]
    found: list[Other] = []
    for other in sorted(fitting, key=distance):
        offered = quantisations_of(other)
        chosen = chosen_quantisation(offered)
        subject = catalogue_subject(
            other, chosen, size_bytes=offered.get(chosen), free_bytes=free_bytes
        )
        if subject is not None and (model is None or other.id != model.id):
            found.append(Other(model=other.id, subject=subject))
    return tuple(found)
