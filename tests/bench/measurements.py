"""Measurements as the program takes them, from a bench: the real measurer on real workers."""

import uuid
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from PySide6.QtCore import QCoreApplication, QEventLoop

from app.core.measure.figures import MeasuredFigures, figures_of_measurement
from app.core.measure.plan import BenchPlan, BenchTask
from app.core.measure.sensors import Sensors
from app.core.run import PlannedModel
from app.services.measuring.measurer import Measurer
from app.services.measuring.sampling import IdleWait
from app.services.notices import Notices
from app.services.worker_pool import WorkerPool
from app.services.worker_process import worker_command
from app.store.database import Database
from app.store.measure_store import MeasureStore

IDLE_WAIT_S = 0.2
IDLE_LOOK_MS = 20
"""Much shorter than a person's: some thousand short steps are waited for here."""


class Bench:
    """Workers of its own, and a measurer for each set of sensors that is asked for."""

    def __init__(self) -> None:
        self._application = QCoreApplication.instance() or QCoreApplication([])
        self._undo = ExitStack()
        self._database = Database(Path(":memory:"))
        self._undo.callback(self._database.close)
        self._notices = Notices()
        self._pool = WorkerPool(worker_command(), self._notices)
        self._undo.callback(self._pool.close)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._undo.close()

    def measurer(self, sensors: Sensors | None = None) -> Measurer:
        """Return a measurer that shares the loaded models with the others."""
        idle = IdleWait(look_ms=IDLE_LOOK_MS)
        store = MeasureStore(self._database)
        measurer = Measurer(store, self._pool, self._notices, sensors=sensors, idle=idle)
        self._undo.callback(measurer.close)
        return measurer


def measure(measurer: Measurer, plan: BenchPlan) -> MeasuredFigures:
    """Carry out a measurement; ends the program where a step failed."""
    loop = QEventLoop()
    measurer.ended.connect(loop.quit)
    measurer.start(plan)
    loop.exec()
    measurer.ended.disconnect(loop.quit)
    problems = [r.problem for r in measurer.results if r.state != "finished"]
    if problems:
        raise SystemExit(f"not measured: {problems}")
    return figures_of_measurement(plan, measurer.results)


def plan_of(
    models: Sequence[PlannedModel],
    task: BenchTask,
    *,
    rounds: int,
    warmups: int = 1,
    seed: int = 0,
    max_tokens: int = 32,
) -> BenchPlan:
    """Return a plan of one task."""
    return BenchPlan(
        plan_id=uuid.uuid4().hex,
        models=tuple(models),
        tasks=(task,),
        rounds=rounds,
        warmups=warmups,
        seed=seed,
        max_tokens=max_tokens,
        idle_wait_s=IDLE_WAIT_S,
    )
