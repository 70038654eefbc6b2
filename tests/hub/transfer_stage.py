"""Downloads for tests: items, a call in this process, and a real fetching process."""

import hashlib
import os
import queue
import random
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from app.core.problem import Problem
from app.core.transfer import (
    Begin,
    DownloadItem,
    Fetched,
    FetchFailed,
    FromFetcher,
    Progress,
    RemotePart,
    ToFetcher,
)
from app.hub.rate import RateLimit
from app.hub.retry import Patience
from app.hub.transfer import fetch_item
from app.hub.wire import decode_from_fetcher, encode
from tests.helpers.hub_server import LocalHub

ROOT = Path(__file__).resolve().parents[2]
REPO = "owner/name"
QUICK = Patience(connect_s=10, stall_s=10, first_wait_s=0.01, longest_wait_s=0.05)
LONG_S = 90.0
LIMITED = """
import resource, runpy, sys
limit = int(sys.argv.pop(1))
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
runpy.run_module("app.hub", run_name="__main__", alter_sys=True)
"""
"""A fetcher that may not write longer files: what a small file system does."""
_T = TypeVar("_T", bound=FromFetcher)


def some_bytes(n_bytes: int, seed: int = 1) -> bytes:
    """The same bytes for the same seed; none of them compress."""
    return random.Random(seed).randbytes(n_bytes)


def sha256(data: bytes) -> str:
    """Hash as the Hub writes it."""
    return hashlib.sha256(data).hexdigest()


def offer(hub: LocalHub, files: Mapping[str, bytes], **options: Any) -> DownloadItem:
    """Put files onto the Hub; return the item that fetches them all."""
    repo = hub.add_repo(REPO, dict(files), **options)
    parts = tuple(
        RemotePart(
            path=path, target=f"owner__name/{path}", size_bytes=len(data), sha256=sha256(data)
        )
        for path, data in files.items()
    )
    return item_of(parts, repo.commit)


def item_of(parts: Sequence[RemotePart], revision: str, repo: str = REPO) -> DownloadItem:
    """An item of these parts."""
    return DownloadItem(
        item_id=f"{repo} {parts[0].path}",
        model_id=repo,
        quantisation="Q4_K_M",
        repo=repo,
        revision=revision,
        parts=tuple(parts),
    )


class Told:
    """What a download told, with a way to act on it at once."""

    def __init__(self, act: Callable[[FromFetcher], None] | None = None) -> None:
        self.messages: list[FromFetcher] = []
        self._act = act

    def __call__(self, message: FromFetcher) -> None:
        self.messages.append(message)
        if self._act is not None:
            self._act(message)

    @property
    def progress(self) -> list[Progress]:
        return [m for m in self.messages if isinstance(m, Progress)]

    @property
    def states(self) -> list[str]:
        """States in their order, each once in a row."""
        states = [p.state for p in self.progress]
        return [s for i, s in enumerate(states) if i == 0 or states[i - 1] != s]

    @property
    def notes(self) -> list[str]:
        """Kinds of the problems that went by."""
        return [p.problem.kind for p in self.progress if p.problem is not None]

    @property
    def fetched(self) -> Fetched:
        assert isinstance(self.messages[-1], Fetched), self.messages[-1]
        return self.messages[-1]

    @property
    def problem(self) -> Problem:
        assert isinstance(self.messages[-1], FetchFailed), self.messages[-1]
        return self.messages[-1].problem


def fetch(
    hub: LocalHub | str,
    item: DownloadItem,
    folder: Path,
    *,
    token: str | None = None,
    patience: Patience = QUICK,
    act: Callable[[FromFetcher], None] | None = None,
    halted: threading.Event | None = None,
    limit: RateLimit | None = None,
) -> Told:
    """Download in this process; return what was told."""
    told = Told(act)
    endpoint = hub if isinstance(hub, str) else hub.endpoint
    begin = Begin(item=item, folder=str(folder), endpoint=endpoint)
    fetch_item(begin, token, told, halted or threading.Event(), patience=patience, limit=limit)
    return told


def names_in(folder: Path) -> list[str]:
    """Every file below a folder."""
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


class FetcherClient:
    """A real process, spoken to through its pipes; a context manager."""

    def __init__(
        self, *options: str, environ: Mapping[str, str] | None = None, max_file: int = 0
    ) -> None:
        start = ["-c", LIMITED, str(max_file)] if max_file else ["-m", "app.hub"]
        self.process = subprocess.Popen(
            [sys.executable, *start, "--first-wait-s", "0.01", *options],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, **(environ or {})},
        )
        self.messages: list[FromFetcher] = []
        self.log = b""
        self._queue: queue.SimpleQueue[FromFetcher | None] = queue.SimpleQueue()
        self._threads = [threading.Thread(target=t) for t in (self._read, self._read_log)]
        for thread in self._threads:
            thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.process.kill()
        self.leave()

    def begin(self, item: DownloadItem, folder: Path, endpoint: str, bytes_per_s: int = 0) -> None:
        """Have it begin."""
        self.send(Begin(item=item, folder=str(folder), endpoint=endpoint, bytes_per_s=bytes_per_s))

    def send(self, message: ToFetcher) -> None:
        """Send a message."""
        self.send_bytes(encode(message))

    def send_bytes(self, data: bytes) -> None:
        """Send anything."""
        assert self.process.stdin is not None
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def close_input(self) -> None:
        """End its input, as a parent that is killed does."""
        assert self.process.stdin is not None
        self.process.stdin.close()

    def wait_for(
        self, kind: type[_T], fits: Callable[[_T], bool] = lambda _: True, within: float = LONG_S
    ) -> _T:
        """Return the first message of a kind that fits, from now on."""
        while True:
            message = self._queue.get(timeout=within)
            assert message is not None, f"it left: {self.messages[-3:]} {self.log!r}"
            if isinstance(message, kind) and fits(message):
                return message

    def wait_for_bytes(self, n_bytes: int) -> Progress:
        """Wait until so much is on the disk."""
        return self.wait_for(Progress, lambda p: p.done_bytes >= n_bytes)

    def leave(self, within: float = LONG_S) -> int:
        """Wait until it has left; returns its exit code."""
        code = self.process.wait(within)
        for thread in self._threads:
            thread.join(within)
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            assert pipe is not None
            pipe.close()
        return code

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            message = decode_from_fetcher(line)
            self.messages.append(message)
            self._queue.put(message)
        self._queue.put(None)

    def _read_log(self) -> None:
        assert self.process.stderr is not None
        self.log = self.process.stderr.read()
