"""Samples the machine while a step runs, and waits beforehand until it is idle."""

import time
from collections.abc import Callable

import psutil
from PySide6.QtCore import QObject, QTimer, Signal

from app.core.measure.results import Conditions, MachineSample
from app.core.measure.sensors import Sensors, conditions_of

SAMPLE_MS = 500
"""Twice a second: a reading takes a few milliseconds, which is under 1 % of one core."""
IDLE_LOOK_MS = 250
IDLE_PERCENT = 20.0
"""Of all cores together; below it the machine counts as idle."""


class MachineSampler(QObject):
    """Gathers samples between :meth:`start` and :meth:`stop`."""

    sampled = Signal(object)
    """MachineSample."""

    def __init__(self, sensors: Sensors, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sensors = sensors
        self._samples: list[MachineSample] = []
        self._timer = QTimer(self)
        self._timer.setInterval(SAMPLE_MS)
        self._timer.timeout.connect(self._take)

    def start(self) -> None:
        """Begin anew."""
        self._samples = []
        self._take()
        self._timer.start()

    def stop(self, *, waited_s: float, idle: bool) -> Conditions:
        """Take a last sample and return what all of them say."""
        self._timer.stop()
        self._take()
        return conditions_of(self._samples, waited_s=waited_s, idle=idle)

    def close(self) -> None:
        """Let the drivers go."""
        self._timer.stop()
        self._sensors.close()

    def _take(self) -> None:
        sample = self._sensors.read()
        self._samples.append(sample)
        self.sampled.emit(sample)


class IdleWait(QObject):
    """Waits until the processor has next to nothing to do, at most so long."""

    over = Signal(float, bool)
    """Seconds waited, and whether the machine is idle now."""

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        load: Callable[[], float] = lambda: psutil.cpu_percent(interval=None),
        look_ms: int = IDLE_LOOK_MS,
    ) -> None:
        super().__init__(parent)
        self._load = load
        self._began = 0.0
        self._limit_s = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(look_ms)
        self._timer.timeout.connect(self._look)

    def start(self, limit_s: float) -> None:
        """Begin to wait; a limit of 0 asks once."""
        self._began = time.monotonic()
        self._limit_s = limit_s
        # Notes where the counters stand.
        self._load()
        self._timer.start()

    def cancel(self) -> None:
        """Wait no longer; nothing is told."""
        self._timer.stop()

    def _look(self) -> None:
        idle = self._load() < IDLE_PERCENT
        waited = time.monotonic() - self._began
        if idle or waited >= self._limit_s:
            self._timer.stop()
            self.over.emit(waited, idle)
