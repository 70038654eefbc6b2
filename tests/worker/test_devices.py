"""What a worker says that this PC can compute on."""

import psutil
import pytest

from app.core.messages import Inspect, Inspected
from tests.helpers.offload import DEVICE, engine_info
from tests.helpers.worker_client import WorkerClient


def test_the_processor_is_a_device_with_live_memory() -> None:
    info = engine_info()
    (cpu,) = [device for device in info.devices if device.kind == "cpu"]
    assert (cpu.name, cpu.backend) == ("CPU", "CPU")
    assert cpu.unified_memory
    assert 0 < cpu.free_bytes < cpu.total_bytes <= psutil.virtual_memory().total
    assert "CPU" in info.backends
    # One that needs a driver stays away where there is none, and is told.
    assert not {fault.name for fault in info.faults} & set(info.backends)


def test_a_universal_engine_says_which_processor_library_it_took() -> None:
    info = engine_info()
    # One for this machine alone has a single one, and no name for it.
    assert info.cpu_variant or "RPC" not in info.backends
    assert info.cpu_variant == info.cpu_variant.lower()


@pytest.mark.vulkan
def test_a_gpu_that_the_processor_plays_is_told_as_such() -> None:
    info = engine_info()
    (gpu,) = [device for device in info.devices if device.name == DEVICE]
    assert gpu.backend == "Vulkan"
    assert gpu.driver
    assert gpu.total_bytes >= gpu.free_bytes > 0
    assert info.gpu_offload
    if "llvmpipe" in gpu.description:
        assert gpu.software
        assert gpu.unified_memory
        assert "Mesa" in gpu.driver


@pytest.mark.vulkan
def test_without_a_driver_vulkan_stays_away_and_is_told() -> None:
    nowhere = {"VK_ICD_FILENAMES": "/nonexistent", "VK_DRIVER_FILES": "/nonexistent"}
    info = engine_info(nowhere)
    assert [device.name for device in info.devices] == ["CPU"]
    assert "Vulkan" in {fault.name for fault in info.faults}


def test_no_device_of_the_processors_is_offered_unasked(vulkan: dict[str, str]) -> None:
    assert not any(device.software for device in engine_info().devices)


def test_a_worker_with_every_backend_opens_no_socket() -> None:
    with WorkerClient() as worker:
        worker.hello()
        worker.send(Inspect())
        worker.receive_until(Inspected, 60.0)
        assert psutil.Process(worker.process.pid).net_connections() == []
