"""Looks a model file over before llama.cpp sees it: is it whole, what is it, what will it cost."""

import contextlib
import hashlib
import threading
from collections.abc import Callable
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal

from app.core.gguf_header import GgufHeader, check_file
from app.core.problem import ModelFileError, Problem
from app.core.run import DEFAULT_N_CTX, CacheType, LoadSettings, PlannedModel
from app.store.records import FileIdentity

HASHED_WHOLE_BYTES = 64 * 1024 * 1024
"""A larger file is known by its size and its header alone: reading gigabytes takes a minute."""
_CACHE_BYTES: dict[CacheType, float] = {"f16": 2.0, "q8_0": 34 / 32, "q4_0": 18 / 32}
"""Bytes a value of the KV cache."""
_COMPUTE_BYTES = 200 * 1024 * 1024
"""Roughly what llama.cpp's compute buffers and the worker itself take."""


class FileCheck(msgspec.Struct, frozen=True, kw_only=True):
    """What was found; ``problem`` is set where the file cannot be used."""

    file: FileIdentity = FileIdentity()
    needed_bytes: int = 0
    """Rough memory that the model will take once loaded."""
    problem: Problem | None = None


class FileChecker(QObject):
    """Checks files outside of the event loop: the header of a large vocabulary takes a good
    part of a second, a network drive any time."""

    _checked = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._checked.connect(self._deliver)

    def check(self, planned: PlannedModel, done: Callable[[FileCheck], None]) -> None:
        """Check the file of ``planned``; ``done`` is called from the event loop."""
        thread = threading.Thread(
            target=self._work, args=(planned, done), name="file check", daemon=True
        )
        thread.start()

    def _work(self, planned: PlannedModel, done: Callable[[FileCheck], None]) -> None:
        found = check_model(planned)
        # Whoever asked may be gone, and this object with it.
        with contextlib.suppress(RuntimeError):
            self._checked.emit(done, found)

    def _deliver(self, done: Callable[[FileCheck], None], found: FileCheck) -> None:
        done(found)


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
    except ModelFileError as error:
        return FileCheck(problem=error.problem)
    except OSError as error:
        params: dict[str, str | int | float] = {"path": planned.model.path}
        return FileCheck(problem=Problem(kind="file_unreadable", params=params, detail=str(error)))
    # A split model's size is that of all its parts, which only the plan knows.
    size = max(size, planned.model.size_bytes)
    return FileCheck(
        file=FileIdentity(size_bytes=size, header_sha256=header.header_sha256, sha256=sha256),
        needed_bytes=size + kv_bytes(header, planned.load) + _COMPUTE_BYTES,
    )


def kv_bytes(header: GgufHeader, load: LoadSettings) -> int:
    """Return the rough size of the KV cache: 2 × layers × n_ctx × KV heads × head size × bytes a
    value; 0 where the header does not say."""
    layers, width, heads = header.block_count, header.embedding_length, header.n_heads
    if not layers or not width or not heads:
        return 0
    n_ctx = load.n_ctx or min(DEFAULT_N_CTX, header.context_length or DEFAULT_N_CTX)
    told = header.metadata.get(f"{header.architecture}.attention.key_length")
    head_size = told if isinstance(told, int) and told > 0 else width // heads
    values = 2 * layers * n_ctx * (header.n_kv_heads or heads) * head_size
    return int(values * _CACHE_BYTES[load.cache_type])


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
