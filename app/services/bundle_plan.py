"""Which files of which models go into a bundle, and under what names."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from app.core.bundle_manifest import MODELS, BundleModel
from app.core.catalogue import Catalogue
from app.core.safe_names import MAX_NAME_BYTES, safe_path
from app.services.library_entry import LibraryEntry

_IMPORTED = "imported"
"""Folder of what does not lie in the library of the PC that it comes from."""


@dataclass(frozen=True)
class PlannedFile:
    """A file on its way into a bundle; ``path`` is below the bundle's folder, ``sha256`` what it
    has to be, as far as that is known."""

    source: Path
    path: str
    size_bytes: int
    sha256: str = ""


def plan_models(
    entries: Iterable[LibraryEntry], library_folder: Path, catalogue: Catalogue
) -> tuple[list[BundleModel], list[PlannedFile]]:
    """Return the models as the bundle's list will name them, and their files, each once.

    Raises OSError where a file is gone.
    """
    models: list[BundleModel] = []
    files: dict[str, PlannedFile] = {}
    for entry in entries:
        known = catalogue.find(entry.model_id) if entry.model_id else None
        sources = (*entry.parts, *entry.companions)
        expected = entry.expected_sha256s or ("",) * len(sources)
        paths: list[str] = []
        for source, sha256 in zip(sources, expected, strict=True):
            if not source.is_file() and source in entry.companions:
                continue  # the model runs without its projector
            path = f"{MODELS}/{_name(entry, source, library_folder)}"
            files[path] = PlannedFile(source, path, source.stat().st_size, sha256)
            paths.append(path)
        models.append(
            BundleModel(
                model_id=entry.model_id,
                name=entry.name,
                quantisation=entry.quantisation,
                files=tuple(paths),
                repo=entry.repo,
                revision=entry.revision,
                licence=known.licence.name if known else "",
                badge=known.licence.badge if known else "unverified",
            )
        )
    return models, list(files.values())


def _name(entry: LibraryEntry, source: Path, library_folder: Path) -> str:
    if entry.owned:
        return safe_path(source.relative_to(library_folder).as_posix())
    # Several programs call their files "model.gguf"; Ollama calls them by their hash.
    mark = hashlib.sha256(str(entry.path).encode()).hexdigest()[:8]
    own = source.suffix.lower() == ".gguf"
    file = source.name if own else f"{entry.name.replace('/', '_').replace(':', '-')}.gguf"
    folder = entry.name.replace("/", "_").replace(":", "-").encode()[: MAX_NAME_BYTES // 2]
    text = folder.decode("utf-8", "ignore").strip(" .") or "model"
    return safe_path(str(PurePosixPath(_IMPORTED) / f"{text}~{mark}" / file))
