"""A download over TLS, with a certificate authority of one's own, and one that is not known."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.core.transfer import FromFetcher, Progress, RemotePart
from tests.hub.transfer_stage import fetch, item_of, sha256, some_bytes

DATA = some_bytes(3_000_000)
HALF = 1_700_000
FINAL = "owner__name/model.gguf"


@contextmanager
def serving(certificate: Path, go_on: threading.Event) -> Iterator[str]:
    """A Hub that sends half of the file, and the rest when told to."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            plain, _ = server.accept()
            try:
                with context.wrap_socket(plain, server_side=True) as connection:
                    connection.recv(65536)
                    head = b'HTTP/1.1 200 OK\r\nETag: "e"\r\nContent-Length: %d\r\n\r\n'
                    connection.sendall(head % len(DATA) + DATA[:HALF])
                    go_on.wait(30)
                    connection.sendall(DATA[HALF:])
            except OSError:
                plain.close()

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"https://127.0.0.1:{server.getsockname()[1]}"
        thread.join()


def item():
    part = RemotePart(path="model.gguf", target=FINAL, size_bytes=len(DATA), sha256=sha256(DATA))
    return item_of([part], "0" * 40)


def test_a_pause_within_a_tls_stream_loses_nothing(
    certificate: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    go_on = threading.Event()
    silent: list[int] = []

    def look(message: FromFetcher) -> None:
        if isinstance(message, Progress) and message.done_bytes == HALF:
            silent.append(1)
            if len(silent) == 3:
                go_on.set()

    with serving(certificate, go_on) as endpoint:
        told = fetch(endpoint, item(), tmp_path, act=look)
    assert told.fetched.sha256 == (sha256(DATA),)
    assert told.notes == []
    assert len(silent) >= 3


def test_a_certificate_that_nobody_knows(certificate: Path, tmp_path: Path) -> None:
    with serving(certificate, threading.Event()) as endpoint:
        assert fetch(endpoint, item(), tmp_path).problem.kind == "tls_failed"
    assert not (tmp_path / "owner__name").exists()
