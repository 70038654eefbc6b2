"""What came of a load, as the engine said it: real workers, real files, the CPU alone."""

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from app.core.messages import (
    Load,
    Loaded,
    LoadFailed,
    LoadProgress,
    LoadStepTold,
    Simulate,
    Simulated,
)
from app.core.run import DevicePart, LoadReport, LoadSettings, Simulation
from tests.helpers.families import FAMILIES
from tests.helpers.gguf_maker import Recipe, Shape, make_gguf
from tests.helpers.worker_client import WorkerClient
from tests.worker.conftest import SETTINGS

Script = Callable[..., Path]
MIB = 2**20
NEXT_PREDICTS = ("exaone-moe", "exaone4-sliding")


@pytest.fixture(scope="module")
def worker() -> Iterator[WorkerClient]:
    """One worker for the whole file: each load takes the place of the last."""
    with WorkerClient() as client:
        client.hello()
        yield client


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model of three layers, large enough that its parts have sizes to compare."""
    shape = Shape(n_layers=3, width=256, n_heads=4, n_kv_heads=2, n_ff=1024)
    return make_gguf(tmp_path_factory.mktemp("gguf") / "m.gguf", Recipe(shape=shape))


def changed(**values: object) -> LoadSettings:
    """The tests' settings with some of them changed."""
    return msgspec.structs.replace(SETTINGS, **values)


def simulate(worker: WorkerClient, path: Path, settings: LoadSettings) -> Simulation:
    """What the worker says that loading would take."""
    worker.send(Simulate(path=str(path), settings=settings))
    answer, _ = worker.receive_until((Simulated, LoadFailed))
    assert isinstance(answer, Simulated), answer
    return answer.simulation


def test_every_layer_of_a_load_on_the_cpu_is_told_to_be_there(worker: WorkerClient, model: Path):
    report = worker.load(model, SETTINGS)
    (part,) = report.parts
    assert (part.device, part.n_layers) == ("CPU", report.n_layers + 1)
    assert (report.backend, report.gpu_layers, report.steps) == ("CPU", 0, ())
    assert part.weights_bytes == report.memory.weights_bytes
    assert part.kv_bytes == report.memory.kv_bytes
    assert part.compute_bytes == report.memory.compute_bytes


def test_the_cache_and_flash_attention_are_what_was_asked_for(worker: WorkerClient, model: Path):
    full = worker.load(model, changed(cache_type="f16", flash_attention="off"))
    small = worker.load(model, changed(cache_type="q8_0"))
    assert (full.cache_type, full.flash_attention) == ("f16", False)
    assert (small.cache_type, small.flash_attention) == ("q8_0", True)
    assert full.memory.kv_bytes is not None
    assert small.memory.kv_bytes is not None
    assert small.memory.kv_bytes / full.memory.kv_bytes == pytest.approx(34 / 64, abs=0.01)


def test_flash_attention_that_is_left_to_llama_cpp_is_told(worker: WorkerClient, model: Path):
    assert worker.load(model, SETTINGS).flash_attention is not None


def test_a_small_cache_without_flash_attention_is_refused_by_name(
    worker: WorkerClient, model: Path
):
    answer = worker.try_load(model, changed(cache_type="q4_0", flash_attention="off"))
    assert isinstance(answer, LoadFailed)
    assert answer.problem.kind == "flash_attention_needed"
    assert answer.problem.params == {"cache_type": "q4_0"}


@pytest.mark.parametrize("name", ["Vulkan7", "CUDA12", "없는 장치", ""])
def test_a_device_that_is_not_there_is_named_with_those_that_are(
    worker: WorkerClient, model: Path, name: str
):
    answer = worker.try_load(model, changed(devices=(name,)))
    assert isinstance(answer, LoadFailed)
    assert answer.problem.kind == "device_missing"
    assert answer.problem.params["device"] == name
    assert "CPU" in str(answer.problem.params["known"])


def test_layers_for_a_gpu_are_refused_where_there_is_none(worker: WorkerClient, model: Path):
    answer = worker.try_load(model, changed(n_gpu_layers=2, devices=None))
    if isinstance(answer, Loaded):
        pytest.skip("there is a GPU")
    assert answer.problem.kind == "device_missing"


