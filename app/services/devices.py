"""The one list of what this PC can compute on: as llama.cpp names it, and as it is now.

llama.cpp is asked in a process of its own, on demand; what changes from moment to moment, free
memory and load, is read here, and only while somebody looks.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import msgspec
import psutil
from PySide6.QtCore import QObject, QTimer, Signal

from app.core.display_cards import DisplayCard, read_display_cards
from app.core.messages import Inspect, Inspected
from app.core.nvidia import NvidiaGpu, NvidiaReader, NvidiaState
from app.core.problem import Problem
from app.core.run import Device, EngineInfo, LoadReport
from app.services.gpu_sample import GpuSample
from app.services.worker_question import WorkerQuestion

INTERVAL_MS = 1000
CLOSE_MS = 3000
Source = Literal["system", "nvml", "sysfs", "engine"]
"""Who told the figures: the system (main memory), NVIDIA's driver, AMD's, or llama.cpp when it
was asked last, which is not live."""


@dataclass(frozen=True)
class DeviceNow:
    """A device with its figures of this moment; ``None`` is what nothing here tells."""

    device: Device
    """``free_bytes`` is of this moment where ``source`` is not ``engine``."""
    source: Source
    load_percent: float | None = None
    temperature_c: int | None = None
    used_by_pid: dict[int, int] | None = None

    @property
    def live(self) -> bool:
        """Whether the figures change by themselves."""
        return self.source != "engine"


@dataclass(frozen=True)
class Held:
    """What one process of ours holds of one device."""

    pid: int
    n_bytes: int
    measured: bool
    """Whether the driver told it; else it is llama.cpp's own account of the load."""


class DeviceList(QObject):
    """Every device by llama.cpp's names, in its order."""

    changed = Signal()
    """The devices, their figures or ``problem`` are new."""

    def __init__(
        self,
        command: Sequence[str],
        parent: QObject | None = None,
        *,
        nvidia: Callable[[], NvidiaState] | None = None,
        cards: Callable[[], tuple[DisplayCard, ...]] = read_display_cards,
    ) -> None:
        super().__init__(parent)
        self.engine: EngineInfo | None = None
        """What the engine said last; None before, and where it does not work."""
        self.problem: Problem | None = None
        """Why the engine could not be asked, at the last try."""
        self.now: tuple[DeviceNow, ...] = ()
        self._command = list(command)
        self._reader = NvidiaReader()
        self._nvidia = nvidia or self._reader.read
        self._cards = cards
        self._question: WorkerQuestion | None = None
        self._watchers = 0
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self.refresh)

    @property
    def looking(self) -> bool:
        """Whether the engine is being asked."""
        return self._question is not None

    @property
    def watching(self) -> bool:
        """Whether the figures are read again and again."""
        return self._timer.isActive()

    @property
    def devices(self) -> tuple[Device, ...]:
        """The devices, with the free memory of the last refresh."""
        return tuple(now.device for now in self.now)

    def look(self) -> None:
        """Ask the engine which devices there are; one question at a time."""
        if self._question is not None:
            return
        question = self._question = WorkerQuestion(Inspect(), Inspected, self._command, self)
        question.answered.connect(self._on_answer)
        question.failed.connect(self._on_failure)
        question.ended.connect(self._on_ended)
        question.start()

    def watch(self) -> None:
        """Keep the figures live until :meth:`unwatch`; may be called by several."""
        self._watchers += 1
        if self._watchers == 1:
            self._timer.start()
            self.refresh()
            if self.engine is None:
                self.look()

    def unwatch(self) -> None:
        """Look no more; each :meth:`watch` is taken back once."""
        self._watchers = max(0, self._watchers - 1)
        if not self._watchers:
            self._timer.stop()

    def refresh(self) -> None:
        """Read memory and load of the known devices anew, at once."""
        if self.engine is None:
            return
        self.now = self._read(self.engine.devices)
        self.changed.emit()

    def gpus_now(self) -> tuple[DeviceNow, ...]:
        """Return the GPUs with their figures of this moment, those that the processor plays left
        out; nothing where the engine has not been asked yet."""
        known = self.engine.devices if self.engine is not None else ()
        return tuple(
            now
            for now in self._read(known)
            if now.device.kind in ("gpu", "igpu") and not now.device.software
        )

    def gpu_samples(self) -> Sequence[GpuSample]:
        """Return what the GPUs do now, for the graph of a comparison."""
        if self.engine is None:
            return ()
        return tuple(
            GpuSample(
                name=now.device.name,
                used_bytes=now.device.total_bytes - now.device.free_bytes if now.live else None,
                load_percent=now.load_percent,
            )
            for now in self._read(self.engine.devices)
            if now.device.kind in ("gpu", "igpu")
        )

    def held(self, loaded: Mapping[int, LoadReport]) -> dict[str, tuple[Held, ...]]:
        """Return, by device, what each worker of ``loaded`` (pid → its report) holds there."""
        return {now.device.name: tuple(_held(now, loaded)) for now in self.now}

    def close(self) -> None:
        """End the question that may be open, and let the drivers go."""
        self._timer.stop()
        if self._question is not None:
            self._question.cancel()
            self._question.wait(CLOSE_MS)
        self._reader.close()

    def _on_answer(self, message: Inspected) -> None:
        self.engine, self.problem = message.info, None
        self.refresh()

    def _on_failure(self, problem: Problem) -> None:
        self.problem = problem
        self.changed.emit()

    def _on_ended(self) -> None:
        if self._question is not None:
            self._question.deleteLater()
            self._question = None

    def _read(self, devices: Sequence[Device]) -> tuple[DeviceNow, ...]:
        has_gpu = any(device.kind in ("gpu", "igpu") for device in devices)
        gpus = list(self._nvidia().gpus) if has_gpu else []
        cards = [card for card in self._cards() if card.vendor == "amd"] if has_gpu else []
        amd = [device for device in devices if _is_amd(device)]
        # Which of several AMD cards a name stands for is not told: then none is guessed.
        card = cards[0] if len(cards) == len({device.description for device in amd}) == 1 else None
        return tuple(_now(device, devices, gpus, card) for device in devices)


