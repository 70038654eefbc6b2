"""Folders, and models that are slow or never end."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.__main__ import main
from app.core.catalogue_files import load_catalogue
from app.services.engine_probe import FILE_NAME, EngineProbe
from app.services.paths import DataPaths
from app.services.worker_process import worker_command
from tests.cli.hub_stage import BOUND_REPO, FILE, FREE_REPO, STARTER, Terminal, hub_environment
from tests.cli.terminal import ROOT, Ran
from tests.helpers.gguf_maker import Shape, make_speaker
from tests.helpers.hub_server import LocalHub

KNOWN_ARCHITECTURES = ("llama",)
KNOWN_TOKENIZERS = (("gpt2", "default"), ("llama", "default"))


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


@pytest.fixture(scope="session")
def engine_file(tmp_path_factory: pytest.TempPathFactory, resources_folder: Path) -> Path:
    """What this llama.cpp knows, asked once for all tests."""
    root = tmp_path_factory.mktemp("engine")
    catalogue = load_catalogue(resources_folder)
    EngineProbe(DataPaths(root), worker_command()).knowledge(
        [*(model.architecture for model in catalogue.models), *KNOWN_ARCHITECTURES],
        [*(("", model.tokenizer_pre) for model in catalogue.models), *KNOWN_TOKENIZERS],
    )
    return root / FILE_NAME


@pytest.fixture(scope="session")
def resources_folder() -> Path:
    """The folder ``resources/`` of this checkout."""
    return ROOT / "resources"


@pytest.fixture
def known_data(data: Path, engine_file: Path) -> Path:
    """A data folder that knows the engine already."""
    data.mkdir()
    shutil.copy(engine_file, data)
    return data


@pytest.fixture
def hub() -> Iterator[LocalHub]:
    """A Hub with the repos of two models."""
    with LocalHub() as hub:
        hub.add_repo(FREE_REPO, {FILE: STARTER})
        hub.add_repo(BOUND_REPO, {FILE: STARTER}, licence="other")
        yield hub


@pytest.fixture
def terminal(hub: LocalHub, known_data: Path) -> Terminal:
    """Commands in processes of their own."""
    return Terminal(hub, known_data)


@pytest.fixture
def pull(
    hub: LocalHub, known_data: Path, call: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Ran]:
    """Runs one command inside this process that may reach the Hub."""
    assert known_data.exists()
    for name, value in hub_environment(hub).items():
        monkeypatch.setenv(name, value)
    return call
