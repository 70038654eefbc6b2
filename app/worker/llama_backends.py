"""llama.cpp's backends: loaded before anything else of it, and asked what they are.

A universal engine brings a library for each generation of processors and for each kind of GPU,
and loads none of them by itself. The bindings do not offer the function that does, so it is
called through ctypes.
"""

import ctypes
import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import cast

import llama_cpp as bindings
from llama_cpp import llama_cpp

from app.core.run import BackendFault
from app.worker.ggml import ggml_function
from app.worker.library_file import file_of_function

CPU = "CPU"
_ENDINGS = {"win32": ".dll", "darwin": ".dylib"}
_STEMS = ("blas", "cuda", "hip", "metal", "rpc", "sycl", "vulkan", "opencl", "musa", "cann")
"""Kinds of backend library, as llama.cpp names their files."""
_NAMES = {"cuda": "CUDA", "hip": "ROCm", "metal": "MTL", "sycl": "SYCL", "vulkan": "Vulkan"}
"""Names of registries that are not their files' in capitals."""


@cache
def load_backends() -> None:
    """Load the processor's best library and every GPU's, once; initialise llama.cpp.

    A build whose backends are linked in is left as it is. Raises OSError where there is no
    backend for the processor: then llama.cpp can do nothing at all.
    """
    if not ggml_function("ggml_backend_reg_count", ctypes.c_size_t)():
        load = ggml_function("ggml_backend_load_all_from_path", None, ctypes.c_char_p)
        for folder in backend_folders():
            load(str(folder).encode("utf-8", "surrogateescape"))
            break
    if CPU not in backends():
        raise OSError(f"no backend for the processor in {library_folder()} or beside it")
    llama_cpp.llama_backend_init()


def library_folder() -> Path:
    """Return where the libllama lies that the bindings have opened."""
    # The bindings' own name for the library that they have opened.
    return Path(cast("ctypes.CDLL", vars(llama_cpp)["_lib"])._name).parent


def backend_folders() -> Iterator[Path]:
    """Yield the folders beside libllama that hold a processor's backend, the likeliest first."""
    lib = library_folder()
    packages = Path(bindings.__file__).parents[1]
    for folder in dict.fromkeys((lib, lib.parent / "bin", packages / "bin", packages / "lib")):
        if any(_is_backend(path, "cpu") for path in _files(folder)):
            yield folder


def backends() -> tuple[str, ...]:
    """Return the names of the registries that are loaded: ``Vulkan``, ``CPU`` and the like."""
    return tuple(_registries())


def cpu_variant() -> str:
    """Return which of several processor libraries is in use, such as ``haswell``; empty for the
    only one of a build for this machine."""
    registry = _registries().get(CPU)
    find = ggml_function(
        "ggml_backend_reg_get_proc_address", ctypes.c_void_p, ctypes.c_void_p, ctypes.c_char_p
    )
    address = find(registry, b"ggml_backend_get_features") if registry else None
    file = file_of_function(address) if address else ""
    return Path(file).stem.partition("ggml-cpu-")[2]


def faults() -> tuple[BackendFault, ...]:
    """Return the backends whose library came with the engine and did not load here, each with
    the loader's own words."""
    there = {name.upper() for name in backends()}
    found: list[BackendFault] = []
    for path in (path for folder in backend_folders() for path in _files(folder)):
        stem = next((stem for stem in _STEMS if _is_backend(path, stem)), None)
        if stem is None or _NAMES.get(stem, stem).upper() in there:
            continue
        there.add(_NAMES.get(stem, stem).upper())
        try:
            ctypes.CDLL(str(path))
            reason = ""
        except OSError as error:
            reason = str(error)
        found.append(BackendFault(name=_NAMES.get(stem, stem.upper()), reason=reason))
    return tuple(found)


def _registries() -> dict[str, int]:
    count = ggml_function("ggml_backend_reg_count", ctypes.c_size_t)
    get = ggml_function("ggml_backend_reg_get", ctypes.c_void_p, ctypes.c_size_t)
    name = ggml_function("ggml_backend_reg_name", ctypes.c_char_p, ctypes.c_void_p)
    handles = [get(index) for index in range(count())]
    return {name(handle).decode("utf-8", "replace"): handle for handle in handles}


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(Path(entry.path) for entry in os.scandir(folder) if entry.is_file())
    except OSError:
        return []


def _is_backend(path: Path, stem: str) -> bool:
    """Tell whether ``path`` is a library of the kind ``stem``: libggml-cpu-haswell.so."""
    ending = _ENDINGS.get(sys.platform, ".so")
    # On macOS too ggml's loadable libraries end in .so.
    if path.suffix not in (ending, ".so"):
        return False
    name = path.stem.removeprefix("lib").removeprefix("ggml-")
    return name == stem or name.startswith(f"{stem}-")
