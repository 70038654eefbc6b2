"""From what a person types to a model file: the starter models, and any GGUF by its path."""

import os
import re
import tomllib
from pathlib import Path
from typing import Any

import msgspec

from app.core.gguf_header import GgufHeader, check_file, split_parts
from app.core.gguf_stream import shown_path
from app.core.problem import ModelFileError, UsageError
from app.core.run import ModelFile, Sampling

_MODEL_FOLDER = "models"
_STARTERS = "starter.toml"
_WITH_QUANTISATION = re.compile(r"(?P<name>.{2,}):(?P<quantisation>[A-Za-z0-9_-]+)", re.DOTALL)


def starter_models(resources: Path) -> list[ModelFile]:
    """Return the practice models that come with the program, from ``models/starter.toml``.

    A model whose file is gone is listed all the same; using it tells what is missing. Raises
    ModelFileError ``file_missing`` or ``file_unreadable`` for the list itself.
    """
    listing = Path(os.path.abspath(resources)) / _MODEL_FOLDER / _STARTERS
    try:
        document = tomllib.loads(listing.read_text("utf-8"))
        return [_starter(entry, listing.parent) for entry in document["model"]]
    except FileNotFoundError as error:
        raise ModelFileError("file_missing", path=shown_path(listing)) from error
    except (OSError, ValueError, KeyError, TypeError, msgspec.ValidationError) as error:
        raise ModelFileError(
            "file_unreadable", path=shown_path(listing), detail=repr(error)
        ) from error


def resolve_model(name: str, resources: Path) -> ModelFile:
    """Return the model that ``name`` means: a starter's id or a path to a GGUF, either with
    ``:QUANTISATION`` behind it, which must then be the file's.

    Raises UsageError ``model_unknown``, ModelFileError for a file that cannot be used.
    """
    for wanted, quantisation in _readings(name):
        found = _find(wanted, resources)
        if found is None:
            continue
        if quantisation and quantisation.casefold() != found.quantisation.casefold():
            raise UsageError("model_unknown", name=name)
        return found
    if any(_looks_like_path(wanted) for wanted, _ in _readings(name)):
        raise ModelFileError("file_missing", path=shown_path(Path(name)))
    raise UsageError("model_unknown", name=name)


def _readings(name: str) -> list[tuple[str, str]]:
    """Return the ways to read ``name``: as it stands, and as a model and its quantisation."""
    match = _WITH_QUANTISATION.fullmatch(name)
    return [(name, ""), *([(match["name"], match["quantisation"])] if match else [])]


def _find(name: str, resources: Path) -> ModelFile | None:
    if _looks_like_path(name):
        return _find_file(name)
    for starter in starter_models(resources):
        if starter.id == name:
            header = check_file(Path(starter.path))
            return msgspec.structs.replace(
                starter, architecture=header.architecture, quantisation=header.quantisation
            )
    return _find_file(name)


def _find_file(name: str) -> ModelFile | None:
    try:
        path = Path(os.path.abspath(Path(name).expanduser()))
    except RuntimeError:  # no such person's home folder
        return None
    if not name or not os.path.lexists(path):
        return None
    if shown_path(path) != str(path):
        raise ModelFileError(
            "file_unreadable", path=shown_path(path), detail="the name is not valid Unicode"
        )
    header = check_file(path)
    first = split_parts(path, header)[0]
    if first != path:
        path, header = first, check_file(first)
    return _model_of(name, path, header)


def _looks_like_path(name: str) -> bool:
    return name.lower().endswith(".gguf") or "/" in name or os.sep in name


def _model_of(name: str, path: Path, header: GgufHeader) -> ModelFile:
    parts = split_parts(path, header)
    return ModelFile(
        id=name,
        path=str(path),
        name=header.name or shown_path(Path(path.stem)),
        architecture=header.architecture,
        quantisation=header.quantisation,
        size_bytes=sum(part.stat().st_size for part in parts),
        sampling=header.sampling,
    )


def _starter(entry: dict[str, Any], folder: Path) -> ModelFile:
    path = folder / Path(entry["file"]).name
    return ModelFile(
        id=str(entry["id"]),
        path=str(path),
        name=str(entry.get("name_ko") or entry.get("name") or entry["id"]),
        practice=True,
        architecture=str(entry.get("architecture", "")),
        quantisation=str(entry.get("quantisation", "")),
        size_bytes=path.stat().st_size if path.is_file() else 0,
        sampling=msgspec.convert(entry["sampling"], Sampling) if "sampling" in entry else None,
    )
