"""Files are looked over before llama.cpp sees them."""

import hashlib
import threading
from pathlib import Path

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from app.core.gguf_header import check_file
from app.core.run import LoadSettings, ModelFile, PlannedModel
from app.services import file_check
from app.services.file_check import (
    FileCheck,
    FileChecker,
    check_model,
    needed_bytes,
    whole_shape,
)
from tests.core.test_gguf_header import make_parts
from tests.services.stage import LONG_MS


def planned(path: Path | str, load: LoadSettings | None = None) -> PlannedModel:
    model = ModelFile(id="m", path=str(path), name="m")
    return PlannedModel(pane=0, model=model, load=load or LoadSettings())


@pytest.fixture
def starter(resources: Path) -> Path:
    return resources / "models" / "starter-s.Q8_0.gguf"


def test_a_whole_file(starter: Path) -> None:
    found = check_model(planned(starter))
    assert found.problem is None
    assert found.file.size_bytes == starter.stat().st_size
    assert found.file.sha256 == hashlib.sha256(starter.read_bytes()).hexdigest()
    assert len(found.file.header_sha256) == 64
    assert found.needed_bytes > found.file.size_bytes


def test_a_cut_off_file_with_a_korean_name(starter: Path, tmp_path: Path) -> None:
    cut = tmp_path / "잘린 모델.gguf"
    cut.write_bytes(starter.read_bytes()[:-1000])
    problem = check_model(planned(cut)).problem
    assert problem is not None
    assert problem.kind == "file_cut_off"


@pytest.mark.parametrize("path", ["/no/such/file.gguf", "/", "\0"])
def test_bad_paths_never_raise(path: str) -> None:
    assert check_model(planned(path)).problem is not None


def test_more_context_needs_more_memory(starter: Path) -> None:
    def needed(load: LoadSettings) -> int:
        return check_model(planned(starter, load)).needed_bytes

    short, long = needed(LoadSettings(n_ctx=1024)), needed(LoadSettings(n_ctx=65536))
    assert long > short > starter.stat().st_size
    assert needed(LoadSettings(n_ctx=65536, cache_type="q8_0")) < long
    # The context where nobody chose one is what the model was trained for, at most 4,096.
    header = check_file(starter)
    assert header.context_length is not None
    usual = min(header.context_length, 4096)
    assert needed(LoadSettings()) == needed(LoadSettings(n_ctx=usual))


def test_a_split_model_counts_with_all_its_parts(tmp_path: Path) -> None:
    parts = make_parts(tmp_path, 3)
    first = check_file(parts[0])
    alone = msgspec.structs.replace(first, split_count=1)
    whole, part = (
        needed_bytes(whole_shape(parts[0], header), LoadSettings()) for header in (first, alone)
    )
    assert whole - part == 2 * first.data_bytes


def test_answers_come_from_the_event_loop(qtbot: QtBot, starter: Path) -> None:
    checker = FileChecker()
    found: list[FileCheck] = []
    checker.check(planned(starter), found.append)
    assert found == []
    qtbot.waitUntil(lambda: len(found) == 1, timeout=LONG_MS)
    assert found[0] == check_model(planned(starter))
    checker.close()


def test_nobody_is_told_after_closing(
    qtbot: QtBot, starter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A check that ends while the program does must not touch what is being taken down."""
    begun, go_on, ended = threading.Event(), threading.Event(), threading.Event()

    def slow_check(model: PlannedModel) -> FileCheck:
        begun.set()
        go_on.wait()
        ended.set()
        return check_model(model)

    monkeypatch.setattr(file_check, "check_model", slow_check)
    checker = FileChecker()
    found: list[FileCheck] = []
    checker.check(planned(starter), found.append)
    qtbot.waitUntil(begun.is_set, timeout=LONG_MS)
    checker.close()
    del checker
    go_on.set()
    qtbot.waitUntil(ended.is_set, timeout=LONG_MS)
    qtbot.waitUntil(lambda: not any(t.name == "background query" for t in threading.enumerate()))
    assert found == []
