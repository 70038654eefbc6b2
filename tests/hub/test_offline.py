"""Offline mode opens no socket, whatever is called."""

import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.core.problem import HubError
from app.hub import access, redirects, relay
from app.hub.access import HubAccess
from app.hub.listing import Hub
from app.hub.refusals import Wanted
from app.hub.remote import RemoteFile
from app.hub.remote_header import read_remote_header
from tests.helpers.hub_server import LocalHub

ROOT = Path(__file__).resolve().parents[2]
REPO = "kr-team/model-8B-GGUF"
OFFLINE = HubAccess("http://127.0.0.1:9", "hf_token", offline=True)


@pytest.fixture
def no_sockets(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Forbid every way to the network; returns what was tried all the same."""
    tried: list[str] = []

    def forbid(name: str) -> Callable[..., None]:
        def refuse(*_: Any, **__: Any) -> None:
            tried.append(name)
            raise AssertionError(f"{name} in offline mode")

        return refuse

    for name in ("socket", "create_connection", "getaddrinfo", "gethostbyname", "socketpair"):
        monkeypatch.setattr(socket, name, forbid(name))
    return tried


CALLS: dict[str, Callable[[], Any]] = {
    "repo": lambda: Hub(OFFLINE).repo(REPO),
    "search": lambda: Hub(OFFLINE).search("exaone"),
    "open": lambda: RemoteFile.open(OFFLINE, REPO, "a.gguf"),
    "client": lambda: access.client(OFFLINE),
    "check": OFFLINE.check_online,
    "by environment": lambda: Hub(
        HubAccess.from_environment(environ={"HF_HUB_OFFLINE": "1"})
    ).search("x"),
    "relay": lambda: relay.asking(OFFLINE, Wanted()).__enter__(),
}


@pytest.mark.parametrize("name", list(CALLS))
def test_nothing_is_opened(name: str, no_sockets: list[str]) -> None:
    with pytest.raises(HubError) as caught:
        CALLS[name]()
    assert caught.value.problem.kind == "offline"
    assert no_sockets == []


def test_what_was_opened_before_stays_silent(
    hub: LocalHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub.add_repo(REPO, {"a.gguf": b"GGUF" * 1000})
    with RemoteFile.open(HubAccess(hub.endpoint), REPO, "a.gguf") as file:
        before = len(hub.requests)
        file.access = HubAccess(hub.endpoint, offline=True)
        for use in (
            lambda: file.read(0, 10),
            lambda: read_remote_header(file),
            file.locate,
            lambda: redirects.redirected(file.client, file.access, "GET", hub.endpoint, Wanted()),
            lambda: redirects.ask(file.client, file.access, "GET", hub.endpoint, Wanted()),
        ):
            with pytest.raises(HubError) as caught:
                use()
            assert caught.value.problem.kind == "offline"
        assert len(hub.requests) == before


def test_a_client_checks_each_request(hub: LocalHub) -> None:
    with access.client(HubAccess(hub.endpoint)) as client:
        client._access = OFFLINE  # pyright: ignore[reportAttributeAccessIssue]
        with pytest.raises(HubError) as caught:
            client.get(hub.endpoint)
        assert caught.value.problem.kind == "offline"
    assert hub.requests == []


def test_the_window_starts_without_any_of_it() -> None:
    """Importing the library takes a good part of a second."""
    code = (
        "import sys; import app.services.hub_token, app.services.background_queries; "
        "import app.services.wording; "
        "print([m for m in sys.modules if m.startswith(('huggingface', 'httpx', 'app.hub', "
        "'keyring'))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
