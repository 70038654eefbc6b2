"""What stands in the catalogue that ships: complete, in both languages, and true to its rules."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.core.catalogue import Catalogue, CatalogueModel, Text
from app.core.catalogue_files import load_catalogue
from app.core.run import Sampling

RESOURCES = Path(__file__).resolve().parents[2] / "resources"

KNOWN_IDS = """
hcx-seed-0.5b hcx-seed-1.5b hcx-seed-vision-3b hcx-seed-think-14b hcx-seed-think-32b
hcx-seed-omni-8b solar-10.7b solar-pro-preview-22b solar-open-100b solar-open2-250b ax-3.1-light
ax-3.1 ax-4.0-light ax-4.0-72b ax-k1 ax-k2 vaetki-112b vaetki-20b-a2b vaetki-7b-a1b
vaetki-vl-7b-a1b llama-varco-8b exaone-3.5-2.4b exaone-3.5-7.8b exaone-3.5-32b exaone-deep-2.4b
exaone-deep-7.8b exaone-deep-32b exaone-4.0-1.2b exaone-4.0-32b exaone-4.5-33b k-exaone-236b
k-exaone-2.0-750b kanana-1.5-2.1b kanana-1.5-8b kanana-2-1.3b kanana-2-3b kanana-2-30b-a3b
midm-2.0-mini midm-2.0-base tri-7b bllossom-8b eeve-10.8b motif polyglot-42dot
""".split()

NOT_RUNNING = """
ax-k1 ax-k2 vaetki-112b vaetki-20b-a2b vaetki-7b-a1b vaetki-vl-7b-a1b hcx-seed-vision-3b
hcx-seed-think-14b hcx-seed-think-32b hcx-seed-omni-8b solar-pro-preview-22b solar-open2-250b
k-exaone-2.0-750b motif
""".split()

UNKNOWN_ARCHITECTURES = {"hcx-seed-think", "hyperclovax", "axk2", "vaetki", "solar-open2", "solar"}
"""The carried llama.cpp throws on them."""

NATIONAL = {"naver", "upstage", "skt", "nc-ai", "lg"}
HANGUL = re.compile("[가-힣]")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(RESOURCES)


def texts(value: Any) -> Iterator[Text]:
    """Every Text in a value, however deep."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            yield from texts(getattr(value, field))
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)


def samplings(model: CatalogueModel) -> list[Sampling]:
    return [s for s in (model.sampling, model.sampling_thinking) if s is not None]


def test_nothing_of_it_is_broken(catalogue: Catalogue) -> None:
    assert catalogue.broken == ()


def test_every_known_model_is_there_once(catalogue: Catalogue) -> None:
    assert len(KNOWN_IDS) == 44
    ids = [model.id for model in catalogue.models]
    assert len(set(ids)) == len(ids)
    assert set(KNOWN_IDS) <= set(ids)
    assert catalogue.find("EXAONE-4.0-1.2B") is catalogue.find("exaone-4.0-1.2b")


def test_every_sentence_has_both_languages(catalogue: Catalogue) -> None:
    for text in texts(catalogue):
        assert text.ko.strip() == text.ko != ""
        assert text.en.strip() == text.en != ""
        assert not HANGUL.search(text.en), text
    # Names may be the same in both; sentences may not.
    for model in catalogue.models:
        said = (model.licence.meaning, model.cannot_run, model.needs, *model.problems)
        for text in said:
            assert text is None or HANGUL.search(text.ko), text


def test_the_licence_answers_in_one_sentence(catalogue: Catalogue) -> None:
    for model in catalogue.models:
        meaning = model.licence.meaning
        assert meaning.ko.endswith("다.") or meaning.ko.endswith("세요."), model.id
        assert meaning.ko.count("다. ") == 0, model.id
        assert not re.search(r"\. [A-Z]", meaning.en), model.id
        assert meaning.en.endswith("."), model.id


def test_badges_and_answers_agree(catalogue: Catalogue) -> None:
    opening = {"commercial": ("네, ", "Yes"), "noncommercial": ("아니요, ", "No:")}
    for model in catalogue.models:
        ko, en = opening.get(model.licence.badge, ("", ""))
        assert model.licence.meaning.ko.startswith(ko), model.id
        assert model.licence.meaning.en.startswith(en), model.id
        if model.licence.badge in ("conditional", "unverified"):
            assert not model.licence.meaning.ko.startswith(("네,", "아니요,")), model.id
        if model.licence.badge == "noncommercial":
            assert model.licence.source, model.id


