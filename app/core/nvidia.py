"""NVIDIA's GPUs as their own driver tells them, now: memory, load, and who holds how much.

Read through NVML, which comes with the driver. Where there is none nothing is found; a figure
that a card or a system does not tell is None.
"""

import importlib
from collections.abc import Callable
from contextlib import closing, suppress
from typing import Any, TypeVar, cast

import msgspec

_T = TypeVar("_T")
_TEXT_LENGTH = 200


class NvidiaGpu(msgspec.Struct, frozen=True, kw_only=True):
    """One GPU at one moment; memory in bytes."""

    name: str
    bus_id: str
    """PCI address as the system writes it: ``0000:01:00.0``."""
    total_bytes: int | None = None
    free_bytes: int | None = None
    load_percent: int | None = None
    """Share of the last moment in which it computed, 0 to 100."""
    temperature_c: int | None = None
    clock_mhz: int | None = None
    """Clock of the part that computes."""
    watts: float | None = None
    used_by_pid: dict[int, int] | None = None
    """What each process holds; a process whose share is not told is missing. None: not told."""


class NvidiaState(msgspec.Struct, frozen=True, kw_only=True):
    """The driver and its GPUs. ``problem``: NVML's words where there is a driver that fails."""

    driver: str = ""
    cuda: str = ""
    """The newest CUDA that the driver can run."""
    gpus: tuple[NvidiaGpu, ...] = ()
    problem: str = ""


class NvidiaReader:
    """Asks the driver again and again; the first time takes up to a second, then a millisecond.

    Never fails: what goes wrong is told in the state.
    """

    def __init__(self) -> None:
        self._nvml: Any | None = None
        self._looked = self._open = False

    def read(self) -> NvidiaState:
        """Return the GPUs as they are now."""
        if not self._looked:
            self._looked, self._nvml = True, _library()
        nvml = self._nvml
        if nvml is None:
            return NvidiaState()
        try:
            if not self._open:
                nvml.nvmlInit()
                self._open = True
            count = int(nvml.nvmlDeviceGetCount())
            return NvidiaState(
                driver=_text(nvml.nvmlSystemGetDriverVersion()),
                cuda=_told(nvml, lambda: _cuda(int(nvml.nvmlSystemGetCudaDriverVersion()))) or "",
                gpus=tuple(_gpu(nvml, index) for index in range(count)),
            )
        except nvml.NVMLError_LibraryNotFound:
            # No driver, and none comes while the program runs.
            self._nvml = None
            return NvidiaState()
        except nvml.NVMLError as error:
            return NvidiaState(problem=str(error)[:_TEXT_LENGTH])

    def close(self) -> None:
        """Let the driver go."""
        if self._open and self._nvml is not None:
            self._open = False
            with suppress(self._nvml.NVMLError):
                self._nvml.nvmlShutdown()


def read_nvidia() -> NvidiaState:
    """Ask the driver once."""
    with closing(NvidiaReader()) as reader:
        return reader.read()


def _library() -> Any | None:
    try:
        return cast("Any", importlib.import_module("pynvml"))
    except ImportError:
        return None


def _gpu(nvml: Any, index: int) -> NvidiaGpu:
    handle = nvml.nvmlDeviceGetHandleByIndex(index)
    memory = _told(nvml, lambda: nvml.nvmlDeviceGetMemoryInfo(handle))
    load = _told(nvml, lambda: int(nvml.nvmlDeviceGetUtilizationRates(handle).gpu))
    celsius = nvml.NVML_TEMPERATURE_GPU
    return NvidiaGpu(
        name=_told(nvml, lambda: _text(nvml.nvmlDeviceGetName(handle))) or "",
        bus_id=_bus_id(_told(nvml, lambda: _text(nvml.nvmlDeviceGetPciInfo(handle).busId)) or ""),
        total_bytes=int(memory.total) if memory else None,
        free_bytes=int(memory.free) if memory else None,
        load_percent=load,
        temperature_c=_told(nvml, lambda: int(nvml.nvmlDeviceGetTemperature(handle, celsius))),
        clock_mhz=_told(nvml, lambda: int(nvml.nvmlDeviceGetClockInfo(handle, nvml.NVML_CLOCK_SM))),
        watts=_told(nvml, lambda: int(nvml.nvmlDeviceGetPowerUsage(handle)) / 1000),
        used_by_pid=_told(nvml, lambda: _used_by(nvml, handle)),
    )


def _used_by(nvml: Any, handle: Any) -> dict[int, int]:
    used: dict[int, int] = {}
    for ask in (
        nvml.nvmlDeviceGetComputeRunningProcesses,
        # Vulkan's count as those that draw.
        nvml.nvmlDeviceGetGraphicsRunningProcesses,
    ):
        for process in ask(handle):
            if process.usedGpuMemory is not None:
                known = used.get(int(process.pid), 0)
                used[int(process.pid)] = max(known, int(process.usedGpuMemory))
    return used


def _told(nvml: Any, ask: Callable[[], _T]) -> _T | None:
    """Return what is asked, None where this card or driver does not tell it."""
    try:
        return ask()
    except nvml.NVMLError:
        return None


def _cuda(version: int) -> str:
    return f"{version // 1000}.{version % 1000 // 10}"


def _text(value: str | bytes) -> str:
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else value
    return text[:_TEXT_LENGTH]


def _bus_id(told: str) -> str:
    """Return ``00000000:01:00.0`` as the system writes it."""
    domain, _, rest = told.lower().partition(":")
    return f"{domain[-4:]}:{rest}" if rest else told.lower()
