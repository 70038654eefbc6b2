"""What ``doctor`` tells of the way to the Hub, without going it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.cli.doctor_hub import look_at_hub
from tests.cli.hub_stage import TOKEN
from tests.cli.terminal import Ran, run
from tests.helpers.hub_server import LocalHub


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of whoever runs the tests."""
    for name in ("HF_ENDPOINT", "HF_TOKEN", "HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")


def test_the_token_is_never_told(hub: LocalHub, data: Path) -> None:
    ran = run("doctor", "--json", "--verbose", data=data, HF_ENDPOINT=hub.endpoint, HF_TOKEN=TOKEN)
    told = ran.document["hub"]
    assert (told["endpoint"], told["mirror"], told["token"]) == (hub.endpoint, True, "environment")
    assert told["offline"] is None
    assert ran.document["folders"]["library"]["path"] == str(data / "models")
    assert TOKEN not in ran.out + ran.err
    assert not hub.requests


def test_nothing_set_up() -> None:
    told = look_at_hub(offline=False)
    assert told.endpoint == "https://huggingface.co"
    assert (told.mirror, told.offline, told.token) == (False, None, "none")


def test_who_said_offline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    assert look_at_hub(offline=False).offline == "environment"
    assert look_at_hub(offline=True).offline == "option"


def test_a_password_in_the_endpoint_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "https://me:secret@mirror.example:8443/hub")
    assert look_at_hub(offline=False).endpoint == "https://mirror.example:8443/hub"


def test_a_library_on_a_stick_that_is_gone(
    call: Callable[..., Ran], data: Path, tmp_path: Path
) -> None:
    data.mkdir()
    gone = tmp_path / "stick"
    (data / "settings.ini").write_text(f'[library]\nfolder="\\"{gone}\\""\n', encoding="utf-8")
    ran = call("doctor", "--json")
    assert ran.document["folders"]["library"]["path"] == str(gone)
    assert "library_missing" in {advice["kind"] for advice in ran.document["advice"]}
