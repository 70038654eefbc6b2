"""What set-up keeps on disk about itself: stamps of finished steps, and its lock."""

import contextlib
import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path


def digest_of(inputs: Mapping[str, object]) -> str:
    """Return the SHA-256 of ``inputs`` written canonically."""
    text = json.dumps(inputs, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def text_digest(path: Path) -> str:
    """Return the SHA-256 of a text file, the same for either kind of line ends."""
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def write_atomically(path: Path, text: str) -> None:
    """Write ``text`` so that after a crash the file is the old one or the new one, whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".tmp")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(temporary)
        raise


class Stamp:
    """The mark of one finished step: the hash of what the step was made from."""

    def __init__(self, path: Path) -> None:
        """Take the stamp's file, which need not be there."""
        self.path = path

    def read(self) -> dict[str, object] | None:
        """Return the stamp's notes, None where there is none or it does not hold."""
        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        if not isinstance(found, dict) or not isinstance(found.get("inputs"), dict):
            return None
        if not isinstance(found.get("notes"), dict):
            return None
        body = {"inputs": found["inputs"], "notes": found["notes"]}
        return body if found.get("digest") == digest_of(body) else None

    def holds(self, inputs: Mapping[str, object]) -> bool:
        """Return whether the step was finished with exactly these ``inputs``."""
        found = self.read()
        return found is not None and found["inputs"] == dict(inputs)

    def notes(self) -> dict[str, object]:
        """Return what the step noted about its result, empty where the stamp does not hold."""
        found = self.read()
        notes = found["notes"] if found else {}
        return notes if isinstance(notes, dict) else {}

    def write(self, inputs: Mapping[str, object], notes: Mapping[str, object]) -> None:
        """Mark the step as finished."""
        body = {"inputs": dict(inputs), "notes": dict(notes)}
        text = json.dumps(body | {"digest": digest_of(body)}, ensure_ascii=False, indent=1)
        write_atomically(self.path, text + "\n")

    def remove(self) -> None:
        """Take the mark away before the step's result changes."""
        self.path.unlink(missing_ok=True)


def _try_lock(handle: int) -> bool:
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextlib.contextmanager
def exclusive(path: Path, on_wait: Callable[[], None], pause: Callable[[], None]) -> Iterator[int]:
    """Hold the lock file ``path``; while another holds it, call ``on_wait`` once and ``pause``.

    The lock is the open file's and ends with the process, however it ends. Yields the
    file's descriptor, which a child may inherit to keep the lock for as long as it lives.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        waited = False
        while not _try_lock(handle):
            if not waited:
                on_wait()
                waited = True
            pause()
        yield handle
    finally:
        os.close(handle)
