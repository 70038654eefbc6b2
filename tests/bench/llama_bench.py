"""``bench`` against ``llama-bench`` of the same llama.cpp: pp512 and tg128, in pairs.

Both are started as a person starts them, on the same model with as many threads, on the
processor alone; who goes first alternates. ``llama-bench`` is not part of the program. It is
built from the source that the bindings carry, and linked to the very libraries that the program
uses, in a minute (Linux)::

    pip download --no-deps --no-binary :all: llama-cpp-python==0.3.36
    tar xf llama_cpp_python-0.3.36.tar.gz
    S=llama_cpp_python-0.3.36/vendor/llama.cpp
    P=$(.venv/bin/python -c 'import llama_cpp, pathlib; \
        print(pathlib.Path(llama_cpp.__file__).resolve().parents[1])')
    mkdir llama-bench
    g++ -O3 -DNDEBUG -std=c++17 -pthread -I$S/include -I$S/ggml/include -I$S/common -I$S/vendor \
        -I$S/tools/llama-bench $S/tools/llama-bench/main.cpp $S/tools/llama-bench/llama-bench.cpp \
        -L$P/llama_cpp/lib -L$P/lib -lllama-common -lllama -lggml -lggml-base \
        -Wl,-rpath,$P/llama_cpp/lib:$P/lib -o llama-bench/llama-bench
    ln -s $P/bin/libggml-*.so llama-bench/
    .venv/bin/python -m tests.bench llama-bench --llama-bench llama-bench/llama-bench
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from app.worker.main import NATIVE_SETTINGS
from tests.bench.table import Row
from tests.bench.yardstick import N_THREADS
from tests.helpers.gguf_maker import half_b
from tests.helpers.worker_client import ROOT

N_PREFILL, N_DECODE = 512, 128
MOST_OFF_PERCENT = 2
Rates = dict[str, float]
"""``pp`` and ``tg``, tokens a second."""


def against_llama_bench(program: Path, folder: Path, n_pairs: int) -> list[Row]:
    """Run both in turn on the 0.5B shape; ``program`` is the path of llama-bench."""
    model = half_b(folder)
    pairs: list[tuple[Rates, Rates]] = []
    with tempfile.TemporaryDirectory() as data:
        for turn in range(n_pairs):
            if turn % 2:
                found = _theirs(program, model)
                pairs.append((_ours(model, data), found))
            else:
                found = _ours(model, data)
                pairs.append((found, _theirs(program, model)))
    rows: list[Row] = []
    for name, figure in ((f"pp{N_PREFILL}", "pp"), (f"tg{N_DECODE}", "tg")):
        ratios = [ours[figure] / theirs[figure] for ours, theirs in pairs]
        middle = median(ratios)
        ours, theirs = (median(pair[who][figure] for pair in pairs) for who in (0, 1))
        spread = f"{min(ratios):.3f}–{max(ratios):.3f}"
        note = f"ratio {middle:.3f}, {len(pairs)} pairs, {spread}; medians {ours:.3g}, {theirs:.3g}"
        rows.append(
            Row(
                f"bench against llama-bench, {name} (0.5B shape), off by",
                abs(middle - 1) * 100,
                MOST_OFF_PERCENT,
                "%",
                at_most=True,
                note=note,
            )
        )
    return rows


def _ours(model: Path, data: str) -> Rates:
    command = [sys.executable, "-m", "app", "--data-dir", data, "bench"]
    settings = {
        "--threads": N_THREADS,
        "--prompt-tokens": N_PREFILL,
        "--gen-tokens": N_DECODE,
        "--rounds": 1,
        "--idle-wait": 2,
        "--devices": "cpu",
    }
    words = [str(word) for pair in settings.items() for word in pair]
    (result,) = _run([*command, "-m", str(model), *words, "--json"])["results"]
    return {"pp": result["prefill_tps"]["median"], "tg": result["decode_tps"]["median"]}


def _theirs(program: Path, model: Path) -> Rates:
    work = ["-p", str(N_PREFILL), "-n", str(N_DECODE), "-r", "1"]
    where = ["-t", str(N_THREADS), "-dev", "none", "-ngl", "0"]
    tests = _run([str(program.resolve()), "-m", str(model), *work, *where, "-o", "json"])
    return {"pp" if test["n_prompt"] else "tg": test["avg_ts"] for test in tests}


def _run(command: list[str]) -> Any:
    """Return the one JSON document that a program prints."""
    done = subprocess.run(
        command,
        cwd=ROOT,
        # The same OpenMP for both: what is compared is the measuring.
        env=os.environ | NATIVE_SETTINGS,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{command[0]} failed: {done.stderr[-2000:]}")
    return json.loads(done.stdout)
