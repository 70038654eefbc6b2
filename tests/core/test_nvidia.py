"""NVIDIA's driver, played by a module that says what NVML would."""

import sys
from types import ModuleType, SimpleNamespace

import pytest

from app.core.nvidia import NvidiaReader, read_nvidia

GIB = 2**30


class NVMLError(Exception):
    """NVML's base error."""


class NVMLErrorLibraryNotFound(NVMLError):
    """There is no driver."""


class FakeNvml(ModuleType):
    """A driver with one card."""

    NVMLError = NVMLError
    NVMLError_LibraryNotFound = NVMLErrorLibraryNotFound
    NVML_TEMPERATURE_GPU = 0
    NVML_CLOCK_SM = 1

    def __init__(self) -> None:
        super().__init__("pynvml")
        self.opened = self.closed = 0
        self.start_error: NVMLError | None = None
        self.tells_processes = True

    def nvmlInit(self) -> None:
        if self.start_error:
            raise self.start_error
        self.opened += 1

    def nvmlShutdown(self) -> None:
        self.closed += 1

    def nvmlDeviceGetCount(self) -> int:
        return 1

    def nvmlSystemGetDriverVersion(self) -> str:
        return "550.54.14"

    def nvmlSystemGetCudaDriverVersion(self) -> int:
        return 12040

    def nvmlDeviceGetHandleByIndex(self, index: int) -> int:
        return index

    def nvmlDeviceGetName(self, handle: int) -> bytes:
        return b"NVIDIA GeForce RTX 4060"

    def nvmlDeviceGetPciInfo(self, handle: int) -> SimpleNamespace:
        return SimpleNamespace(busId="00000000:01:00.0")

    def nvmlDeviceGetMemoryInfo(self, handle: int) -> SimpleNamespace:
        return SimpleNamespace(total=8 * GIB, free=5 * GIB)

    def nvmlDeviceGetUtilizationRates(self, handle: int) -> SimpleNamespace:
        return SimpleNamespace(gpu=42)

    def nvmlDeviceGetTemperature(self, handle: int, sensor: int) -> int:
        raise NVMLError("Not Supported")

    def nvmlDeviceGetClockInfo(self, handle: int, kind: int) -> int:
        return 2505

    def nvmlDeviceGetPowerUsage(self, handle: int) -> int:
        return 115_500

    def nvmlDeviceGetComputeRunningProcesses(self, handle: int) -> list[SimpleNamespace]:
        if not self.tells_processes:
            raise NVMLError("Insufficient Permissions")
        return [
            SimpleNamespace(pid=10, usedGpuMemory=GIB),
            SimpleNamespace(pid=11, usedGpuMemory=None),
        ]

    def nvmlDeviceGetGraphicsRunningProcesses(self, handle: int) -> list[SimpleNamespace]:
        return [
            SimpleNamespace(pid=10, usedGpuMemory=GIB),
            SimpleNamespace(pid=12, usedGpuMemory=5),
        ]


@pytest.fixture
def nvml(monkeypatch: pytest.MonkeyPatch) -> FakeNvml:
    fake = FakeNvml()
    monkeypatch.setitem(sys.modules, "pynvml", fake)
    return fake


def test_a_card_is_told_with_what_its_driver_knows(nvml: FakeNvml) -> None:
    state = read_nvidia()
    (gpu,) = state.gpus
    assert (state.driver, state.cuda, state.problem) == ("550.54.14", "12.4", "")
    assert (gpu.name, gpu.bus_id) == ("NVIDIA GeForce RTX 4060", "0000:01:00.0")
    assert (gpu.total_bytes, gpu.free_bytes, gpu.load_percent) == (8 * GIB, 5 * GIB, 42)
    assert gpu.temperature_c is None
    assert (gpu.clock_mhz, gpu.watts) == (2505, 115.5)
    assert gpu.used_by_pid == {10: GIB, 12: 5}
    assert (nvml.opened, nvml.closed) == (1, 1)


def test_the_driver_is_opened_once_for_many_looks(nvml: FakeNvml) -> None:
    reader = NvidiaReader()
    assert reader.read() == reader.read()
    reader.close()
    reader.close()
    assert (nvml.opened, nvml.closed) == (1, 1)


def test_processes_that_may_not_be_seen_are_not_told(nvml: FakeNvml) -> None:
    nvml.tells_processes = False
    assert read_nvidia().gpus[0].used_by_pid is None


def test_no_driver_is_no_problem(nvml: FakeNvml) -> None:
    nvml.start_error = NVMLErrorLibraryNotFound("NVML Shared Library Not Found")
    state = read_nvidia()
    assert (state.driver, state.gpus, state.problem) == ("", (), "")


def test_a_driver_that_fails_says_why(nvml: FakeNvml) -> None:
    nvml.start_error = NVMLError("Driver/library version mismatch")
    assert read_nvidia().problem == "Driver/library version mismatch"
