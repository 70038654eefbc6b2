"""Files that are no usable model: each is told by its kind, and the worker lives on."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.core.messages import LoadFailed
from app.core.problem import Problem
from app.core.run import LoadSettings
from tests.helpers import gguf_broken
from tests.helpers.gguf_maker import Recipe, make_gguf, make_scripted
from tests.helpers.worker_client import COMMAND, WorkerClient
from tests.worker.conftest import SETTINGS


def _folder(path: Path) -> Path:
    path.mkdir()
    return path


def _recipe(recipe: Recipe) -> Callable[[Path], Path]:
    return lambda path: make_gguf(path, recipe)


def _missing_part(path: Path) -> Path:
    overrides = {"split.count": 2, "split.no": 0}
    return make_gguf(path.with_name("m-00001-of-00002.gguf"), Recipe(overrides=overrides))


BAD_FILES: dict[str, tuple[Callable[[Path], Path], str]] = {
    "no such file": (lambda path: path, "file_missing"),
    "a folder": (_folder, "is_folder"),
    "empty": (gguf_broken.make_empty, "file_empty"),
    "a web page": (gguf_broken.make_not_gguf, "not_gguf"),
    "its end cut off": (gguf_broken.make_cut_off, "file_cut_off"),
    "its header cut off": (lambda path: gguf_broken.make_cut_off(path, 3000), "file_cut_off"),
    "absurd numbers": (lambda path: gguf_broken.make_lying(path, "keys", 2**60), "gguf_broken"),
    "architecture": (_recipe(gguf_broken.UNKNOWN_ARCHITECTURE), "unknown_architecture"),
    "pre-tokeniser": (_recipe(gguf_broken.UNKNOWN_TOKENIZER), "unknown_tokenizer"),
    "tokeniser": (_recipe(gguf_broken.UNKNOWN_TOKENIZER_MODEL), "unknown_tokenizer"),
    "part missing": (_missing_part, "split_part_missing"),
    "no tensors": (lambda path: gguf_broken.make_lying(path, "tensors", 0), "load_failed"),
    "broken template": (_recipe(Recipe(template="{% for %}")), "template_failed"),
}


@pytest.fixture(scope="module")
def survivor():
    """One worker that is given all the bad files."""
    with WorkerClient() as client:
        client.hello()
        yield client


def _failed_load(worker: WorkerClient, path: Path, settings: LoadSettings = SETTINGS) -> Problem:
    answer = worker.try_load(path, settings)
    assert isinstance(answer, LoadFailed)
    return answer.problem


@pytest.mark.parametrize(("make", "kind"), BAD_FILES.values(), ids=BAD_FILES.keys())
def test_a_bad_file_is_told_by_its_kind(survivor: WorkerClient, tmp_path: Path, make, kind: str):
    path = make(tmp_path / "bad.gguf")
    problem = _failed_load(survivor, path)
    assert problem.kind == kind, problem


def test_a_worker_that_was_given_bad_files_still_works(survivor: WorkerClient, tmp_path: Path):
    survivor.load(make_scripted(tmp_path / "m.gguf", ["네"]), SETTINGS)
    assert survivor.run("x").text == "네"


def test_a_failed_load_leaves_no_model_behind(survivor: WorkerClient, tmp_path: Path):
    survivor.load(make_scripted(tmp_path / "m.gguf", ["네"]), SETTINGS)
    _failed_load(survivor, tmp_path / "none.gguf")
    assert survivor.run("x").failed.problem.kind == "load_failed"


def test_an_unreadable_file(survivor: WorkerClient, tmp_path: Path):
    path = make_scripted(tmp_path / "m.gguf", ["네"])
    path.chmod(0)
    try:
        path.open("rb").close()
    except PermissionError:
        assert _failed_load(survivor, path).kind == "file_unreadable"


def test_a_template_that_fails_on_this_conversation(survivor: WorkerClient, tmp_path: Path):
    template = "{{ raise_exception('no such role') }}"
    survivor.load(make_scripted(tmp_path / "m.gguf", ["네"], template=template), SETTINGS)
    problem = survivor.run("x").failed.problem
    assert problem.kind == "template_failed"
    assert "no such role" in problem.detail


@pytest.mark.skipif(shutil.which("prlimit") is None, reason="needs prlimit to set a limit")
def test_a_cache_that_does_not_fit_into_memory(tmp_path: Path):
    """The limit is on the address space, so that nothing is really used up."""
    path = make_gguf(tmp_path / "m.gguf")
    with WorkerClient(["prlimit", "--as=800000000", *COMMAND]) as worker:
        worker.hello()
        problem = _failed_load(worker, path, LoadSettings(n_threads=1, n_ctx=3_000_000))
        assert problem.kind == "out_of_memory", problem
        worker.load(path, SETTINGS)


def test_a_template_that_speaks_in_halves_of_surrogates(survivor: WorkerClient, tmp_path: Path):
    refusing = "{{ raise_exception('\\ud800') }}"
    survivor.load(make_scripted(tmp_path / "a.gguf", ["네"], template=refusing), SETTINGS)
    assert survivor.run("x").failed.problem.kind == "template_failed"
    writing = "{{ '\\ud800' ~ messages[0].content }}"
    survivor.load(make_scripted(tmp_path / "b.gguf", ["네"], template=writing), SETTINGS)
    assert survivor.run("x").text == "네"
