"""What the window's estimates stand on: one of each for all of its pages."""

import contextlib
from collections.abc import Callable, Mapping
from functools import cached_property

from PySide6.QtCore import QObject

from app.core.fit.calibration import Calibration
from app.core.fit.joint import JointFit
from app.core.machine import read_machine
from app.core.problem import StoreError
from app.core.run import LoadReport, RunSpec
from app.services.arena import Arena
from app.services.backend_choice import BackendChooser
from app.services.calibration import Calibrator
from app.services.devices import DeviceList
from app.services.fit_pc import PcFacts
from app.services.fit_service import FitService
from app.services.fit_shapes import Shapes
from app.services.fit_sources import Sources
from app.services.simulation import Simulations
from app.services.worker_process import worker_command
from app.store.bench_store import BenchStore
from app.store.run_store import RunStore
from widgets.models.assembly import ModelsAssembly


class FitServices(QObject):
    """Made with the window; nothing is asked or measured before :meth:`begin`."""

    def __init__(
        self,
        models: ModelsAssembly,
        arena: Arena,
        store: RunStore,
        devices: DeviceList,
        chooser: BackendChooser,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._models = models
        self._arena = arena
        self._begun = False
        self._waiting: list[Callable[[], None]] = []
        self.shapes = Shapes()
        self.devices = devices
        self.simulations = Simulations(worker_command(), self)
        self.chooser = chooser
        self.facts = PcFacts(
            self.devices, store, self.shapes, self._loaded, self, choices=chooser.remembered
        )
        chooser.changed.connect(self.facts.changed)
        self.service = FitService(self.sources, self.facts.now, self.simulations, self)
        arena.comparisonEnded.connect(lambda _: self.facts.learn())

    @cached_property
    def benches(self) -> BenchStore:
        """Where calibrations are kept."""
        return BenchStore(self._models.database)

    @cached_property
    def calibrator(self) -> Calibrator:
        """Measures this PC's speed."""
        engine = self._models.probe.fingerprint()
        calibrator = Calibrator(self._models.data_root, worker_command(), engine, self)
        calibrator.finished.connect(self.use_calibration)
        return calibrator

    def begin(self) -> None:
        """Ask the engine for its devices, and take what was measured at an earlier start; does
        so once."""
        if self._begun:
            return
        self._begun = True
        self.devices.changed.connect(self._on_devices_changed)
        if not self._devices_known:
            self.devices.look()
        known = None
        # Told when the history was opened; it can be measured again.
        with contextlib.suppress(StoreError):
            engine = self._models.probe.fingerprint()
            known = self.benches.latest_calibration(engine, read_machine())
        self.facts.use(known)

    def use_calibration(self, calibration: Calibration) -> None:
        """Keep a new calibration, and estimate with it from now on."""
        # What cannot be kept lasts as long as the window; the person was told of the history.
        with contextlib.suppress(StoreError):
            self.benches.save_calibration(calibration)
        self.facts.use(calibration)

    def check_race(self, spec: RunSpec, answer: Callable[[JointFit | None], None]) -> None:
        """Tell whether a race fits, once the devices are known."""
        if self._devices_known:
            self.service.check_race(spec, answer)
        else:
            self._waiting.append(lambda: self.service.check_race(spec, answer))
            self.begin()

    def close(self) -> None:
        """End everything that goes."""
        self.service.close()
        self.facts.close()
        self.simulations.close()
        if "calibrator" in self.__dict__:
            self.calibrator.close()

    @property
    def _devices_known(self) -> bool:
        return self.devices.engine is not None or self.devices.problem is not None

    def _on_devices_changed(self) -> None:
        waiting, self._waiting = self._waiting, []
        for go_on in waiting:
            go_on()

    def _loaded(self) -> Mapping[int, LoadReport]:
        """Return the models that are loaded, by their workers' process ids."""
        found: dict[int, LoadReport] = {}
        for pane, pid in self._arena.worker_pids().items():
            report = self._arena.load_report(pane)
            if report is not None:
                found[pid] = report
        return found

    def sources(self) -> Sources:
        """Return where models are looked for, with the library's entries of this moment."""
        models = self._models
        entries = models.library.entries()
        return Sources(
            catalogue=models.catalogue,
            choice=models.choice,
            entries=lambda: entries,
            folder=models.library.folder,
            knowledge=models.probe.knowledge,
            access=models.access,
            shapes=self.shapes,
            language=models.language,
        )
