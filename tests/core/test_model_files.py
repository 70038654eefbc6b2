import os
import shutil
from pathlib import Path

import pytest

from app.core.model_files import resolve_model, starter_models
from app.core.problem import ModelFileError, NaranhiError, UsageError
from tests.helpers.gguf_maker import EXAONE4, Recipe, make_gguf

STARTERS = """
[[model]]
id = "starter-s"
file = "starter-s.Q8_0.gguf"
name_ko = "연습용 작은 모델"
name_en = "Practice, small"
quantisation = "Q8_0"
sampling = { temperature = 0.3, top_k = 40 }

[[model]]
id = "starter-x"
file = "../../elsewhere.gguf"
"""


@pytest.fixture
def resources(tmp_path: Path) -> Path:
    folder = tmp_path / "resources" / "models"
    folder.mkdir(parents=True)
    (folder / "starter.toml").write_text(STARTERS, "utf-8")
    make_gguf(folder / "starter-s.Q8_0.gguf", Recipe(family=EXAONE4, quantisation="Q8_0"))
    return tmp_path / "resources"


def problem_of(name: str, resources: Path) -> tuple[type[NaranhiError], str]:
    with pytest.raises(NaranhiError) as error:
        resolve_model(name, resources)
    return type(error.value), error.value.problem.kind


def test_starters_are_listed_even_with_a_file_gone(resources: Path):
    first, second = starter_models(resources)
    assert first.practice
    assert second.practice
    assert (first.id, first.name, first.quantisation) == ("starter-s", "연습용 작은 모델", "Q8_0")
    assert first.sampling is not None
    assert first.sampling.temperature == 0.3
    assert first.size_bytes > 0
    assert second.size_bytes == 0
    assert Path(second.path).parent == resources / "models"


def test_shipped_starters():
    resources = Path(__file__).parents[2] / "resources"
    models = starter_models(resources)
    assert {model.id for model in models} == {"starter-s", "starter-m"}
    for model in models:
        found = resolve_model(model.id, resources)
        assert found == model


def test_resolves_starters(resources: Path):
    found = resolve_model("starter-s", resources)
    assert found.architecture == "exaone4"
    assert resolve_model("starter-s:q8_0", resources) == found
    assert problem_of("starter-s:Q4_K_M", resources) == (UsageError, "model_unknown")
    assert problem_of("starter-x", resources) == (ModelFileError, "file_missing")


def test_resolves_paths(resources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    recipe = Recipe(quantisation="F16", name="", overrides={"general.sampling.temp": 0.5})
    path = make_gguf(tmp_path / "한글 이름:x.gguf", recipe)
    found = resolve_model(str(path), resources)
    assert found.path == str(path)
    assert found.name == "한글 이름:x"
    assert (found.architecture, found.quantisation) == ("llama", "F16")
    assert found.size_bytes == path.stat().st_size
    assert not found.practice
    assert found.sampling is not None
    assert found.sampling.temperature == 0.5
    assert resolve_model(f"{path}:F16", resources).path == str(path)
    assert problem_of(f"{path}:Q8_0", resources) == (UsageError, "model_unknown")
    monkeypatch.chdir(tmp_path)
    assert resolve_model("한글 이름:x.gguf", resources).path == str(path)
    shutil.copy(path, tmp_path / "plain")
    assert resolve_model("plain", resources).path == str(tmp_path / "plain")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert resolve_model("~/plain", resources).path == str(tmp_path / "plain")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("exaone-4.0-1.2b", "model_unknown"),
        ("exaone-4.0-1.2b:Q4_K_M", "model_unknown"),
        ("", "model_unknown"),
        (":", "model_unknown"),
        ("a\0b", "model_unknown"),
        ("x" * 5000, "model_unknown"),
        ("~nobody-of-this-name/m", "file_missing"),
        ("nowhere.gguf", "file_missing"),
        ("nowhere.gguf:Q8_0", "file_missing"),
        ("some/where", "file_missing"),
        ("/", "is_folder"),
    ],
)
def test_names_that_mean_nothing(resources: Path, name: str, kind: str):
    assert problem_of(name, resources)[1] == kind


def test_a_name_that_is_no_unicode(resources: Path, tmp_path: Path):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.gguf"))
    make_gguf(path)
    assert problem_of(str(path), resources)[1] == "file_unreadable"


def test_paths_work_without_the_starters(tmp_path: Path):
    path = make_gguf(tmp_path / "m.gguf")
    assert resolve_model(str(path), tmp_path).path == str(path)
    assert problem_of("starter-s", tmp_path)[1] == "file_missing"
    (tmp_path / "models").mkdir()
    for text in ("model = 3", "[[model]]\nid = 3", "= broken", "[[model]]\nid='a'\nfile=1"):
        (tmp_path / "models" / "starter.toml").write_text(text)
        assert problem_of("starter-s", tmp_path)[1] == "file_unreadable"
