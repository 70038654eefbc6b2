"""Calibrations of this very PC, with models of a few MB, and every way to end one."""

import itertools
import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import psutil
import pytest
from pytestqt.qtbot import QtBot

from app.core.fit import calibration_plan
from app.core.fit.calibration import Calibration
from app.core.fit.made_gguf import MadeShape
from app.core.problem import Problem
from app.core.run import Device
from app.services import calibration as calibration_service
from app.services.calibration import Calibrator
from app.services.synthetic_run import FILE_PREFIX
from app.services.worker_process import worker_command
from tests.services.stage import LONG_MS

CPU = Device(name="CPU", description="A CPU", kind="cpu")
NO_SUCH_GPU = Device(name="Vulkan7", description="A card that is not there", kind="gpu")
PLAYED = Device(name="Vulkan0", description="llvmpipe", kind="gpu", software=True)
MakeCalibrator = Callable[..., Calibrator]


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small models and no hurry: the tests' machine is busy."""
    monkeypatch.setattr(calibration_plan, "FAT_BYTES", 8 << 20)
    for name, width in (("middle_shape", 1280), ("wide_shape", 1536)):
        monkeypatch.setattr(calibration_plan, name, partial(one_layer, width))
    for name in ("LIMIT_S", "STEP_LIMIT_S"):
        monkeypatch.setattr(calibration_service, name, 1000.0)


def one_layer(width: int, kind: str) -> MadeShape:
    return MadeShape(
        type=kind,
        n_layers=1,
        width=width,
        n_head=width // 64,
        n_head_kv=width // 256,
        n_ff=2 * width,
        n_ctx=calibration_plan.N_CTX,
    )


@pytest.fixture
def make(qtbot: QtBot, tmp_path: Path) -> Iterator[MakeCalibrator]:
    made: list[Calibrator] = []

    def build(command: list[str] | None = None, folder: Path | None = None) -> Calibrator:
        made.append(Calibrator(folder or tmp_path, command or worker_command(), "build"))
        return made[-1]

    yield build
    for calibrator in made:
        calibrator.close()


class Ending:
    """Whatever comes at the end, and the progress before."""

    def __init__(self, calibrator: Calibrator) -> None:
        self.found: Calibration | None = None
        self.problem: Problem | None = None
        self.cancelled = False
        self.progress: list[float] = []
        calibrator.finished.connect(lambda found: setattr(self, "found", found))
        calibrator.failed.connect(lambda problem: setattr(self, "problem", problem))
        calibrator.cancelled.connect(lambda: setattr(self, "cancelled", True))
        calibrator.progressed.connect(self.progress.append)

    @property
    def over(self) -> bool:
        return self.cancelled or self.found is not None or self.problem is not None


def test_this_pc_is_measured_and_nothing_is_left(
    qtbot: QtBot, make: MakeCalibrator, tmp_path: Path
) -> None:
    calibrator = make()
    ending = Ending(calibrator)
    calibrator.start([PLAYED, NO_SUCH_GPU, CPU])
    assert calibrator.running
    qtbot.waitUntil(lambda: ending.over, timeout=LONG_MS)
    assert ending.problem is None
    assert ending.found is not None
    assert not calibrator.running
    # What is not there, or only played, has no speed.
    (cpu,) = ending.found.devices
    assert cpu.name == "CPU"
    assert cpu.types.keys() == {"Q4_K", "Q8_0", "Q6_K", "F16"}
    assert cpu.bandwidth_bytes_per_s > 1e8
    assert cpu.flops_per_s > 1e8
    assert cpu.layer_s > 0
    assert ending.found.engine == "build"
    assert ending.found.machine.memory_bytes == psutil.virtual_memory().total
    assert ending.progress == sorted(ending.progress)
    assert ending.progress[-1] == 1.0
    assert list(tmp_path.iterdir()) == []


def test_cancelled_in_the_middle_and_begun_again(
    qtbot: QtBot, make: MakeCalibrator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calibration_plan, "FAT_BYTES", 64 << 20)
    calibrator = make()
    first = Ending(calibrator)
    calibrator.start([CPU])
    qtbot.waitUntil(lambda: any(tmp_path.iterdir()), timeout=LONG_MS)
    calibrator.cancel()
    qtbot.waitUntil(lambda: first.over, timeout=LONG_MS)
    assert first.cancelled
    assert first.found is None
    assert list(tmp_path.iterdir()) == []
    second = Ending(calibrator)
    calibrator.start([CPU])
    qtbot.waitUntil(lambda: calibrator.running and bool(second.progress), timeout=LONG_MS)
    calibrator.cancel()
    qtbot.waitUntil(lambda: second.over, timeout=LONG_MS)
    assert second.cancelled


def test_closing_leaves_nothing_behind(qtbot: QtBot, make: MakeCalibrator, tmp_path: Path) -> None:
    calibrator = make()
    ending = Ending(calibrator)
    calibrator.start([CPU])
    qtbot.waitUntil(lambda: len(psutil.Process().children()) > 0, timeout=LONG_MS)
    calibrator.close()
    assert list(tmp_path.iterdir()) == []
    assert not ending.over


def test_too_little_time_ends_with_a_sentence(
    qtbot: QtBot, make: MakeCalibrator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calibration_service, "LIMIT_S", 0.05)
    calibrator = make()
    ending = Ending(calibrator)
    calibrator.start([CPU])
    qtbot.waitUntil(lambda: ending.over, timeout=LONG_MS)
    assert ending.problem is not None
    assert ending.problem.kind == "worker_hung"


def test_no_worker_no_calibration(qtbot: QtBot, make: MakeCalibrator) -> None:
    calibrator = make(["/no/such/program"])
    ending = Ending(calibrator)
    calibrator.start([CPU])
    qtbot.waitUntil(lambda: ending.over, timeout=LONG_MS)
    assert ending.problem is not None
    assert ending.problem.kind == "worker_not_started"


def test_a_folder_that_cannot_be_written(
    qtbot: QtBot, make: MakeCalibrator, tmp_path: Path
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("no folder")
    calibrator = make(folder=in_the_way)
    ending = Ending(calibrator)
    calibrator.start([CPU])
    qtbot.waitUntil(lambda: ending.over, timeout=LONG_MS)
    assert ending.problem is not None
    assert ending.problem.kind == "store_unwritable"


def test_what_a_killed_program_left_is_removed(
    qtbot: QtBot, make: MakeCalibrator, tmp_path: Path
) -> None:
    dead = next(pid for pid in itertools.count(2**22 - 1, -1) if not psutil.pid_exists(pid))
    left, alive = (tmp_path / f"{FILE_PREFIX}{pid}-1.gguf" for pid in (dead, os.getppid()))
    for path in (left, alive):
        path.write_bytes(b"x")
    calibrator = make()
    ending = Ending(calibrator)
    calibrator.start([CPU])
    calibrator.cancel()
    qtbot.waitUntil(lambda: ending.over, timeout=LONG_MS)
    assert not left.exists()
    assert alive.exists()
