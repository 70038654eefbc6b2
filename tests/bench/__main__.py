"""Measure what the README promises: ``python -m tests.bench [--quick] [worker|window|…]``.

Everything is taken in pairs within one run, so that a machine that is slow or busy today
does not matter; quote the ratios, not the single times.
"""

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.bench import (
    aa,
    download_benches,
    engine_bench,
    header_bench,
    history_bench,
    llama_bench,
    memory_bench,
    models_bench,
    pc_bench,
    report_bench,
    sampling_bench,
    speed_bench,
    window_benches,
    worker_benches,
)
from tests.bench.table import Row, print_table

GROUPS: dict[str, list[Callable[[Path, int], list[Row]]]] = {
    "worker": [
        worker_benches.decode_and_prefill,
        worker_benches.broken_bytes,
        worker_benches.stopping,
    ],
    "window": [
        window_benches.decode_while_painting,
        window_benches.event_loop_stalls,
        window_benches.start_and_memory,
    ],
    "download": [download_benches.download, header_bench.header_check],
    "models": [models_bench.filter_keystroke],
    "history": [history_bench.open_and_search],
    "pc": [pc_bench.slider_move],
    "report": [report_bench.large_report],
    "memory": [memory_bench.memory_estimate],
    "speed": [speed_bench.speed_estimate],
    "aa": [aa.against_itself, aa.against_slower],
    "sampling": [sampling_bench.sampling_cost],
}
LLAMA_BENCH, NATIVE = "llama-bench", "native"
"""Groups that need what somebody has built."""


def main() -> int:
    """Run the benches asked for and print one table; 1 when a figure is not met."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument(
        "groups", nargs="*", choices=[[], *GROUPS, LLAMA_BENCH, NATIVE], help="default: all"
    )
    parser.add_argument("--quick", action="store_true", help="3 pairs instead of 9")
    parser.add_argument(
        "--models", type=Path, help="keep the made GGUFs (about 300 MB) in this folder"
    )
    parser.add_argument(
        "--llama-bench",
        type=Path,
        metavar="PATH",
        help="a llama-bench of the same llama.cpp; tests/bench/llama_bench.py says how to build it",
    )
    parser.add_argument(
        "--native",
        type=Path,
        metavar="FOLDER",
        help="libllama built for this machine; tests/bench/engine_bench.py says how",
    )
    asked = parser.parse_args()
    n_pairs = 3 if asked.quick else 9
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.models or Path(scratch)
        for group in asked.groups or [*GROUPS, LLAMA_BENCH, NATIVE]:
            for bench in GROUPS.get(group, ()):
                print(f"{group}: {bench.__name__} …", flush=True)
                rows += bench(folder, n_pairs)
            if group == LLAMA_BENCH:
                rows += _against_llama_bench(asked.llama_bench, folder, n_pairs)
            if group == NATIVE:
                rows += _against_native(asked.native, folder, n_pairs)
    print_table(rows)
    return 0 if all(row.met for row in rows) else 1


def _against_llama_bench(program: Path | None, folder: Path, n_pairs: int) -> list[Row]:
    if program is None:
        print("llama-bench: left out, for no --llama-bench PATH was given", flush=True)
        return []
    print("llama-bench: pp512 and tg128 …", flush=True)
    return llama_bench.against_llama_bench(program, folder, n_pairs)


def _against_native(library_folder: Path | None, folder: Path, n_pairs: int) -> list[Row]:
    if library_folder is None:
        print("native: left out, for no --native FOLDER was given", flush=True)
        return []
    print("native: the universal engine against it …", flush=True)
    return engine_bench.against_native(library_folder, folder, n_pairs)


if __name__ == "__main__":
    raise SystemExit(main())
