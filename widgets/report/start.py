"""The window's way to reports: nothing of them is loaded before somebody asks for one."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from app.store.run_store import RunStore
    from widgets.compare.page import ComparePage
    from widgets.fit_services import FitServices
    from widgets.history.page import HistoryPage
    from widgets.lazy_page import LazyPage
    from widgets.main_window import Surroundings
    from widgets.measure.page import MeasurePage
    from widgets.models.assembly import ModelsAssembly
    from widgets.pc.page import PcPage
    from widgets.report.desk import ReportDesk


class ReportStart(QObject):
    """Makes the :class:`ReportDesk` when it is first needed."""

    def __init__(
        self,
        around: "Surroundings",
        store: "RunStore",
        models: "ModelsAssembly",
        fit: "Callable[[], FitServices]",
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._around, self._store, self._models = around, store, models
        self._fit, self._window = fit, window
        self._desk: ReportDesk | None = None

    @property
    def desk(self) -> "ReportDesk":
        """The desk."""
        if self._desk is None:
            from widgets.report.desk import Ground, ReportDesk

            ground = Ground(self._around, self._store, self._models, self._fit)
            self._desk = ReportDesk(ground, self._window)
        return self._desk

    def serve(
        self,
        compare: "ComparePage",
        my_pc: "LazyPage[PcPage]",
        measure: "LazyPage[MeasurePage]",
        history: "LazyPage[HistoryPage]",
    ) -> None:
        """Answer the pages' wishes."""
        measure.built.connect(
            lambda page: page.results.reportRequest.connect(self.show_measurement)
        )
        compare.reportRequest.connect(self.show_comparison)
        my_pc.built.connect(lambda page: page.reportRequest.connect(self.show_pc))
        history.built.connect(lambda page: page.reportRequest.connect(self.show_entry))

    def show_entry(self, key: str) -> None:
        """Show an entry of the history as a report, by its key there."""
        show = {"p": self.show_measurement, "s": self.show_sheet}.get(key[:1], self.show_comparison)
        show(key[1:])

    def show_comparison(self, comparison_id: str) -> None:
        """Show a stored comparison as a report."""
        self.desk.show_comparison(comparison_id)

    def show_measurement(self, plan_id: str) -> None:
        """Show a measurement as a report."""
        self.desk.show_measurement(plan_id)

    def show_sheet(self, run_id: str) -> None:
        """Show a question sheet's run as a report."""
        self.desk.show_sheet(run_id)

    def show_pc(self, chosen: str) -> None:
        """Show the page about this PC; ``chosen`` is a model that belongs on it, or ""."""
        self.desk.show_pc(chosen)
