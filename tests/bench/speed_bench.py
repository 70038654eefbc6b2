"""The estimate of speed after a calibration against what models of real shapes do, and the same
once a real run of another model has been seen.

A machine's memory can be a fifth slower for half a minute, for reasons of its own. So each model
runs before and after a calibration, and this several times.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from statistics import geometric_mean, median

import msgspec
import psutil
from PySide6.QtCore import QCoreApplication

from app.core.fit.calibration import Calibration
from app.core.fit.made_gguf import MadeShape, write_gguf
from app.core.fit.memory import Placement
from app.core.fit.model_work import main_type
from app.core.fit.shape import ModelShape, shape_of
from app.core.fit.speed import Correction, Figure, estimate_speed, learn
from app.core.gguf_header import read_header
from app.core.metrics import decode_rate
from app.core.problem import Problem
from app.core.run import Device, LoadSettings
from app.services.calibration import Calibrator
from app.services.worker_process import worker_command
from tests.bench.table import Row
from tests.helpers.worker_client import WorkerClient

N_PROMPT, N_OUTPUT = 256, 48
N_CTX = 1024
SETTINGS = LoadSettings(n_ctx=N_CTX, devices=())
PLACEMENT = Placement(n_ctx=N_CTX)
BOUNDS: dict[Figure, float] = {"decode": 15, "prefill": 25}
AFTER_A_RUN = 10
ROOM_BYTES = 3 << 30
"""Beside the model itself."""

SHAPES = {
    "0.5B": MadeShape(
        type="", n_layers=24, width=1024, n_head=16, n_head_kv=8, n_ff=4096, n_vocab=110_592
    ),
    "1.2B": MadeShape(
        type="", n_layers=30, width=2048, n_head=32, n_head_kv=8, n_ff=4096, n_vocab=102_400
    ),
    "2.4B": MadeShape(
        type="", n_layers=30, width=2560, n_head=32, n_head_kv=8, n_ff=7168, n_vocab=102_400
    ),
    "7.8B": MadeShape(
        type="", n_layers=32, width=4096, n_head=32, n_head_kv=8, n_ff=14336, n_vocab=102_400
    ),
}
TABLES = {"Q4_K": "Q6_K", "Q8_0": "Q8_0"}
"""Quantisations, and the type of their tables, as files of Q4_K_M and Q8_0 have them."""


@dataclass(frozen=True)
class Told:
    """What the calibrations beside a model's runs said of it, and how far its real rates were
    from that: measured over estimated."""

    name: str
    model: ModelShape
    calibration: Calibration
    ratios: dict[Figure, float]


def speed_estimate(folder: Path, n_pairs: int) -> list[Row]:
    """Calibrate and measure in turn, model after model."""
    application = QCoreApplication.instance() or QCoreApplication([])
    found = [
        _measure(folder, f"{size} {made.type}", made, max(1, n_pairs // 2), application)
        for size, shape in SHAPES.items()
        for kind in TABLES
        if _has_room(folder, made := _typed(shape, kind))
    ]
    rows: list[Row] = []
    for figure, bound in BOUNDS.items():
        for told in found:
            error = _percent(1 / told.ratios[figure])
            name = f"{figure} estimate after calibration, {told.name}, off by"
            rows.append(Row(name, abs(error), bound, "%", True, f"{error:+.1f} %"))
        rows += _after_a_run(found, figure)
    return rows


def _after_a_run(found: list[Told], figure: Figure) -> list[Row]:
    """Return how far each estimate is off after a real run of each of the others."""
    rows: list[Row] = []
    for told in found:
        errors = {
            other.name: _percent(_factor(told, other, figure) / told.ratios[figure])
            for other in found
            if other is not told
        }
        if not errors:
            continue
        worst = max(errors, key=lambda name: abs(errors[name]))
        middle = median(abs(error) for error in errors.values())
        note = f"{errors[worst]:+.1f} % after {worst}; middle of all others {middle:.1f} %"
        name = f"{figure} estimate, {told.name}, after one run of any other model, off by"
        rows.append(Row(name, abs(errors[worst]), AFTER_A_RUN, "%", True, note))
    return rows


def _factor(told: Told, other: Told, figure: Figure) -> float:
    """Return what the estimate is multiplied by after the other's run."""
    seen = Correction(
        figure=figure,
        devices=("CPU",),
        quantisation=main_type(other.model),
        identity=other.name,
        ratio=other.ratios[figure],
    )
    without, withal = (
        getattr(
            estimate_speed(told.model, PLACEMENT, told.calibration, known, identity=told.name),
            f"{figure}_empty",
        )
        for known in ((), (seen,))
    )
    return withal.estimate / without.estimate


