"""The page of models: from a keystroke in its search field to the list that shows it."""

import json
import subprocess
import sys
from pathlib import Path
from statistics import median

from app.core.metrics import percentile
from tests.bench.table import Row
from tests.helpers.screen import screen
from tests.helpers.worker_client import ROOT


def filter_keystroke(folder: Path, n_times: int) -> list[Row]:
    """Type into the search field over 500 models and 200 library entries."""
    del folder
    with screen() as environment:
        driver = subprocess.run(
            [sys.executable, "-m", "tests.bench.models_driver", str(max(1, n_times // 3))],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            check=True,
        )
    taken: list[float] = json.loads(driver.stdout)
    note = f"{len(taken)} keystrokes, median {median(taken):.1f}, worst {max(taken):.1f} ms"
    figure = "filter keystroke → shown, 500 models and 200 entries, p95"
    return [Row(figure, percentile(taken, 0.95) or 0.0, 50, "ms", True, note)]
