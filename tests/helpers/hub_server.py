"""A Hub on this machine, for tests: what ``huggingface_hub`` asks and a download needs, with a
CDN and a third host on ports of their own, and faults on request.

    with LocalHub() as hub:
        hub.add_repo("owner/name", {"model.gguf": data})
        hub.faults.cut_at("model.gguf", 1_000_000)
"""

import socket
import ssl
import sys
import threading
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from email.message import Message
from http.server import ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from tests.helpers.hub_faults import Faults
from tests.helpers.hub_handler import HubHandler
from tests.helpers.hub_repos import Content, HubFile, Repo, make_files, quoted

Role = Literal["hub", "cdn", "third"]


@dataclass(frozen=True)
class Request:
    """One request as it came; ``host`` is the address and port it was sent to."""

    method: str
    path: str
    range: str
    authorization: str
    host: str
    if_range: str
    user_agent: str


class HubServer(ThreadingHTTPServer):
    """One of the three hosts. Its connections end with it, also those that hang."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, hub: "LocalHub", role: Role, certificate: Path | None = None) -> None:
        super().__init__(("127.0.0.1", 0), HubHandler)
        self._scheme = "http" if certificate is None else "https"
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            # The handshake is the handler's, or one client could hold up all.
            self.socket = context.wrap_socket(
                self.socket, server_side=True, do_handshake_on_connect=False
            )
        self.hub = hub
        self.role: Role = role
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self.serve_forever, args=(0.02,), name=f"hub {role}")
        self._thread.start()

    @property
    def endpoint(self) -> str:
        """Where it answers."""
        return f"{self._scheme}://127.0.0.1:{self.server_address[1]}"

    def close(self) -> None:
        """End it, and every connection."""
        self.shutdown()
        self._thread.join()
        self.server_close()
        with self._lock:
            for connection in self._open:
                _shut(connection)

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._lock:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Keep what went wrong: :meth:`LocalHub.close` raises it."""
        error = sys.exception()
        if error is not None and not isinstance(error, ConnectionError | ssl.SSLError):
            self.hub.errors.append(error)


class LocalHub:
    """The Hub; a context manager.

    ``requests`` are all that came, to whichever host; ``sent_bytes`` counts files' bytes.
    ``tokens`` says which repos a token may fetch from; a token that is not in it is refused.
    ``redirects`` False serves LFS files from the Hub's own host, as some mirrors do.
    ``certificate`` (PEM, with its key) makes the Hub's own host speak TLS.
    """

    def __init__(
        self, *, redirects: bool = True, page_size: int = 1000, certificate: Path | None = None
    ) -> None:
        self.redirects = redirects
        self.page_size = page_size
        self.repos: dict[str, Repo] = {}
        self.tokens: dict[str, set[str]] = {}
        self.faults = Faults()
        self.requests: list[Request] = []
        self.errors: list[BaseException] = []
        self.closing = threading.Event()
        self._sent = 0
        self._lock = threading.Lock()
        self._hub = HubServer(self, "hub", certificate)
        self._cdn, self._third = HubServer(self, "cdn"), HubServer(self, "third")

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
        """End the servers; raises what went wrong inside them."""
        self.closing.set()
        for server in (self._hub, self._cdn, self._third):
            server.close()
        if self.errors:
            raise self.errors[0]

    @property
    def endpoint(self) -> str:
        """What ``HF_ENDPOINT`` is set to."""
        return self._hub.endpoint

    @property
    def cdn_endpoint(self) -> str:
        """The host that files lie on."""
        return self._cdn.endpoint

    @property
    def third_endpoint(self) -> str:
        """A host that has no business here; serves the files all the same."""
        return self._third.endpoint

    @property
    def sent_bytes(self) -> int:
        """Bytes of files sent so far."""
        with self._lock:
            return self._sent

    def add_repo(
        self,
        repo: str,
        files: Mapping[str, Content],
        *,
        licence: str = "apache-2.0",
        gated: bool = False,
        private: bool = False,
        base_models: Collection[str] = (),
        downloads: int = 12,
        sha256: Mapping[str, str] | None = None,
    ) -> Repo:
        """Serve a repo, or another state of it. ``sha256`` spares hashing huge files."""
        made = Repo(
            repo,
            make_files(files, sha256 or {}),
            licence,
            gated,
            private,
            tuple(base_models),
            downloads,
        )
        if (old := self.repos.get(repo)) is not None:
            made.old_commits = {*old.old_commits, old.commit}
        self.repos[repo] = made
        return made

    def allow(self, token: str, *repos: str) -> None:
        """Make a token known, and let it fetch from these gated or private repos."""
        self.tokens.setdefault(token, set()).update(repos)

    def asked(self, part: str, method: str = "") -> list[Request]:
        """Return the requests whose path holds ``part``."""
        with self._lock:
            return [r for r in self.requests if part in r.path and method in {"", r.method}]

    def note(self, method: str, path: str, headers: Message) -> None:
        """Keep a request."""
        names = ("Range", "Authorization", "Host", "If-Range", "User-Agent")
        with self._lock:
            self.requests.append(Request(method, path, *(headers.get(n, "") for n in names)))

    def count_sent(self, n_bytes: int) -> None:
        """Count bytes of a file."""
        with self._lock:
            self._sent += n_bytes

    def link(self, repo: str, file: HubFile) -> str:
        """Return the path of a file on the CDN, good until the links expire."""
        epoch = self.faults.epoch(file.path)
        return f"/files/{repo}/{epoch}/{quoted(file.path)}?Signature=s{epoch}"


def _shut(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        connection.close()
