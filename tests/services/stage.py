"""An arena with everything around it, real workers and fake models."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QTimer
from pytestqt.qtbot import QtBot

from app.core.comparison import Comparison
from app.core.live_run import LiveRun
from app.core.run import Mode, ModelFile, PlannedModel, RunOutcome, RunSpec
from app.services.arena import Arena
from app.services.device_chooser import DeviceChooser
from app.services.notices import Notice, Notices
from app.services.worker_process import Limits, worker_command
from app.store.run_store import RunStore

LONG_MS = 90_000
LIMITS = Limits(hello_s=20, cancel_s=2, quit_s=2)
IMPATIENT = Limits(hello_s=20, cancel_s=0.2, quit_s=0.2)
"""For workers that hang: nobody wants to wait two seconds in every test."""
PLENTY = 1 << 40


def fake_model(folder: Path, name: str, *, size_bytes: int = 0, **script: object) -> ModelFile:
    """A model that plays ``script`` (see the fake engine)."""
    path = folder / f"{name}.json"
    path.write_text(json.dumps(script), encoding="utf-8")
    return ModelFile(id=name, path=str(path), name=name, engine="fake", size_bytes=size_bytes)


def plan(
    models: Sequence[ModelFile],
    mode: Mode = "fair",
    rounds: int = 1,
    prompt: str = "안녕?",
    **changes: Any,
) -> RunSpec:
    """A comparison of ``models``, one a pane."""
    plan.counter += 1  # type: ignore[attr-defined]
    return RunSpec(
        comparison_id=f"comparison {plan.counter}",  # type: ignore[attr-defined]
        prompt=prompt,
        models=tuple(PlannedModel(pane=pane, model=model) for pane, model in enumerate(models)),
        mode=mode,
        rounds=rounds,
        **changes,
    )


plan.counter = 0  # type: ignore[attr-defined]


def wait_until(condition: Callable[[], bool], milliseconds: int = LONG_MS) -> None:
    """Run the event loop until ``condition`` holds; for where there is no qtbot."""
    deadline = QDeadlineTimer(milliseconds)
    loop = QEventLoop()
    timer = QTimer(interval=2)
    timer.timeout.connect(lambda: loop.quit() if condition() or deadline.hasExpired() else None)
    if not condition():
        timer.start()
        loop.exec()
        timer.stop()
    assert condition(), "waited in vain"


class Stage:
    """Builds an arena, notes what it says, and takes it down."""

    def __init__(
        self,
        folder: Path,
        limits: Limits = LIMITS,
        available: Callable[[], int] | None = None,
        chooser: DeviceChooser | None = None,
    ) -> None:
        self.folder = folder
        self.store = RunStore(folder / "runs.sqlite3")
        self.notices = Notices()
        self.told: list[Notice] = []
        self.notices.posted.connect(self.told.append)
        self.arena = Arena(
            self.store,
            self.notices,
            worker_command(),
            limits=limits,
            available=available or (lambda: PLENTY),
            chooser=chooser,
        )
        self.events: list[tuple[Any, ...]] = []
        self.comparisons: list[Comparison] = []
        self.arena.runStarted.connect(self._note_run("start"))
        self.arena.runEnded.connect(self._note_run("end"))
        self.arena.workerStateChanged.connect(
            lambda pane: self.events.append(("worker", pane, self.arena.worker_state(pane)))
        )
        self.arena.comparisonEnded.connect(self.comparisons.append)

    def _note_run(self, what: str) -> Callable[[LiveRun], None]:
        return lambda live: self.events.append((what, live.pane, live.round_number))

    def run(self, qtbot: QtBot, spec: RunSpec) -> list[RunOutcome]:
        """Run a comparison to its end; its outcomes in the order in which they began."""
        self.arena.start(spec)
        self.wait_for_end(qtbot)
        return self.outcomes()

    def wait_for_end(self, qtbot: QtBot) -> None:
        qtbot.waitUntil(lambda: not self.arena.running, timeout=LONG_MS)

    def outcomes(self) -> list[RunOutcome]:
        """The last comparison's outcomes, in the order in which they began."""
        return [run.outcome for run in self.live_runs() if run.outcome is not None]

    def live_runs(self) -> list[LiveRun]:
        comparison = self.arena.comparison
        assert comparison is not None
        return comparison.runs

    def decoding(self, pane: int) -> bool:
        """Whether the pane's newest run has its first tokens."""
        runs = [run for run in self.live_runs() if run.pane == pane]
        return bool(runs) and runs[-1].phase == "decoding"

    def stored(self) -> dict[tuple[int, int], str]:
        """(pane, round) → state of the last comparison's stored runs."""
        comparison = self.arena.comparison
        assert comparison is not None
        lines = self.store.list_runs(comparison_id=comparison.spec.comparison_id)
        return {(line.pane, line.round_number): line.state for line in lines}

    def close(self) -> None:
        self.arena.close()
        self.store.close()


def assert_no_overlap(stage: Stage) -> None:
    """Runs, and loads beside runs, never lie within each other."""
    busy: set[int] = set()
    for event in stage.events:
        if event[0] != "worker":
            continue
        pane, state = event[1:]
        if state in ("starting", "loading", "running", "stopping"):
            busy.add(pane)
        else:
            busy.discard(pane)
        assert len(busy) <= 1, stage.events
