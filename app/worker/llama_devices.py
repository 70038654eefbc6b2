"""What llama.cpp, as installed, can compute on."""

import ctypes
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal, cast

import llama_cpp as bindings
from llama_cpp import llama_cpp

# The bindings expose no device list, but have ggml's library open here.
from llama_cpp._ggml import libggml, libggml_base_path

from app.core.run import Device, EngineInfo

_KINDS: dict[int, Literal["cpu", "gpu", "igpu", "accel"]] = {
    0: "cpu",
    1: "gpu",
    2: "igpu",
    3: "accel",
}
ENGINE_NAME = f"llama-cpp-python {bindings.__version__}"


def devices() -> tuple[Device, ...]:
    """Return every compute device, with its memory in bytes as it is now."""
    count = _function("ggml_backend_dev_count", ctypes.c_size_t)
    get = _function("ggml_backend_dev_get", ctypes.c_void_p, ctypes.c_size_t)
    return tuple(_device(get(index)) for index in range(count()))


def system_info() -> str:
    """Return llama.cpp's own line of CPU features and backends."""
    return llama_cpp.llama_print_system_info().decode("utf-8", "replace").strip(" |")


def inspect() -> EngineInfo:
    """Return what the engine can do without a model."""
    llama_cpp.llama_backend_init()
    return EngineInfo(
        engine=ENGINE_NAME,
        system_info=system_info(),
        devices=devices(),
        gpu_offload=llama_cpp.llama_supports_gpu_offload(),
        library_folder=str(libggml_base_path),
    )


def _device(handle: int) -> Device:
    name = _function("ggml_backend_dev_name", ctypes.c_char_p, ctypes.c_void_p)
    description = _function("ggml_backend_dev_description", ctypes.c_char_p, ctypes.c_void_p)
    kind = _function("ggml_backend_dev_type", ctypes.c_int, ctypes.c_void_p)
    size_p = ctypes.POINTER(ctypes.c_size_t)
    memory = _function("ggml_backend_dev_memory", None, ctypes.c_void_p, size_p, size_p)
    free, total = ctypes.c_size_t(), ctypes.c_size_t()
    memory(handle, ctypes.byref(free), ctypes.byref(total))
    return Device(
        name=_text(name(handle)),
        description=_text(description(handle)),
        kind=_KINDS.get(kind(handle), "accel"),
        total_bytes=total.value,
        free_bytes=free.value,
    )


def _text(value: bytes | None) -> str:
    return (value or b"").decode("utf-8", "replace")


def _function(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    """Return a function of ggml, whose libraries divide them differently by system."""
    for library in (libggml, _base_library()):
        try:
            function = getattr(library, name)
        except AttributeError:
            continue
        function.restype = result
        function.argtypes = arguments
        return cast("Callable[..., Any]", function)
    raise OSError(f"{name} is not in the ggml libraries of {libggml_base_path}")


def _base_library() -> ctypes.CDLL:
    folder = Path(libggml_base_path)
    found = sorted(folder.glob("*ggml-base*"))
    if not found:
        raise OSError(f"no ggml-base library in {folder}")
    return ctypes.CDLL(str(found[0]))
