"""The models of catalogue and library as rows: what ``models`` shows and what its document
holds."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from app.cli.problem_sentence import problem_sentence
from app.cli.unfinished import Unfinished
from app.core.catalogue import Badge, Catalogue, CatalogueModel, Licence
from app.core.engine_knowledge import EngineKnowledge
from app.core.problem import Problem
from app.core.quantisation import same
from app.core.safe_names import quantisation_of_name
from app.services.library_entry import EntryState, LibraryEntry

FileState = EntryState | Literal["remote", "partial", "downloading"]
"""``remote``: not on this PC; ``partial``: begun and not ended; ``downloading``: a program is at
it now."""


@dataclass(frozen=True)
class FileRow:
    """One GGUF of a model, on the disk or on the Hub. ``size_bytes`` None: nobody knows yet."""

    quant: str
    file: str
    size_bytes: int | None
    state: FileState
    path: Path | None = None
    repo: str = ""
    source: str = ""
    problem: Problem | None = None
    sha256: str = ""
    """Of the first part: what the Hub or the catalogue says of it."""
    revision: str = ""
    done_bytes: int = 0
    """Of what is not whole yet: what lies there."""


@dataclass(frozen=True)
class ModelRow:
    """One model. ``model`` is None for files outside the catalogue, ``parameters`` None where
    nobody knows."""

    id: str
    name: str
    team: str
    model: CatalogueModel | None
    licence: Licence | None
    parameters: int | None
    loads_here: bool | None
    """None where nobody can tell: the engine cannot be asked, or nothing is known of the
    files."""
    reason: str
    """Why it does not load here; empty where it does."""
    files: tuple[FileRow, ...]
    handle: str = ""
    """What to type for a file that no model is known of, shorter than its path."""

    @property
    def badge(self) -> Badge:
        """May it be used for business? What nobody has read is unverified."""
        return self.licence.badge if self.licence else "unverified"


def rows_of(
    catalogue: Catalogue,
    entries: Iterable[LibraryEntry],
    begun: Iterable[Unfinished],
    known: EngineKnowledge,
    language: str,
) -> list[ModelRow]:
    """Return the catalogue's models by team, the national ones first, then files that belong to
    no model of it; ``begun`` are downloads that have not ended."""
    held: dict[str, list[LibraryEntry]] = {}
    for entry in entries:
        model = catalogue.find(entry.model_id) if entry.model_id else None
        key = model.id if model else entry.model_id or str(entry.path)
        held.setdefault(key, []).append(entry)
    going: dict[str, list[FileRow]] = {}
    for one in begun:
        going.setdefault(one.item.model_id, []).append(_begun_file(one))
    rows = [
        _catalogue_row(model, held.pop(model.id, []), going.pop(model.id, []), known, language)
        for model in in_order(catalogue)
    ]
    rows += [_library_row(key, found, going.pop(key, []), known) for key, found in held.items()]
    return rows + [_begun_row(key, files) for key, files in going.items()]


def in_order(catalogue: Catalogue) -> Iterator[CatalogueModel]:
    """Go through the models: national teams first, within a team by size."""
    teams = sorted(catalogue.teams, key=lambda team: not team.national)
    for team in teams:
        yield from sorted(catalogue.of_team(team.id), key=lambda model: model.parameters_b)


def loads(model: CatalogueModel, known: EngineKnowledge, language: str) -> tuple[bool | None, str]:
    """Tell whether this llama.cpp loads ``model``, and why not."""
    if model.cannot_run is not None:
        return False, model.cannot_run.say(language)
    loaded = known.loads(model.architecture, "", model.tokenizer_pre)
    if loaded is not False:
        return loaded, ""
    problem = known.judge(model.architecture, "", model.tokenizer_pre)
    return False, problem_sentence(problem) if problem else ""


def quant_of(entry: LibraryEntry) -> str:
    """Return what people call an entry's quantisation: by its name, as the Hub and ``pull`` do,
    else by its header; "" where neither tells."""
    return quantisation_of_name(entry.path.name) or entry.quantisation


def row_document(row: ModelRow) -> dict[str, Any]:
    """Return one entry of the document; keys may be added, these stay."""
    model = row.model
    return {
        "id": row.id,
        "team": row.team or None,
        "name": row.name,
        "parameters": row.parameters,
        "active_parameters": _count(model.active_b) if model else None,
        "licence": {"name": row.licence.name if row.licence else None, "badge": row.badge},
        "loads_here": row.loads_here,
        "reason": row.reason or None,
        "nearest": (model.nearest or None) if model else None,
        "files": [_file_document(file) for file in row.files],
    }


def _file_document(file: FileRow) -> dict[str, Any]:
    return {
        "quant": file.quant or None,
        "file": str(file.path) if file.path else file.file or None,
        "size_bytes": file.size_bytes,
        "state": file.state,
        "done_bytes": file.done_bytes if file.state in {"partial", "downloading"} else None,
        "repo": file.repo or None,
        "revision": file.revision or None,
        "sha256": file.sha256 or None,
        "source": file.source or None,
    }


def _catalogue_row(
    model: CatalogueModel,
    entries: list[LibraryEntry],
    begun: list[FileRow],
    known: EngineKnowledge,
    language: str,
) -> ModelRow:
    loaded, reason = loads(model, known, language)
    return ModelRow(
        id=model.id,
        name=model.name.say(language),
        team=model.team,
        model=model,
        licence=model.licence,
        parameters=_count(model.parameters_b),
        loads_here=loaded,
        reason=reason,
        files=(*map(_held_file, entries), *begun, *_remote_files(model, entries, begun)),
    )


def _library_row(
    key: str, entries: list[LibraryEntry], begun: list[FileRow], known: EngineKnowledge
) -> ModelRow:
    facts = entries[0].facts
    names = (facts.architecture, facts.tokenizer_model, facts.tokenizer_pre)
    loaded, problem = known.loads(*names), known.judge(*names)
    return ModelRow(
        id=key,
        name=entries[0].name,
        team="",
        model=None,
        licence=None,
        parameters=facts.n_params or None,
        loads_here=False if problem else loaded,
        reason=problem_sentence(problem) if problem else "",
        files=(*map(_held_file, entries), *begun),
        handle="" if entries[0].model_id else entries[0].handle,
    )


def _begun_row(key: str, files: list[FileRow]) -> ModelRow:
    return ModelRow(
        id=key,
        name=key,
        team="",
        model=None,
        licence=None,
        parameters=None,
        loads_here=None,
        reason="",
        files=tuple(files),
    )


def _begun_file(begun: Unfinished) -> FileRow:
    item = begun.item
    return FileRow(
        quant=item.quantisation,
        file=item.parts[0].path,
        size_bytes=item.size_bytes,
        state="downloading" if begun.at_work else "partial",
        repo=item.repo,
        sha256=item.parts[0].sha256,
        revision=item.revision,
        done_bytes=begun.done_bytes,
    )


def _held_file(entry: LibraryEntry) -> FileRow:
    return FileRow(
        quant=quant_of(entry),
        file=entry.path.name,
        size_bytes=entry.size_bytes,
        state=entry.state,
        path=entry.path,
        repo=entry.repo,
        source=entry.source,
        problem=entry.problem,
        sha256=entry.sha256 or entry.expected_sha256,
        revision=entry.revision,
    )


def _remote_files(
    model: CatalogueModel, entries: list[LibraryEntry], begun: list[FileRow]
) -> Iterator[FileRow]:
    """Go through the files that the catalogue knows and the disk does not hold."""
    for file in model.files:
        if any(entry.is_quantisation(file.quantisation) for entry in entries):
            continue
        if any(same(one.quant, file.quantisation) for one in begun):
            continue
        yield FileRow(
            quant=file.quantisation,
            file=file.file,
            size_bytes=file.size_bytes,
            state="remote",
            repo=file.repo,
            sha256=file.sha256,
            revision=file.revision,
        )


def _count(billions: float | None) -> int | None:
    return None if billions is None else round(billions * 1e9)
