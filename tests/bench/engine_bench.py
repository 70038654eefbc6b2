"""The engine with a library for each generation of processors, against one that was built for this
machine alone: bare loops on both, in pairs.

Such a build is what the bindings' own source gives (some minutes)::

    pip wheel --no-deps --no-binary :all: llama-cpp-python==0.3.36 -w native
    .venv/bin/python -m zipfile -e native/llama_cpp_python-*.whl native
    .venv/bin/python -m tests.bench native --native native/llama_cpp/lib
"""

from pathlib import Path

from tests.bench.table import Row, ratio_row
from tests.bench.yardstick import BareLoop
from tests.helpers.gguf_maker import half_b

N_PROMPT, N_OUTPUT = 512, 64
AT_LEAST = 0.98


def against_native(library_folder: Path, folder: Path, n_pairs: int) -> list[Row]:
    """Run both in turn on the 0.5B shape; who goes first alternates. ``library_folder`` is the
    folder of the other build's libllama."""
    model = half_b(folder)
    decode: list[tuple[float, float]] = []
    prefill: list[tuple[float, float]] = []
    with BareLoop(model) as ours, BareLoop(model, library_folder=library_folder) as native:
        for turn in range(2 * n_pairs):
            loops = (native, ours) if turn % 2 else (ours, native)
            rates = {loop: loop.rates(N_PROMPT, N_OUTPUT) for loop in loops}
            prefill.append((rates[ours][0], rates[native][0]))
            decode.append((rates[ours][1], rates[native][1]))
    return [
        ratio_row("universal engine against a native build, decode", decode, AT_LEAST),
        ratio_row(f"the same, prefill of {N_PROMPT} tokens", prefill, AT_LEAST),
    ]
