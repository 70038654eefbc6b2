"""SHA-256 beside the writing: hashlib gives up the interpreter while it computes."""

import hashlib
import queue
import threading
from collections.abc import Callable
from pathlib import Path

CHUNK_BYTES = 1 << 20
N_BUFFERS = 8
"""Bounds memory: a writer that is faster than the hash waits for a free buffer."""


class FlowingHash:
    """Hashes what is put in, in order, in a thread of its own; a context manager.

    Buffers go round: :meth:`free_buffer` → filled and written by the caller → :meth:`put` →
    hashed → free again.
    """

    def __init__(self) -> None:
        self._hash = hashlib.sha256()
        self._free: queue.SimpleQueue[bytearray] = queue.SimpleQueue()
        for _ in range(N_BUFFERS):
            self._free.put(bytearray(CHUNK_BYTES))
        self._work: queue.SimpleQueue[tuple[bytearray, int] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="sha256", daemon=True)
        self._thread.start()

    def free_buffer(self) -> bytearray:
        """Return a buffer of :data:`CHUNK_BYTES`, waiting for the hash where all are full."""
        return self._free.get()

    def put(self, buffer: bytearray, n_bytes: int) -> None:
        """Have the first ``n_bytes`` of a buffer hashed; it must not be touched again."""
        self._work.put((buffer, n_bytes))

    def restart(self) -> None:
        """Forget everything that was put in: the file begins anew."""
        self._settle()
        self._hash = hashlib.sha256()

    def hexdigest(self) -> str:
        """Wait until all is hashed, and return the digest so far (hex)."""
        self._settle()
        return self._hash.hexdigest()

    def close(self) -> None:
        """End the thread."""
        self._work.put(None)
        self._thread.join()

    def __enter__(self) -> "FlowingHash":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _settle(self) -> None:
        held = [self._free.get() for _ in range(N_BUFFERS)]
        for buffer in held:
            self._free.put(buffer)

    def _run(self) -> None:
        while (work := self._work.get()) is not None:
            buffer, n_bytes = work
            with memoryview(buffer) as view:
                self._hash.update(view[:n_bytes])
            self._free.put(buffer)


def feed_file(
    hashes: FlowingHash, path: Path, n_bytes: int, went_on: Callable[[int], bool]
) -> bool:
    """Put the first ``n_bytes`` of a file into ``hashes``, reading beside the hashing.

    ``went_on`` is told the bytes so far and returns False to break off. Returns whether all of
    it was read; a file that is shorter counts as broken off. Raises OSError.
    """
    done = 0
    with path.open("rb", buffering=0) as file:
        while done < n_bytes:
            buffer = hashes.free_buffer()
            with memoryview(buffer) as view:
                n_read = file.readinto(view[: min(CHUNK_BYTES, n_bytes - done)]) or 0
            hashes.put(buffer, n_read)
            done += n_read
            if not n_read or not went_on(done):
                return False
    return True
