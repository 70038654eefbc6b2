"""Functions of ggml, which the bindings do not expose, by name."""

import ctypes
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

from llama_cpp import llama_cpp


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
    raise OSError(f"{name} is in none of the libraries of llama.cpp")


def _libraries() -> Iterator[ctypes.CDLL]:
    yield cast("ctypes.CDLL", vars(llama_cpp)["_lib"])
    # Opened only where they are needed: elsewhere these would be the other copies.
    from llama_cpp._ggml import libggml, libggml_base_path

    yield libggml
    for path in sorted(Path(libggml_base_path).glob("*ggml-base*"))[:1]:
        yield ctypes.CDLL(str(path))
