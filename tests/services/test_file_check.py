"""Files are looked over before llama.cpp sees them."""

import hashlib
from pathlib import Path

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from app.core.gguf_header import check_file
from app.core.run import LoadSettings, ModelFile, PlannedModel
from app.services.file_check import FileCheck, FileChecker, check_model, kv_bytes
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


def test_the_cache_grows_with_context_and_type(starter: Path) -> None:
    header = check_file(starter)
    one = kv_bytes(header, LoadSettings(n_ctx=1024))
    assert kv_bytes(header, LoadSettings(n_ctx=2048)) == 2 * one > 0
    assert kv_bytes(header, LoadSettings(n_ctx=1024, cache_type="q8_0")) < one
    large = msgspec.structs.replace(
        header, block_count=32, embedding_length=4096, n_heads=32, n_kv_heads=8, metadata={}
    )
    assert kv_bytes(large, LoadSettings(n_ctx=4096)) == 512 << 20
    unknown = msgspec.structs.replace(header, block_count=None)
    assert kv_bytes(unknown, LoadSettings(n_ctx=4096)) == 0


def test_answers_come_from_the_event_loop(qtbot: QtBot, starter: Path) -> None:
    checker = FileChecker()
    found: list[FileCheck] = []
    checker.check(planned(starter), found.append)
    assert found == []
    qtbot.waitUntil(lambda: len(found) == 1, timeout=LONG_MS)
    assert found[0] == check_model(planned(starter))
