"""What is asked once a build, and kept."""

import os
import sys
import threading
from pathlib import Path

import msgspec
import pytest

from app.core.engine_knowledge import EngineKnowledge
from app.services import engine_probe
from app.services.engine_probe import FILE_NAME, EngineProbe
from app.services.paths import DataPaths
from app.services.worker_process import worker_command

ASKED = """
import sys
import msgspec
question = msgspec.json.decode(sys.stdin.buffer.read())
with open({path!r}, "a", encoding="utf-8") as file:
    print(*question["architectures"], *map("/".join, question["tokenizers"]), file=file)
answer = {{
    "architectures": {{name: name != "vaetki" for name in question["architectures"]}},
    "tokenizers": {{"/".join(name): True for name in question["tokenizers"]}},
}}
sys.stdout.buffer.write(msgspec.json.encode(answer))
"""


class Asked:
    """A probe that writes down what it was asked."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "asked.txt"
        self.command = [sys.executable, "-c", ASKED.format(path=str(self._path))]

    @property
    def lines(self) -> list[str]:
        return self._path.read_text("utf-8").splitlines() if self._path.exists() else []


@pytest.fixture
def asked(tmp_path: Path) -> Asked:
    """What was asked so far."""
    return Asked(tmp_path)


@pytest.fixture
def paths(tmp_path: Path) -> DataPaths:
    """A data folder that nobody has made yet."""
    return DataPaths(tmp_path / "자료")


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A llama.cpp of another build, as far as its file goes."""
    folder = tmp_path / "lib"
    folder.mkdir()
    monkeypatch.setenv("LLAMA_CPP_LIB_PATH", str(folder))
    path = folder / "libllama.so"
    path.write_bytes(b"1")
    return path


def test_the_installed_llama_cpp_is_asked_and_remembered(paths: DataPaths):
    probe = EngineProbe(paths, worker_command())
    known = probe.knowledge(["llama", "vaetki"], [("gpt2", "kanana2")])
    assert known.problem is None
    assert known.library == probe.fingerprint() != ""
    assert known.architectures == {"llama": True, "vaetki": False}
    assert known.tokenizers == {"gpt2/kanana2": True}
    assert EngineProbe(paths, ["/nowhere"]).knowledge(["vaetki"]) == known
    assert [path.name for path in paths.root.iterdir()] == [FILE_NAME]


def test_only_what_is_new_is_asked(paths: DataPaths, asked: Asked, library: Path):
    probe = EngineProbe(paths, asked.command)
    assert probe.knowledge().architectures == {}
    probe.knowledge(["llama"])
    probe.knowledge(["llama", "vaetki"], [("gpt2", "x")])
    known = EngineProbe(paths, asked.command).knowledge(["vaetki"], [("gpt2", "x")])
    assert asked.lines == ["llama", "vaetki gpt2/x"]
    assert known.judge("vaetki") is not None


def test_another_build_is_asked_anew(paths: DataPaths, asked: Asked, library: Path):
    probe = EngineProbe(paths, asked.command)
    probe.knowledge(["llama"])
    os.utime(library, (1, 1))
    probe.knowledge(["llama"])
    library.write_bytes(b"22")
    os.utime(library, (1, 1))
    probe.knowledge(["llama"])
    assert asked.lines == ["llama"] * 3


@pytest.mark.parametrize("data", [b"", b"{", b"\xff", b"[1]", b'{"library": 1}', b"[" * 100_000])
def test_a_broken_memory_is_forgotten(paths: DataPaths, asked: Asked, library: Path, data: bytes):
    paths.make()
    (paths.root / FILE_NAME).write_bytes(data)
    assert EngineProbe(paths, asked.command).knowledge(["llama"]).loads("llama")
    kept = msgspec.json.decode((paths.root / FILE_NAME).read_bytes(), type=EngineKnowledge)
    assert kept.architectures == {"llama": True}


@pytest.mark.parametrize(
    "command",
    [
        ["/nowhere/python"],
        [sys.executable, "-c", "import sys; sys.exit('gone')"],
        [sys.executable, "-c", "print('nonsense')"],
    ],
)
def test_a_probe_that_fails_judges_nothing(paths: DataPaths, library: Path, command: list[str]):
    known = EngineProbe(paths, command).knowledge(["vaetki"], [("gpt2", "x")])
    assert known.problem is not None
    assert known.problem.kind == "engine_missing"
    assert known.problem.detail
    assert known.judge("vaetki", "gpt2", "x") is None
    assert known.loads("vaetki", "gpt2", "x") is None
    assert not (paths.root / FILE_NAME).exists()


def test_without_an_engine_nothing_is_started(paths: DataPaths, asked: Asked, library: Path):
    library.unlink()
    probe = EngineProbe(paths, asked.command)
    known = probe.knowledge(["vaetki"])
    assert known.problem is not None
    assert known.problem.kind == "engine_missing"
    assert (known.library, known.judge("vaetki"), asked.lines) == ("", None, [])


def test_without_the_bindings_nothing_is_started(
    paths: DataPaths, asked: Asked, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(engine_probe, "_DISTRIBUTION", "llama-cpp-python-never-installed")
    assert EngineProbe(paths, asked.command).knowledge(["llama"]).problem is not None
    assert asked.lines == []


def test_a_bundle_is_known_by_its_worker(
    paths: DataPaths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    worker = tmp_path / "naranhi-worker"
    probe = EngineProbe(paths, [str(worker)])
    assert probe.fingerprint() == ""
    worker.write_bytes(b"1")
    first = probe.fingerprint()
    worker.write_bytes(b"22")
    assert "" != first != probe.fingerprint()


def test_a_folder_that_cannot_be_written_costs_a_question(
    tmp_path: Path, asked: Asked, library: Path
):
    in_the_way = tmp_path / "file"
    in_the_way.write_bytes(b"")
    probe = EngineProbe(DataPaths(in_the_way), asked.command)
    assert probe.knowledge(["llama"]).loads("llama")
    assert probe.knowledge(["llama"]).loads("llama")
    assert asked.lines == ["llama", "llama"]


def test_what_is_kept_is_bounded(
    paths: DataPaths, asked: Asked, library: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(engine_probe, "MAX_NAMES", 3)
    probe = EngineProbe(paths, asked.command)
    probe.knowledge([f"name-{number}" for number in range(5)])
    assert list(probe.knowledge(["llama"]).architectures) == ["llama"]


def test_several_threads_ask_once(paths: DataPaths, asked: Asked, library: Path):
    probe = EngineProbe(paths, asked.command)
    threads = [threading.Thread(target=probe.knowledge, args=(["llama"],)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert asked.lines == ["llama"]
