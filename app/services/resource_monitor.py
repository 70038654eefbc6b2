"""What the machine was doing while a comparison went: processor, memory, each worker's memory,
GPUs."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

import psutil
from PySide6.QtCore import QObject, QTimer, Signal

from app.services.arena import Arena
from app.services.gpu_sample import GpuReader, GpuSample

INTERVAL_MS = 500


def _no_gpus() -> Sequence[GpuSample]:
    return ()


@dataclass(frozen=True)
class ResourceSample:
    """The machine at one moment."""

    ns: int
    """``time.perf_counter_ns``."""
    cpu_percent: float
    """Of all cores together since the sample before, 0 to 100; the first of a comparison is of
    the time since the last one."""
    used_bytes: int
    """Memory that programs hold."""
    available_bytes: int
    """Memory that a new program could take without swapping."""
    rss_by_pane: dict[int, int]
    """Resident bytes of each pane's worker, shared pages (a mapped model file) included."""
    gpus: tuple[GpuSample, ...] = ()


class ResourceMonitor(QObject):
    """Samples as a comparison starts, twice a second while it goes and as it ends; ``samples``
    only grows until the next."""

    sampled = Signal()

    def __init__(
        self, arena: Arena, parent: QObject | None = None, gpus: GpuReader = _no_gpus
    ) -> None:
        super().__init__(parent)
        self.samples: list[ResourceSample] = []
        self._arena = arena
        self._gpus = gpus
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self._take)
        # The first call only notes where the counters stand.
        psutil.cpu_percent(interval=None)
        arena.comparisonStarted.connect(self._start)
        arena.comparisonEnded.connect(self._stop)

    def _start(self) -> None:
        self.samples = []
        # A comparison of practice models ends before the timer's first tick: where it began
        # and where it ended still make a line.
        self._take()
        self._timer.start()

    def _stop(self) -> None:
        self._timer.stop()
        self._take()

    def _take(self) -> None:
        memory = psutil.virtual_memory()
        self.samples.append(
            ResourceSample(
                ns=time.perf_counter_ns(),
                cpu_percent=psutil.cpu_percent(interval=None),
                used_bytes=memory.used,
                available_bytes=memory.available,
                rss_by_pane=_resident(self._arena.worker_pids()),
                gpus=tuple(self._gpus()),
            )
        )
        self.sampled.emit()


def _resident(pids: dict[int, int]) -> dict[int, int]:
    """Return the resident bytes of the processes that still live."""
    found: dict[int, int] = {}
    for pane, pid in pids.items():
        try:
            found[pane] = psutil.Process(pid).memory_info().rss
        except psutil.Error:
            continue
    return found
