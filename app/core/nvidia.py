"""NVIDIA's GPUs as their own driver tells them, now: memory, load, and who holds how much.

Read through NVML, which comes with the driver. Where there is none nothing is found; a figure
that a card or a system does not tell is None.
"""

import importlib
from collections.abc import Callable, Generator
from contextlib import contextmanager
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
    used_by_pid: dict[int, int] | None = None
    """What each process holds; a process whose share is not told is missing. None: not told."""


class NvidiaState(msgspec.Struct, frozen=True, kw_only=True):
    """The driver and its GPUs. ``problem``: NVML's words where there is a driver that fails."""

    driver: str = ""
    gpus: tuple[NvidiaGpu, ...] = ()
    problem: str = ""


def read_nvidia() -> NvidiaState:
    """Ask the driver; takes some milliseconds once it is loaded. Never fails."""
    nvml = _library()
    if nvml is None:
        return NvidiaState()
    try:
        with _session(nvml):
            driver = _text(nvml.nvmlSystemGetDriverVersion())
            count = int(nvml.nvmlDeviceGetCount())
            gpus = tuple(_gpu(nvml, index) for index in range(count))
    except nvml.NVMLError_LibraryNotFound:
        return NvidiaState()
    except nvml.NVMLError as error:
        return NvidiaState(problem=str(error)[:_TEXT_LENGTH])
    return NvidiaState(driver=driver, gpus=gpus)


def _library() -> Any | None:
    try:
        return cast("Any", importlib.import_module("pynvml"))
    except ImportError:
        return None


@contextmanager
def _session(nvml: Any) -> Generator[None]:
    nvml.nvmlInit()
    try:
        yield
    finally:
        nvml.nvmlShutdown()


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


def _text(value: str | bytes) -> str:
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else value
    return text[:_TEXT_LENGTH]


def _bus_id(told: str) -> str:
    """Return ``00000000:01:00.0`` as the system writes it."""
    domain, _, rest = told.lower().partition(":")
    return f"{domain[-4:]}:{rest}" if rest else told.lower()
