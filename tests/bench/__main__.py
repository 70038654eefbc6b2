"""Measure what the README promises: ``python -m tests.bench [--quick] [worker|window|…]``.

Everything is taken in pairs within one run, so that a machine that is slow or busy today
does not matter; quote the ratios, not the single times.
"""

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.bench import (
    download_benches,
    header_bench,
    memory_bench,
    models_bench,
    pc_bench,
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
    "pc": [pc_bench.slider_move],
    "memory": [memory_bench.memory_estimate],
    "speed": [speed_bench.speed_estimate],
}


def main() -> int:
    """Run the benches asked for and print one table; 1 when a figure is not met."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("groups", nargs="*", choices=[[], *GROUPS], help="default: all")
    parser.add_argument("--quick", action="store_true", help="3 pairs instead of 9")
    parser.add_argument(
        "--models", type=Path, help="keep the made GGUFs (about 300 MB) in this folder"
    )
    asked = parser.parse_args()
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.models or Path(scratch)
        for group in asked.groups or GROUPS:
            for bench in GROUPS[group]:
                print(f"{group}: {bench.__name__} …", flush=True)
                rows += bench(folder, 3 if asked.quick else 9)
    print_table(rows)
    return 0 if all(row.met for row in rows) else 1


if __name__ == "__main__":
    raise SystemExit(main())
