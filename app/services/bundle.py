"""The stick bundle: models, catalogue and prompts in a folder, for a PC without network.

Exported, the list of what lies there is written last: a folder with a list is whole. Called
again, what already agrees is not copied again. Imported, everything is checked before anything
is taken.
"""

import contextlib
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import msgspec

from app.core.bundle_manifest import (
    CATALOGUE,
    MANIFEST_NAME,
    MODELS,
    PROMPTS,
    BundleFile,
    BundleManifest,
    BundleModel,
)
from app.core.catalogue import Catalogue
from app.core.gguf_stream import shown_path
from app.core.problem import LibraryError
from app.core.transfer import DownloadItem, RemotePart
from app.core.version import read_version
from app.services.bundle_check import check_bundle, read_bundle, size_if_file, told_of
from app.services.bundle_plan import PlannedFile, plan_models
from app.services.file_copying import (
    Asked,
    Stopped,
    Tally,
    Tell,
    copy_file,
    hash_file,
    never,
    write_file,
)
from app.services.library_disk import remove_empty, require_room
from app.services.library_entry import LibraryEntry
from app.services.library_move import prepare_folder
from app.services.resources import program_folder

__all__ = ["Imported", "TakesIn", "check_bundle", "export_bundle", "import_bundle", "read_bundle"]


class TakesIn(Protocol):
    """A library, the window's or the terminal's."""

    @property
    def folder(self) -> Path: ...
    def prepare_folder(self) -> None: ...
    def add_fetched(self, item: DownloadItem, sha256s: Sequence[str]) -> LibraryEntry: ...


@dataclass(frozen=True)
class Imported:
    """What came of an import."""

    taken: tuple[LibraryEntry, ...]
    """Models that were copied, whole or in part."""
    skipped: tuple[LibraryEntry, ...]
    """Models of which every file was there already."""


def export_bundle(
    folder: Path,
    entries: Sequence[LibraryEntry],
    library_folder: Path,
    resources: Path,
    catalogue: Catalogue,
    progress: Tell | None = None,
    cancelled: Asked = never,
) -> BundleManifest | None:
    """Write ``entries`` with catalogue and prompts into ``folder``, which is made if its parent
    is there; models that an earlier export has put there stay. Returns the list, or None where
    somebody cancelled: called again, it goes on.

    Raises the problem of an entry that is not usable, LibraryError ``library_missing``,
    ``library_unwritable``, ``file_too_large_for_disk``, ``disk_too_small``, ``wrong_hash`` (a
    source is not what it has to be).
    """
    for entry in entries:
        if entry.problem is not None:
            problem = entry.problem
            raise LibraryError(problem.kind, detail=problem.detail, **problem.params)
    try:
        models, files = plan_models(entries, library_folder, catalogue)
        files += [
            PlannedFile(source, f"{below}/{source.name}", source.stat().st_size)
            for below in (CATALOGUE, PROMPTS)
            for source in sorted((resources / below).glob("*.toml"))
        ]
    except OSError as error:
        raise told_of(error, library_folder) from error
    prepare_folder(folder)
    there = {file.path: size_if_file(folder / file.path) for file in files}
    missing = {f.path: f.size_bytes for f in files if there[f.path] != f.size_bytes}
    require_room(folder, missing)
    tally = Tally(sum(file.size_bytes for file in files), progress, cancelled)
    try:
        earlier = _earlier(folder, {file.path for file in files})
        written = [_export_file(folder, file, tally) for file in files]
        manifest = BundleManifest(
            format=1,
            program=read_version(program_folder()),
            made_at=datetime.now(UTC).isoformat(timespec="seconds"),
            models=(*(earlier.models if earlier else ()), *models),
            files=(*(earlier.files if earlier else ()), *written),
        )
        data = msgspec.json.format(msgspec.json.encode(manifest), indent=1)
        write_file(folder / MANIFEST_NAME, data)
    except Stopped:
        return None
    except OSError as error:
        raise told_of(error, folder, sum(missing.values())) from error
    return manifest


