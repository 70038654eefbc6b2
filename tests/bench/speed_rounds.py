"""Models of real shapes, loaded side by side, and what calibrations say of their runs.

A virtual machine's processors are moved by its host now and then, for half a minute or for long:
to cores that are far from each other, say, which hand over to each other in four times the time
and read memory a quarter faster. A model that weighs next to nothing tells when that has happened:
its token takes half as long again. Only what was measured in one such state is compared.
"""

import os
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import msgspec
import psutil
from PySide6.QtCore import QCoreApplication

from app.core.fit.calibration import Calibration
from app.core.fit.calibration_plan import THIN_MANY
from app.core.fit.calibration_reading import token_seconds
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
from tests.helpers.worker_client import WorkerClient

N_PROMPT, N_OUTPUT = 256, 48
N_CTX = 1024
SETTINGS = LoadSettings(n_ctx=N_CTX, devices=())
PLACEMENT = Placement(n_ctx=N_CTX)
ROOM_BYTES = 3 << 30
"""Beside the models."""
SAME_STATE = 1.25
"""Between the thin model's tokens in one state, at most."""
WAIT_S = 60.0
"""For a state to come back."""
_TRIES = 3
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
class Round:
    """A calibration, and how far each model's run after it was from what it says: measured over
    estimated. Models that did not run in the calibration's state of the machine are missing."""

    calibration: Calibration
    ratios: dict[str, dict[Figure, float]]


class LoadedModels:
    """A worker for each model that there is room for, until :meth:`close`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._application = QCoreApplication.instance() or QCoreApplication([])
        self._workers: dict[str, WorkerClient] = {}
        self.shapes: dict[str, ModelShape] = {}
        room = psutil.virtual_memory().available, psutil.disk_usage(str(folder)).free
        left = min(room) - ROOM_BYTES
        for size, shape in SHAPES.items():
            for kind, table in TABLES.items():
                made = msgspec.structs.replace(shape, type=kind, table_type=table)
                if made.weights_bytes > left:
                    print(f"  left out, for it has no room here: {size} {kind}", flush=True)
                    continue
                left -= made.weights_bytes
                self._load(f"{size} {kind}", made)
        thin = LoadSettings(n_ctx=N_CTX, devices=(), n_threads=psutil.cpu_count(logical=False))
        self._thin = self._worker("thin", THIN_MANY, thin)

    def round(self) -> Round | None:
        """Calibrate, and run each model once; None where the machine changed its state during
        the calibration."""
        before = self._handover_s()
        calibration = self._calibrate()
        after = self._handover_s()
        if not _alike(before, after):
            return None
        state_s = median((before, after))
        ratios: dict[str, dict[Figure, float]] = {}
        for name, worker in self._workers.items():
            rates = self._rates_in(state_s, worker)
            if rates is not None:
                ratios[name] = {
                    figure: _ratio(figure, rate, self.shapes[name], calibration)
                    for figure, rate in rates.items()
                }
        return Round(calibration, ratios)

    def _rates_in(self, state_s: float, worker: WorkerClient) -> dict[Figure, float] | None:
        """Return the tokens a second of a run in this state of the machine; None where it does
        not come back, or does not stay."""
        for _ in range(_TRIES):
            deadline = time.monotonic() + WAIT_S
            while not _alike(state_s, self._handover_s()):
                if time.monotonic() > deadline:
                    return None
                time.sleep(0.5)
            rates = _rates(worker)
            if _alike(state_s, self._handover_s()):
                return rates
        return None

    def close(self) -> None:
        """End the workers, and remove their files."""
        for worker in (*self._workers.values(), self._thin):
            worker.close()
        for path in self._folder.glob("speed-*.gguf"):
            path.unlink()

    def _load(self, name: str, made: MadeShape) -> None:
        self._workers[name] = self._worker(name, made, SETTINGS)
        self.shapes[name] = shape_of(read_header(self._path(name)))

    def _worker(self, name: str, made: MadeShape, settings: LoadSettings) -> WorkerClient:
        path = self._path(name)
        for _ in write_gguf(path, made):
            pass
        # Else what is left of the file is written while a model runs.
        with path.open("rb+") as file:
            os.fsync(file.fileno())
        worker = WorkerClient()
        worker.load(path, settings, timeout=600)
        return worker

    def _path(self, name: str) -> Path:
        return self._folder / f"speed-{name.replace(' ', '-')}.gguf"

    def _handover_s(self) -> float:
        """Return the seconds of a token that is mostly waiting of threads for each other."""
        seconds = token_seconds(self._thin.measure(n_gen=64).runs)
        assert seconds is not None
        return seconds

    def _calibrate(self) -> Calibration:
        calibrator = Calibrator(self._folder, worker_command(), "bench")
        found: list[Calibration] = []
        problems: list[Problem] = []
        calibrator.finished.connect(found.append)
        calibrator.failed.connect(problems.append)
        calibrator.finished.connect(self._application.quit)
        calibrator.failed.connect(self._application.quit)
        calibrator.start([Device(name="CPU", description="", kind="cpu")])
        self._application.exec()
        if not found:
            raise SystemExit(f"no calibration: {problems}")
        return found[0]


def _alike(one_s: float, other_s: float) -> bool:
    return max(one_s, other_s) < SAME_STATE * min(one_s, other_s)


def _rates(worker: WorkerClient) -> dict[Figure, float]:
    """Return the tokens a second of one run."""
    run = worker.measure(timeout=900, n_prompt=N_PROMPT, n_gen=N_OUTPUT).runs[0]
    decode = decode_rate(list(run.tokens))
    assert decode is not None
    return {"decode": decode, "prefill": N_PROMPT * 1e9 / (run.prefill_done - run.began)}


def _ratio(figure: Figure, rate: float, model: ModelShape, calibration: Calibration) -> float:
    correction = learn(
        figure, model, PLACEMENT, calibration, rate, n_prompt=N_PROMPT, n_output=N_OUTPUT
    )
    assert correction is not None
    return correction.ratio
