"""What ``fit`` stands on in a terminal: this PC as it is, and answers that are waited for."""

from types import TracebackType
from typing import Self

from PySide6.QtCore import QObject

from app.cli.console import tell
from app.cli.problem_sentence import problem_sentence
from app.cli.shelf import Shelf
from app.cli.status_line import StatusLine
from app.cli.waiting import Waiting
from app.core.fit.backend import BackendChoice, devices_key
from app.core.fit.calibration import Calibration
from app.core.fit.joint import JointFit
from app.core.fit.report import FitReport
from app.core.fit.table import FitTable
from app.core.machine import read_machine
from app.core.problem import NaranhiError, StoreError
from app.core.run import Device, RunSpec
from app.services.calibration import Calibrator
from app.services.devices import DeviceList
from app.services.fit_pc import PcFacts
from app.services.fit_service import FitService, Wish
from app.services.fit_shapes import Shapes
from app.services.fit_sources import Sources
from app.services.history import IN_MEMORY
from app.services.simulation import Simulations
from app.services.stop_signals import HeldSignals
from app.services.translation import tr
from app.services.worker_process import worker_command
from app.store.bench_store import BenchStore
from app.store.run_store import RunStore


class FitDesk(QObject):
    """A context manager; nothing of it is left behind. Every method may raise StoppedError."""

    def __init__(self, shelf: Shelf) -> None:
        super().__init__()
        self._held = HeldSignals()
        self._shelf = shelf
        self._status = StatusLine()
        shapes = Shapes()
        paths = shelf.session.paths
        self._store = _open_history(shelf)
        self._devices = DeviceList(worker_command(), self)
        self._choices: list[BackendChoice] = []
        self._facts = PcFacts(
            self._devices, self._store, shapes, parent=self, choices=lambda: self._choices
        )
        self._simulations = Simulations(worker_command(), self)
        self._calibrator = Calibrator(paths.root, worker_command(), shelf.probe.fingerprint(), self)
        # The library's own connection belongs to this thread: what is asked on others is ready.
        entries, catalogue = shelf.entries(), shelf.catalogue
        sources = Sources(
            catalogue=catalogue,
            choice=shelf.choice_among(lambda: entries),
            entries=lambda: entries,
            folder=shelf.folder,
            knowledge=shelf.probe.knowledge,
            access=lambda: shelf.access,
            shapes=shapes,
            language=shelf.session.language,
        )
        self._service = FitService(lambda: sources, self._facts.now, self._simulations, self)

    def __enter__(self) -> Self:
        self._held.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            self._close()
        finally:
            self._held.__exit__(kind, error, trace)

    def _close(self) -> None:
        self._status.end()
        self._service.close()
        self._facts.close()
        self._simulations.close()
        self._calibrator.close()
        self._devices.close()
        self._store.close()

    def prepare(self, *, calibrate: bool | None) -> None:
        """Look at this PC: its devices, its speed (measured where nobody has, or where that is
        asked for), its history."""
        waiting = Waiting[None]()
        self._devices.changed.connect(lambda: waiting.settle(None))
        self._devices.look()
        waiting.wait()
        if self._devices.problem is not None:
            tell(problem_sentence(self._devices.problem))
        self._choices = self._known_choices()
        calibration = None if calibrate else self._known_calibration()
        if calibration is None and calibrate is not False and self._devices.engine is not None:
            calibration = self._calibrate()
        self._facts.use(calibration)
        learning = Waiting[None]()
        self._facts.learn(lambda: learning.settle(None))
        learning.wait()

    @property
    def devices(self) -> tuple[Device, ...]:
        """What this PC can compute on; nothing before :meth:`prepare`."""
        return self._devices.devices

    def report(self, name: str, quantisation: str, wish: Wish) -> FitReport:
        """Return everything about one model. Raises NaranhiError."""
        waiting = Waiting[FitReport]()
        self._service.report(name, quantisation, wish, waiting.settle, waiting.fail)
        return waiting.wait()

    def table(self) -> FitTable:
        """Return the whole catalogue."""
        waiting = Waiting[FitTable]()
        self._service.table(waiting.settle, waiting.fail)
        return waiting.wait()

    def check_race(self, spec: RunSpec) -> JointFit | None:
        """Return whether a race's models fit together; None where that is no question."""
        waiting = Waiting[JointFit | None]()
        self._service.check_race(spec, waiting.settle)
        return waiting.wait()

    # -- this PC's speed -----------------------------------------------------------------

    def _benches(self) -> BenchStore:
        return BenchStore(self._shelf.open_database())

    def _known_calibration(self) -> Calibration | None:
        if not self._shelf.session.paths.database.exists():
            return None
        engine = self._shelf.probe.fingerprint()
        try:
            return self._benches().latest_calibration(engine, read_machine())
        except StoreError as error:
            tell(problem_sentence(error.problem))
            return None

    def _known_choices(self) -> list[BackendChoice]:
        """Return what loads would go by with the devices that are here."""
        gpus = [now.device for now in self._devices.gpus_now()]
        if not gpus or not self._shelf.session.paths.database.exists():
            return []
        engine = self._shelf.probe.fingerprint()
        try:
            return self._benches().choices(engine, read_machine(), devices_key(gpus))
        except StoreError as error:
            tell(problem_sentence(error.problem))
            return []

    def _calibrate(self) -> Calibration | None:
        """Measure, showing how far it is; None where that failed, which is told."""
        waiting = Waiting[Calibration | None](self._calibrator.cancel)
        calibrator = self._calibrator
        calibrator.progressed.connect(self._on_progress)
        calibrator.finished.connect(waiting.settle)
        calibrator.failed.connect(waiting.fail)
        calibrator.cancelled.connect(lambda: waiting.settle(None))
        self._status.show(tr("이 PC의 빠르기를 재는 중(20초까지)"), now=True)
        calibrator.start(self._devices.devices)
        try:
            calibration = waiting.wait()
        except NaranhiError as error:
            words = tr("이 PC의 빠르기를 재지 못해 속도는 빼고 알려 줍니다.")
            self._status.say(f"{words} {problem_sentence(error.problem)}")
            return None
        finally:
            self._status.end()
        if calibration is not None:
            self._keep(calibration)
        return calibration

    def _keep(self, calibration: Calibration) -> None:
        try:
            self._benches().save_calibration(calibration)
        except StoreError as error:
            tell(problem_sentence(error.problem))

    def _on_progress(self, share: float) -> None:
        self._status.show(
            tr("이 PC의 빠르기를 재는 중: {percent:.0f} %").format(percent=share * 100)
        )


def _open_history(shelf: Shelf) -> RunStore:
    """Open the history where there is one; a question alone makes none."""
    path = shelf.session.paths.database
    try:
        return RunStore(path if path.exists() else IN_MEMORY)
    except StoreError as error:
        tell(problem_sentence(error.problem))
        return RunStore(IN_MEMORY)