def import_bundle(
    folder: Path,
    library: TakesIn,
    progress: Tell | None = None,
    cancelled: Asked = never,
    texts: Path | None = None,
) -> Imported | None:
    """Check the bundle in ``folder`` whole, then copy its models into the library; what is
    there already and the same is not copied. Its catalogue and prompts go into ``texts``, where
    that is given. Returns None where somebody cancelled; models that were whole by then stay.

    Progress goes through the bundle twice, once to check and once to copy. Raises what
    :func:`app.services.bundle.check_bundle` raises, then LibraryError ``library_missing``,
    ``library_unwritable``, ``disk_too_small``, ``file_too_large_for_disk``,
    ``folder_not_empty``.
    """
    manifest = check_bundle(folder, _half(progress, 0), cancelled)
    if manifest is None:
        return None
    library.prepare_folder()
    files = {file.path: file for file in manifest.files}
    tally = Tally(manifest.size_bytes, _half(progress, manifest.size_bytes), cancelled)
    needed = 0
    try:
        plans = [_plan(library.folder, model, files) for model in manifest.models]
        sizes = {part.target: part.size_bytes or 0 for plan in plans for part in plan.missing}
        needed = sum(sizes.values())
        require_room(library.folder, sizes)
        taken: list[LibraryEntry] = []
        skipped: list[LibraryEntry] = []
        for plan in plans:
            _take(folder, library.folder, plan, tally)
            entry = library.add_fetched(plan.item, [part.sha256 for part in plan.item.parts])
            (taken if plan.missing else skipped).append(entry)
        for file in manifest.files:
            if file.path.startswith(f"{MODELS}/"):
                continue
            if texts is None:
                tally.add(file.size_bytes)
            else:
                target = texts / file.path
                copy_file(folder / file.path, target, tally, expected_sha256=file.sha256)
    except Stopped:
        return None
    except OSError as error:
        raise told_of(error, library.folder, needed) from error
    return Imported(tuple(taken), tuple(skipped))


def _export_file(folder: Path, file: PlannedFile, tally: Tally) -> BundleFile:
    target = folder / file.path
    sha256 = ""
    if size_if_file(target) == file.size_bytes:
        # An earlier, cut-off export; Tally counts the source alone.
        quiet = Tally(0, cancelled=tally.cancelled)
        wanted = file.sha256 or hash_file(file.source, quiet)
        found = hash_file(target, tally)
        sha256 = found if found == wanted else ""
    if not sha256:
        sha256 = copy_file(file.source, target, tally, expected_sha256=file.sha256)
    return BundleFile(path=file.path, size_bytes=file.size_bytes, sha256=sha256)


def _earlier(folder: Path, written: set[str]) -> BundleManifest | None:
    """Return what an earlier export has put there that is not written now; None where there is
    no list that could be read."""
    try:
        before = read_bundle(folder)
    except LibraryError:
        return None
    sizes = {file.path: file.size_bytes for file in before.files}
    models = tuple(
        model
        for model in before.models
        if not written.intersection(model.files)
        and all(size_if_file(folder / path) == sizes[path] for path in model.files)
    )
    kept = {path for model in models for path in model.files}
    files = tuple(file for file in before.files if file.path in kept)
    return msgspec.structs.replace(before, models=models, files=files)


@dataclass(frozen=True)
class _Plan:
    """A model's files: ``path`` of a part is its place in the bundle, ``target`` in the
    library."""

    item: DownloadItem
    missing: tuple[RemotePart, ...]


def _plan(library_folder: Path, model: BundleModel, files: dict[str, BundleFile]) -> _Plan:
    listed = [files[path] for path in model.files]
    together = "".join(file.sha256 for file in listed)
    mark = "~" + hashlib.sha256(together.encode()).hexdigest()[:8]
    # Another file may have that name here, a broken one perhaps: then the model gets a folder
    # of its own. All its parts go there, because llama.cpp looks for them beside the first.
    for aside in ("", mark):
        parts = tuple(_part(file, aside) for file in listed)
        if not any(_differs(library_folder / part.target, part) for part in parts):
            break
    else:
        raise LibraryError("folder_not_empty", path=shown_path(library_folder / parts[0].target))
    item = DownloadItem(
        item_id=f"bundle{mark}",
        model_id=model.model_id,
        quantisation=model.quantisation,
        repo=model.repo,
        revision=model.revision,
        parts=parts,
    )
    missing = tuple(part for part in parts if not (library_folder / part.target).exists())
    return _Plan(item, missing)


def _part(file: BundleFile, aside: str) -> RemotePart:
    target = file.path.removeprefix(f"{MODELS}/")
    if aside:
        first, _, rest = target.partition("/")
        target = f"{first}{aside}/{rest}" if rest else f"{MODELS}{aside}/{first}"
    return RemotePart(path=file.path, target=target, size_bytes=file.size_bytes, sha256=file.sha256)


def _differs(path: Path, part: RemotePart) -> bool:
    if not path.exists():
        return False
    if not path.is_file() or path.stat().st_size != part.size_bytes:
        return True
    return hash_file(path, Tally(0)) != part.sha256


def _take(folder: Path, library_folder: Path, plan: _Plan, tally: Tally) -> None:
    """Copy a model's files, all or none: half a model would lie there under its final name."""
    made: list[Path] = []
    try:
        for part in plan.item.parts:
            target = library_folder / part.target
            if target.exists():  # and the same: that was looked at
                tally.add(part.size_bytes or 0)
                continue
            copy_file(folder / part.path, target, tally, expected_sha256=part.sha256)
            made.append(target)
    except BaseException:
        for target in made:
            with contextlib.suppress(OSError):
                target.unlink()
            remove_empty(library_folder, target.parent)
        raise


def _half(progress: Tell | None, before: int) -> Tell | None:
    """Tell of one of two passes over the same bytes."""
    if progress is None:
        return None
    return lambda done, total: progress(before + done, 2 * total)
