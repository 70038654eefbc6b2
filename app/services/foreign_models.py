"""Models that other programs have on this PC: found, offered, never touched.

Nothing here trusts what it reads: listings and manifests are bounded, no link to a folder is
followed, and a manifest or a cache leads nowhere outside of its own folder.
"""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from app.core.gguf_stream import shown_path
from app.core.safe_names import is_gguf_first_part, part_names
from app.services.library_scan import stamp_of
from app.store.library_store import FileSource

MAX_FOUND = 2000
"""Of one program."""
_MAX_VISITED = 50_000
"""Names of one program's folder that are looked at."""
_MAX_DEPTH = 8
_MAX_MANIFEST_BYTES = 1024 * 1024
_MODEL_LAYER = "application/vnd.ollama.image.model"
_DIGEST = re.compile(r"sha256[:-]([0-9a-f]{64})")
_HUB_REGISTRY = "hf.co"
_HUB_FOLDER = re.compile(r"models--(?P<repo>[^/\\]+)")


@dataclass(frozen=True)
class ForeignModel:
    """A GGUF of another program. ``sha256`` is what that program says it is, where it does."""

    path: Path
    source: FileSource
    name: str
    size_bytes: int
    """Of all parts."""
    sha256: str = ""
    repo: str = ""
    """Where it came from on the Hub, as far as its place tells."""


@dataclass
class _Budget:
    """What is left of the names that may be looked at."""

    names: int = _MAX_VISITED


def find_foreign(home: Path, environ: Mapping[str, str]) -> list[ForeignModel]:
    """Return the GGUFs of LM Studio, Ollama, Jan, GPT4All and the Hub's cache, by source and
    name. Reads only; what cannot be read is passed over."""
    found: dict[Path, ForeignModel] = {}
    for models in (
        _tree("lmstudio", _lmstudio(home)),
        _ollama(_ollama_folders(home, environ)),
        _tree("jan", _jan(home, environ)),
        _tree("gpt4all", _gpt4all(home, environ)),
        _hub(_hub_folders(home, environ)),
    ):
        for model in models:
            found.setdefault(model.path, model)
    return sorted(found.values(), key=lambda model: (model.source, model.name.casefold()))


# -- where they are ------------------------------------------------------------------------


def _lmstudio(home: Path) -> list[Path]:
    return [home / ".lmstudio" / "models", home / ".cache" / "lm-studio" / "models"]


def _jan(home: Path, environ: Mapping[str, str]) -> list[Path]:
    data = [home / "jan", *(base / "Jan" / "data" for base in _data_folders(home, environ))]
    return [root / below for root in data for below in ("models", "llamacpp/models")]


def _gpt4all(home: Path, environ: Mapping[str, str]) -> list[Path]:
    return [base / "nomic.ai" / "GPT4All" for base in _data_folders(home, environ)]


def _ollama_folders(home: Path, environ: Mapping[str, str]) -> list[Path]:
    told = environ.get("OLLAMA_MODELS", "")
    served = Path("/usr/share/ollama/.ollama/models")
    return [*([Path(told)] if told else []), home / ".ollama" / "models", served]


def _hub_folders(home: Path, environ: Mapping[str, str]) -> list[Path]:
    told = environ.get("HF_HUB_CACHE") or environ.get("HUGGINGFACE_HUB_CACHE")
    if told:
        return [Path(told)]
    if environ.get("HF_HOME"):
        return [Path(environ["HF_HOME"]) / "hub"]
    cache = Path(environ["XDG_CACHE_HOME"]) if environ.get("XDG_CACHE_HOME") else home / ".cache"
    return [cache / "huggingface" / "hub"]


def _data_folders(home: Path, environ: Mapping[str, str]) -> list[Path]:
    """Where programs keep data on Linux, macOS and Windows; those of another system are not
    there and cost nothing."""
    told = [environ.get(name, "") for name in ("XDG_DATA_HOME", "APPDATA", "LOCALAPPDATA")]
    mac = home / "Library" / "Application Support"
    windows = [home / "AppData" / part for part in ("Roaming", "Local")]
    folders = [home / ".local" / "share", mac, *windows, *(Path(path) for path in told if path)]
    return list(dict.fromkeys(folders))


# -- what they hold ------------------------------------------------------------------------


def _tree(source: FileSource, roots: list[Path]) -> Iterator[ForeignModel]:
    """Programs that keep GGUFs under their own names."""
    budget, count = _Budget(), 0
    for root in roots:
        for path in _files(root, budget):
            # LM Studio keeps PUBLISHER/REPO/FILE, as the Hub does.
            names = path.relative_to(root).parts
            repo = "/".join(names[:2]) if source == "lmstudio" and len(names) > 2 else ""
            model = _gguf(path, source, repo)
            if model is not None:
                count += 1
                yield model
            if count >= MAX_FOUND:
                return


