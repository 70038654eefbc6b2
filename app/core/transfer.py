"""A download as data, and the messages between a fetching process and the window or terminal.

One JSON line a message, as with the workers of models. A download is one *item*: a model's
file, or all parts of a split one with its companion (mmproj). Each file lies as ``NAME.part``
with ``NAME.part.json`` (a :class:`PartRecord`) beside it until it is whole, checked, flushed to
the disk and renamed.
"""

from typing import Literal

import msgspec

from app.core.problem import Problem

DownloadState = Literal[
    "queued",
    "checking",
    "downloading",
    "verifying",
    "flushing",
    "paused",
    "waiting",
    "done",
    "failed",
]
"""``waiting``: the network is away or the server asked for patience; it goes on by itself.
``flushing``: all of a file is there and right, and the disk still writes it: on a slow stick for
minutes, and nobody can tell how far it is."""


class RemotePart(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One file of an item. ``sha256`` is the Hub's (hex), empty where it says none."""

    path: str
    """Path inside the repo."""
    target: str
    """Path below the library's folder, with ``/``; safe on FAT and exFAT."""
    size_bytes: int | None = None
    sha256: str = ""


class DownloadItem(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is downloaded, whole. ``model_id`` is the catalogue's, or the repo's id."""

    item_id: str
    model_id: str
    quantisation: str
    repo: str
    revision: str
    """A commit (40 hex digits): all parts of an item come from the same."""
    parts: tuple[RemotePart, ...]

    @property
    def size_bytes(self) -> int | None:
        """Bytes of all parts; None where one is unknown."""
        sizes = [part.size_bytes for part in self.parts]
        return sum(size for size in sizes if size is not None) if None not in sizes else None


class PartRecord(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a ``.part`` is a part of; goes on only where all of it still holds."""

    repo: str
    revision: str
    path: str
    etag: str
    size_bytes: int | None
    sha256: str


class Begin(msgspec.Struct, frozen=True, kw_only=True, tag=True, forbid_unknown_fields=True):
    """To the fetching process: download this into ``folder``. The token comes by the
    environment, never in a message."""

    item: DownloadItem
    folder: str
    endpoint: str
    bytes_per_s: int = 0
    """Most bytes a second; 0 is no limit."""


class SetRate(msgspec.Struct, frozen=True, kw_only=True, tag=True, forbid_unknown_fields=True):
    """To the fetching process: another limit."""

    bytes_per_s: int


class Halt(msgspec.Struct, frozen=True, kw_only=True, tag=True, forbid_unknown_fields=True):
    """To the fetching process: keep what is there and leave. End of input means the same."""


class Progress(msgspec.Struct, frozen=True, kw_only=True, tag=True, forbid_unknown_fields=True):
    """From the fetching process, at most every 200 ms and at each change of state."""

    state: DownloadState
    done_bytes: int
    """Of all parts, on the disk."""
    total_bytes: int | None
    part: int = 0
    """Index of the part at work."""
    fetched_bytes: int = 0
    """Received over the network by this process."""
    problem: Problem | None = None
    """Why it waits, or what was begun anew (``remote_changed``)."""
    retry_in_s: float = 0.0


class Fetched(msgspec.Struct, frozen=True, kw_only=True, tag=True, forbid_unknown_fields=True):
    """From the fetching process: every part has its final name. ``sha256`` by part."""

    sha256: tuple[str, ...]
    fetched_bytes: int


class FetchFailed(msgspec.Struct, frozen=True, kw_only=True, tag=True, forbid_unknown_fields=True):
    """From the fetching process: it will not go on by itself; what came so far is kept."""

    problem: Problem


ToFetcher = Begin | SetRate | Halt
FromFetcher = Progress | Fetched | FetchFailed
