"""The history of 100,000 runs: until its page is shown, and from a key to what it finds."""

import json
import subprocess
import sys
from pathlib import Path
from statistics import median

from tests.bench.history_fill import N_RUNS, fill
from tests.bench.table import Row
from tests.helpers.screen import screen
from tests.helpers.worker_client import ROOT


def open_and_search(folder: Path, n_times: int) -> list[Row]:
    """Open the page ``n_times`` and type seven searches; the worst of each counts."""
    path = folder / "history.sqlite3"
    if not path.exists():
        fill(path)
    with screen() as environment:
        driver = subprocess.run(
            [sys.executable, "-m", "tests.bench.history_driver", str(path), str(n_times)],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            check=True,
        )
    found: dict[str, list[float]] = json.loads(driver.stdout)
    opened, keys = found["opened"], found["keys"]
    note = f"{len(opened)} times, median {median(opened):.0f} ms; the first: {opened[0]:.0f} ms"
    of_keys = f"{len(keys)} keys, median {median(keys):.0f} ms"
    return [
        Row(f"history of {N_RUNS:,} runs, page opened, worst", max(opened), 200, "ms", True, note),
        Row("the same, search key → what is found is painted", max(keys), 100, "ms", True, of_keys),
    ]
