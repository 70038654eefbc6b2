"""Folders, and models that are slow or never end."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.__main__ import main
from tests.cli.terminal import Ran
from tests.helpers.gguf_maker import Shape, make_speaker


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The program's data folder, not made yet; its parent is where commands run."""
    return tmp_path / "자료 폴더"


@pytest.fixture
def call(data: Path, capsys: pytest.CaptureFixture[str], qapp: QApplication) -> Callable[..., Ran]:
    """Runs one command inside this process: quick, for what needs no worker.

    It finds the application of the window's tests: a process can have only one.
    """

    def run_here(*words: str, lang: str = "ko") -> Ran:
        status = main(["--data-dir", str(data), "--lang", lang, *words])
        told = capsys.readouterr()
        assert "Traceback" not in told.err
        return Ran(status, told.out, told.err)

    return run_here


@pytest.fixture(scope="module")
def endless(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that answers until it is stopped, for many seconds."""
    shape = Shape(n_layers=4, width=256, n_heads=4, n_kv_heads=2, n_ff=512, n_ctx=16_384)
    folder = tmp_path_factory.mktemp("models")
    return make_speaker(folder / "끝없는 모델.gguf", broken=False, shape=shape)
