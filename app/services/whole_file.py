"""Files for people and programs that are written whole or not at all."""

import os
import uuid
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

_NAME_CHARS = 40
"""Of the file's own name in that of the unfinished one: systems take no endless names."""


@contextmanager
def whole_file(path: Path) -> Generator[BinaryIO]:
    """Give a file to write into, which takes ``path``'s place once all is on the disk.

    Whatever is raised meanwhile, what was there before still is, and nothing else. Raises
    OSError.
    """
    # Not made by tempfile: that file would be its owner's alone, and this is one like any other.
    unfinished = path.with_name(f".{path.name[:_NAME_CHARS]}.{uuid.uuid4().hex}.part")
    try:
        with unfinished.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def write_whole(path: Path, data: bytes) -> None:
    """Put ``data`` at ``path``, whole or not at all; raises OSError."""
    with whole_file(path) as file:
        file.write(data)
