"""The ``token`` command, over a keyring that keeps nothing beyond the test."""

import io
import json
from collections.abc import Callable

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail

from tests.cli.terminal import Ran

TOKEN = "hf_SecretSecretSecret"


class MemoryKeyring(KeyringBackend):
    """Keeps passwords in a dictionary."""

    priority = 5  # pyright: ignore[reportAssignmentType]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> MemoryKeyring:
    backend = MemoryKeyring()
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
    monkeypatch.delenv("HF_TOKEN", raising=False)
    return backend


def test_set_shown_and_forgotten(
    call: Callable[..., Ran], kept: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "토큰이 없습니다" in call("token").err
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{TOKEN}\n"))
    told = call("token", "set", "--json")
    assert (told.status, json.loads(told.out)) == (0, {"source": "keyring"})
    assert list(kept.kept.values()) == [TOKEN]
    shown = call("token", "show")
    assert "암호 보관함" in shown.err
    assert TOKEN not in told.out + told.err + shown.out + shown.err
    assert call("token", "forget").status == 0
    assert kept.kept == {}


def test_the_environment_comes_first(
    call: Callable[..., Ran], kept: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", TOKEN)
    assert json.loads(call("token", "--json").out) == {"source": "environment"}


def test_what_cannot_be_a_token_is_refused(
    call: Callable[..., Ran], kept: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("내 토큰\n"))
    assert call("token", "set").status == 1
    assert kept.kept == {}


def test_a_pc_without_a_keyring_says_what_to_do(
    call: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyring, "get_keyring", fail.Keyring)
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{TOKEN}\n"))
    told = call("token", "set")
    assert told.status == 1
    assert "HF_TOKEN" in told.err
    assert TOKEN not in told.err
