"""Everything that the window judges, read at once: the catalogue in every quantisation, and the
files that can be put into a pane."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from app.core.catalogue import CatalogueModel
from app.core.engine_knowledge import EngineKnowledge
from app.core.fit.planning import Subject
from app.core.fit.table import TableRow
from app.core.problem import ModelFileError
from app.core.run import ModelFile
from app.services.fit_alternatives import catalogue_subject, free_disk
from app.services.fit_rows import table_rows
from app.services.fit_sources import Sources
from app.services.fit_targets import file_subject


@dataclass(frozen=True)
class Survey:
    """What was found. Rows are of models that llama.cpp can load, as far as is known."""

    offered: tuple[TableRow, ...] = ()
    """Files that are here, or that the catalogue knows."""
    further: tuple[TableRow, ...] = ()
    """The same models in the other quantisations of the table, as they would be."""
    files: Mapping[str, Subject] = field(default_factory=dict[str, Subject])
    """Files on this PC by path; one that cannot be read is missing."""
    knowledge: EngineKnowledge = field(default_factory=EngineKnowledge)


def survey(sources: Sources, files: Sequence[ModelFile]) -> Survey:
    """Return what ``sources`` and ``files`` hold. Reads headers, and asks llama.cpp what it knows
    where nobody has: not for the window's thread."""
    catalogue = sources.catalogue
    tokenizers = [("", model.tokenizer_pre) for model in catalogue.models if model.tokenizer_pre]
    known = sources.knowledge([model.architecture for model in catalogue.models], tokenizers)
    free = free_disk(sources.folder)
    rows = [
        row
        for row in table_rows(catalogue, sources.entries(), known, sources.shapes, free)
        if not row.subject.refused
    ]
    told = {model.id: {file.quantisation for file in model.files} for model in catalogue.models}
    offered = [row for row in rows if row.here or row.quantisation in told[row.model_id]]
    names = {row.quantisation.upper() for row in rows}
    seen = {(row.model_id, row.quantisation.upper()) for row in offered}
    models = {row.model_id for row in rows}
    return Survey(
        offered=tuple(offered),
        further=tuple(
            row
            for model in catalogue.models
            if model.id in models
            for row in _further(model, names, seen, free)
        ),
        files=_subjects(sources, files),
        knowledge=known,
    )


def _further(
    model: CatalogueModel,
    names: Iterable[str],
    seen: set[tuple[str, str]],
    free_bytes: int | None,
) -> Iterable[TableRow]:
    for name in sorted(names):
        if (model.id, name) in seen:
            continue
        subject = catalogue_subject(model, name, free_bytes=free_bytes)
        if subject is not None:
            yield TableRow(
                model_id=model.id,
                quantisation=name,
                subject=subject,
                family=model.family,
                nearest=model.nearest,
            )


def _subjects(sources: Sources, files: Sequence[ModelFile]) -> dict[str, Subject]:
    found: dict[str, Subject] = {}
    for file in files:
        if file.engine != "llama":
            continue
        try:
            found[file.path] = file_subject(sources, file).subject
        except ModelFileError:
            continue
    return found
