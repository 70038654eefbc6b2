"""Puts the services behind the page of sheets together, and ends them in order."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from app.core.problem import Problem
from app.core.run import LoadSettings, ModelFile, PlannedModel
from app.services.arena import Arena
from app.services.background_queries import BackgroundQueries
from app.services.device_chooser import DeviceChooser
from app.services.notices import Notices
from app.services.sheets.runner import SheetRunner
from app.services.worker_pool import WorkerPool
from app.services.worker_process import worker_command
from app.store.database import Database
from app.store.sheet_store import SheetStore


class SheetServices:
    """Its own workers: a comparison's models leave before a sheet begins."""

    def __init__(
        self,
        database: Database,
        arena: Arena,
        notices: Notices,
        parent: QObject,
        *,
        chooser: DeviceChooser | None = None,
        others_computed: Callable[[int, int], bool] = lambda _since, _until: False,
    ) -> None:
        self.store = SheetStore(database)
        self.store.mark_interrupted()
        self.files = BackgroundQueries(parent)
        """Reads files beside the window."""
        self._arena = arena
        self._pool = WorkerPool(worker_command(), notices, parent, chooser=chooser)
        self.runner = SheetRunner(
            self.store, self._pool, notices, parent, others_computed=others_computed
        )
        self.runner.ended.connect(self._pool.quit_all)
        others = arena.measuring
        arena.measuring = lambda: others() or self.runner.running

    @property
    def obstacle(self) -> Problem | None:
        """What goes on, beside which nothing else may compute: a comparison, a measurement."""
        if self._arena.running:
            return Problem(kind="already_running")
        return Problem(kind="measuring_now") if self._arena.measuring() else None

    def make_room(self) -> None:
        """Send a comparison's models away: memory and cores are the sheet's."""
        self._arena.unload()

    def close(self) -> None:
        """Stop what goes, so that it can be taken up, and leave no process behind."""
        self.files.close()
        self.runner.close()
        self._pool.close()


def planned_models(models: list[ModelFile], load: LoadSettings | None = None) -> list[PlannedModel]:
    """Return the models of a plan, greedy, loaded as usual."""
    return [
        PlannedModel(pane=place, model=model, load=load or LoadSettings())
        for place, model in enumerate(models)
    ]
