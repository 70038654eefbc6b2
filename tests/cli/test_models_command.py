"""``models``: the catalogue and the library in a table, a page and a document."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from app.core.catalogue_files import load_catalogue
from tests.cli.hub_stage import BOUND, FREE, FREE_REPO, HOPELESS, STARTER
from tests.cli.terminal import Ran, only_line
from tests.helpers.hub_server import LocalHub

BADGES = {"commercial", "conditional", "noncommercial", "unverified"}
STATES = {"ok", "unverified", "broken", "missing", "remote", "partial", "downloading"}
Call = Callable[..., Ran]


def test_the_document(pull: Call, resources: Path) -> None:
    ran = pull("models", "--json")
    assert ran.status == 0
    listed = {one["id"]: one for one in ran.document}
    assert set(listed) == {model.id for model in load_catalogue(resources).models}
    for one in listed.values():
        assert one["licence"]["badge"] in BADGES
        assert one["parameters"] is None or type(one["parameters"]) is int
        assert one["loads_here"] in {True, False, None}
        assert (one["reason"] is not None) == (one["loads_here"] is False)
        for file in one["files"]:
            assert file["state"] in STATES
            assert file["size_bytes"] is None or file["size_bytes"] > 0
    assert listed[FREE]["loads_here"] is True
    assert listed[FREE]["team"] == "kakao"
    assert listed[FREE]["parameters"] == 2_317_000_000
    assert {file["quant"] for file in listed[FREE]["files"]} >= {"Q4_K_M"}
    assert listed[HOPELESS]["loads_here"] is False
    assert listed[HOPELESS]["nearest"]


def test_filters(pull: Call) -> None:
    of_team = pull("models", "--team", "lg", "--json").document
    assert {one["team"] for one in of_team} == {"lg"}
    assert pull("models", "--team", "LG AI연구원", "--json").document == of_team
    free = pull("models", "--licence", "commercial", "--json").document
    assert {one["licence"]["badge"] for one in free} == {"commercial"}
    here = pull("models", "--team", "naver", "--here", "--json").document
    assert here
    assert all(one["loads_here"] for one in here)
    assert HOPELESS not in {one["id"] for one in here}


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_table_cuts_no_id(lang: str, pull: Call, resources: Path) -> None:
    ran = pull("models", lang=lang)
    assert ran.status == 0
    for model in load_catalogue(resources).models:
        assert f" {model.id} " in ran.out
    assert "starter-s" in ran.err


def test_it_makes_nothing_and_asks_nobody(hub: LocalHub, pull: Call, known_data: Path) -> None:
    before = sorted(path.name for path in known_data.iterdir())
    assert pull("--offline", "models").status == 0
    assert sorted(path.name for path in known_data.iterdir()) == before
    assert not hub.requests


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_a_page(lang: str, pull: Call, resources: Path) -> None:
    model = load_catalogue(resources).find(HOPELESS)
    assert model is not None
    assert model.cannot_run is not None
    assert model.needs is not None
    ran = pull("models", HOPELESS, lang=lang)
    assert ran.status == 0
    told = " ".join(ran.out.split())
    for text in (model.licence.meaning, model.cannot_run, model.needs):
        assert text.say(lang) in told
    assert model.nearest in told


def test_what_the_hub_says_of_files_wins(hub: LocalHub, pull: Call) -> None:
    hub.add_repo(FREE_REPO, {"k-Q4_K_M.gguf": STARTER, "k-Q6_K.gguf": b"GGUF"}, licence="mit")
    ran = pull("models", FREE, "--json")
    files = {file["quant"]: file for file in ran.document["files"]}
    assert set(files) == {"Q4_K_M", "Q6_K"}
    assert files["Q4_K_M"]["size_bytes"] == STARTER.stat().st_size
    assert files["Q4_K_M"]["sha256"] == hashlib.sha256(STARTER.read_bytes()).hexdigest()
    assert files["Q4_K_M"]["revision"] == hub.repos[FREE_REPO].commit
    # The copy's licence is told, and the original's counts.
    assert ran.document["hub_asked"]
    assert [conflict["copy"] for conflict in ran.document["licence_conflicts"]] == ["mit"]
    assert ran.document["licence"]["name"] == "Apache-2.0"
    assert "mit" in ran.err


def test_where_the_hub_is_not_asked_the_catalogue_stands(
    hub: LocalHub, pull: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    offline = pull("--offline", "models", FREE, "--json").document
    assert not hub.requests
    assert not offline["hub_asked"]
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    ran = pull("models", FREE, "--json")
    assert ran.status == 0
    assert ran.document["files"] == offline["files"]
    assert [error["kind"] for error in ran.document["hub_errors"]] == ["hub_unreachable"]


def test_any_repo_of_the_hub(hub: LocalHub, pull: Call) -> None:
    hub.add_repo("someone/odd-GGUF", {"odd-Q4_K_M.gguf": b"GGUF"}, licence="mit")
    document = pull("models", "someone/odd-GGUF", "--json").document
    assert document["licence"] == {"name": "mit", "badge": "unverified"}
    assert [file["quant"] for file in document["files"]] == ["Q4_K_M"]
    assert pull("models", "someone/nothing").status == 1
    assert pull("models", FREE_REPO, "--json").document["id"] == FREE


def test_a_copy_that_the_catalogue_does_not_list_has_its_originals_licence(
    hub: LocalHub, pull: Call, resources: Path
) -> None:
    original = load_catalogue(resources).find(BOUND)
    assert original is not None
    copy = "someone/EXAONE-copy-GGUF"
    hub.add_repo(copy, {"e-Q6_K.gguf": STARTER}, licence="apache-2.0", base_models=[original.repo])
    document = pull("models", copy, "--json").document
    assert (document["id"], document["licence"]["badge"]) == (BOUND, "noncommercial")
    assert copy in {file["repo"] for file in document["files"]}
    refused = pull("pull", copy)
    assert refused.status == 1
    assert original.licence.name in refused.err
    ran = pull("pull", copy, "--accept-licence", "--json")
    assert (ran.status, ran.document["model"]) == (0, BOUND)
    assert [warning["kind"] for warning in ran.document["warnings"]] == ["licence_conflict"]
    assert pull("pull", copy, "--json").document["fetched_bytes"] == 0


def test_a_page_tells_what_must_be_shown(pull: Call, resources: Path) -> None:
    shown = [model for model in load_catalogue(resources).models if model.licence.must_show]
    assert shown
    model = shown[0]
    assert model.licence.must_show[0] in " ".join(pull("models", model.id).out.split())
    document = pull("models", f"{model.id}:Q4_K_M", "--json").document
    assert document["id"] == model.id
    assert document["licence"]["must_show"] == list(model.licence.must_show)
    assert document["licence"]["meaning"]["ko"]
    assert document["licence"]["accepted_at"] is None


def test_a_model_that_nobody_knows(pull: Call) -> None:
    ran = pull("models", "kanana-1.5-2.1")
    assert ran.status == 1
    assert FREE in only_line(ran)
    assert pull("models", "--team", "nobody").status == 2
    assert pull("models", FREE, "--here").status == 2


def test_a_search_on_the_hub(hub: LocalHub, pull: Call) -> None:
    hub.add_repo("someone/odd-thing", {"odd.Q4_K_M.gguf": b"GGUF"}, downloads=7)
    found = {one["repo"]: one for one in pull("models", "--search", "kanana", "--json").document}
    assert found[FREE_REPO]["model"] == FREE
    ran = pull("models", "--search", "odd")
    assert "someone/odd-thing" in ran.out
    assert pull("models", "--search", "없는 이름", "--json").document == []


def test_a_search_offline(hub: LocalHub, pull: Call) -> None:
    ran = pull("--offline", "models", "--search", "kanana", "--json")
    assert ran.status == 1
    assert ran.document["error"]["kind"] == "offline"
    assert not hub.requests


def test_the_libary_is_listed(pull: Call, tmp_path: Path, resources: Path) -> None:
    own = tmp_path / "내 모델.gguf"
    own.write_bytes((resources / "models" / "starter-s.Q8_0.gguf").read_bytes())
    assert pull("import", str(own)).status == 0
    assert pull("pull", FREE).status == 0
    listed = {one["id"]: one for one in pull("models", "--json").document}
    assert listed[str(own)]["files"][0]["state"] == "unverified"
    assert listed[str(own)]["licence"]["badge"] == "unverified"
    assert listed[str(own)]["loads_here"] is True
    states = {file["quant"]: file["state"] for file in listed[FREE]["files"]}
    assert states["Q8_0"] == "ok"
    assert BOUND in listed
    assert "Q8_0" in pull("models", FREE).out