def _measure(
    folder: Path, name: str, made: MadeShape, n_times: int, application: QCoreApplication
) -> Told:
    path = folder / "speed.gguf"
    for _ in write_gguf(path, made):
        pass
    model = shape_of(read_header(path))
    ratios: dict[Figure, list[float]] = {figure: [] for figure in BOUNDS}
    try:
        # Else what is left of the file is written while the model runs.
        with path.open("rb+") as file:
            os.fsync(file.fileno())
        with WorkerClient() as worker:
            worker.load(path, SETTINGS, timeout=600)
            before = _rates(worker)
            for _ in range(n_times):
                calibration = _calibrate(folder, application)
                after = _rates(worker)
                for figure in BOUNDS:
                    rate = geometric_mean((before[figure], after[figure]))
                    ratios[figure].append(_ratio(figure, rate, model, calibration))
                before = after
    finally:
        path.unlink()
    middle: dict[Figure, float] = {figure: median(of) for figure, of in ratios.items()}
    told = Told(name, model, calibration, middle)
    print(f"  {name}: " + ", ".join(f"{f} {r:.3f}" for f, r in told.ratios.items()), flush=True)
    return told


def _rates(worker: WorkerClient) -> dict[Figure, float]:
    """Return the tokens a second of one run."""
    run = worker.measure(timeout=900, n_prompt=N_PROMPT, n_gen=N_OUTPUT).runs[0]
    decode = decode_rate(list(run.tokens))
    assert decode is not None
    return {"decode": decode, "prefill": N_PROMPT * 1e9 / (run.prefill_done - run.began)}


def _ratio(figure: Figure, rate: float, model: ModelShape, calibration: Calibration) -> float:
    """Return measured over estimated."""
    correction = learn(
        figure, model, PLACEMENT, calibration, rate, n_prompt=N_PROMPT, n_output=N_OUTPUT
    )
    assert correction is not None
    return correction.ratio


def _calibrate(folder: Path, application: QCoreApplication) -> Calibration:
    calibrator = Calibrator(folder, worker_command(), "bench")
    found: list[Calibration] = []
    problems: list[Problem] = []
    calibrator.finished.connect(found.append)
    calibrator.failed.connect(problems.append)
    calibrator.finished.connect(application.quit)
    calibrator.failed.connect(application.quit)
    calibrator.start([Device(name="CPU", description="", kind="cpu")])
    application.exec()
    if not found:
        raise SystemExit(f"no calibration: {problems}")
    return found[0]


def _typed(shape: MadeShape, kind: str) -> MadeShape:
    return msgspec.structs.replace(shape, type=kind, table_type=TABLES[kind])


def _has_room(folder: Path, made: MadeShape) -> bool:
    n_bytes = made.weights_bytes
    # A CPU may keep a second copy in an order of its own.
    memory = psutil.virtual_memory().available - 2 * n_bytes
    enough = min(memory, psutil.disk_usage(str(folder)).free - n_bytes) > ROOM_BYTES
    if not enough:
        print(f"  left out, for it has no room here: {n_bytes / 2**30:.1f} GiB of {made.type}")
    return enough


def _percent(ratio: float) -> float:
    return (ratio - 1) * 100