@pytest.mark.parametrize("devices", [(), ("CPU",)])
def test_the_cpu_alone_is_the_cpu_whatever_the_layers(
    worker: WorkerClient, model: Path, devices: tuple[str, ...]
):
    report = worker.load(model, changed(devices=devices, n_gpu_layers=99))
    assert (report.backend, report.gpu_layers) == ("CPU", 0)
    assert [part.device for part in report.parts] == ["CPU"]


@pytest.mark.parametrize("mapped", [False, True])
def test_a_simulated_load_takes_what_the_real_one_does(
    worker: WorkerClient, model: Path, mapped: bool
):
    settings = changed(cache_type="q8_0", n_ctx=2048, use_mmap=mapped, devices=())
    found = simulate(worker, model, settings)
    report = worker.load(model, settings)
    assert (found.n_layers, found.n_ctx, found.n_batch) == (3, report.n_ctx, report.n_batch)
    assert_alike(found, report)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.id)
def test_every_family_is_simulated_as_it_loads(
    worker: WorkerClient, family: object, tmp_path: Path
):
    path = family.make(tmp_path / "m.gguf")  # type: ignore[attr-defined]
    settings = changed(devices=(), use_mmap=False)
    found = simulate(worker, path, settings)
    assert_alike(found, worker.load(path, settings))


def test_experts_on_the_cpu_load_and_answer(worker: WorkerClient, tmp_path: Path):
    family = next(each for each in FAMILIES if each.id == "glm4moe-solar")
    path = family.make(tmp_path / "m.gguf")
    settings = changed(n_cpu_moe=2, use_mmap=False)
    plain = worker.load(path, changed(use_mmap=False)).memory
    assert worker.load(path, settings).memory == plain
    assert worker.run("안녕?", think="off").text == "서울입니다."


def test_a_file_that_cannot_be_used_fails_its_simulation(worker: WorkerClient, tmp_path: Path):
    worker.send(Simulate(path=str(tmp_path / "none.gguf"), settings=SETTINGS))
    answer, _ = worker.receive_until((Simulated, LoadFailed))
    assert isinstance(answer, LoadFailed)
    assert answer.problem.kind == "file_missing"


def test_a_simulation_leaves_the_loaded_model_as_it_was(worker: WorkerClient, model: Path):
    worker.load(model, SETTINGS)
    before = worker.run("x", max_tokens=8).done.n_output
    simulate(worker, model, changed(n_ctx=1024))
    assert worker.run("x", max_tokens=8).done.n_output == before


def test_each_step_down_is_told_as_it_happens(worker: WorkerClient, script: Script):
    path = script(gpu="GPU0", n_layers=24, short_loads=3, short_bytes=5 * MIB, text="네")
    worker.send(Load(engine="fake", path=str(path), settings=LoadSettings()))
    answer, seen = worker.receive_until((Loaded, LoadFailed))
    assert isinstance(answer, Loaded)
    steps = [message.step for message in seen if isinstance(message, LoadStepTold)]
    assert answer.report.steps == tuple(steps)
    assert [step.rung for step in steps] == ["as_asked", "fewer_layers", "fewer_layers"]
    assert [step.n_gpu_layers for step in steps] == [25, 19, 15]
    assert {step.wanted_bytes for step in steps} == {5 * MIB}
    assert (answer.report.backend, answer.report.gpu_layers) == ("GPU0+CPU", 12)
    assert answer.report.parts == (
        DevicePart(device="GPU0", n_layers=12),
        DevicePart(device="CPU", n_layers=13),
    )
    last = max(i for i, message in enumerate(seen) if isinstance(message, LoadStepTold))
    assert any(isinstance(message, LoadProgress) for message in seen[last:]), "progress goes on"


def test_a_gpu_that_was_named_is_not_left_silently(worker: WorkerClient, script: Script):
    path = script(gpu="GPU0", n_layers=24, short_loads=99, short_bytes=MIB)
    answer = worker.try_load(path, LoadSettings(devices=("GPU0",)), engine="fake")
    assert isinstance(answer, LoadFailed)
    assert answer.problem.kind == "out_of_memory"


def assert_alike(found: Simulation, report: LoadReport) -> None:
    """Both say the same of every device, but for rounding and the padding of mapped files."""
    assert found.gpu_layers == report.gpu_layers
    told = {part.device: part for part in report.parts}
    for part in found.parts:
        mine = told[part.device]
        assert part.n_layers == mine.n_layers
        for name in ("weights_bytes", "kv_bytes", "compute_bytes"):
            assert getattr(part, name) == pytest.approx(getattr(mine, name), abs=MIB // 8), name
