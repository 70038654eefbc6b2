"""The fetching process: one download, driven by messages on its standard input."""

import contextlib
import os
import signal
import sys
import threading

from app.core.messages import BrokenMessageError, LineSplitter
from app.core.transfer import Begin, FromFetcher, Halt, SetRate, ToFetcher
from app.hub.rate import RateLimit
from app.hub.retry import Patience
from app.hub.transfer import fetch_item
from app.hub.wire import decode_to_fetcher, encode

TOKEN_VARIABLE = "NARANHI_HUB_TOKEN"
LEAVE_S = 0.7
"""How long leaving may take; what is on the disk by then can be gone on with at any moment."""
_CHUNK = 1 << 16


class Fetcher:
    """Reads what the parent says in a thread of its own, and downloads in the caller's."""

    def __init__(self, source: int, target: int, patience: Patience) -> None:
        self._source = source
        self._target = target
        self._patience = patience
        self._limit = RateLimit()
        self._begin: Begin | None = None
        self._begun = threading.Event()
        self._halted = threading.Event()
        self._left = threading.Event()
        self._reader = threading.Thread(target=self._read, name="inbox", daemon=True)

    def run(self, token: str | None) -> None:
        """Do the one download; returns when it is over or was halted."""
        self._reader.start()
        self._begun.wait()
        if self._begin is not None:
            fetch_item(
                self._begin,
                token,
                self._tell,
                self._halted,
                limit=self._limit,
                patience=self._patience,
            )
        self._left.set()

    def _tell(self, message: FromFetcher) -> None:
        data = encode(message)
        try:
            while data:
                data = data[os.write(self._target, data) :]
        except OSError:
            # Nobody listens any more; the end of input says the same in a moment.
            self._halted.set()

    def _read(self) -> None:
        try:
            self._read_lines()
        finally:
            # Whatever ended the reading: a process that nobody can halt must not stay.
            self._halted.set()
            self._begun.set()
            if not self._left.wait(LEAVE_S):
                os._exit(0)

    def _read_lines(self) -> None:
        splitter = LineSplitter()
        while not self._halted.is_set():
            try:
                data = os.read(self._source, _CHUNK)
            except OSError:
                return
            if not data:
                return
            try:
                lines = splitter.feed(data)
            except BrokenMessageError as error:
                _log(error)
                continue
            for line in lines:
                try:
                    self._take(decode_to_fetcher(line))
                except BrokenMessageError as error:
                    _log(error)

    def _take(self, message: ToFetcher) -> None:
        match message:
            case Begin():
                if self._begin is None:
                    self._limit.set(message.bytes_per_s)
                    self._begin = message
                    self._begun.set()
            case SetRate():
                self._limit.set(message.bytes_per_s)
            case Halt():
                self._halted.set()


def _log(error: BrokenMessageError) -> None:
    # Once the parent has gone nobody reads it; that is noticed elsewhere.
    with contextlib.suppress(OSError):
        print(f"ignored: {error}", file=sys.stderr, flush=True)


def take_token() -> str | None:
    """Return the token of the environment, and take it out of it."""
    own = os.environ.pop(TOKEN_VARIABLE, None)
    return own or os.environ.get("HF_TOKEN") or None


def main(patience: Patience) -> int:
    """Run the process until the download is over, or nobody listens any more."""
    # Ctrl+C in a terminal reaches every process of the group; the parent decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for descriptor in (0, 1):
        if sys.platform == "win32":
            import msvcrt

            # Text mode would turn every newline into CR LF and stop reading at Ctrl+Z.
            msvcrt.setmode(descriptor, os.O_BINARY)
        else:
            # A parent may have left its end of the pipe, and with it ours, non-blocking.
            os.set_blocking(descriptor, True)
    Fetcher(0, 1, patience).run(take_token())
    return 0
