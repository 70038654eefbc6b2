"""The list of what lies in a stick bundle: models, catalogue and prompts, each file with its size
and hash.

A bundle comes from somewhere else: nothing of it is believed before it has been through
:func:`parse_manifest`.
"""

from typing import Literal

import msgspec

from app.core.catalogue import Badge
from app.core.problem import LibraryError
from app.core.safe_names import place_key, safe_path

MANIFEST_NAME = "naranhi-bundle.json"
MODELS, CATALOGUE, PROMPTS = "models", "catalogue", "prompts"
MAX_MANIFEST_BYTES = 8 * 1024 * 1024
_MAX_FILES = 10_000
_MAX_TEXT = 4000
_MAX_SIZE = 2**50
_MAX_TEXT_FILE_BYTES = 4 * 1024 * 1024
"""Of a catalogue or prompt file."""
_HEX = frozenset("0123456789abcdef")


class _Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of the values below."""


class BundleFile(_Part, frozen=True):
    """One file; ``path`` is below the bundle's folder, with ``/``."""

    path: str
    size_bytes: int
    sha256: str


class BundleModel(_Part, frozen=True):
    """One model; ``files`` are paths of its parts in order, then of its companions."""

    model_id: str
    name: str
    quantisation: str
    files: tuple[str, ...]
    repo: str = ""
    revision: str = ""
    licence: str = ""
    """The original's licence by name; empty where nobody knows."""
    badge: Badge = "unverified"


class BundleManifest(_Part, frozen=True):
    """Everything that belongs to a bundle; what else lies beside it does not count."""

    format: Literal[1]
    program: str
    """Version of the program that made it."""
    made_at: str
    """ISO 8601, UTC."""
    models: tuple[BundleModel, ...]
    files: tuple[BundleFile, ...]

    @property
    def size_bytes(self) -> int:
        """Bytes of all files."""
        return sum(file.size_bytes for file in self.files)


def parse_manifest(data: bytes, shown: str) -> BundleManifest:
    """Return the manifest; ``shown`` is its path for the person.

    Raises LibraryError ``bundle_broken`` for anything that is not as it should be: types,
    sizes, names that lead out of the folder or that are one file on FAT, models without files.
    """
    try:
        manifest = msgspec.json.decode(data[: MAX_MANIFEST_BYTES + 1], type=BundleManifest)
        _check_files(manifest)
        _check_models(manifest)
    except (msgspec.MsgspecError, ValueError, RecursionError, LibraryError) as error:
        raise LibraryError("bundle_broken", path=shown, detail=str(error)) from error
    return manifest


def _check_files(manifest: BundleManifest) -> None:
    if len(manifest.files) > _MAX_FILES:
        raise ValueError(f"{len(manifest.files)} files")
    keys: set[str] = set()
    for file in manifest.files:
        if not 0 <= file.size_bytes <= _MAX_SIZE:
            raise ValueError(f"{file.path!r}: {file.size_bytes} bytes")
        if len(file.sha256) != 64 or not _HEX.issuperset(file.sha256):
            raise ValueError(f"{file.path!r}: {file.sha256[:80]!r} is no SHA-256")
        if safe_path(file.path) != file.path:
            raise ValueError(f"{file.path!r} is no name that every disk holds")
        _check_place(file)
        keys.add(place_key(file.path))
    if len(keys) != len(manifest.files):
        raise ValueError("two files of one name")
    for key in keys:
        folder = key
        while "/" in folder:
            folder = folder.rpartition("/")[0]
            if folder in keys:
                raise ValueError(f"{folder!r} is a file and a folder")


def _check_place(file: BundleFile) -> None:
    top, _, rest = file.path.partition("/")
    name = rest.lower()
    if top == MODELS and name.endswith(".gguf"):
        return
    text = top in {CATALOGUE, PROMPTS} and "/" not in rest and name.endswith(".toml")
    if not text or file.size_bytes > _MAX_TEXT_FILE_BYTES:
        raise ValueError(f"{file.path!r} has no place in a bundle")


def _check_models(manifest: BundleManifest) -> None:
    known = {file.path for file in manifest.files}
    taken: set[str] = set()
    for model in manifest.models:
        texts = (model.model_id, model.name, model.quantisation, model.repo)
        for text in (*texts, model.revision, model.licence):
            if len(text.encode()) > _MAX_TEXT:
                raise ValueError("a text is too long")
        if not model.files:
            raise ValueError(f"{model.name[:80]!r} has no files")
        for path in model.files:
            if path not in known or not path.startswith(f"{MODELS}/"):
                raise ValueError(f"{path[:200]!r} of {model.name[:80]!r} is not in the list")
            if path in taken and "mmproj" not in path.lower():
                raise ValueError(f"{path[:200]!r} belongs to two models")
            taken.add(path)
    lost = {path for path in known if path.startswith(f"{MODELS}/")} - taken
    if lost:
        raise ValueError(f"{min(lost)[:200]!r} belongs to no model")
