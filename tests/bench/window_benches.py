"""The window: what painting costs the models, how long it stalls, how fast it opens."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import psutil

from app.core.metrics import percentile
from tests.bench.table import Row, ratio_row
from tests.bench.yardstick import BareLoop
from tests.helpers.gguf_maker import half_b
from tests.helpers.screen import screen
from tests.helpers.worker_client import ROOT

N_OUTPUT = 96
READY_LINE = "naranhi: ready"
FAKE = {"rate": 400, "n_tokens": 4000, "text": "나란히 놓고 보면 누가 빠른지 알 수 있습니다. "}


@contextmanager
def _window(folder: Path) -> Iterator[subprocess.Popen[str]]:
    with screen() as environment:
        driver = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.window_driver", str(folder / "data")],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert driver.stdout
        driver.stdout.readline()
        yield driver
        driver.communicate("leave\n")


def _order(driver: subprocess.Popen[str], order: str) -> list[float]:
    assert driver.stdin
    assert driver.stdout
    driver.stdin.write(order + "\n")
    driver.stdin.flush()
    return json.loads(driver.stdout.readline())


def decode_while_painting(folder: Path, n_pairs: int) -> list[Row]:
    """Decode under a window that paints two panes and the graph, against the bare loop."""
    model = half_b(folder)
    pairs: list[tuple[float, float]] = []
    with _window(folder) as driver, BareLoop(model) as bare:
        _order(driver, "panes 2")
        _order(driver, f"decode {model}")
        for _ in range(n_pairs):
            rates = _order(driver, f"decode {model}")
            pairs += [(ours, bare.rates(24, N_OUTPUT)[1]) for ours in rates]
    return [ratio_row("the same under the window, two panes and graph", pairs, 0.94)]


def event_loop_stalls(folder: Path, n_times: int) -> list[Row]:
    """Time the event loop's turns while four fake models speak at 400 tokens a second."""
    script = folder / "four-hundred.json"
    script.write_text(json.dumps(FAKE), "utf-8")
    worst: list[float] = []
    p99: list[float] = []
    with _window(folder) as driver:
        # Panes are added by hand, one by one, before anything runs.
        _order(driver, "panes 4")
        for _ in range(max(1, n_times // 3)):
            gaps = _order(driver, f"stalls {script}")
            worst.append(max(gaps))
            p99.append(percentile(gaps, 0.99) or 0.0)
    note = f"worst of each run: {', '.join(f'{value:.0f}' for value in worst)}"
    figure = "event-loop stall, four fake models at 400 tok/s"
    return [
        Row(f"worst {figure}", median(worst), 50, "ms", True, note),
        Row(f"p99 {figure}", median(p99), 33, "ms", True),
    ]


def start_and_memory(folder: Path, n_times: int) -> list[Row]:
    """Time process start → window usable, and weigh the window's process."""
    seconds: list[float] = []
    megabytes: list[float] = []
    with screen() as environment:
        for _ in range(n_times + 1):
            began = time.perf_counter()
            window = subprocess.Popen(
                [sys.executable, "-m", "app", "--verbose", "--data-dir", str(folder / "data")],
                cwd=ROOT,
                env=environment,
                stderr=subprocess.PIPE,
                text=True,
            )
            assert window.stderr
            for line in window.stderr:
                if READY_LINE in line:
                    break
            seconds.append(time.perf_counter() - began)
            megabytes.append(psutil.Process(window.pid).memory_info().rss / 1e6)
            window.terminate()
            window.communicate()
    warm = seconds[1:]
    return [
        Row("process start → window usable, warm", median(warm), 1.5, "s", True, _range(warm)),
        Row("memory of the window's process", max(megabytes), 250, "MB", True),
    ]


def _range(values: list[float]) -> str:
    return f"median of {len(values)}, {min(values):.2f}–{max(values):.2f}"
