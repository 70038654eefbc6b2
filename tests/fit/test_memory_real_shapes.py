"""The estimate against llama.cpp's own simulated allocation, for shapes from 0.5B to 236B."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.messages import LoadFailed, Simulate, Simulated
from app.core.run import CacheType, LoadSettings
from tests.fit.grid import MIB, estimated_of
from tests.fit.real_shapes import LARGE, LOADABLE, Real
from tests.helpers.worker_client import WorkerClient

SHARE, AT_LEAST = 0.05, 64 * MIB
LOADS: tuple[tuple[int, CacheType], ...] = ((4096, "f16"), (32768, "f16"), (32768, "q8_0"))


@pytest.fixture(scope="module")
def worker() -> Iterator[WorkerClient]:
    with WorkerClient() as client:
        client.hello()
        yield client


@pytest.mark.parametrize("real", [*LOADABLE, *LARGE], ids=lambda real: real.name)
def test_as_llama_cpp_itself_foretells(worker: WorkerClient, real: Real, tmp_path: Path):
    path = real.make(tmp_path, words=False)
    for n_ctx, cache_type in LOADS:
        settings = LoadSettings(n_ctx=n_ctx, cache_type=cache_type, devices=())
        worker.send(Simulate(path=str(path), settings=settings))
        answer, _ = worker.receive_until((Simulated, LoadFailed))
        if isinstance(answer, LoadFailed):
            # Heads of 80 values have no quantised cache; the estimate knows that too.
            assert cache_type != "f16"
            assert real.shape.head_size % 32
            continue
        (told,) = answer.simulation.parts
        said = estimated_of(path, settings).devices[0]
        assert said.n_layers == told.n_layers
        for purpose in ("weights_bytes", "kv_bytes", "compute_bytes"):
            mine, theirs = getattr(said, purpose), getattr(told, purpose)
            assert abs(mine - theirs) <= max(SHARE * theirs, AT_LEAST), (
                f"{purpose} at {n_ctx}, {cache_type}: "
                f"{mine / MIB:.1f} MiB said, {theirs / MIB:.1f} told"
            )
