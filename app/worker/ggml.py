"""Functions of ggml, which the bindings do not expose, by name."""

import ctypes
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, cast

from llama_cpp import llama_cpp

# The bindings have ggml's library open here.
from llama_cpp._ggml import libggml, libggml_base_path


def ggml_function(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    """Return a function of ggml or llama.cpp; raises OSError where no library has it.

    A name is looked for in libllama first, which finds it in the libraries that libllama itself
    is linked to: there may be several copies of them, each with a registry of its own. Where
    the system does not look so far (Windows) there is only one copy.
    """
    for library in _libraries():
        try:
            # By index each call gets an object of its own, with its own types.
            function = library[name]
        except AttributeError:
            continue
        function.restype = result
        function.argtypes = arguments
        return cast("Callable[..., Any]", function)
    raise OSError(f"{name} is not in the ggml libraries of {libggml_base_path}")


@cache
def _libraries() -> tuple[ctypes.CDLL, ...]:
    libllama = cast("ctypes.CDLL", vars(llama_cpp)["_lib"])
    folder = Path(libggml_base_path)
    found = sorted(folder.glob("*ggml-base*"))
    if not found:
        raise OSError(f"no ggml-base library in {folder}")
    return libllama, libggml, ctypes.CDLL(str(found[0]))
