"""How far the memory estimate is off, from the header alone, for models as large as real ones.

Those that a PC with 16 GB takes are loaded by the worker; for the others llama.cpp's own
simulated allocation says what they would take.
"""

from pathlib import Path

from app.core.fit.weights import repacked_types
from app.core.messages import LoadFailed, Simulate, Simulated
from app.core.run import LoadSettings
from tests.bench.table import Row
from tests.fit.grid import MIB, estimated_of, foretold, told
from tests.fit.real_shapes import LARGE, LOADABLE, Real
from tests.helpers.worker_client import WorkerClient

SHARE, AT_LEAST = 0.05, 64 * MIB
SETTINGS = LoadSettings(n_ctx=4096, devices=())


def memory_estimate(folder: Path, n_times: int) -> list[Row]:
    """Hold the estimate against the engine, part by part; nothing here varies from time to
    time."""
    del n_times
    folder.mkdir(parents=True, exist_ok=True)
    with WorkerClient() as worker:
        worker.hello()
        rows = [_loaded(worker, real, folder) for real in LOADABLE]
        return rows + [_simulated(worker, real, folder) for real in LARGE]


def _loaded(worker: WorkerClient, real: Real, folder: Path) -> Row:
    path = real.make(folder, words=True)
    try:
        report = worker.load(path, SETTINGS, timeout=600)
        said = estimated_of(path, SETTINGS, repacked_types(report.cpu_features)).devices[0]
        return _row(real, "loaded", foretold(said), told(report))
    finally:
        path.unlink()


def _simulated(worker: WorkerClient, real: Real, folder: Path) -> Row:
    path = real.make(folder, words=True)
    try:
        worker.send(Simulate(path=str(path), settings=SETTINGS))
        answer, _ = worker.receive_until((Simulated, LoadFailed), timeout=120)
        assert isinstance(answer, Simulated), answer
        (part,) = answer.simulation.parts
        said = estimated_of(path, SETTINGS).devices[0]
        real_bytes = {
            "weights": part.weights_bytes,
            "cache": part.kv_bytes,
            "compute": part.compute_bytes,
        }
        return _row(
            real, "simulated", {**foretold(said), "weights": said.weights_bytes}, real_bytes
        )
    finally:
        path.unlink()


def _row(real: Real, how: str, said: dict[str, int], real_bytes: dict[str, int]) -> Row:
    """Return the row of the part that is off the most, for what it may be off."""
    off = {purpose: said[purpose] - n_bytes for purpose, n_bytes in real_bytes.items()}
    allowed = {purpose: max(SHARE * n, AT_LEAST) for purpose, n in real_bytes.items()}
    worst = max(off, key=lambda purpose: abs(off[purpose]) / allowed[purpose])
    parts = ", ".join(
        f"{purpose} {n / MIB:,.1f} {off[purpose] / MIB:+.1f}" for purpose, n in real_bytes.items()
    )
    return Row(
        f"memory estimate, {real.name}, off by at most",
        abs(off[worst]) / MIB,
        allowed[worst] / MIB,
        "MiB",
        at_most=True,
        note=f"{how}, MiB: {parts}",
    )
