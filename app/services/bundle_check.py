"""Reads and checks a stick bundle without taking anything from it."""

import stat
from pathlib import Path

from app.core.bundle_manifest import (
    MANIFEST_NAME,
    MAX_MANIFEST_BYTES,
    BundleFile,
    BundleManifest,
    parse_manifest,
)
from app.core.gguf_stream import shown_path
from app.core.problem import LibraryError
from app.services.file_copying import Asked, Stopped, Tally, Tell, hash_file, never, told


def read_bundle(folder: Path) -> BundleManifest:
    """Return a bundle's list, its files not yet looked at.

    Raises LibraryError ``bundle_incomplete`` where there is no list, ``bundle_broken``.
    """
    path = folder / MANIFEST_NAME
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            raise LibraryError("bundle_broken", path=shown_path(path))
        with path.open("rb") as file:
            data = file.read(MAX_MANIFEST_BYTES + 1)
    except OSError as error:
        raise LibraryError(
            "bundle_incomplete", path=shown_path(folder), missing=MANIFEST_NAME, detail=str(error)
        ) from error
    return parse_manifest(data, shown_path(path))


def check_bundle(
    folder: Path, progress: Tell | None = None, cancelled: Asked = never
) -> BundleManifest | None:
    """Check every file of a bundle, whole; returns its list, or None where somebody cancelled.

    Raises LibraryError ``bundle_incomplete`` (a file is missing or short), ``bundle_broken`` (a
    file is another than its list says, the list makes no sense, or a link lies in it).
    """
    manifest = read_bundle(folder)
    for file in manifest.files:
        _check_place(folder, file)
    tally = Tally(manifest.size_bytes, progress, cancelled)
    try:
        for file in manifest.files:
            if hash_file(folder / file.path, tally) != file.sha256:
                raise LibraryError(
                    "bundle_broken", path=shown_path(folder / file.path), detail="another SHA-256"
                )
    except Stopped:
        return None
    except OSError as error:
        raise told_of(error, folder) from error
    return manifest


def told_of(error: OSError, folder: Path, needed_bytes: int = 0) -> LibraryError:
    """Return what a disk's error means, told of the file that it names."""
    named = Path(error.filename) if isinstance(error.filename, str) else folder
    return told(error, named, needed_bytes)


def size_if_file(path: Path) -> int | None:
    """Return the size of a regular file; None for anything else, links among it."""
    try:
        found = path.lstat()
    except OSError:
        return None
    return found.st_size if stat.S_ISREG(found.st_mode) else None


def _check_place(folder: Path, file: BundleFile) -> None:
    path = folder / file.path
    try:
        found = path.lstat()
        inside = path.resolve().is_relative_to(folder.resolve())
    except OSError as error:
        raise LibraryError(
            "bundle_incomplete", path=shown_path(folder), missing=file.path, detail=str(error)
        ) from error
    if not stat.S_ISREG(found.st_mode) or not inside:
        raise LibraryError("bundle_broken", path=shown_path(path))
    if found.st_size != file.size_bytes:
        raise LibraryError(
            "bundle_incomplete",
            path=shown_path(folder),
            missing=file.path,
            detail=f"{found.st_size} bytes of {file.size_bytes}",
        )
