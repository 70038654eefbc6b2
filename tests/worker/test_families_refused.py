"""Families that llama.cpp does not know: refused from the header, and by the worker."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from app.core.catalogue import CatalogueModel
from app.core.catalogue_files import load_catalogue
from app.core.engine_knowledge import EngineKnowledge
from app.core.gguf_header import read_header
from app.core.messages import LoadFailed
from app.core.problem import Problem
from app.services.engine_probe import EngineProbe
from app.services.paths import DataPaths
from tests.helpers.families import FAMILIES
from tests.helpers.gguf_maker import Recipe, make_gguf
from tests.helpers.worker_client import COMMAND, WorkerClient
from tests.worker.conftest import SETTINGS

REFUSED = ("vaetki", "axk2", "hcx-seed-think", "hyperclovax", "solar-open2")
FIRST_BYTES = 1 << 16
"""Less than the whole file: what a remote one is judged by."""


@pytest.fixture(scope="module")
def worker() -> Iterator[WorkerClient]:
    """One worker for the whole file: it outlives a load that failed."""
    with WorkerClient() as client:
        client.hello()
        yield client


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> EngineKnowledge:
    """What the installed llama.cpp says of all these."""
    probe = EngineProbe(DataPaths(tmp_path_factory.mktemp("data")), COMMAND)
    architectures = {family.architecture for family in FAMILIES}
    tokenizers = {("gpt2", family.pre) for family in FAMILIES} | {("gpt2", "hyperclovax")}
    return probe.knowledge((*REFUSED, *architectures), tokenizers)


def models_of(architecture: str) -> list[CatalogueModel]:
    resources = Path(__file__).parents[2] / "resources"
    return [m for m in load_catalogue(resources).models if m.architecture == architecture]


def judged(path: Path, knowledge: EngineKnowledge) -> Problem | None:
    header = read_header(BytesIO(path.read_bytes()[:FIRST_BYTES]))
    return knowledge.judge(header.architecture, header.tokenizer_model, header.tokenizer_pre)


@pytest.mark.parametrize("architecture", REFUSED)
def test_an_unknown_architecture_is_refused_before_and_by_the_worker(
    worker: WorkerClient, knowledge: EngineKnowledge, tmp_path: Path, architecture: str
):
    path = make_gguf(tmp_path / "m.gguf", Recipe(architecture=architecture))
    problem = judged(path, knowledge)
    assert problem is not None
    answer = worker.try_load(path, SETTINGS)
    assert isinstance(answer, LoadFailed)
    for found in (problem, answer.problem):
        assert found.kind == "unknown_architecture"
        assert found.params == {"architecture": architecture}


@pytest.mark.parametrize("architecture", REFUSED)
def test_the_catalogue_says_why(architecture: str):
    models = models_of(architecture)
    assert models
    for model in models:
        assert model.cannot_run is not None
        assert model.cannot_run.ko
        assert model.cannot_run.en


def test_an_unknown_tokenizer_is_refused_before_and_by_the_worker(
    worker: WorkerClient, knowledge: EngineKnowledge, tmp_path: Path
):
    path = make_gguf(tmp_path / "m.gguf", Recipe(tokenizer_pre="hyperclovax"))
    problem = judged(path, knowledge)
    assert problem is not None
    answer = worker.try_load(path, SETTINGS)
    assert isinstance(answer, LoadFailed)
    for found in (problem, answer.problem):
        assert found.kind == "unknown_tokenizer"
        assert found.params == {"tokenizer": "hyperclovax"}


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.id)
def test_a_known_family_is_not_refused(knowledge: EngineKnowledge, tmp_path: Path, family):
    path = family.make(tmp_path / "m.gguf")
    assert judged(path, knowledge) is None
    header = read_header(path)
    assert knowledge.loads(header.architecture, header.tokenizer_model, header.tokenizer_pre)


def test_no_model_of_the_catalogue_says_what_llama_cpp_denies(knowledge: EngineKnowledge):
    """A model that the catalogue would let people fetch is of an architecture that loads."""
    resources = Path(__file__).parents[2] / "resources"
    models = [m for m in load_catalogue(resources).models if m.cannot_run is None]
    asked = {model.architecture for model in models if model.architecture}
    assert asked <= {name for name, known in knowledge.architectures.items() if known}
