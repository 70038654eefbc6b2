"""The estimate of speed after a calibration against what models of real shapes do, and the same
once a real run of another model has been seen."""

from dataclasses import dataclass
from pathlib import Path
from statistics import median

import msgspec
import psutil
from PySide6.QtCore import QCoreApplication

from app.core.fit.calibration import Calibration
from app.core.fit.made_gguf import MadeShape, write_gguf
from app.core.fit.memory import Placement
from app.core.fit.shape import ModelShape, shape_of
from app.core.fit.speed import Figure, learn
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
    """A model's rates over their estimates, from a calibration just before."""

    name: str
    ratios: dict[Figure, float]


def speed_estimate(folder: Path, n_pairs: int) -> list[Row]:
    """Calibrate and measure in turn, model after model."""
    application = QCoreApplication.instance() or QCoreApplication([])
    found = [
        _measure(folder, f"{size} {made.type}", made, max(1, n_pairs // 3), application)
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
            other.name: _percent(other.ratios[figure] / told.ratios[figure])
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


def _measure(
    folder: Path, name: str, made: MadeShape, n_times: int, application: QCoreApplication
) -> Told:
    path = folder / "speed.gguf"
