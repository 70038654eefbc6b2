"""A library in a folder of its own, and tiny GGUFs to put there."""

import hashlib
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.core.problem import NaranhiError, ProblemKind
from app.core.transfer import DownloadItem, RemotePart
from app.services.library_entry import LibraryEntry
from app.services.library_files import LibraryFiles, open_library
from app.store.database import Database
from app.store.library_store import LibraryStore

U16, U32, STRING, F32_TENSOR = 2, 4, 8, 0


def gguf_bytes(
    name: str = "tiny",
    *,
    architecture: str = "llama",
    part: int = 0,
    parts: int = 1,
    n_values: int = 64,
    fill: bytes = b"\1",
) -> bytes:
    """A whole GGUF of one F32 tensor, ``fill`` all over."""
    keys = {"general.architecture": architecture, "general.name": name} if part == 0 else {}
    pairs = [_text(key) + struct.pack("<I", STRING) + _text(value) for key, value in keys.items()]
    if parts > 1:
        pairs.append(_text("split.no") + struct.pack("<IH", U16, part))
        pairs.append(_text("split.count") + struct.pack("<IH", U16, parts))
    pairs.append(_text("general.file_type") + struct.pack("<II", U32, 15))
    tensor = _text(f"t{part}") + struct.pack("<IQIQ", 1, n_values, F32_TENSOR, 0)
    head = b"GGUF" + struct.pack("<IQQ", 3, 1, len(pairs)) + b"".join(pairs) + tensor
    return head + bytes(-len(head) % 32) + fill * (4 * n_values)


def _text(text: str) -> bytes:
    return struct.pack("<Q", len(text.encode())) + text.encode()


def put(path: Path, data: bytes | None = None, **gguf: object) -> Path:
    """Write a file, a tiny GGUF where nothing else is given."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gguf_bytes(**gguf) if data is None else data)  # type: ignore[arg-type]
    return path


def put_split(folder: Path, stem: str = "big", parts: int = 3) -> list[Path]:
    """Write a split model."""
    return [
        put(folder / f"{stem}-{n + 1:05}-of-{parts:05}.gguf", name=stem, part=n, parts=parts)
        for n in range(parts)
    ]


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@contextmanager
def raises(kind: ProblemKind) -> Iterator[list[NaranhiError]]:
    """Expect a problem of a kind; gives a list that holds the error afterwards."""
    caught: list[NaranhiError] = []
    with pytest.raises(NaranhiError) as raised:
        yield caught
    caught.append(raised.value)
    assert raised.value.problem.kind == kind, raised.value


class Shelf:
    """A library with its database; ``again`` opens both anew, as the next start does."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / "모델 folder"
        self.folder.mkdir(parents=True, exist_ok=True)
        self.open()

    def open(self) -> None:
        self.database = Database(self.root / "naranhi.sqlite3")
        self.store = LibraryStore(self.database)
        self.library: LibraryFiles = open_library(self.folder, self.store)

    def again(self) -> None:
        self.database.close()
        self.open()

    def fetch(
        self, files: dict[str, bytes], repo: str = "o/n", expected: str | None = None
    ) -> LibraryEntry:
        """Put files where a download would, and tell the library."""
        paths = [put(self.folder / target, data) for target, data in files.items()]
        hashes = [sha256(path) for path in paths]
        parts = tuple(
            RemotePart(path=Path(t).name, target=t, sha256=h if expected is None else expected)
            for t, h in zip(files, hashes, strict=True)
        )
        item = DownloadItem(
            item_id="1",
            model_id="exaone-1",
            quantisation="Q4_K_M",
            repo=repo,
            revision="a" * 40,
            parts=parts,
        )
        return self.library.add_fetched(item, hashes)

    def seen(self) -> dict[str, str]:
        """Look at the disk; state by the file's name."""
        self.library.refresh()
        return {entry.path.name: entry.state for entry in self.library.entries()}

    def only(self) -> LibraryEntry:
        entries = self.library.entries()
        assert len(entries) == 1, [entry.path for entry in entries]
        return entries[0]

    def close(self) -> None:
        self.database.close()