def _now(
    device: Device, devices: Sequence[Device], gpus: Sequence[NvidiaGpu], card: DisplayCard | None
) -> DeviceNow:
    if device.kind in ("cpu", "accel") or device.software:
        # A device that the processor plays has no memory but the PC's.
        available = min(psutil.virtual_memory().available, device.total_bytes)
        load = psutil.cpu_percent(interval=None) if device.kind == "cpu" else None
        return DeviceNow(_with_free(device, available), "system", load_percent=load)
    gpu = _same(device, devices, gpus)
    if gpu is not None and gpu.free_bytes is not None:
        return DeviceNow(
            _with_free(device, gpu.free_bytes),
            "nvml",
            load_percent=gpu.load_percent,
            temperature_c=gpu.temperature_c,
            used_by_pid=gpu.used_by_pid,
        )
    if card is not None and _is_amd(device) and card.total_bytes and card.used_bytes is not None:
        free = max(0, card.total_bytes - card.used_bytes)
        return DeviceNow(_with_free(device, free), "sysfs", load_percent=card.load_percent)
    return DeviceNow(device, "engine")


def _same(device: Device, devices: Sequence[Device], gpus: Sequence[NvidiaGpu]) -> NvidiaGpu | None:
    """Return NVIDIA's own account of a device: of several cards of one name, the one that has
    the same place among them."""
    alike = [
        d for d in devices if (d.backend, d.description) == (device.backend, device.description)
    ]
    named = [gpu for gpu in gpus if gpu.name == device.description]
    place = alike.index(device)
    return named[place] if len(named) == len(alike) else None


def _is_amd(device: Device) -> bool:
    words = f"{device.description} {device.driver}".lower()
    return device.kind in ("gpu", "igpu") and any(
        word in words for word in ("amd", "radeon", "radv")
    )


def _with_free(device: Device, free_bytes: int) -> Device:
    return msgspec.structs.replace(device, free_bytes=min(free_bytes, device.total_bytes))


def _held(now: DeviceNow, loaded: Mapping[int, LoadReport]) -> list[Held]:
    found: list[Held] = []
    for pid, report in loaded.items():
        told = (now.used_by_pid or {}).get(pid)
        parts = [part for part in report.parts if part.device == now.device.name]
        account = sum(part.weights_bytes + part.kv_bytes + part.compute_bytes for part in parts)
        if told is not None or account:
            n_bytes = account if told is None else told
            found.append(Held(pid, n_bytes, measured=told is not None))
    return found
