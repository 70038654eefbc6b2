"""Layers on a GPU for real: llama.cpp's Vulkan on llvmpipe, by real workers.

What a pane and the terminal say rests on this: where each layer lies is read back, never assumed.
"""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from app.core.messages import Load, Loaded, LoadFailed, LoadStepTold, Simulate, Simulated
from app.core.run import GPU_MARGIN_BYTES, DevicePart, LoadReport, LoadSettings
from tests.helpers.families import FAMILIES
from tests.helpers.gguf_maker import Recipe, Shape, make_gguf
from tests.helpers.offload import DEVICE
from tests.helpers.worker_client import WorkerClient

pytestmark = pytest.mark.vulkan

N_LAYERS = 4
SETTINGS = LoadSettings(n_threads=1, n_ctx=512, n_batch=64, use_mmap=False, devices=(DEVICE,))
CAPITAL = "한국의 수도는 어디인가요?"
LOAD_S = 120.0
PLAYED_BYTES = 2 * 1024**3
"""The memory of the GPU that Debian 12's Mesa plays."""
"""A first load builds shaders."""


@pytest.fixture(scope="module")
def worker(vulkan: dict[str, str]) -> Iterator[WorkerClient]:
    """One worker for the whole file: each load takes the place of the last."""
    with WorkerClient(env=vulkan) as client:
        client.hello()
        yield client


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model of four layers, large enough that its parts have sizes to compare."""
    shape = Shape(n_layers=N_LAYERS, width=256, n_heads=4, n_kv_heads=2, n_ff=1024)
    return make_gguf(tmp_path_factory.mktemp("gguf") / "m.gguf", Recipe(shape=shape))


def changed(**values: object) -> LoadSettings:
    """The tests' settings with some of them changed."""
    return msgspec.structs.replace(SETTINGS, **values)


def load(worker: WorkerClient, path: Path, settings: LoadSettings) -> LoadReport:
    """Load, with the time that shaders need."""
    return worker.load(path, settings, timeout=LOAD_S)


def part(report: LoadReport, device: str) -> DevicePart:
    """What one device holds."""
    return next(each for each in report.parts if each.device == device)


def test_every_layer(worker: WorkerClient, model: Path):
    report = load(worker, model, changed(n_gpu_layers=99))
    assert (report.backend, report.gpu_layers) == (DEVICE, N_LAYERS + 1)
    gpu, cpu = part(report, DEVICE), part(report, "CPU")
    assert (gpu.n_layers, cpu.n_layers) == (N_LAYERS + 1, 0)
    assert gpu.weights_bytes > cpu.weights_bytes > 0, "the embedding stays with the processor"
    assert gpu.kv_bytes > cpu.kv_bytes == 0
    assert gpu.compute_bytes > 0
    assert report.steps == ()


def test_some_of_the_layers(worker: WorkerClient, model: Path):
    every = load(worker, model, changed(n_gpu_layers=99))
    some = load(worker, model, changed(n_gpu_layers=3))
    assert (some.backend, some.gpu_layers) == (f"{DEVICE}+CPU", 3)
    assert (part(some, DEVICE).n_layers, part(some, "CPU").n_layers) == (3, N_LAYERS - 2)
    assert 0 < part(some, DEVICE).weights_bytes < part(every, DEVICE).weights_bytes
    assert part(some, DEVICE).kv_bytes == part(some, "CPU").kv_bytes > 0


def test_no_layer_where_none_was_asked_for(worker: WorkerClient, model: Path):
    report = load(worker, model, changed(n_gpu_layers=0))
    assert (report.backend, report.gpu_layers) == ("CPU", 0)


def test_as_many_as_fit_is_every_layer_of_a_small_model(worker: WorkerClient, model: Path):
    report = load(worker, model, SETTINGS)
    assert (report.backend, report.gpu_layers, report.steps) == (DEVICE, N_LAYERS + 1, ())


def test_a_gpu_that_the_processor_plays_is_never_taken_by_itself(worker: WorkerClient, model: Path):
    report = load(worker, model, changed(devices=None))
    assert (report.backend, report.gpu_layers, report.steps) == ("CPU", 0, ())
    answer = worker.try_load(model, changed(devices=None, n_gpu_layers=2))
    assert isinstance(answer, LoadFailed)
    assert answer.problem.kind == "device_missing"


@pytest.mark.parametrize("n_layers", [0, 3, 99])
def test_it_answers_the_same_wherever_its_layers_lie(
    worker: WorkerClient, resources: Path, n_layers: int
):
    starter = resources / "models" / "starter-s.Q8_0.gguf"
    load(worker, starter, changed(devices=()))
    expected = worker.run(CAPITAL).text
    load(worker, starter, changed(n_gpu_layers=n_layers))
    assert "서울" in expected
    worker.ask(CAPITAL)
    assert worker.result(LOAD_S).text == expected


def test_a_wrong_device_is_named_with_those_that_are_there(worker: WorkerClient, model: Path):
    answer = worker.try_load(model, changed(devices=("Vulkan1",)))
    assert isinstance(answer, LoadFailed)
    assert answer.problem.kind == "device_missing"
    assert answer.problem.params == {"device": "Vulkan1", "known": f"{DEVICE}, CPU"}


