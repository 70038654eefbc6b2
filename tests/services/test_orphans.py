"""However the program ends, its workers end with it."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from app.store.run_store import RunStore

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from tests.services.stage import Stage, fake_model, plan
application = QCoreApplication([])
folder = Path(sys.argv[1])
stage = Stage(folder)
models = [
    fake_model(folder, "long", rate=100, n_tokens=100000),
    fake_model(folder, "hangs", hang_at=1, ignore_cancel=True),
]
stage.arena.start(plan(models, "race"))
timer = QTimer(interval=5)
def look():
    if all(stage.decoding(pane) for pane in (0, 1)):
        timer.stop()
        print(json.dumps(list(stage.arena.worker_pids().values())), flush=True)
timer.timeout.connect(look)
timer.start()
application.exec()
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_a_killed_program_leaves_no_worker(tmp_path: Path, how: signal.Signals) -> None:
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdout is not None
    workers = [psutil.Process(pid) for pid in json.loads(program.stdout.readline())]
    assert len(workers) == 2
    program.send_signal(how)
    program.wait(20)
    program.stdout.close()
    _, alive = psutil.wait_procs(workers, timeout=20)
    assert alive == []
    store = RunStore(tmp_path / "runs.sqlite3")
    assert store.mark_interrupted() == 2
    assert {line.state for line in store.list_runs()} == {"interrupted"}
    store.close()
