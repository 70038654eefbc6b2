"""What llama.cpp, as installed, can compute on."""

import ctypes
import platform
import sys
from functools import cache
from typing import Literal

import llama_cpp as bindings
import psutil
from llama_cpp import llama_cpp

from app.core.nvidia import read_nvidia
from app.core.run import Device, EngineInfo
from app.worker.ggml import ggml_function
from app.worker.llama_backends import (
    backends,
    cpu_variant,
    faults,
    library_folder,
    load_backends,
)
from app.worker.vulkan_drivers import vulkan_drivers

_KINDS: dict[int, Literal["cpu", "gpu", "igpu", "accel"]] = {
    0: "cpu",
    1: "gpu",
    2: "igpu",
    3: "accel",
}
_CPU_KIND = 0
_NVIDIA = ("CUDA",)
_METAL = ("MTL", "Metal")
ENGINE_NAME = f"llama-cpp-python {bindings.__version__}"


def devices() -> tuple[Device, ...]:
    """Return every compute device, with its memory in bytes as it is now."""
    load_backends()
    count = ggml_function("ggml_backend_dev_count", ctypes.c_size_t)
    get = ggml_function("ggml_backend_dev_get", ctypes.c_void_p, ctypes.c_size_t)
    return tuple(_device(get(index)) for index in range(count()))


def system_info() -> str:
    """Return llama.cpp's own line of CPU features and backends."""
    return llama_cpp.llama_print_system_info().decode("utf-8", "replace").strip(" |")


def inspect() -> EngineInfo:
    """Return what the engine can do without a model."""
    found = devices()
    return EngineInfo(
        engine=ENGINE_NAME,
        system_info=system_info(),
        devices=found,
        gpu_offload=any(device.kind in ("gpu", "igpu") for device in found),
        library_folder=str(library_folder()),
        backends=backends(),
        cpu_variant=cpu_variant(),
        faults=faults(),
    )


def _device(handle: int) -> Device:
    of_device = (ctypes.c_void_p,)
    name = ggml_function("ggml_backend_dev_name", ctypes.c_char_p, *of_device)
    description = ggml_function("ggml_backend_dev_description", ctypes.c_char_p, *of_device)
    kind = ggml_function("ggml_backend_dev_type", ctypes.c_int, *of_device)
    registry = ggml_function("ggml_backend_dev_backend_reg", ctypes.c_void_p, *of_device)
    registry_name = ggml_function("ggml_backend_reg_name", ctypes.c_char_p, ctypes.c_void_p)
    size_p = ctypes.POINTER(ctypes.c_size_t)
    memory = ggml_function("ggml_backend_dev_memory", None, *of_device, size_p, size_p)
    free, total = ctypes.c_size_t(), ctypes.c_size_t()
    memory(handle, ctypes.byref(free), ctypes.byref(total))
    if kind(handle) == _CPU_KIND:
        # Of main memory ggml only knows the total.
        free.value = psutil.virtual_memory().available
    words, backend = _text(description(handle)), _text(registry_name(registry(handle)))
    kind_word = _KINDS.get(kind(handle), "accel")
    driver, software, unified = _driver(backend, words)
    return Device(
        name=_text(name(handle)),
        description=words,
        kind=kind_word,
        total_bytes=total.value,
        free_bytes=min(free.value, total.value),
        backend=backend,
        driver=driver,
        software=software,
        unified_memory=unified or kind_word in ("cpu", "igpu", "accel"),
    )


def _driver(backend: str, description: str) -> tuple[str, bool, bool]:
    """Return the driver, whether the processor plays the device, and whether its memory is the
    PC's own beyond what llama.cpp tells."""
    if backend == "Vulkan":
        for found in vulkan_drivers():
            if found.device == description:
                return found.driver, found.software, found.unified_memory
    if backend in _NVIDIA:
        return _nvidia_driver(), False, False
    if backend in _METAL and sys.platform == "darwin":
        return f"macOS {platform.mac_ver()[0]}", False, platform.machine() == "arm64"
    return "", False, False


@cache
def _nvidia_driver() -> str:
    """Return the version of NVIDIA's driver, by its own library."""
    version = read_nvidia().driver
    return f"NVIDIA {version}" if version else ""


def _text(value: bytes | None) -> str:
    return (value or b"").decode("utf-8", "replace")
