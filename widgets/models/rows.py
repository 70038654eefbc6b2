"""The rows of the list as values: models of the catalogue, and files that belong to none."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from app.core.catalogue import Catalogue, CatalogueModel, Team
from app.core.problem import Problem
from app.services.download_line import DownloadEntry
from app.services.library_entry import LibraryEntry

RowState = Literal["here", "downloading", "absent"]
Judge = Callable[[CatalogueModel], Problem | None]

OWN_FILES = "own-files"
OTHER_PROGRAMS = "other-programs"
"""Sections after those of the teams."""
_OTHERS = ("lmstudio", "ollama", "jan", "gpt4all", "hub")


@dataclass(frozen=True)
class ModelRow:
    """One row. ``model`` is None for files outside the catalogue."""

    key: str
    section: str
    """Id of a team, or one of the sections of files."""
    model: CatalogueModel | None
    team: Team | None
    entries: tuple[LibraryEntry, ...] = ()
    downloads: tuple[DownloadEntry, ...] = ()
    problem: Problem | None = None
    """Why the engine cannot load it, where the catalogue has no words of its own."""
    haystack: str = ""
    """What a search looks through, folded."""

    @property
    def runs(self) -> bool:
        """Whether nothing is known that keeps it from running here."""
        return self.problem is None and (self.model is None or self.model.cannot_run is None)

    @property
    def flagship(self) -> bool:
        """Whether it is its team's largest or newest."""
        return self.team is not None and self.team.flagship == self.key

    @property
    def foreign(self) -> bool:
        """Whether another program keeps it, so that it can only be read."""
        return self.section == OTHER_PROGRAMS

    @property
    def state(self) -> RowState:
        """Where it is; a download counts more than what is here already."""
        if self.downloads:
            return "downloading"
        return "here" if self.entries else "absent"

    @property
    def quantisations(self) -> list[str]:
        """Quantisations on this PC, each once."""
        return list(dict.fromkeys(e.quantisation or e.path.suffix[1:] for e in self.entries))

    @property
    def parameters_b(self) -> float | None:
        """All parameters, 10⁹; None where nobody knows."""
        if self.model is not None:
            return self.model.parameters_b
        counted = [entry.facts.n_params for entry in self.entries if entry.facts.n_params]
        return counted[0] / 1e9 if counted else None


def is_foreign(entry: LibraryEntry) -> bool:
    """Return whether another program keeps the file."""
    return entry.source in _OTHERS


def fold(*words: str) -> str:
    """Return words as a search compares them: case and the marks between words do not count."""
    return " ".join(words).casefold().replace("-", " ").replace("_", " ")


def build_rows(
    catalogue: Catalogue,
    entries: Iterable[LibraryEntry],
    downloads: Iterable[DownloadEntry],
    judge: Judge,
) -> list[ModelRow]:
    """Return all rows in the order of the list: national teams, other teams, own files, files
    of other programs."""
    ids = {model.id.casefold(): model.id for model in catalogue.models}
    held: dict[str, list[LibraryEntry]] = {}
    for entry in entries:
        held.setdefault(_model_key(ids, entry), []).append(entry)
    going: dict[str, list[DownloadEntry]] = {}
    for download in downloads:
        going.setdefault(download.item.model_id, []).append(download)
    rows: list[ModelRow] = []
    for team in sorted(catalogue.teams, key=lambda team: not team.national):
        rows += (
            _catalogue_row(
                model, team, held.pop(model.id, []), going.pop(model.id, []), judge(model)
            )
            for model in sorted(catalogue.of_team(team.id), key=lambda m: m.parameters_b)
        )
    rest = [
        _file_row(key, tuple(held.get(key, [])), tuple(going.get(key, [])))
        for key in dict.fromkeys((*held, *going))
    ]
    return rows + sorted(rest, key=lambda row: (row.foreign, row.haystack))


def _model_key(ids: Mapping[str, str], entry: LibraryEntry) -> str:
    """Return what gathers files into one row; the path for those of other programs."""
    if entry.model_id.casefold() in ids:
        return ids[entry.model_id.casefold()]
    return str(entry.path) if is_foreign(entry) or not entry.model_id else entry.model_id


def _catalogue_row(
    model: CatalogueModel,
    team: Team,
    entries: Sequence[LibraryEntry],
    downloads: Sequence[DownloadEntry],
    problem: Problem | None,
) -> ModelRow:
    names = (model.id, model.name.ko, model.name.en, model.repo, team.name.ko, team.name.en)
    quantisations = (entry.quantisation for entry in entries)
    return ModelRow(
        key=model.id,
        section=team.id,
        model=model,
        team=team,
        entries=tuple(entries),
        downloads=tuple(downloads),
        problem=problem,
        haystack=fold(*names, model.architecture, model.family, *quantisations),
    )


def _file_row(
    key: str, entries: tuple[LibraryEntry, ...], downloads: tuple[DownloadEntry, ...]
) -> ModelRow:
    foreign = any(is_foreign(entry) for entry in entries)
    words = [word for e in entries for word in (e.name, e.path.name, e.source, e.quantisation)]
    return ModelRow(
        key=key,
        section=OTHER_PROGRAMS if foreign else OWN_FILES,
        model=None,
        team=None,
        entries=entries,
        downloads=downloads,
        haystack=fold(key, *words),
    )
