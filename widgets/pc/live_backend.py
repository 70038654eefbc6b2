"""The page's backend over the services."""

from collections.abc import Sequence

import psutil
from PySide6.QtCore import QObject, QTimer

from app.core.catalogue import Catalogue, CatalogueModel
from app.core.cpu_features import features_in_use
from app.core.fit.planning import Pc
from app.core.fit.report import FitReport
from app.core.machine import read_machine
from app.core.problem import NaranhiError, Problem, StoreError
from app.core.run import ModelFile
from app.services import fit_service
from app.services.acceleration import missing_for_acceleration
from app.services.background_queries import BackgroundQueries
from app.services.disk_speed import read_speed
from app.services.fit_alternatives import free_disk
from app.services.fit_survey import Survey, survey
from app.services.graphics import Graphics, look_at_graphics
from app.services.settings import DISK_READ, Settings
from widgets.fit_services import FitServices
from widgets.models.assembly import ModelsAssembly
from widgets.models.backend import Failure, Success
from widgets.pc.backend import DiskFacts, Machine, MeasureProgress, PcBackend
from widgets.pc.judging import differs
from widgets.pc.live_measurement import LiveMeasurement
from widgets.pc.live_verdicts import LiveVerdicts
from widgets.pc.rows import Key, Offer
from widgets.pc.wish import Wish

_NO_INSTRUCTIONS = ("LLAMAFILE", "OPENMP", "REPACK", "ACCELERATE", "KLEIDIAI")
"""What llama.cpp names beside them: ways of its own."""
_GATHER_MS = 300
"""Changes of the library within so long are looked at together."""


class LivePc(PcBackend):
    """Also keeps ``verdicts``, what the other pages show, in step. :meth:`close` it before the
    services."""

    def __init__(
        self,
        models: ModelsAssembly,
        fit: FitServices,
        verdicts: LiveVerdicts,
        settings: Settings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._models, self._fit, self._verdicts = models, fit, verdicts
        self._settings = settings
        self._hardware = read_machine()
        self._queries = BackgroundQueries(self)
        self._survey = Survey()
        self._offers: tuple[Offer, ...] = ()
        self._graphics: Graphics | None = None
        self._measurement: LiveMeasurement | None = None
        self._judged: Pc | None = None
        self._begun = False
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.setInterval(_GATHER_MS)
        self._due.timeout.connect(self._look_at_files)
        models.library.changed.connect(self._due.start)
        fit.facts.changed.connect(self._on_pc_changed)

    def begin(self) -> None:
        """Look at engine, graphics cards and files; once."""
        if self._begun:
            return
        self._begun = True
        self._fit.begin()
        self._queries.run(look_at_graphics, self._take_graphics, _let_be)
        self._look_at_files()

    def close(self) -> None:
        """Give up what goes on."""
        self._due.stop()
        self._queries.close()
        if self._measurement is not None:
            self._measurement.cancel()

    # -- what there is ------------------------------------------------------------------------

    def catalogue(self) -> Catalogue:
        return self._models.catalogue

    def judge(self, model: CatalogueModel) -> Problem | None:
        return self._survey.knowledge.judge(model.architecture, "", model.tokenizer_pre)

    def machine(self) -> Machine:
        devices, hardware = self._fit.devices, self._hardware
        memory, engine = psutil.virtual_memory(), devices.engine
        return Machine(
            cpu_name=hardware.cpu_name,
            physical_cores=hardware.physical_cores,
            logical_cores=hardware.logical_cores,
            cpu_variant="" if engine is None else engine.cpu_variant,
            cpu_features=() if engine is None else features_of(engine.system_info),
            memory_bytes=memory.total,
            memory_free_bytes=memory.available,
            devices=None if engine is None else devices.devices,
            missing=self._missing(),
            problem=None if engine is not None else devices.problem,
            choices=self._fit.chooser.remembered(),
        )

    def disk(self) -> DiskFacts:
        folder = self._models.library.folder
        place, rate = self._settings.get(DISK_READ)
        known = place == str(folder) and rate > 0
        return DiskFacts(folder, free_disk(folder), rate if known else None)

    def pc(self) -> Pc:
        return self._fit.facts.now()

    def offers(self) -> Sequence[Offer]:
        return self._offers

    def model_file(self, key: Key) -> ModelFile | None:
        try:
            return self._models.choice.resolve(":".join(key))
        except NaranhiError:
            # It went in this very moment: the table follows.
            return None

    # -- what takes time ----------------------------------------------------------------------

    def look_closer(self, key: Key, wish: Wish, success: Success[FitReport]) -> None:
        asked = fit_service.Wish(wish.load(), wish.n_panes)
        self._fit.service.report(":".join(key), "", asked, success, _let_be)

    def look_again(self) -> None:
        if self._begun:
            self._fit.devices.look()
            self._due.start()
        else:
            self.begin()

    def forget_choice(self, kind: str) -> Problem | None:
        try:
            self._fit.chooser.forget(kind)
        except StoreError as error:
            return error.problem
        return None

    def watch(self, watching: bool) -> None:
        devices = self._fit.devices
        if watching:
            devices.watch()
        else:
            devices.unwatch()

    def measure(
        self, progress: MeasureProgress, success: Success[None], failure: Failure
    ) -> LiveMeasurement:
        fit = self._fit
        measurement = LiveMeasurement(fit.calibrator, fit.devices, progress, success, failure, self)
        self._measurement = measurement
        folder = self._models.library.folder

        def read() -> float | None:
            there = next((p for p in (folder, *folder.parents) if p.exists()), folder)
            return read_speed(there, free_disk(folder), lambda: measurement.over)

        def take(rate: float | None) -> None:
            if rate is not None:
                self._settings.set(DISK_READ, (str(folder), rate))
            measurement.start()

        # The disk first: neither may disturb the other.
        self._queries.run(read, take, lambda _: measurement.start())
        return measurement

    # -- inner --------------------------------------------------------------------------------

    def _look_at_files(self) -> None:
        sources = self._fit.sources()
        try:
            files = self._models.choice.offered()
        except NaranhiError:
            files = []  # the panes tell
        self._queries.run(lambda: survey(sources, files), self._take_survey, _let_be)

    def _take_survey(self, found: Survey) -> None:
        self._survey = found
        self._offers = (
            *(Offer(row) for row in found.offered),
            *(Offer(row, offered=False) for row in found.further),
        )
        self._judge_anew()
        self.offersChanged.emit()

    def _take_graphics(self, graphics: Graphics) -> None:
        self._graphics = graphics
        self.machineChanged.emit()

    def _missing(self) -> tuple[str, ...]:
        engine = self._fit.devices.engine
        if engine is None or self._graphics is None:
            return ()
        return tuple(found.message for found in missing_for_acceleration(engine, self._graphics))

    def _on_pc_changed(self) -> None:
        if self._judged is None or differs(self._judged, self.pc()):
            self._judge_anew()
        self.machineChanged.emit()

    def _judge_anew(self) -> None:
        self._judged = self.pc()
        self._verdicts.show(self._survey, self._judged)


def features_of(system_info: str) -> tuple[str, ...]:
    """Return the CPU's instructions that llama.cpp says it uses, such as ``AVX2``."""
    used = features_in_use(system_info)
    return tuple(name for name in used if name not in _NO_INSTRUCTIONS)


def _let_be(_: Problem) -> None:
    """Nothing is shown of what could not be looked at; the next look may do better."""
