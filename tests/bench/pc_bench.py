"""The page about this PC: from a slider's move to the table that shows it."""

import json
import subprocess
import sys
from pathlib import Path
from statistics import median

from tests.bench.table import Row
from tests.helpers.screen import screen
from tests.helpers.worker_client import ROOT

NAMES = {"cpu": "without a GPU", "gpu": "with a GPU"}


def slider_move(folder: Path, n_times: int) -> list[Row]:
    """Move the context slider over the whole catalogue in nine quantisations."""
    del folder, n_times
    with screen() as environment:
        driver = subprocess.run(
            [sys.executable, "-m", "tests.bench.pc_driver"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            check=True,
        )
    found: dict[str, dict[str, list[float]]] = json.loads(driver.stdout)
    rows: list[Row] = []
    for name, words in NAMES.items():
        painted, judged = found[name]["painted"], found[name]["judged"]
        note = (
            f"{len(painted)} moves, median {median(painted):.0f} ms; every cell after "
            f"{median(judged):.0f} ms (median)"
        )
        figure = f"verdict table, slider move → repainted, {words}, worst"
        rows.append(Row(figure, max(painted), 100, "ms", True, note))
    return rows
