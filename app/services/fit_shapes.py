"""Shapes of files on this PC, each header read once while it does not change."""

import threading
from dataclasses import dataclass
from pathlib import Path

from app.core.fit.shape import ModelShape, shape_of
from app.core.gguf_header import read_header, split_parts

MOST_KEPT = 200


@dataclass(frozen=True)
class FileShape:
    """What a file's header says of memory, speed and tokenizer."""

    shape: ModelShape
    header_sha256: str
    architecture: str
    tokenizer_model: str
    tokenizer_pre: str
    quantisation: str


class Shapes:
    """May be used from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: dict[tuple[str, int, int], FileShape] = {}

    def of_file(self, path: Path) -> FileShape:
        """Return the shape of a GGUF, all its parts included. Raises ModelFileError."""
        key = _stamp(path)
        with self._lock:
            found = self._kept.get(key) if key else None
        if found is not None:
            return found
        header = read_header(path)
        further = [read_header(part) for part in split_parts(path, header)[1:]]
        found = FileShape(
            shape=shape_of(header, further),
            header_sha256=header.header_sha256,
            architecture=header.architecture,
            tokenizer_model=header.tokenizer_model,
            tokenizer_pre=header.tokenizer_pre,
            quantisation=header.quantisation,
        )
        if key:
            with self._lock:
                while len(self._kept) >= MOST_KEPT:
                    del self._kept[next(iter(self._kept))]
                self._kept[key] = found
        return found


def _stamp(path: Path) -> tuple[str, int, int] | None:
    """Return what tells a file from what lay there before; None where it cannot be looked at."""
    try:
        facts = path.stat()
    except OSError:
        return None
    return str(path), facts.st_size, facts.st_mtime_ns
