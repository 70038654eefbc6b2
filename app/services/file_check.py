"""Looks a model file over before llama.cpp sees it: is it whole, what is it, what will it cost."""

import hashlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject

from app.core.fit.memory import Placement, estimate_memory
from app.core.fit.planning import context_of
from app.core.fit.shape import ModelShape, shape_of
from app.core.gguf_header import GgufHeader, check_file, read_header, split_parts
from app.core.problem import ModelFileError, Problem
from app.core.run import LoadSettings, PlannedModel
from app.services.background_queries import BackgroundQueries
from app.store.records import FileIdentity

HASHED_WHOLE_BYTES = 64 * 1024 * 1024
"""A larger file is known by its size and its header alone: reading gigabytes takes a minute."""


class FileCheck(msgspec.Struct, frozen=True, kw_only=True):
    """What was found; ``problem`` is set where the file cannot be used."""

    file: FileIdentity = FileIdentity()
    needed_bytes: int = 0
    """Memory that the model will take once loaded, all of it in the PC's own."""
    shape: ModelShape | None = None
    """What its parts on a GPU follow from; None for a model that is played."""
    problem: Problem | None = None


class FileChecker(QObject):
    """Checks files outside of the event loop: the header of a large vocabulary takes a good
    part of a second, a network drive any time."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queries = BackgroundQueries(self)

    def check(self, planned: PlannedModel, done: Callable[[FileCheck], None]) -> None:
        """Check the file of ``planned``; ``done`` is called from the event loop, unless this is
        closed before."""
        self._queries.run(
            partial(check_model, planned),
            done,
            lambda problem: done(FileCheck(problem=problem)),
        )

    def close(self) -> None:
        """Tell nobody any more."""
        self._queries.close()


def check_model(planned: PlannedModel) -> FileCheck:
    """Check the file of ``planned``: length, header, hashes. Never raises for a bad file."""
    path = Path(planned.model.path)
    if planned.model.engine != "llama":
        return FileCheck(
            file=FileIdentity(size_bytes=planned.model.size_bytes),
            needed_bytes=planned.model.size_bytes,
        )
    try:
        header = check_file(path)
        size = header.file_bytes or path.stat().st_size
        sha256 = _hash(path) if size <= HASHED_WHOLE_BYTES else ""
        shape = whole_shape(path, header)
    except ModelFileError as error:
        return FileCheck(problem=error.problem)
    except OSError as error:
        params: dict[str, str | int | float] = {"path": planned.model.path}
        return FileCheck(problem=Problem(kind="file_unreadable", params=params, detail=str(error)))
    # A split model's size is that of all its parts, which only the plan knows.
    size = max(size, planned.model.size_bytes)
    return FileCheck(
        file=FileIdentity(size_bytes=size, header_sha256=header.header_sha256, sha256=sha256),
        needed_bytes=needed_bytes(shape, planned.load),
        shape=shape,
    )


def whole_shape(path: Path, header: GgufHeader) -> ModelShape:
    """Return the shape of a model with all its parts.

    Raises ModelFileError where another part of a split model cannot be read.
    """
    others = [read_header(part) for part in split_parts(path, header) if part != path]
    return shape_of(header, others)


def needed_bytes(shape: ModelShape, load: LoadSettings) -> int:
    """Return the memory for a whole model and for what a load of it asks."""
    placement = Placement(
        n_ctx=context_of(load, shape),
        n_batch=load.n_batch,
        cache_type=load.cache_type,
        flash_attention=load.flash_attention,
    )
    return estimate_memory(shape, placement).total_bytes


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