@pytest.mark.parametrize(
    ("model_id", "badge", "shown"),
    [
        ("hcx-seed-1.5b", "conditional", "Powered by HyperCLOVA X"),
        ("llama-varco-8b", "conditional", "Built with Llama"),
        ("kanana-2-3b", "conditional", "Powered by Kanana"),
        ("solar-open-100b", "commercial", "Built with Solar"),
        ("exaone-4.0-1.2b", "noncommercial", ""),
        ("ax-4.0-light", "commercial", ""),
        ("hcx-seed-omni-8b", "unverified", ""),
    ],
)
def test_licences_of_some(catalogue: Catalogue, model_id: str, badge: str, shown: str) -> None:
    model = catalogue.find(model_id)
    assert model is not None
    assert model.licence.badge == badge
    assert (shown in model.licence.must_show) if shown else model.licence.must_show == ()


def test_no_model_without_a_source(catalogue: Catalogue) -> None:
    for model in catalogue.models:
        assert model.sources, model.id
        assert len(set(model.sources)) == len(model.sources), model.id


def test_national_teams_have_a_flagship(catalogue: Catalogue) -> None:
    assert {team.id for team in catalogue.teams if team.national} == NATIONAL
    for team in catalogue.teams:
        models = {model.id for model in catalogue.of_team(team.id)}
        assert models, team.id
        assert team.flagship in models or (not team.flagship and not team.national), team.id


def test_every_national_team_has_something_that_runs(catalogue: Catalogue) -> None:
    for team_id in NATIONAL:
        assert any(model.cannot_run is None for model in catalogue.of_team(team_id)), team_id


def test_what_cannot_run_says_why_and_what_would(catalogue: Catalogue) -> None:
    cannot = {model.id: model for model in catalogue.models if model.cannot_run}
    assert set(cannot) == set(NOT_RUNNING)
    for model in cannot.values():
        assert model.needs is not None, model.id
        nearest = catalogue.find(model.nearest)
        assert nearest is not None, model.id
        assert nearest.cannot_run is None, model.id
        assert nearest.team == model.team or model.id == "motif", model.id


def test_architectures_are_plain_names(catalogue: Catalogue) -> None:
    for model in catalogue.models:
        assert re.fullmatch(r"[a-z0-9-]*", model.architecture), model.id
        if model.architecture in UNKNOWN_ARCHITECTURES:
            assert model.cannot_run, model.id


def test_files_belong_to_the_repos(catalogue: Catalogue) -> None:
    for model in catalogue.models:
        repos = {repo.repo for repo in model.repos}
        for file in model.files:
            assert file.repo in repos, (model.id, file.repo)
            assert file.file == "" or file.file.endswith(".gguf"), (model.id, file.file)
            assert file.quantisation == file.quantisation.strip() != "", model.id
            assert not file.sha256 or file.file, model.id
        wanted = [(file.repo, file.quantisation) for file in model.files]
        assert len(set(wanted)) == len(wanted), model.id


def test_samplings_are_sensible(catalogue: Catalogue) -> None:
    assert sum(1 for model in catalogue.models if samplings(model)) > 15
    for model in catalogue.models:
        for sampling in samplings(model):
            assert 0 <= sampling.temperature <= 1.5, model.id
            assert 0 <= sampling.top_k <= 100, model.id
            assert 0.5 <= sampling.top_p <= 1, model.id
            assert 0 <= sampling.min_p <= 0.2, model.id
            assert 1 <= sampling.repeat_penalty <= 1.3, model.id
            assert 0 <= sampling.presence_penalty <= 2, model.id
            assert sampling.frequency_penalty == 0, model.id
            assert sampling.seed == Sampling().seed, model.id


def test_exaone_is_never_punished_for_repetition(catalogue: Catalogue) -> None:
    models = [model for model in catalogue.models if model.architecture == "exaone"]
    assert len(models) == 6
    assert all(s.repeat_penalty == 1.0 for model in models for s in samplings(model))


def test_thinking_habits(catalogue: Catalogue) -> None:
    by_default = {m.id for m in catalogue.models if m.thinking and m.thinking.by_default}
    assert {"exaone-deep-2.4b", "exaone-4.5-33b", "k-exaone-236b", "solar-open-100b"} <= by_default
    assert "exaone-4.0-1.2b" not in by_default
    policies = {m.id: m.system_prompt for m in catalogue.models if m.system_prompt != "allowed"}
    assert policies["exaone-deep-7.8b"] == "avoid"
    assert policies["midm-2.0-mini"] == policies["solar-open-100b"] == "own"
