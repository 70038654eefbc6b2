"""Settings: declared once, read without fear."""

import os
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.services import settings as declared
from app.services.settings import (
    HISTORY_LENGTH,
    HISTORY_PROMPT_CHARS,
    LANGUAGE,
    LAST_PANES,
    MAX_TOKENS,
    N_CTX,
    PROMPT_HISTORY,
    ROUNDS,
    SLOW_VIEW,
    WINDOW_GEOMETRY,
    Setting,
    Settings,
)

ALL: list[Setting[object]] = [v for v in vars(declared).values() if isinstance(v, Setting)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "한글 폴더" / "settings.ini"


def test_every_setting_has_a_key_of_its_own_a_label_and_an_allowed_default(path: Path) -> None:
    settings = Settings(path)
    assert len({setting.key for setting in ALL}) == len(ALL) > 10
    for setting in ALL:
        assert setting.label()
        assert isinstance(setting.help(), str)
        assert settings.get(setting) == setting.default
        settings.set(setting, setting.default)


def test_values_come_back_in_the_next_start(qtbot: QtBot, path: Path) -> None:
    settings = Settings(path)
    changed: list[str] = []
    settings.changed.connect(changed.append)
    settings.set(LANGUAGE, "en")
    settings.set(SLOW_VIEW, 20.0)
    settings.set(N_CTX, 8192)
    settings.set(LAST_PANES, ("starter-s", "/모델/가.gguf"))
    settings.set(WINDOW_GEOMETRY, bytes(range(256)))
    settings.set(LANGUAGE, "en")
    assert changed == ["language", "slow_view", "n_ctx", "last_panes", "window/geometry"]
    assert settings.save()
    again = Settings(path)
    assert again.get(LANGUAGE) == "en"
    assert again.get(SLOW_VIEW) == 20.0
    assert again.get(N_CTX) == 8192
    assert again.get(LAST_PANES) == ("starter-s", "/모델/가.gguf")
    assert again.get(WINDOW_GEOMETRY) == bytes(range(256))


@pytest.mark.parametrize(
    "line",
    [
        "rounds=abc",
        'rounds="\\"5\\""',
        "rounds=0",
        "rounds=1e99",
        "rounds=5, 6",
        "rounds=@Invalid()",
        "rounds=@ByteArray(xx)",
        f'rounds="{"[" * 10_000}"',
        "rounds=\\xff",
    ],
)
def test_a_file_edited_by_hand_reads_as_the_default(path: Path, line: str) -> None:
    path.parent.mkdir()
    path.write_text(f"[General]\n{line}\n", encoding="utf-8")
    assert Settings(path).get(ROUNDS) == ROUNDS.default


def test_a_file_of_something_else(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(os.urandom(4096))
    assert Settings(path).get(LANGUAGE) == "system"


def test_what_is_not_allowed_is_refused(path: Path) -> None:
    settings = Settings(path)
    for setting, value in (
        (LANGUAGE, "fr"),
        (ROUNDS, 0),
        (SLOW_VIEW, 0.5),
        (MAX_TOKENS, 10**9),
        (LAST_PANES, ("m",) * 7),
    ):
        with pytest.raises(ValueError, match=setting.key):
            settings.set(setting, value)  # type: ignore[arg-type]
        assert settings.get(setting) == setting.default  # type: ignore[arg-type]


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    settings = Settings(tmp_path / "file" / "settings.ini")
    settings.set(ROUNDS, 3)
    assert settings.get(ROUNDS) == 3
    assert not settings.save()


def test_prompts_are_remembered_once_and_not_for_ever(path: Path) -> None:
    settings = Settings(path)
    for prompt in ("하나\n둘", "셋", "하나\n둘", "  ", "가" * (HISTORY_PROMPT_CHARS + 1)):
        settings.remember_prompt(prompt)
    assert settings.get(PROMPT_HISTORY) == ("셋", "하나\n둘")
    for i in range(HISTORY_LENGTH + 5):
        settings.remember_prompt(f"{i}번")
    assert len(settings.get(PROMPT_HISTORY)) == HISTORY_LENGTH
    assert settings.get(PROMPT_HISTORY)[-1] == f"{HISTORY_LENGTH + 4}번"
