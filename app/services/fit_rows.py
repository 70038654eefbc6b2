"""The rows of the table of 내 PC: every model of the catalogue in every quantisation that is
offered, by its file's header where it is here."""

from collections.abc import Iterable
from pathlib import Path

from app.core.catalogue import Catalogue, CatalogueModel
from app.core.engine_knowledge import EngineKnowledge
from app.core.fit.korean import chars_per_token
from app.core.fit.planning import Subject
from app.core.fit.table import TableRow
from app.core.problem import ModelFileError
from app.core.safe_names import quantisation_of_name
from app.services.fit_alternatives import catalogue_subject, quantisations_of
from app.services.fit_shapes import Shapes
from app.services.library_entry import LibraryEntry


def table_rows(
    catalogue: Catalogue,
    entries: Iterable[LibraryEntry],
    known: EngineKnowledge,
    shapes: Shapes,
    free_bytes: int | None,
) -> list[TableRow]:
    """Return the rows, model by model in the catalogue's order. Reads the headers of files that
    are here: not for the window's thread."""
    held = [entry for entry in entries if entry.usable]
    rows: list[TableRow] = []
    for model in catalogue.models:
        loads = known.loads(model.architecture, "", model.tokenizer_pre) is not False
        mine = {_quantisation(one): one for one in held if one.model_id == model.id}
        sizes = {**quantisations_of(model), **{name: one.size_bytes for name, one in mine.items()}}
        for quantisation, size in sizes.items():
            entry = mine.get(quantisation)
            subject = _held(entry, model, shapes) if entry else None
            subject = subject or catalogue_subject(
                model, quantisation, size_bytes=size, free_bytes=free_bytes, refused=not loads
            )
            if subject is not None:
                row = TableRow(
                    model_id=model.id,
                    quantisation=quantisation,
                    subject=subject,
                    family=model.family,
                    nearest=model.nearest,
                    here=entry is not None,
                    size_bytes=size,
                )
                rows.append(row)
    return rows


def _quantisation(entry: LibraryEntry) -> str:
    return quantisation_of_name(entry.path.name) or entry.quantisation


def _held(entry: LibraryEntry, model: CatalogueModel, shapes: Shapes) -> Subject | None:
    """Return a file of the library by its header; None where that cannot be read now."""
    try:
        read = shapes.of_file(Path(entry.path))
    except ModelFileError:
        return None
    names = (entry.facts.tokenizer_pre, entry.architecture, model.family)
    return Subject(
        shape=read.shape,
        chars_per_token=chars_per_token(*names),
        refused=model.cannot_run is not None,
        identity=read.header_sha256,
    )
