"""Puts the services behind the page of measurements together, and ends them in order."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from app.core.run import ModelFile, PlannedModel, Sampling
from app.services.arena import Arena
from app.services.device_chooser import DeviceChooser
from app.services.measuring.measurer import Measurer
from app.services.measuring.sampling import IdleWait
from app.services.notices import Notices
from app.services.worker_pool import WorkerPool
from app.services.worker_process import worker_command
from app.store.database import Database
from app.store.measure_store import MeasureStore


class MeasureServices:
    """Its own workers: a comparison's models leave before anything is measured."""

    def __init__(
        self,
        database: Database,
        arena: Arena,
        notices: Notices,
        parent: QObject,
        *,
        chooser: DeviceChooser | None = None,
        others_computed: Callable[[int, int], bool] = lambda _since, _until: False,
        idle: IdleWait | None = None,
    ) -> None:
        self.store = MeasureStore(database)
        self.store.mark_interrupted()
        self._arena = arena
        self._pool = WorkerPool(worker_command(), notices, parent, chooser=chooser)
        self.measurer = Measurer(
            self.store, self._pool, notices, parent, idle=idle, others_computed=others_computed
        )
        self.measurer.ended.connect(self._pool.quit_all)
        others = arena.measuring
        arena.measuring = lambda: others() or self.measurer.running

    @property
    def comparing(self) -> bool:
        """Whether a comparison or a sheet goes, beside which nothing can be measured."""
        return self._arena.running or self._arena.measuring()

    def make_room(self) -> None:
        """Send a comparison's models away: memory and cores are the measurement's."""
        self._arena.unload()

    def close(self) -> None:
        """Stop what goes, so that it can be taken up, and leave no process behind."""
        self.measurer.close()
        self._pool.close()


def planned_models(models: list[ModelFile], seed: int = 0) -> list[PlannedModel]:
    """Return the models of a plan, greedy, loaded as usual."""
    return [
        PlannedModel(pane=place, model=model, sampling=Sampling(seed=seed))
        for place, model in enumerate(models)
    ]
