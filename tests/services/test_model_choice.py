"""Names that people type, and the models that they mean."""

import shutil
from pathlib import Path

import msgspec
import pytest

from app.core.catalogue import Catalogue, CatalogueModel, Licence, Text, Thinking
from app.core.problem import LibraryError, ModelFileError, NaranhiError, Problem, UsageError
from app.core.run import Sampling
from app.services.library_entry import EntryState, LibraryEntry
from app.services.model_choice import ModelChoice
from app.services.resources import resource_folder
from app.store.library_store import FileFacts

SAID = Text(ko="한국어 이름", en="English name")
COOL, WARM = Sampling(temperature=0.1), Sampling(temperature=0.6)
MODEL = CatalogueModel(
    id="model-1b",
    family="f",
    team="t",
    name=SAID,
    repo="maker/model",
    licence=Licence(name="Apache-2.0", badge="commercial", meaning=SAID),
    parameters_b=1.0,
    sampling=COOL,
    sampling_thinking=WARM,
    thinking=Thinking(by_default=True),
    stop_tokens=("<|stop|>",),
)
STUCK = CatalogueModel(
    id="stuck-9b",
    family="f",
    team="t",
    name=SAID,
    repo="maker/stuck",
    licence=MODEL.licence,
    parameters_b=9.0,
    cannot_run=SAID,
    needs=SAID,
)


def entry(
    path: Path, quantisation: str = "Q8_0", model_id: str = "model-1b", state: EntryState = "ok"
) -> LibraryEntry:
    broken = state in {"broken", "missing"}
    return LibraryEntry(
        path=path,
        parts=(path,),
        owned=True,
        source="naranhi",
        model_id=model_id,
        name=path.stem,
        architecture="llama",
        quantisation=quantisation,
        size_bytes=1,
        sha256="",
        expected_sha256="",
        verified_at=None,
        added_at=0,
        state=state,
        problem=Problem(kind="file_broken", params={"path": str(path)}) if broken else None,
        facts=FileFacts(),
    )


def choice(*entries: LibraryEntry, language: str = "ko") -> ModelChoice:
    catalogue = Catalogue(models=(MODEL, STUCK))
    return ModelChoice(resource_folder(), lambda: catalogue, lambda: entries, lambda: language)


def refusal(chooser: ModelChoice, name: str) -> tuple[type[NaranhiError], str]:
    with pytest.raises(NaranhiError) as caught:
        chooser.resolve(name)
    return type(caught.value), caught.value.problem.kind


def test_a_file_that_no_model_is_known_of_is_called_as_its_program_calls_it() -> None:
    blob = msgspec.structs.replace(
        entry(Path("/x/sha256-ab"), model_id=""), facts=FileFacts(given_name="someone/midm:q4")
    )
    plain = entry(Path("/x/내 모델.gguf"), model_id="")
    chooser = choice(blob, plain)
    assert chooser.resolve("someone/midm:q4").path == "/x/sha256-ab"
    assert chooser.resolve("내 모델.gguf").path == "/x/내 모델.gguf"
    assert refusal(chooser, "someone/midm:q8") == (ModelFileError, "file_missing")


def test_practice_models_come_first_then_the_library() -> None:
    offered = choice(entry(Path("/x/a.gguf"))).offered()
    assert [model.id for model in offered] == ["starter-s", "starter-m", "model-1b:Q8_0"]


def test_a_broken_file_is_not_offered() -> None:
    offered = choice(entry(Path("/x/a.gguf"), state="broken")).offered()
    assert [model.practice for model in offered] == [True, True]


def test_the_makers_wishes_go_with_the_model() -> None:
    model = choice(entry(Path("/x/a.gguf"))).resolve("model-1b")
    assert model.name == "한국어 이름"
    assert model.stop == ("<|stop|>",)
    assert model.makers_sampling("off") == COOL
    assert model.makers_sampling("default") == WARM


def test_the_name_is_in_the_interface_s_language() -> None:
    model = choice(entry(Path("/x/a.gguf")), language="en").resolve("MODEL-1B:q8_0")
    assert model.name == "English name"


def test_the_wanted_quantisation_is_taken_and_else_the_usual_one() -> None:
    chooser = choice(entry(Path("/x/a.gguf"), "Q8_0"), entry(Path("/x/b.gguf"), "Q4_K_M"))
    assert chooser.resolve("model-1b").path == str(Path("/x/b.gguf"))
    assert chooser.resolve("model-1b:Q8_0").path == str(Path("/x/a.gguf"))


def test_a_repo_s_id_finds_what_came_from_it() -> None:
    chooser = choice(entry(Path("/x/a.gguf"), model_id="owner/repo"))
    assert chooser.resolve("owner/repo:Q8_0").path == str(Path("/x/a.gguf"))


def test_a_path_to_a_library_file_keeps_the_makers_wishes(tmp_path: Path) -> None:
    path = tmp_path / "model.gguf"
    shutil.copy(resource_folder() / "models" / "starter-s.Q8_0.gguf", path)
    assert choice(entry(path)).resolve(str(path)).sampling == COOL


def test_what_is_not_there_yet_and_what_never_will_be() -> None:
    chooser = choice()
    assert refusal(chooser, "model-1b") == (LibraryError, "not_downloaded")
    assert refusal(chooser, "model-1b:Q4_K_M") == (LibraryError, "not_downloaded")
    assert refusal(chooser, "stuck-9b") == (LibraryError, "model_cannot_run")
    assert refusal(chooser, "nonsense") == (UsageError, "model_unknown")
    assert refusal(chooser, "/no/such.gguf") == (ModelFileError, "file_missing")


def test_a_broken_file_says_so() -> None:
    chooser = choice(entry(Path("/x/a.gguf"), state="broken"))
    assert refusal(chooser, "model-1b") == (LibraryError, "file_broken")


def test_another_quantisation_than_the_one_that_is_there() -> None:
    chooser = choice(entry(Path("/x/a.gguf"), "Q8_0", model_id="owner/repo"))
    assert refusal(chooser, "owner/repo:Q2_K") == (UsageError, "model_unknown")
