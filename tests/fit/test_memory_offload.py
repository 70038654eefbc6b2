"""The estimate for layers on a GPU, against llama.cpp's own simulated allocation (on llvmpipe).

Loading for real there takes a minute of compiling shaders; what a device would hold does not.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.fit.memory import Placement, estimate_memory, layer_devices
from app.core.fit.shape import ModelShape, shape_of
from app.core.gguf_header import read_header
from app.core.messages import Simulate, Simulated
from app.core.run import LoadSettings, Simulation
from tests.fit.grid import MIB, Cell
from tests.fit.real_shapes import LOADABLE, Real
from tests.helpers.offload import DEVICE
from tests.helpers.worker_client import WorkerClient

pytestmark = pytest.mark.vulkan
SHARE, AT_LEAST = 0.05, 64 * MIB
SMALL_AT_LEAST = 8 * MIB
FAMILIES = (
    "llama",
    "qwen2-ax4",
    "exaone4",
    "exaone4-sliding",
    "glm4moe-solar",
    "deepseek2-kanana2",
)
MOE = ("glm4moe-solar", "exaone-moe")


@pytest.fixture(scope="module")
def worker(vulkan: dict[str, str]) -> Iterator[WorkerClient]:
    with WorkerClient(env=vulkan) as client:
        client.hello()
        yield client


def simulated(worker: WorkerClient, path: Path, settings: LoadSettings) -> Simulation:
    worker.send(Simulate(path=str(path), settings=settings))
    return worker.receive_until(Simulated)[0].simulation


def hold_against(
    worker: WorkerClient, path: Path, shape: ModelShape, placement: Placement, at_least: int
) -> None:
    settings = LoadSettings(
        n_ctx=placement.n_ctx,
        cache_type=placement.cache_type,
        devices=(DEVICE,),
        n_gpu_layers=placement.n_gpu_layers,
        n_cpu_moe=placement.n_cpu_moe,
    )
    parts = {part.device: part for part in simulated(worker, path, settings).parts}
    for said in estimate_memory(shape, placement).devices:
        told = parts[said.name]
        assert said.n_layers == told.n_layers
        for purpose in ("weights_bytes", "kv_bytes", "compute_bytes"):
            mine, theirs = getattr(said, purpose), getattr(told, purpose)
            assert abs(mine - theirs) <= max(SHARE * theirs, at_least), (
                f"{purpose} of {said.name} in {placement}: "
                f"{mine / MIB:.1f} MiB said, {theirs / MIB:.1f} told"
            )


@pytest.mark.parametrize("tied", [False, True], ids=["untied", "tied"])
@pytest.mark.parametrize("family", FAMILIES)
def test_all_half_one_none(worker: WorkerClient, family: str, tied: bool, tmp_path: Path):
    path = Cell(family, "Q4_K", tied).make(tmp_path)
    shape = shape_of(read_header(path))
    n_all = len(shape.layers) + 1
    for n_gpu_layers in (n_all, n_all // 2, 1, 0):
        placement = Placement(n_ctx=4096, gpus=(DEVICE,), n_gpu_layers=n_gpu_layers)
        hold_against(worker, path, shape, placement, SMALL_AT_LEAST)


@pytest.mark.parametrize("family", MOE)
def test_experts_that_stay(worker: WorkerClient, family: str, tmp_path: Path):
    path = Cell(family, "Q4_K", tied=False).make(tmp_path)
    shape = shape_of(read_header(path))
    for n_cpu_moe in (1, 3, 99):
        placement = Placement(n_ctx=4096, gpus=(DEVICE,), n_gpu_layers=99, n_cpu_moe=n_cpu_moe)
        hold_against(worker, path, shape, placement, SMALL_AT_LEAST)


@pytest.mark.parametrize("real", LOADABLE, ids=lambda real: real.name)
def test_shapes_as_large_as_real_ones(worker: WorkerClient, real: Real, tmp_path: Path):
    path = real.make(tmp_path, words=False)
    shape = shape_of(read_header(path))
    for n_gpu_layers in (99, len(shape.layers) // 2, 0):
        for n_ctx in (4096, 32768):
            placement = Placement(n_ctx=n_ctx, gpus=(DEVICE,), n_gpu_layers=n_gpu_layers)
            hold_against(worker, path, shape, placement, AT_LEAST)


def test_layers_lie_where_they_were_foretold(worker: WorkerClient, tmp_path: Path):
    path = Cell("exaone4-sliding", "Q8_0", tied=False).make(tmp_path)
    shape = shape_of(read_header(path))
    for n_gpu_layers in (0, 1, 2, 40, 65, 66):
        settings = LoadSettings(n_ctx=512, devices=(DEVICE,), n_gpu_layers=n_gpu_layers)
        where = layer_devices(shape, Placement(gpus=(DEVICE,), n_gpu_layers=n_gpu_layers))
        # The one that predicts further tokens is shared out, and never loaded.
        run = [device for device, layer in zip(where, shape.layers, strict=False) if layer.runs]
        assert simulated(worker, path, settings).gpu_layers == sum(run) + where[-1]
