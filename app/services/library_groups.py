"""From files to entries: parts of a split model together, projectors beside their models, and
what state all that is in."""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path, PurePosixPath

from app.core.gguf_stream import shown_path
from app.core.problem import Problem, ProblemKind
from app.core.safe_names import first_part_of, is_companion, part_names, quantisation_of_name
from app.services.library_entry import EntryState, LibraryEntry
from app.store.library_store import FileRow


def entries_of(
    folder: Path,
    rows: Iterable[FileRow],
    absent: Collection[str],
    folder_problem: Problem | None = None,
) -> list[LibraryEntry]:
    """Return one entry a model, by name.

    ``absent`` are the paths of rows whose file is not there; with ``folder_problem`` nothing
    that is owned is.
    """
    models: dict[str, dict[str, FileRow]] = {}
    companions: list[FileRow] = []
    for row in rows:
        if row.facts.architecture == "clip" or is_companion(row.path):
            companions.append(row)
        else:
            models.setdefault(_first_of(row), {})[row.path] = row
    entries = [
        _entry(folder, first, files, _beside(first, files, companions), absent, folder_problem)
        for first, files in models.items()
    ]
    return sorted(entries, key=lambda entry: (entry.name.casefold(), str(entry.path)))


def path_of(folder: Path, row: FileRow) -> Path:
    """Return where a row's file is."""
    return folder / row.path if row.owned else Path(row.path)


def _first_of(row: FileRow) -> str:
    # A name may look like a part's while the header says that the file is whole.
    whole = row.facts.split_count == 1 and row.facts.problem_kind is None
    return row.path if whole else first_part_of(row.path)


def _beside(
    first: str, files: Mapping[str, FileRow], companions: Iterable[FileRow]
) -> list[FileRow]:
    """A projector serves the models of its own folder and of those below it, but not a whole
    library: not from the top folder."""
    owned = next(iter(files.values())).owned
    return [
        row
        for row in companions
        if row.owned == owned
        and PurePosixPath(row.path).parent != PurePosixPath()
        and PurePosixPath(first).is_relative_to(PurePosixPath(row.path).parent)
    ]


def _entry(
    folder: Path,
    first: str,
    files: Mapping[str, FileRow],
    companions: list[FileRow],
    absent: Collection[str],
    folder_problem: Problem | None,
) -> LibraryEntry:
    split = len(files) > 1 or first not in files or files[first].facts.split_count > 1
    names = part_names(first) if split else (first,)
    head = files.get(first) or next(iter(files.values()))
    place = folder if head.owned else Path()
    path = place / first
    problem: Problem | None = folder_problem if head.owned else None
    if problem is None:
        problem = _problem(path, names, files, absent)
    state = _state(problem, [files.get(name) for name in names])
    facts = head.facts
    every = [*((place / name, files.get(name)) for name in names)]
    every += [(path_of(folder, row), row) for row in companions]
    there = [row for row in (*files.values(), *companions) if row.path not in absent]
    return LibraryEntry(
        path=path,
        parts=tuple(place / name for name in names),
        owned=head.owned,
        source=head.source,
        model_id=head.model_id,
        name=facts.given_name or facts.name or shown_path(Path(path.stem)),
        architecture=facts.architecture,
        quantisation=facts.quantisation or quantisation_of_name(first),
        size_bytes=sum(row.size_bytes for row in there),
        sha256=head.sha256,
        expected_sha256=head.expected_sha256,
        verified_at=_verified_at([*files.values(), *companions]),
        added_at=head.added_at,
        state=state,
        problem=problem,
        facts=facts,
        repo=head.repo,
        revision=head.revision,
        companions=tuple(path_of(folder, row) for row in companions),
        expected_sha256s=tuple(row.expected_sha256 if row else "" for _, row in every),
        bad_files=tuple(file for file, row in every if _is_bad(row, absent)),
    )


def _problem(
    path: Path, names: tuple[str, ...], files: Mapping[str, FileRow], absent: Collection[str]
) -> Problem | None:
    shown = shown_path(path)
    gone = [name for name in names if name not in files or name in absent]
    if gone and len(gone) == len(names):
        return Problem(kind="file_missing", params={"path": shown})
    for row in files.values():
        if row.path not in absent and row.facts.problem_kind is not None:
            return _header_problem(row, shown_path(path.with_name(Path(row.path).name)))
    if gone:
        missing = Path(gone[0]).name
        return Problem(kind="split_part_missing", params={"path": shown, "missing": missing})
    count = next(iter(files.values())).facts.split_count
    if count != len(names):
        # A part whose name does not say so: llama.cpp would not find the others either.
        missing = f"{path.stem}-00001-of-{count:05}.gguf"
        return Problem(kind="split_part_missing", params={"path": shown, "missing": missing})
    for row in files.values():
        if _differs(row):
            return Problem(kind="wrong_hash", params={"file": Path(row.path).name})
    return None


def _is_bad(row: FileRow | None, absent: Collection[str]) -> bool:
    if row is None or row.path in absent:
        return True
    return row.facts.problem_kind is not None or _differs(row)


def _differs(row: FileRow) -> bool:
    return bool(row.sha256 and row.expected_sha256) and row.sha256 != row.expected_sha256


def _header_problem(row: FileRow, shown: str) -> Problem:
    kind: ProblemKind = row.facts.problem_kind or "gguf_broken"
    params: dict[str, str | int | float] = {"path": shown}
    if kind == "file_cut_off":
        params["actual_bytes"] = row.size_bytes
        if row.facts.needed_bytes:
            params["expected_bytes"] = row.facts.needed_bytes
    return Problem(kind=kind, params=params, detail=row.facts.problem_detail)


def _state(problem: Problem | None, rows: list[FileRow | None]) -> EntryState:
    if problem is not None:
        return "missing" if problem.kind in {"file_missing", "library_missing"} else "broken"
    read = all(row is not None and row.verified_at is not None for row in rows)
    return "ok" if read else "unverified"


def _verified_at(rows: list[FileRow]) -> int | None:
    times = [row.verified_at for row in rows if row.verified_at is not None]
    return max(times) if len(times) == len(rows) else None