def _ollama(roots: list[Path]) -> Iterator[ForeignModel]:
    """``manifests/<registry>/<namespace>/<model>/<tag>`` name the blob that is the GGUF."""
    budget, count = _Budget(), 0
    for root in roots:
        for path in _files(root / "manifests", budget):
            sha256 = _model_digest(path)
            blob = root / "blobs" / f"sha256-{sha256}"
            stamp = stamp_of(blob) if sha256 and _lies_in(blob, root) else None
            if stamp is None or not _starts_as_gguf(blob):
                continue
            names = path.relative_to(root / "manifests").parts
            name = f"{'/'.join(names[-3:-1]).removeprefix('library/')}:{names[-1]}"
            count += 1
            yield ForeignModel(
                blob.absolute(),
                "ollama",
                shown_path(Path(name)),
                stamp.size_bytes,
                sha256,
                # "ollama run hf.co/OWNER/REPO:TAG" keeps what the Hub holds.
                repo="/".join(names[1:3]) if names[0] == _HUB_REGISTRY and len(names) == 4 else "",
            )
            if count >= MAX_FOUND:
                return


def _hub(roots: list[Path]) -> Iterator[ForeignModel]:
    """``models--owner--name/snapshots/<revision>/…`` are links to blobs that are called by
    their hash. The link is kept: a split model's parts need their names."""
    budget, seen = _Budget(), set[Path]()
    for root in roots:
        for repo_folder in _children(root, budget):
            match = _HUB_FOLDER.fullmatch(repo_folder.name)
            if match is None:
                continue
            for path in _files(repo_folder / "snapshots", budget):
                blob = Path(os.path.realpath(path))
                # Several revisions share a blob.
                if blob in seen or not _lies_in(blob, root):
                    continue
                model = _gguf(path, "hub", match["repo"].replace("--", "/"), blob.name)
                if model is not None:
                    seen.add(blob)
                    yield model
                if len(seen) >= MAX_FOUND:
                    return


def _gguf(
    path: Path, source: FileSource, repo: str = "", blob_name: str = ""
) -> ForeignModel | None:
    if not is_gguf_first_part(path.name):
        return None
    stamps = [stamp_of(path.with_name(name)) for name in part_names(path.name)]
    sizes = [stamp.size_bytes for stamp in stamps if stamp is not None]
    if len(sizes) != len(stamps) or not _starts_as_gguf(path):
        return None
    digest = blob_name if re.fullmatch(r"[0-9a-f]{64}", blob_name) else ""
    return ForeignModel(
        path=path.absolute(),
        source=source,
        # Jan calls every file "model" and its folder what it is.
        name=shown_path(Path(path.parent.name if path.stem == "model" else path.stem)),
        size_bytes=sum(sizes),
        sha256=digest if len(sizes) == 1 else "",
        repo=repo,
    )


def _model_digest(manifest: Path) -> str:
    """Return the hash (hex) of the layer that is the model; "" where none can be made out."""
    if stamp_of(manifest) is None:
        return ""
    try:
        with manifest.open("rb") as file:
            data = file.read(_MAX_MANIFEST_BYTES + 1)
        document: Any = msgspec.json.decode(data) if len(data) <= _MAX_MANIFEST_BYTES else None
        layers = document["layers"][:100]
        found = [layer["digest"] for layer in layers if layer["mediaType"] == _MODEL_LAYER]
        match = _DIGEST.fullmatch(found[0])
    except (OSError, ValueError, KeyError, IndexError, TypeError, RecursionError):
        return ""
    return match[1] if match is not None else ""


def _starts_as_gguf(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(4) == b"GGUF"
    except OSError:
        return False


def _lies_in(path: Path, root: Path) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))


def _files(root: Path, budget: _Budget) -> Iterator[Path]:
    """Go through the files below a folder, by name; links to folders are not followed."""
    waiting = [(root, 0)]
    while waiting:
        folder, depth = waiting.pop()
        below: list[tuple[Path, int]] = []
        for path in _children(folder, budget):
            if path.is_symlink() or not path.is_dir():
                yield path
            elif depth < _MAX_DEPTH:
                below.append((path, depth + 1))
        waiting.extend(reversed(below))


def _children(folder: Path, budget: _Budget) -> list[Path]:
    if budget.names <= 0:
        return []
    found: list[Path] = []
    try:
        with os.scandir(folder) as listing:
            for item in listing:
                budget.names -= 1
                if budget.names <= 0:
                    break
                if shown_path(Path(item.name)) == item.name:
                    found.append(folder / item.name)
    except (OSError, ValueError):
        return []
    return sorted(found)
