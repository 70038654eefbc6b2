"""Where a model is to run when nobody said so: chosen by measuring, once for all like it."""

import contextlib
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.core.fit.backend import (
    NO_GPU,
    BackendChoice,
    Candidate,
    candidates,
    devices_key,
    shape_class,
)
from app.core.fit.shape import ModelShape
from app.core.machine import MachineFacts, read_machine
from app.core.problem import Problem, StoreError
from app.core.run import Device, LoadSettings
from app.services.backend_trial import BackendTrial
from app.services.background_queries import BackgroundQueries
from app.services.device_chooser import Decided
from app.services.devices import DeviceList, DeviceNow
from app.services.fit_rooms import rooms_of
from app.services.fit_shapes import Shapes
from app.store.bench_store import BenchStore


class BackendChooser(QObject):
    """One question at a time; a new one takes the place of the last.

    Nothing here blocks, :meth:`close` apart. What cannot be kept or measured never stands in
    the way of a load: the settings then go as they came.
    """

    progressed = Signal(float)
    """0 to 1, while the candidates are tried."""
    changed = Signal()
    """Something was chosen, or forgotten."""

    def __init__(
        self,
        folder: Path,
        command: Sequence[str],
        engine: Callable[[], str],
        devices: DeviceList,
        store: Callable[[], BenchStore],
        parent: QObject | None = None,
    ) -> None:
        """``folder`` takes the made models for a while; ``engine`` gives the build's
        fingerprint, ``store`` (which may raise StoreError) where choices are kept. Neither is
        asked before the first model."""
        super().__init__(parent)
        self._folder, self._command = folder, command
        self._engine_now, self._open_store = engine, store
        self._devices = devices
        self._shapes = Shapes()
        self._queries = BackgroundQueries(self)
        self._question: _Question | None = None
        self._trial: BackendTrial | None = None
        self._stopping: set[BackendTrial] = set()
        self._remembered: dict[str, tuple[BackendChoice, ...]] = {}
        devices.changed.connect(self._on_devices)

    def prepare(self) -> None:
        """Have the devices ready: a model is to be loaded soon."""
        if not self._looked and self._kept(NO_GPU, "") is None:
            self._devices.look()

    def choose(
        self,
        path: str,
        settings: LoadSettings,
        decided: Decided,
        measuring: Callable[[], None] = lambda: None,
        *,
        anew: bool = False,
    ) -> None:
        """Call ``decided`` with the settings to load ``path`` with, at once where that is known
        or nothing is to be chosen; ``measuring`` when the candidates begin to be tried.

        ``anew`` measures whatever is remembered, GPUs that the processor only plays among the
        candidates.
        """
        self.cancel()
        if settings.devices is not None and not anew:
            decided(settings, None)
            return
        if not anew and not self._looked and self._kept(NO_GPU, "") is not None:
            decided(settings, None)
            return
        self._question = _Question(path, settings, decided, measuring, anew)
        if self._looked:
            self._on_devices()
        else:
            self._devices.look()

    def cancel(self) -> None:
        """Drop the question: nothing is decided any more."""
        self._question = None
        if self._trial is not None:
            self._stopping.add(self._trial)
            self._trial.cancel()
            self._trial = None

    def observe(self, devices: Sequence[Device]) -> None:
        """Take note of the devices that a load has told: there may be a GPU where was none."""
        if not self._looked and _gpus(devices, software=False):
            with contextlib.suppress(StoreError):
                self._store.remove_choice(NO_GPU, self._engine, self._machine, "")
            self._devices.look()

    def gpus(self) -> Sequence[DeviceNow]:
        """Return the GPUs as they are now; nothing where nobody has looked yet."""
        return self._devices.gpus_now()

    def choices(self) -> list[BackendChoice]:
        """Return all that was chosen on this PC with this build, the newest first."""
        with contextlib.suppress(StoreError):
            kept = self._store.choices(self._engine, self._machine)
            return [choice for choice in kept if choice.shape_class != NO_GPU]
        return []

    def remembered(self) -> tuple[BackendChoice, ...]:
        """Return what was chosen among the devices that are here; nothing where nobody has looked
        yet. Quick: the store is asked once."""
        gpus = _gpus(self._devices.devices, software=False)
        if not gpus:
            return ()
        key = devices_key(gpus)
        if key not in self._remembered:
            found: list[BackendChoice] = []
            with contextlib.suppress(StoreError):
                found = self._store.choices(self._engine, self._machine, key)
            self._remembered[key] = tuple(found)
        return self._remembered[key]

    def forget(self, kind: str) -> None:
        """Forget what was chosen for a class of shapes: the next such model is measured again.
        Raises StoreError."""
        self._store.forget_choices(self._engine, self._machine, kind)
        self._remembered.clear()
        self.changed.emit()

    def close(self) -> None:
        """End what goes, and return when nothing is left."""
        self._question = None
        self._queries.close()
        self.cancel()
        for trial in self._stopping:
            trial.close()

    # -- one after the other -----------------------------------------------------------

    @property
    def _looked(self) -> bool:
        return self._devices.engine is not None or self._devices.problem is not None

    def _on_devices(self) -> None:
        question = self._question
        if question is None or question.asked or not self._looked:
            return
        question.asked = True
        gpus = _gpus(self._devices.devices, software=question.anew)
        if not gpus:
            if self._devices.engine is not None:
                self._keep(BackendChoice(shape_class=NO_GPU, chosen=Candidate()), "")
            self._decide(question, None)
            return
        # What runs on a thread holds nothing of Qt: it may be the last to hold it.
        path, shapes = Path(question.path), self._shapes
        self._queries.run(
            lambda: shapes.of_file(path).shape,
            lambda shape: self._on_shape(question, shape, gpus),
            lambda problem: self._on_no_shape(question, problem),
        )

    def _on_no_shape(self, question: "_Question", _problem: Problem) -> None:
        # The load will say what is wrong with the file.
        self._decide(question, None)

    def _on_shape(self, question: "_Question", shape: ModelShape, gpus: list[Device]) -> None:
        if question is not self._question:
            return
        key = devices_key(gpus)
        known = None if question.anew else self._kept(shape_class(shape), key)
        if known is not None:
            self._decide(question, known)
            return
        found = candidates(shape, rooms_of(gpus, {}), question.settings)
        if len(found) == 1:
            # No GPU has room for a single layer now; another time it may.
            self._decide(question, BackendChoice(shape_class=shape_class(shape), chosen=found[0]))
            return
        trial = self._trial = BackendTrial(self._folder, self._command, shape, found, self)
        trial.progressed.connect(self.progressed)
        question.devices = key
        trial.decided.connect(self._on_decided)
        trial.cancelled.connect(self._on_cancelled)
        question.measuring()
        trial.start()

    def _on_decided(self, choice: BackendChoice) -> None:
        trial, question = self._trial, self._question
        if trial is None or question is None:
            return
        self._trial = None
        trial.deleteLater()
        if any(one.outcome == "measured" for one in choice.trials):
            self._keep(choice, question.devices)
            self._decide(question, choice)
        else:
            # Neither ran, say for want of room on the disk: the load goes its usual way.
            self._decide(question, None)

    def _on_cancelled(self) -> None:
        for trial in [one for one in self._stopping if one.over]:
            self._stopping.discard(trial)
            trial.deleteLater()

    def _decide(self, question: "_Question", choice: BackendChoice | None) -> None:
        if question is not self._question:
            return
        self._question = None
        settings = question.settings
        if choice is not None:
            gpus = _gpus(self._devices.devices, software=False)
            settings = choice.chosen.apply(settings, [device.name for device in gpus])
        question.decided(settings, choice)

    # -- what is remembered ------------------------------------------------------------

    @cached_property
    def _machine(self) -> MachineFacts:
        return read_machine()

    @cached_property
    def _engine(self) -> str:
        return self._engine_now()

    @cached_property
    def _store(self) -> BenchStore:
        return self._open_store()

    def _kept(self, kind: str, devices: str) -> BackendChoice | None:
        # What cannot be read is measured again.
        with contextlib.suppress(StoreError):
            return self._store.choice(kind, self._engine, self._machine, devices)
        return None

    def _keep(self, choice: BackendChoice, devices: str) -> None:
        # What cannot be kept is measured again at the next start.
        with contextlib.suppress(StoreError):
            self._store.save_choice(choice, self._engine, self._machine, devices)
        self._remembered.clear()
        self.changed.emit()


class _Question:
    """A model that waits for its devices."""

    def __init__(
        self,
        path: str,
        settings: LoadSettings,
        decided: Decided,
        measuring: Callable[[], None],
        anew: bool,
    ) -> None:
        self.path, self.settings, self.anew = path, settings, anew
        self.decided, self.measuring = decided, measuring
        self.asked = False
        """Whether the devices were there already."""
        self.devices = ""
        """What tells the devices that are tried from others."""


def _gpus(devices: Sequence[Device], *, software: bool) -> list[Device]:
    return [
        device
        for device in devices
        if device.kind in ("gpu", "igpu") and (software or not device.software)
    ]
