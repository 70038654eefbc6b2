"""One file on the Hub: where it lies, how long it is, and pieces of it by Range."""

import re
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

import httpx2

from app.core.problem import HubError
from app.hub.access import SILENCE_TIMEOUT_S, HubAccess, host_of, origin_of
from app.hub.access import client as new_client
from app.hub.redirects import Redirected, ask, redirected
from app.hub.refusals import Wanted, is_html, transport_error

PROBE_BYTES = 1024
_SHA256 = re.compile(r"[0-9a-f]{64}")
_COMMIT = re.compile(r"[0-9a-f]{40}")
_CONTENT_RANGE = re.compile(r"bytes (?:(\d{1,18})-(\d{1,18})|\*)/(\d{1,18}|\*)")


@dataclass
class RemoteFile:
    """A file of a repo as the Hub hands it out; a context manager.

    ``url`` is the end of the redirects, mostly a signed link of a CDN that expires within the
    hour; :meth:`read` asks for another by itself, and :meth:`locate` does so on request.
    """

    access: HubAccess
    client: httpx2.Client = field(repr=False)
    repo: str
    path: str
    revision: str
    """The commit (40 hex digits) where the Hub says it, else what was asked for."""
    url: str = field(default="", repr=False)
    size_bytes: int | None = None
    etag: str = ""
    """Validator of the host that gives the bytes, as If-Range wants it, quotes included."""
    sha256: str = ""
    """The Hub's hash (hex) of the content; empty where it says none."""
    accepts_ranges: bool = False
    requests: int = 0
    fetched_bytes: int = 0
    owns_client: bool = False

    @classmethod
    def open(
        cls,
        access: HubAccess,
        repo: str,
        path: str,
        revision: str = "main",
        client: httpx2.Client | None = None,
    ) -> "RemoteFile":
        """Ask the Hub for the file, and its host for the first bytes (2 requests and a few for
        redirects on the Hub itself, 1 KiB).

        With a ``client`` of one's own, :meth:`close` leaves it open. Raises HubError:
        ``offline``, ``hub_unreachable``, ``tls_failed``, ``stalled``, ``hub_answer``,
        ``rate_limited``, ``repo_missing``, ``revision_missing``, ``remote_file_missing``,
        ``repo_gated``, ``token_refused``, ``html_instead``, ``redirect_loop``,
        ``wrong_length`` (the Hub and the file's host disagree).
        """
        access.check_online()
        own = client is None
        file = cls(access, client or new_client(access), repo, path, revision, owns_client=own)
        try:
            file.locate()
            file._probe()
        except BaseException:
            file.close()
            raise
        return file

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections, where they are the file's own."""
        if self.owns_client:
            self.client.close()

    @property
    def wanted(self) -> Wanted:
        """Names for the sentence of an error."""
        return Wanted(self.repo, self.revision, self.path)

    def locate(self) -> None:
        """Ask the Hub where the file lies now. Raises HubError, as :meth:`open`."""
        start = self.access.file_url(self.repo, self.path, self.revision)
        found = redirected(self.client, self.access, "HEAD", start, self.wanted, leave_origin=False)
        found.response.close()
        self.requests += 1 + len(found.passed)
        response = found.response
        location = response.headers.get("location") if response.is_redirect else None
        self.url = str(response.url.join(location) if location else response.url)
        self._learn(found)

    def _learn(self, found: Redirected) -> None:
        commit = found.header("x-repo-commit")
        if _COMMIT.fullmatch(commit):
            self.revision = commit
        size = found.header("x-linked-size")
        if size.isdecimal():
            self.size_bytes = int(size[:18])
        linked = found.header("x-linked-etag").removeprefix("W/").strip('"').lower()
        if _SHA256.fullmatch(linked):
            self.sha256 = linked

    def _probe(self) -> None:
        """Fetch the first bytes: shows whether it is a file at all, and how it is handed out."""
        answer, data = self._fetch(0, PROBE_BYTES)
        self.accepts_ranges = answer.status_code in (206, 416)
        self.etag = answer.headers.get("etag", "")
        # A text may begin like a page; a model may not.
        begins = data if self.path.lower().endswith(".gguf") else b""
        if is_html(answer.headers.get("content-type", ""), begins):
            raise HubError("html_instead", host=host_of(self.url))
        told = self._whole_size(answer)
        if told is not None and self.size_bytes is not None and told != self.size_bytes:
            raise HubError(
                "wrong_length", file=self.path, expected_bytes=self.size_bytes, actual_bytes=told
            )
        self.size_bytes = told if told is not None else self.size_bytes

    def _whole_size(self, answer: httpx2.Response) -> int | None:
        if answer.status_code in (206, 416):
            match = _CONTENT_RANGE.fullmatch(answer.headers.get("content-range", ""))
            return int(match[3]) if match and match[3] != "*" else None
        length = answer.headers.get("content-length", "")
        return int(length[:18]) if length.isdecimal() else None

    def read(self, start: int, stop: int) -> bytes:
        """Return the bytes ``[start, stop)``, fewer where the file ends before.

        From a host that ignores Range only the file's beginning can be read; it is cut off
        where ``stop`` is reached. Raises HubError: as :meth:`open`, ``no_range``,
        ``remote_changed``, and ``hub_unreachable`` where the connection breaks off.
        """
        stop = stop if self.size_bytes is None else min(stop, self.size_bytes)
        if start >= stop:
            return b""
        answer, data = self._fetch(start, stop)
        if self.etag and answer.headers.get("etag", "") not in {"", self.etag}:
            raise HubError("remote_changed", file=self.path)
        if is_html(answer.headers.get("content-type", "")):
            raise HubError("html_instead", host=host_of(self.url))
        return data

    def _fetch(self, start: int, stop: int) -> tuple[httpx2.Response, bytes]:
        """Ask for a range, once more with another link where this one has expired."""
        try:
            return self._fetch_once(start, stop)
        except HubError as error:
            expired = error.problem.params.get("status") in (400, 401, 403, 404, 410)
            if not expired or origin_of(self.url) == origin_of(self.access.endpoint):
                raise
            old = self.url
            self.locate()
            if self.url == old:
                raise
        return self._fetch_once(start, stop)

    def _fetch_once(self, start: int, stop: int) -> tuple[httpx2.Response, bytes]:
        headers = {"Range": f"bytes={start}-{stop - 1}"}
        self.requests += 1
        try:
            found = redirected(
                self.client, self.access, "GET", self.url, self.wanted, headers=headers
            )
        except HubError as error:
            if error.problem.params.get("status") == 416 and start == 0:
                return self._empty(), b""
            raise
        self.requests += len(found.passed)
        answer = found.response
        try:
            self._check_range(answer, start)
            return answer, self._take(answer, stop - start)
        finally:
            answer.close()

    def _empty(self) -> httpx2.Response:
        """An empty file has no range that could be asked for."""
        response = ask(self.client, self.access, "HEAD", self.url, self.wanted)
        response.close()
        self.requests += 1
        return response

    def _check_range(self, answer: httpx2.Response, start: int) -> None:
        """Raise where the answer does not begin with the byte that was asked for."""
        if answer.status_code != 206:
            if start > 0:
                raise HubError("no_range", file=self.path)
            return
        told = answer.headers.get("content-range", "")
        match = _CONTENT_RANGE.fullmatch(told)
        if match is None or match[1] is None or int(match[1]) != start:
            detail = f"asked for byte {start}, Content-Range {told[:80]!r}"
            raise HubError("hub_answer", host=host_of(self.url), status=206, detail=detail)

    def _take(self, answer: httpx2.Response, size: int) -> bytes:
        kept = bytearray()
        try:
            for chunk in answer.iter_raw():
                self.fetched_bytes += len(chunk)
                kept += chunk
                if len(kept) >= size:
                    break
        except httpx2.HTTPError as error:
            raise transport_error(error, self.url, seconds=SILENCE_TIMEOUT_S) from error
        return bytes(memoryview(kept)[:size])