@pytest.mark.parametrize("n_layers", [0, 2, 99])
def test_a_simulation_says_what_each_device_then_holds(
    worker: WorkerClient, model: Path, n_layers: int
):
    settings = changed(n_gpu_layers=n_layers)
    worker.send(Simulate(path=str(model), settings=settings))
    answer, _ = worker.receive_until((Simulated, LoadFailed), LOAD_S)
    assert isinstance(answer, Simulated), answer
    report = load(worker, model, settings)
    assert answer.simulation.gpu_layers == report.gpu_layers
    for found in answer.simulation.parts:
        told = part(report, found.device)
        assert found.n_layers == told.n_layers
        for name in ("weights_bytes", "kv_bytes", "compute_bytes"):
            assert getattr(found, name) == pytest.approx(getattr(told, name), abs=2**17), name


def test_experts_stay_in_main_memory(worker: WorkerClient, tmp_path: Path):
    family = next(each for each in FAMILIES if each.id == "glm4moe-solar")
    path = family.make(tmp_path / "m.gguf")
    every = load(worker, path, changed(n_gpu_layers=99))
    without = load(worker, path, changed(n_gpu_layers=99, n_cpu_moe=3))
    assert without.gpu_layers == every.gpu_layers
    assert part(without, DEVICE).weights_bytes < part(every, DEVICE).weights_bytes
    assert part(without, "CPU").weights_bytes > part(every, "CPU").weights_bytes
    worker.ask("한국의 수도는?", think="off")
    assert worker.result(LOAD_S).text == "서울입니다."


@pytest.mark.parametrize("cache_type", ["q8_0", "q4_0"])
def test_a_smaller_cache_is_smaller_on_the_gpu(worker: WorkerClient, model: Path, cache_type: str):
    full = load(worker, model, changed(n_gpu_layers=99))
    small = load(worker, model, changed(n_gpu_layers=99, cache_type=cache_type))
    assert (small.cache_type, small.flash_attention) == (cache_type, True)
    assert part(small, DEVICE).kv_bytes < part(full, DEVICE).kv_bytes


def test_of_a_model_that_does_not_fit_as_many_layers_go_there_as_do(
    worker: WorkerClient, tmp_path: Path
):
    """Nine layers of 0.2 GiB of cache each, where the GPU says that it has 2 GiB, and half a
    GiB of that is left alone."""
    shape = Shape(n_layers=9, width=256, n_heads=4, n_kv_heads=2, n_ff=1024)
    path = make_gguf(tmp_path / "m.gguf", Recipe(shape=shape))
    report = load(worker, path, changed(n_ctx=400_000, n_batch=32))
    gpu = part(report, DEVICE)
    room = next(device.total_bytes for device in report.devices if device.name == DEVICE)
    if room > PLAYED_BYTES:
        pytest.skip("this Mesa plays a GPU that has all of the PC's memory: everything fits")
    taken = gpu.weights_bytes + gpu.kv_bytes + gpu.compute_bytes
    assert 0 < report.gpu_layers < 10
    assert report.backend == f"{DEVICE}+CPU"
    assert taken <= room - GPU_MARGIN_BYTES < taken + 2 * gpu.kv_bytes / (gpu.n_layers - 1)
    assert report.steps == (), "nothing had to be tried that failed"


@pytest.mark.parametrize(
    ("n_layers", "rungs"),
    [(99, ["as_asked", "smaller_batch"]), (-1, ["as_asked", "fewer_layers"])],
    ids=["layers by number", "as many as fit"],
)
def test_where_the_driver_gives_no_more_the_ladder_is_gone_down_and_told(
    vulkan: dict[str, str], model: Path, n_layers: int, rungs: list[str]
):
    """Buffers of more than 300 kB are refused, as by a full GPU. One that was named is never
    left for the CPU: in the end the load fails."""
    with WorkerClient(env={**vulkan, "GGML_VK_FORCE_MAX_BUFFER_SIZE": "300000"}) as worker:
        worker.hello()
        settings = changed(n_batch=512, n_gpu_layers=n_layers)
        worker.send(Load(engine="llama", path=str(model), settings=settings))
        answer, seen = worker.receive_until((Loaded, LoadFailed), LOAD_S)
        steps = [message.step for message in seen if isinstance(message, LoadStepTold)]
        assert isinstance(answer, LoadFailed), answer
        assert answer.problem.kind in ("out_of_memory", "not_offloaded")
        assert list(dict.fromkeys(step.rung for step in steps))[:2] == rungs
        assert all(step.n_gpu_layers > 0 for step in steps)
        assert all(step.wanted_bytes and step.wanted_bytes > 300_000 for step in steps)


def test_layers_that_only_seem_to_be_offloaded_are_an_error(vulkan: dict[str, str], model: Path):
    """The driver takes no matrix: llama.cpp still says that every layer is the GPU's, and lets
    the CPU compute them."""
    limits = {
        "GGML_VK_FORCE_MAX_BUFFER_SIZE": "700000",
        "GGML_VK_SUBALLOCATION_BLOCK_SIZE": "600000",
    }
    with WorkerClient(env={**vulkan, **limits}) as worker:
        worker.hello()
        answer = worker.try_load(model, changed(n_gpu_layers=99), timeout=LOAD_S)
        assert isinstance(answer, LoadFailed), answer
        assert answer.problem.kind == "not_offloaded"
        assert answer.problem.params == {"devices": DEVICE}
