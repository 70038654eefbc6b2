"""Reads GGUF's values from a stream of bytes, bounded: nothing that the file says can cost
more than :class:`Limits` allow."""

import hashlib
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from app.core import gguf_types as types
from app.core.problem import ModelFileError

Value = int | float | bool | str | tuple[int | float | bool | str, ...]

_CHUNK = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """What a header may cost. Real ones have some 50 keys, 1,000 tensors and 10 MB."""

    n_keys: int = 10_000
    n_tensors: int = 100_000
    key_bytes: int = 64 * 1024
    string_bytes: int = 16 * 1024 * 1024
    header_bytes: int = 256 * 1024 * 1024
    kept_values: int = 256
    """A longer array is only counted."""
    kept_bytes: int = 16 * 1024 * 1024
    """All strings that are kept; what is over is only skipped."""


LIMITS = Limits()


class Stream:
    """A window over a binary stream, with a hash of all that has been read through it.

    ``path`` names the file in errors: ``gguf_broken`` for what cannot be,
    ``file_cut_off`` where the bytes end too early, ``file_unreadable`` for what the disk says.
    """

    def __init__(self, source: BinaryIO, path: str, limits: Limits = LIMITS) -> None:
        self.limits = limits
        self._source = source
        self._path = path
        self._window = b""
        self._next = 0
        self._before = 0
        """Bytes of the stream that lie before the window."""
        self._hash = hashlib.sha256()
        self._may_keep = limits.kept_bytes

    @property
    def position(self) -> int:
        """Bytes read so far."""
        return self._before + self._next

    def sha256(self) -> str:
        """Return the hash (hex) of everything read so far."""
        so_far = self._hash.copy()
        so_far.update(memoryview(self._window)[: self._next])
        return so_far.hexdigest()

    def broken(self, why: str) -> ModelFileError:
        """Return the error for something that cannot be; ``why`` is technical."""
        return ModelFileError("gguf_broken", path=self._path, detail=why)

    def take(self, size: int) -> bytes:
        """Return the next ``size`` bytes."""
        self._need(size)
        start, self._next = self._next, self._next + size
        return self._window[start : self._next]

    def skip(self, size: int) -> None:
        """Go past the next ``size`` bytes, which must exist."""
        while size:
            step = min(size, _CHUNK)
            self._need(step)
            self._next += step
            size -= step

    def number(self, kind: int) -> int | float | bool:
        """Return the next value of a fixed size."""
        packed = types.NUMBERS[kind]
        value: int | float | bool = packed.unpack(self.take(packed.size))[0]
        return value

    def u32(self) -> int:
        """Return the next unsigned 32-bit number."""
        return int(self.number(types.U32))

    def u64(self) -> int:
        """Return the next unsigned 64-bit number."""
        return int(self.number(types.U64))

    def count(self, limit: int, what: str) -> int:
        """Return the next 64-bit count, which must not be over ``limit``."""
        value = self.u64()
        if value > limit:
            raise self.broken(f"{what}: {value}, over {limit}")
        return value

    def text(self, limit: int, what: str) -> str:
        """Return the next string; what is not UTF-8 in it becomes U+FFFD."""
        return self.take(self.count(limit, f"length of {what}")).decode("utf-8", "replace")

    def value(self, key: str, *, keep_all: bool = False) -> tuple[Value | None, int]:
        """Return the next value, and how many it holds (1 unless an array).

        Long arrays, and strings once too much is kept, are None: checked and skipped.
        ``keep_all`` keeps this one whatever it costs.
        """
        kind = self.u32()
        if kind == types.ARRAY:
            return self._array(key, keep_all=keep_all)
        if kind == types.STRING:
            size = self.count(self.limits.string_bytes, f"length of {key}")
            data = self.take(size)
            self._may_keep -= size
            return (data.decode("utf-8", "replace") if self._may_keep >= 0 else None), 1
        if kind not in types.NUMBERS:
            raise self.broken(f"{key}: value type {kind}")
        return self.number(kind), 1

    def _array(self, key: str, *, keep_all: bool) -> tuple[Value | None, int]:
        kind = self.u32()
        n_values = self.count(self.limits.header_bytes, f"values of {key}")
        if kind == types.STRING:
            return self._strings(key, n_values, keep_all=keep_all), n_values
        if kind not in types.NUMBERS:
            # llama.cpp has no arrays of arrays either.
            raise self.broken(f"{key}: array of value type {kind}")
        if n_values > self.limits.kept_values and not keep_all:
            self.skip(n_values * types.NUMBERS[kind].size)
            return None, n_values
        return tuple(self.number(kind) for _ in range(n_values)), n_values

    def _strings(self, key: str, n_values: int, *, keep_all: bool) -> tuple[str, ...] | None:
        """Read strings in a plain loop over the window: a vocabulary has some 100,000."""
        limit, read_size = self.limits.string_bytes, types.NUMBERS[types.U64].unpack_from
        kept: list[str] = []
        keep = keep_all or n_values <= self.limits.kept_values
        room = self.limits.header_bytes if keep_all else self._may_keep
        window, at = self._window, self._next
        for _ in range(n_values):
            if at + 8 > len(window):
                window, at = self._refill(at, 8)
            size: int = read_size(window, at)[0]
            if size > limit:
                raise self.broken(f"length of a string in {key}: {size}, over {limit}")
            end = at + 8 + size
            if end > len(window):
                window, at = self._refill(at, 8 + size)
                end = at + 8 + size
            if keep:
                room -= size
                keep = room >= 0
                kept.append(window[at + 8 : end].decode("utf-8", "replace"))
            at = end
        self._next = at
        if not keep_all:
            self._may_keep = room
        return tuple(kept) if keep else None

    def _refill(self, at: int, size: int) -> tuple[bytes, int]:
        self._next = at
        self._need(size)
        return self._window, self._next

    def _need(self, size: int) -> None:
        """See to it that the window holds ``size`` more bytes."""
        missing = self._next + size - len(self._window)
        if missing <= 0:
            return
        if self.position + size > self.limits.header_bytes:
            raise self.broken(f"header over {self.limits.header_bytes} bytes")
        self._hash.update(memoryview(self._window)[: self._next])
        parts = [self._window[self._next :]]
        self._before, self._next = self.position, 0
        while missing > 0:
            try:
                part = self._source.read(max(_CHUNK, missing))
            except OSError as error:
                raise ModelFileError(
                    "file_unreadable", path=self._path, detail=str(error)
                ) from error
            if not part:
                self._window = b"".join(parts)
                raise ModelFileError(
                    "file_cut_off",
                    path=self._path,
                    expected_bytes=self._before + size,
                    actual_bytes=self._before + len(self._window),
                )
            parts.append(part)
            missing -= len(part)
        self._window = b"".join(parts)


def shown_path(path: Path) -> str:
    """Return ``path`` as valid Unicode: a file name may be any bytes."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def open_file(path: Path) -> tuple[BinaryIO, int]:
    """Open a regular file; return it, unbuffered, and its length in bytes.

    Raises ModelFileError: ``file_missing``, ``is_folder``, ``file_unreadable``.
    """
    shown = shown_path(path)
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise ModelFileError("is_folder", path=shown)
        if not stat.S_ISREG(found.st_mode):
            # A pipe or a device could be read for ever.
            raise ModelFileError("file_unreadable", path=shown, detail="not a regular file")
        return path.open("rb", buffering=0), found.st_size
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise ModelFileError("file_missing", path=shown, detail=str(error)) from error
    except OSError as error:
        raise ModelFileError("file_unreadable", path=shown, detail=str(error)) from error
