"""One calibration that the page has asked for."""

from PySide6.QtCore import QObject

from app.core.problem import Problem
from app.services.calibration import Calibrator
from app.services.devices import DeviceList
from widgets.models.backend import Failure, Success
from widgets.pc.backend import MeasureProgress


class LiveMeasurement(QObject):
    """Begins with :meth:`start`, once the engine has told its devices and no calibration goes
    any more."""

    def __init__(
        self,
        calibrator: Calibrator,
        devices: DeviceList,
        progress: MeasureProgress,
        success: Success[None],
        failure: Failure,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._calibrator, self._devices = calibrator, devices
        self._progress, self._success, self._failure = progress, success, failure
        self.over = self._wanted = self._started = False
        calibrator.progressed.connect(self._on_progress)
        calibrator.finished.connect(self._on_finished)
        calibrator.failed.connect(self._on_failed)
        calibrator.cancelled.connect(self._start)
        devices.changed.connect(self._start)

    def start(self) -> None:
        """Measure the devices, unless it was given up meanwhile."""
        self._wanted = True
        if self._devices.engine is None:
            self._devices.look()
        else:
            self._start()

    def cancel(self) -> None:
        """Give it up; nothing is told any more."""
        if self.over:
            return
        self._end()
        if self._started:
            self._calibrator.cancel()

    def _start(self) -> None:
        if self.over or self._started or not self._wanted or self._calibrator.running:
            return
        if self._devices.engine is None:
            problem = self._devices.problem
            if problem is not None and not self._devices.looking:
                self._on_failed(problem)
            return
        self._started = True
        self._calibrator.start(self._devices.devices)

    def _on_progress(self, share: float) -> None:
        if self._started and not self.over:
            self._progress(share)

    def _on_finished(self) -> None:
        if self._started and not self.over:
            self._end()
            self._success(None)

    def _on_failed(self, problem: Problem) -> None:
        if not self.over:
            self._end()
            self._failure(problem)

    def _end(self) -> None:
        self.over = True
        self.deleteLater()
