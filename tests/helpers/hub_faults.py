"""How the local Hub misbehaves on request.

A fault is for a file (its path inside the repo, or ``owner/name/path``) or for a URL path that
begins with ``/``. ``times`` is how often it happens, None is always.
"""

import threading
from dataclasses import dataclass, field
from typing import Literal

Where = Literal["hub", "cdn", "both"]
FaultKind = Literal[
    "cut",
    "drip",
    "hang",
    "status",
    "wrong_bytes",
    "wrong_length",
    "no_range",
    "change_etag",
    "html",
    "redirect_loop",
    "leak_redirect",
    "answer",
]


@dataclass(frozen=True)
class Asked:
    """What a request is for: the URL's path, and the repo and file where it names one."""

    url_path: str
    repo: str = ""
    file: str = ""


@dataclass
class Fault:
    """One way to misbehave; ``value`` is a place in the file, a rate or a status."""

    kind: FaultKind
    path: str
    times: int | None
    value: int = 0
    retry_after: str | None = None
    where: Where = "both"
    error_code: str = ""
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict[str, str])

    def is_for(self, asked: Asked) -> bool:
        """Whether a request is meant."""
        if self.path.startswith("/"):
            return asked.url_path.startswith(self.path)
        return bool(asked.file) and self.path in {asked.file, f"{asked.repo}/{asked.file}"}


class Faults:
    """The faults that are on. Every method may be called while the server runs."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._faults: list[Fault] = []
        self._epochs: dict[str, int] = {}

    def cut_at(self, path: str, n: int, times: int | None = 1) -> None:
        """Close the connection before byte ``n`` of the file, where an answer would pass it."""
        self._add(Fault("cut", path, times, n))

    def hang_at(self, path: str, n: int, times: int | None = 1) -> None:
        """Send nothing more from byte ``n`` on, and keep the connection."""
        self._add(Fault("hang", path, times, n))

    def drip(self, path: str, bytes_per_s: int, times: int | None = None) -> None:
        """Send the file slowly."""
        self._add(Fault("drip", path, times, bytes_per_s))

    def status(
        self,
        path: str,
        code: int,
        times: int | None = 1,
        retry_after: str | int | None = None,
        *,
        where: Where = "hub",
        error_code: str = "",
    ) -> None:
        """Answer with a status; ``error_code`` goes into ``X-Error-Code``."""
        patience = None if retry_after is None else str(retry_after)
        self._add(Fault("status", path, times, code, patience, where, error_code))

    def wrong_bytes(self, path: str, times: int | None = None) -> None:
        """Flip the byte in the middle of the file."""
        self._add(Fault("wrong_bytes", path, times))

    def wrong_length(self, path: str, missing: int = 1000, times: int | None = None) -> None:
        """Serve the file ``missing`` bytes shorter than the Hub says."""
        self._add(Fault("wrong_length", path, times, missing))

    def no_range(self, path: str, times: int | None = None) -> None:
        """Answer every Range with the whole file."""
        self._add(Fault("no_range", path, times))

    def change_etag(self, path: str, times: int | None = None) -> None:
        """Give the file another ETag from now on, where its bytes come from."""
        self._add(Fault("change_etag", path, times))

    def html(self, path: str, times: int | None = None) -> None:
        """Answer with a page and status 200, as captive portals do."""
        self._add(Fault("html", path, times))

    def redirect_loop(self, path: str, times: int | None = None) -> None:
        """Redirect for ever."""
        self._add(Fault("redirect_loop", path, times))

    def leak_redirect(self, path: str, times: int | None = None) -> None:
        """Redirect to a third host, which must not see the token."""
        self._add(Fault("leak_redirect", path, times))

    def answer(
        self,
        path: str,
        body: bytes,
        times: int | None = 1,
        *,
        status: int = 200,
        headers: dict[str, str] | None = None,
    ) -> None:
        """Answer with anything at all."""
        fault = Fault("answer", path, times, status, body=body, headers=headers or {})
        self._add(fault)

    def expire_links(self, path: str) -> None:
        """Refuse (403) the links to the CDN that were given so far."""
        with self._lock:
            self._epochs[path] = self._epochs.get(path, 0) + 1

    def epoch(self, file: str) -> int:
        """How often the links of a file expired."""
        with self._lock:
            return self._epochs.get(file, 0)

    def clear(self, path: str | None = None) -> None:
        """Behave again, altogether or for one path."""
        with self._lock:
            self._faults = [f for f in self._faults if path is not None and f.path != path]

    def take(
        self,
        kind: FaultKind,
        asked: Asked,
        where: Where = "both",
        span: tuple[int, int] | None = None,
    ) -> Fault | None:
        """Return the first fault of a kind that fits, and count it.

        ``span`` (first byte, byte behind the last) is for faults at a place in the file.
        """
        with self._lock:
            for fault in self._faults:
                here = "both" in {fault.where, where} or fault.where == where
                reached = span is None or span[0] <= fault.value < span[1]
                if fault.kind == kind and here and reached and fault.is_for(asked):
                    self._count(fault)
                    return fault
        return None

    def _count(self, fault: Fault) -> None:
        if fault.times is not None:
            fault.times -= 1
            if fault.times <= 0:
                self._faults.remove(fault)

    def _add(self, fault: Fault) -> None:
        with self._lock:
            self._faults.append(fault)
