"""Measures how fast this PC's devices are, with models made for it: no download, 20 seconds."""

import time
from collections import deque
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.fit.calibration import Calibration, DeviceSpeed
from app.core.fit.calibration_plan import (
    LIMIT_S,
    N_CTX,
    Step,
    calibration_steps,
)
from app.core.fit.calibration_reading import Taken, device_speed
from app.core.machine import read_machine
from app.core.problem import Problem
from app.core.run import Device, LoadSettings
from app.services.synthetic_run import SyntheticRun

STEP_LIMIT_S = 8.0
"""A GPU that takes longer over one step is too slow to go on with."""
PROGRESS_MS = 200
_FIRST_GUESS_S = 3.0


class Calibrator(QObject):
    """One calibration at a time; it may be started again after it has ended.

    The PC should do nothing else meanwhile. Nothing here blocks, :meth:`close` apart.
    """

    progressed = Signal(float)
    """0 to 1."""
    finished = Signal(object)
    """Calibration; devices that could not be measured are missing from it."""
    failed = Signal(object)
    """Problem: not even the CPU could be measured."""
    cancelled = Signal()

    def __init__(
        self, folder: Path, command: Sequence[str], engine: str, parent: QObject | None = None
    ) -> None:
        """``folder`` takes the made models, about 550 MB for a while. ``engine`` is the build's
        fingerprint."""
        super().__init__(parent)
        self._folder = folder
        self._command = command
        self._engine = engine
        self._devices: Sequence[Device] = ()
        self._steps: deque[Step] = deque()
        self._n_steps = 0
        self._step: Step | None = None
        self._run: SyntheticRun | None = None
        self._taken: list[Taken] = []
        self._given_up: dict[str, Problem | None] = {}
        """Devices that cannot be measured, and why."""
        self._threads: dict[str, int] = {}
        self._began = self._step_began = 0.0
        self._took_s: list[float] = []
        """The steps so far."""
        self._stopping = False
        self._ticking = QTimer(self, interval=PROGRESS_MS)
        self._ticking.timeout.connect(self._tell)

    @property
    def running(self) -> bool:
        """Whether a calibration goes."""
        return self._step is not None

    def start(self, devices: Sequence[Device]) -> None:
        """Begin. ``devices`` are llama.cpp's, the CPU among them; what only plays a GPU or
        helps the CPU is left out. Only while none goes."""
        assert not self.running
        real = [one for one in devices if one.kind != "accel" and not one.software]
        self._devices = sorted(real, key=lambda device: device.kind != "cpu")
        self._steps = deque(calibration_steps(self._devices))
        self._n_steps = len(self._steps)
        self._taken, self._given_up, self._threads, self._took_s = [], {}, {}, []
        self._stopping = False
        self._began = time.monotonic()
        self._ticking.start()
        self._next()

    def cancel(self) -> None:
        """Stop; ``cancelled`` follows when nothing is left behind."""
        self._stopping = True
        if self._run is not None:
            self._run.cancel()

    def close(self) -> None:
        """End at once, and return when nothing is left; only for closing down."""
        self._ticking.stop()
        self._steps.clear()
        if self._run is not None:
            self._run.close()
            self._run = None
        self._step = None

    # -- step by step ------------------------------------------------------------------

    def _next(self) -> None:
        step = self._step = self._choose()
        if step is None:
            self._finish()
            return
        on_cpu = step.device.kind == "cpu"
        settings = LoadSettings(
            n_ctx=N_CTX,
            devices=() if on_cpu else (step.device.name,),
            n_gpu_layers=0 if on_cpu else step.shape.n_layers + 1,
            # A thin model alone would be given fewer threads than a real one.
            n_threads=self._threads.get(step.device.name),
        )
        left = max(0.1, LIMIT_S - self._elapsed())
        self._step_began = time.monotonic()
        run = self._run = SyntheticRun(
            self._folder,
            self._command,
            step.shape,
            settings,
            step.items,
            self,
            # The CPU has no other that could take its place.
            limit_s=left if on_cpu else min(STEP_LIMIT_S, left),
        )
        run.ended.connect(self._on_ended)
        run.start()

    def _choose(self) -> Step | None:
        """Take the next step that there is time for; the middle of those so far is the measure.
        One that takes longer is stopped, and tells what it can."""
        while self._steps:
            step = self._steps.popleft()
            if step.device.name in self._given_up:
                continue
            left = LIMIT_S - self._elapsed()
            guess_s = median(self._took_s or [_FIRST_GUESS_S])
            if left > 0 and (step.must or left > guess_s):
                return step
        return None

    def _on_ended(self) -> None:
        run, step = self._run, self._step
        assert run is not None
        assert step is not None
        self._run = None
        run.deleteLater()
        if self._stopping:
            self._ticking.stop()
            self._step = None
            self.cancelled.emit()
            return
        self._took_s.append(time.monotonic() - self._step_began)
        report, on_cpu = run.report, step.device.kind == "cpu"
        elsewhere = report is not None and on_cpu != (report.gpu_layers == 0)
        if report is not None and not elsewhere:
            self._threads.setdefault(step.device.name, report.n_threads)
            self._taken += [
                Taken(step=step, item=item, runs=runs, n_threads=report.n_threads)
                for item, runs in run.taken
            ]
        if run.problem is not None or elsewhere or (run.late and not on_cpu):
            self._given_up[step.device.name] = run.problem
        self._next()

    def _finish(self) -> None:
        self._ticking.stop()
        found = (device_speed(device, self._taken) for device in self._devices)
        speeds: list[DeviceSpeed] = [speed for speed in found if speed is not None]
        if not any(speed.kind == "cpu" for speed in speeds):
            known = next(filter(None, self._given_up.values()), None)
            self.failed.emit(known or Problem(kind="worker_hung", params={"seconds": LIMIT_S}))
            return
        self.progressed.emit(1.0)
        self.finished.emit(
            Calibration(
                made_at_ns=time.time_ns(),
                engine=self._engine,
                machine=read_machine(),
                devices=tuple(speeds),
                seconds=self._elapsed(),
            )
        )

    def _elapsed(self) -> float:
        return time.monotonic() - self._began

    def _tell(self) -> None:
        done = self._n_steps - len(self._steps) - 1
        share = max(done / max(1, self._n_steps), self._elapsed() / LIMIT_S)
        self.progressed.emit(min(1.0, share))
