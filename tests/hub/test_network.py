"""The way to the Hub: names that do not resolve, certificates, proxies, silence."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx2
import pytest

from app.core.problem import HubError, Problem
from app.hub import access as access_module
from app.hub.access import HubAccess
from app.hub.listing import Hub
from app.hub.remote import RemoteFile
from tests.helpers.hub_server import LocalHub

REPO = "kr-team/model-8B-GGUF"
FILE = "model.gguf"
TOKEN = "hf_SecretSecretSecret"


def problems_of(endpoint: str) -> list[Problem]:
    """What listing a repo and opening a file fail with."""
    access = HubAccess(endpoint, TOKEN)
    found: list[Problem] = []
    for ask in (
        lambda: Hub(access).repo(REPO),
        lambda: Hub(access).search("x"),
        lambda: RemoteFile.open(access, REPO, FILE),
    ):
        with pytest.raises(HubError) as caught:
            ask()
        found.append(caught.value.problem)
    assert TOKEN not in str(found)
    return found


def test_a_name_that_does_not_resolve(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_name(*_: Any, **__: Any) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", no_name)
    for problem in problems_of("https://hub.invalid"):
        assert (problem.kind, problem.params) == ("hub_unreachable", {"host": "hub.invalid"})
        assert "not known" in problem.detail


def test_nobody_listens() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        for problem in problems_of(f"http://127.0.0.1:{unused.getsockname()[1]}"):
            assert problem.kind == "hub_unreachable"


def test_something_else_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            for _ in range(3):
                connection, _address = server.accept()
                with connection:
                    connection.recv(1000)
                    connection.sendall(b"SSH-2.0-OpenSSH_9.2\r\n")

        thread = threading.Thread(target=answer)
        thread.start()
        for problem in problems_of(f"http://127.0.0.1:{server.getsockname()[1]}"):
            assert problem.kind == "hub_unreachable"
        thread.join()


def test_silence(hub: LocalHub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access_module, "TIMEOUT", httpx2.Timeout(0.3))
    hub.add_repo(REPO, {FILE: b"GGUF" + bytes(1_000_000)})
    hub.faults.hang_at(FILE, 500, times=None)
    with pytest.raises(HubError) as caught:
        RemoteFile.open(HubAccess(hub.endpoint), REPO, FILE)
    assert caught.value.problem.kind == "stalled"
    assert caught.value.problem.params["host"] == "127.0.0.1"


def test_a_certificate_that_nobody_knows(certificate: Path) -> None:
    with LocalHub(certificate=certificate) as hub:
        assert hub.endpoint.startswith("https://")
        for problem in problems_of(hub.endpoint):
            assert (problem.kind, problem.params) == ("tls_failed", {"host": "127.0.0.1"})
        assert hub.requests == []


@pytest.mark.parametrize("name", ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"])
def test_a_certificate_of_ones_own(
    certificate: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, str(certificate))
    with LocalHub(certificate=certificate, redirects=False) as hub:
        hub.add_repo(REPO, {FILE: b"GGUF" * 100})
        access = HubAccess(hub.endpoint)
        assert Hub(access).repo(REPO).ggufs()[0].size_bytes == 400
        with RemoteFile.open(access, REPO, FILE) as file:
            assert file.read(0, 4) == b"GGUF"


def test_from_encrypted_to_plain_is_refused(
    certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with LocalHub(certificate=certificate) as hub:
        hub.add_repo(REPO, {FILE: b"GGUF" * 100})
        with pytest.raises(HubError) as caught:
            RemoteFile.open(HubAccess(hub.endpoint), REPO, FILE)
        assert caught.value.problem.kind == "tls_failed"
        assert {r.host for r in hub.requests} == {hub.endpoint.removeprefix("https://")}


def test_certificates_that_are_no_certificates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nonsense = tmp_path / "ca.pem"
    nonsense.write_text("nothing", encoding="utf-8")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(nonsense))
    for problem in problems_of("https://127.0.0.1:1"):
        assert problem.kind == "tls_failed"


class ProxyHandler(BaseHTTPRequestHandler):
    """Passes plain requests on to one address, whatever host they name."""

    server: "Proxy"

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing."""

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        # http://hub.invalid/path: this machine need not know the name, the proxy does.
        path = "/" + self.path.split("/", 3)[3]
        connection = HTTPConnection(self.server.target)
        connection.request(self.command, path, headers=dict(self.headers))
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name != "Content-Length":
                self.send_header(name, value)
        self.send_header("Content-Length", answer.getheader("Content-Length") or "0")
        self.end_headers()
        self.wfile.write(body)

    do_HEAD = do_GET


class Proxy(ThreadingHTTPServer):
    """A company's proxy."""

    def __init__(self, target: str) -> None:
        super().__init__(("127.0.0.1", 0), ProxyHandler)
        self.target = target
        self.asked: list[str] = []


@contextmanager
def proxy_to(target: str) -> Iterator[Proxy]:
    with Proxy(target) as proxy:
        thread = threading.Thread(target=proxy.serve_forever, args=(0.02,))
        thread.start()
        yield proxy
        proxy.shutdown()
        thread.join()


def test_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    with LocalHub(redirects=False) as hub, proxy_to(hub.endpoint.removeprefix("http://")) as proxy:
        hub.add_repo(REPO, {FILE: b"GGUF" * 1000})
        monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{proxy.server_port}")
        access = HubAccess("http://hub.invalid", TOKEN)
        hub.allow(TOKEN)
        assert Hub(access).repo(REPO).ggufs()[0].size_bytes == 4000
        with RemoteFile.open(access, REPO, FILE) as file:
            assert file.read(0, 4) == b"GGUF"
        assert len(proxy.asked) == len(hub.requests) == 5
        assert all(asked.startswith("http://hub.invalid/") for asked in proxy.asked)

        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        Hub(HubAccess(hub.endpoint)).search("x")
        assert len(proxy.asked) == 5


def test_a_proxy_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    for problem in problems_of("https://hub.invalid"):
        assert problem.kind == "hub_unreachable"


def test_the_systems_own_certificates_are_trusted() -> None:
    with access_module.client(HubAccess()) as client:
        pool = client._transport._pool  # pyright: ignore[reportPrivateUsage, reportAttributeAccessIssue]
        assert pool._ssl_context.verify_mode == ssl.CERT_REQUIRED
        assert pool._ssl_context.check_hostname
