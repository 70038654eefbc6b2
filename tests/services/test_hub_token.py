"""The token: from the environment or a keyring, never from or to anywhere else."""

import threading
from pathlib import Path
from typing import cast

import pytest
from keyring.backends import fail

from app.core.problem import HubError
from app.services.hub_token import SERVICE, USER, HubToken, Keyring

TOKEN = "hf_SecretSecretSecret"


class MemoryKeyring:
    """A keyring that keeps nothing beyond the test."""

    priority = 1.0

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class BrokenKeyring(MemoryKeyring):
    """A keyring that is locked, and says too much about it."""

    def get_password(self, service: str, username: str) -> str | None:
        raise RuntimeError(f"cannot unlock {TOKEN}")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise RuntimeError(f"cannot keep {password}")


def token(keyring: MemoryKeyring, environ: dict[str, str] | None = None) -> HubToken:
    return HubToken(environ or {}, lambda: keyring)


def no_keyring() -> Keyring:
    """What the library gives where the system has none."""
    return cast("Keyring", fail.Keyring())


def test_remembered_until_it_changes() -> None:
    keyring = MemoryKeyring()
    kept = token(keyring)
    assert kept.remembered() is None
    kept.set(TOKEN)
    assert kept.remembered() == TOKEN
    keyring.kept.clear()
    assert kept.remembered() == TOKEN
    kept.forget()
    assert kept.remembered() is None


def test_kept_found_and_forgotten() -> None:
    keyring = MemoryKeyring()
    kept = token(keyring)
    assert (kept.get(), kept.source, kept.problem) == (None, "none", None)
    kept.set(f"  {TOKEN}\n")
    assert keyring.kept == {(SERVICE, USER): TOKEN}
    assert (token(keyring).get(), kept.get(), kept.source) == (TOKEN, TOKEN, "keyring")
    assert TOKEN not in repr(kept)
    kept.forget()
    kept.forget()
    assert keyring.kept == {}
    assert kept.get() is None


def test_the_environment_wins_and_asks_no_keyring() -> None:
    kept = HubToken({"HF_TOKEN": f" {TOKEN} "}, lambda: pytest.fail("asked"))
    assert (kept.get(), kept.source) == (TOKEN, "environment")
    keyring = MemoryKeyring()
    keyring.set_password(SERVICE, USER, TOKEN)
    assert token(keyring, {"HF_TOKEN": " "}).get() == TOKEN


@pytest.mark.parametrize("odd", ["", " ", "two words", "a\nb", "토큰", "x" * 1001])
def test_what_cannot_be_a_token_is_not_kept(odd: str) -> None:
    keyring = MemoryKeyring()
    with pytest.raises(HubError) as caught:
        token(keyring).set(odd)
    assert caught.value.problem.kind == "token_refused"
    assert keyring.kept == {}
    assert token(keyring, {"HF_TOKEN": odd}).get() is None


def test_a_locked_keyring() -> None:
    kept = token(BrokenKeyring())
    assert kept.get() is None
    assert kept.problem is not None
    for act in (lambda: kept.set(TOKEN), kept.forget):
        with pytest.raises(HubError) as caught:
            act()
        assert caught.value.problem.kind == "keyring_missing"
        assert TOKEN not in f"{caught.value.problem} {kept.problem}"


def test_no_keyring_at_all() -> None:
    kept = HubToken({}, no_keyring)
    assert kept.get() is None
    assert kept.problem is not None
    assert kept.problem.kind == "keyring_missing"
    with pytest.raises(HubError):
        kept.set(TOKEN)


def test_a_keyring_that_hangs_is_not_waited_for() -> None:
    go, asked = threading.Event(), list[int]()

    class Hanging(MemoryKeyring):
        def get_password(self, service: str, username: str) -> str | None:
            asked.append(1)
            go.wait()
            return super().get_password(service, username)

    kept = HubToken({}, Hanging, timeout_s=0.2)
    for _ in range(5):
        assert kept.get() is None
        assert kept.problem is not None
        assert kept.problem.kind == "keyring_missing"
    assert asked == [1], "one thread waits, not one a question"
    go.set()
    for thread in threading.enumerate():
        if thread.name == "keyring":
            thread.join(5)
    assert kept.get() is None
    assert kept.problem is None


def test_no_file_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    kept = HubToken({}, no_keyring)
    with pytest.raises(HubError):
        kept.set(TOKEN)
    assert list(tmp_path.rglob("*")) == []
