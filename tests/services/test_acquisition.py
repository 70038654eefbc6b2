"""From "I want this model" to the files of a repo, against a Hub on this machine."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from app.core.catalogue import (
    Catalogue,
    CatalogueFile,
    CatalogueModel,
    GgufRepo,
    Licence,
    Text,
)
from app.core.engine_knowledge import EngineKnowledge, TokenizerName
from app.core.problem import HubError, LibraryError, ModelFileError
from app.core.safe_names import safe_target
from app.hub.access import HubAccess
from app.hub.listing import Hub
from app.services.acquisition import Examined, Wanted, choose, examine
from app.services.resources import resource_folder
from tests.helpers.hub_server import LocalHub

COPY, OTHER = "someone/model-GGUF", "maker/model-GGUF"
SAID = Text(ko="말", en="words")
STARTER = resource_folder() / "models" / "starter-s.Q8_0.gguf"


def a_model(model_id: str = "model-1b", **changes: object) -> CatalogueModel:
    facts: dict[str, object] = {
        "licence": Licence(
            name="Apache-2.0", badge="commercial", meaning=SAID, hub_tags=("apache-2.0",)
        ),
        "repos": (GgufRepo(repo=COPY), GgufRepo(repo=OTHER)),
    }
    return CatalogueModel(
        id=model_id,
        family="f",
        team="t",
        name=SAID,
        repo="maker/model",
        parameters_b=1.0,
        **(facts | changes),  # pyright: ignore[reportArgumentType]
    )


class Knows:
    """Stands for the probe: everything loads but ``unknown``."""

    def __init__(self, unknown: str = "") -> None:
        self._unknown = unknown

    def knowledge(
        self, architectures: Sequence[str] = (), tokenizers: Sequence[TokenizerName] = ()
    ) -> EngineKnowledge:
        return EngineKnowledge(architectures={a: a != self._unknown for a in architectures})


@pytest.fixture
def hub() -> Iterator[LocalHub]:
    with LocalHub() as hub:
        yield hub


def look(hub: LocalHub) -> Hub:
    return Hub(HubAccess(hub.endpoint))


def checked(hub: LocalHub, catalogue: Catalogue, wanted: Wanted, unknown: str = "") -> Examined:
    choice = choose(look(hub), catalogue, wanted)
    return examine(HubAccess(hub.endpoint), choice, Knows(unknown))  # pyright: ignore[reportArgumentType]


def test_the_usual_quantisation_is_taken_where_nobody_says_one(hub: LocalHub) -> None:
    hub.add_repo(COPY, {f"m-{q}.gguf": b"GGUF" for q in ("Q8_0", "Q4_K_M", "Q2_K")})
    choice = choose(look(hub), Catalogue(models=(a_model(),)), Wanted("model-1b"))
    assert choice.item.quantisation == "Q4_K_M"
    assert choice.item.model_id == "model-1b"
    assert set(choice.offered) == {"Q8_0", "Q4_K_M", "Q2_K"}
    assert len(choice.item.revision) == 40
    assert choice.item.parts[0].target == "someone__model-GGUF/m-Q4_K_M.gguf"


def test_a_quantisation_is_asked_for_in_any_case(hub: LocalHub) -> None:
    hub.add_repo(COPY, {"m-Q8_0.gguf": b"GGUF", "m-Q4_K_M.gguf": b"GGUF"})
    choice = choose(look(hub), Catalogue(models=(a_model(),)), Wanted("MODEL-1B", "q8_0"))
    assert choice.item.parts[0].path == "m-Q8_0.gguf"


def test_what_lies_at_a_place_is_found_again(hub: LocalHub) -> None:
    hub.add_repo(COPY, {"m-Q4_K_M.gguf": b"GGUF", "m-UD-Q4_K_XL.gguf": b"GGUF", "con.gguf": b"G"})
    catalogue = Catalogue(models=(a_model(),))
    for target, path in (
        ("someone__model-GGUF/m-UD-Q4_K_XL.gguf", "m-UD-Q4_K_XL.gguf"),
        # The repo had another name when it was downloaded.
        (f"old__name/{safe_target(COPY, 'con.gguf').partition('/')[2]}", "con.gguf"),
    ):
        wanted = Wanted("model-1b", repo=COPY, target=target)
        assert choose(look(hub), catalogue, wanted).item.parts[0].path == path
    with pytest.raises(HubError) as caught:
        choose(look(hub), catalogue, Wanted("model-1b", repo=COPY, target="x/gone.gguf"))
    assert caught.value.problem.kind == "remote_file_missing"


def test_an_unknown_quantisation_names_those_that_there_are(hub: LocalHub) -> None:
    hub.add_repo(COPY, {"m-Q8_0.gguf": b"GGUF"})
    with pytest.raises(LibraryError) as caught:
        choose(look(hub), Catalogue(models=(a_model(),)), Wanted("model-1b", "Q9_9"))
    assert caught.value.problem.kind == "quantisation_unknown"
    assert caught.value.problem.params["known"] == "Q8_0"


def test_the_next_repo_is_looked_into_where_the_first_has_gone(hub: LocalHub) -> None:
    hub.add_repo(OTHER, {"m-Q8_0.gguf": b"GGUF"})
    choice = choose(look(hub), Catalogue(models=(a_model(),)), Wanted("model-1b"))
    assert choice.item.repo == OTHER


def test_the_repo_of_a_known_file_comes_first(hub: LocalHub) -> None:
    hub.add_repo(COPY, {"m-Q8_0.gguf": b"GGUF"})
    hub.add_repo(OTHER, {"n-Q8_0.gguf": b"GGUF"})
    model = a_model(files=(CatalogueFile(repo=OTHER, quantisation="Q8_0"),))
    choice = choose(look(hub), Catalogue(models=(model,)), Wanted("model-1b", "Q8_0"))
    assert choice.item.repo == OTHER


def test_parts_and_companion_are_one_item(hub: LocalHub) -> None:
    names = ["m-Q4_K_M-00001-of-00002.gguf", "m-Q4_K_M-00002-of-00002.gguf", "mmproj-m-F16.gguf"]
    hub.add_repo("any/repo", {name: name.encode() for name in names})
    choice = choose(look(hub), Catalogue(), Wanted("any/repo"))
    assert [part.path for part in choice.item.parts] == names
    assert choice.item.size_bytes == sum(len(name) for name in names)
    assert choice.item.model_id == "any/repo"


def test_what_cannot_run_is_refused_before_the_hub_is_asked(hub: LocalHub) -> None:
    model = a_model(cannot_run=SAID)
    with pytest.raises(LibraryError) as caught:
        choose(look(hub), Catalogue(models=(model,)), Wanted("model-1b"))
    assert caught.value.problem.kind == "model_cannot_run"
    assert not hub.requests


@pytest.mark.parametrize(
    ("wanted", "kind"),
    [
        (Wanted("no/such"), "repo_missing"),
        (Wanted("empty/repo"), "no_gguf"),
        (Wanted("full/repo", path="other.gguf"), "remote_file_missing"),
    ],
)
def test_what_the_hub_does_not_have(hub: LocalHub, wanted: Wanted, kind: str) -> None:
    hub.add_repo("empty/repo", {"README.md": b"words"})
    hub.add_repo("full/repo", {"m-Q8_0.gguf": b"GGUF"})
    with pytest.raises(HubError) as caught:
        choose(look(hub), Catalogue(), wanted)
    assert caught.value.problem.kind == kind


def test_a_name_that_is_neither_id_nor_repo_is_refused(hub: LocalHub) -> None:
    with pytest.raises(LibraryError) as caught:
        choose(look(hub), Catalogue(), Wanted("nonsense"))
    assert caught.value.problem.kind == "not_in_library"


def test_the_header_is_read_before_anything_big(hub: LocalHub) -> None:
    hub.add_repo(COPY, {"m-Q8_0.gguf": STARTER})
    examined = checked(hub, Catalogue(models=(a_model(),)), Wanted("model-1b"))
    assert examined.header.architecture == "llama"
    assert examined.warnings == ()


def test_an_architecture_that_llama_cpp_does_not_know_is_refused(hub: LocalHub) -> None:
    hub.add_repo(COPY, {"m-Q8_0.gguf": STARTER})
    with pytest.raises(ModelFileError) as caught:
        checked(hub, Catalogue(), Wanted(COPY), unknown="llama")
    assert caught.value.problem.kind == "unknown_architecture"


def test_a_copy_that_claims_another_licence_is_told(hub: LocalHub) -> None:
    hub.add_repo(COPY, {"m-Q8_0.gguf": STARTER}, licence="mit")
    examined = checked(hub, Catalogue(models=(a_model(),)), Wanted("model-1b"))
    (warning,) = examined.warnings
    assert warning.kind == "licence_conflict"
    assert warning.params == {"repo": COPY, "copy": "mit", "original": "Apache-2.0"}


def test_another_tokenizer_than_the_model_needs_is_told(hub: LocalHub) -> None:
    hub.add_repo(COPY, {"m-Q8_0.gguf": STARTER}, licence="apache-2.0")
    model = a_model(tokenizer_pre="a.x-4.0")
    examined = checked(hub, Catalogue(models=(model,)), Wanted("model-1b"))
    assert [warning.kind for warning in examined.warnings] == ["tokenizer_differs"]


def test_a_page_where_a_model_should_be(hub: LocalHub, tmp_path: Path) -> None:
    hub.add_repo(COPY, {"m-Q8_0.gguf": b"<!DOCTYPE html><html>Log in</html>" * 50})
    with pytest.raises((HubError, ModelFileError)) as caught:
        checked(hub, Catalogue(), Wanted(COPY))
    assert caught.value.problem.kind in {"html_instead", "not_gguf"}
