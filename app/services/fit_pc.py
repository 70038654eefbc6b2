"""This PC as estimates see it now: its devices, its speed as measured, what its runs taught."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import psutil
from PySide6.QtCore import QObject, Signal

from app.core.fit.backend import BackendChoice
from app.core.fit.calibration import Calibration
from app.core.fit.planning import Pc
from app.core.fit.weights import repacked_types
from app.core.problem import StoreError
from app.core.run import LoadReport
from app.services.background_queries import BackgroundQueries
from app.services.devices import DeviceList
from app.services.fit_learning import Learnt, learn_from
from app.services.fit_rooms import held_by, rooms_of
from app.services.fit_shapes import Shapes
from app.store.run_store import RunStore

Loaded = Callable[[], Mapping[int, LoadReport]]
"""Gives the models that are loaded, by their workers' process ids."""


class PcFacts(QObject):
    """``devices`` and ``calibration`` are asked and measured by others; the history is read
    here, and again whenever :meth:`learn` is called."""

    changed = Signal()
    """An estimate would be another one now."""

    def __init__(
        self,
        devices: DeviceList,
        store: RunStore,
        shapes: Shapes,
        loaded: Loaded = dict,
        parent: QObject | None = None,
        *,
        choices: Callable[[], Sequence[BackendChoice]] = tuple,
    ) -> None:
        """``choices`` gives what was measured to be the fastest place among these devices."""
        super().__init__(parent)
        self._devices = devices
        self._store = store
        self._shapes = shapes
        self._loaded = loaded
        self._choices = choices
        self._calibration: Calibration | None = None
        self._learnt = Learnt()
        self._queries = BackgroundQueries(self)
        devices.changed.connect(self.changed)

    @property
    def calibration(self) -> Calibration | None:
        """How fast this PC is; None where it has not been measured."""
        return self._calibration

    def use(self, calibration: Calibration | None) -> None:
        """Take a calibration, and what the history says of it."""
        self._calibration = calibration
        self._learnt = Learnt()
        self.changed.emit()
        self.learn()

    def learn(self, done: Callable[[], None] | None = None) -> None:
        """Read the history again: on a thread, then ``done`` and :attr:`changed`."""
        calibration = self._calibration
        try:
            runs = self._store.measured_rows() if calibration is not None else []
        except StoreError:
            # The person was told when the history was opened; estimates do without.
            runs = []
        if calibration is None or not runs:
            if done is not None:
                done()
            return

        def take(learnt: Learnt) -> None:
            if calibration is self._calibration:
                self._learnt = learnt
                self.changed.emit()
            if done is not None:
                done()

        self._queries.run(
            partial(learn_from, runs, calibration, self._shapes), take, lambda _: None
        )

    def now(self) -> Pc:
        """Return everything that is known, with the memory that is free at this moment."""
        devices, engine = self._devices.devices, self._devices.engine
        loaded = self._loaded()
        held = held_by(loaded.values(), sum(map(_own_bytes, loaded)))
        return Pc(
            rooms=rooms_of(devices, held),
            calibration=self._calibration,
            corrections=tuple(self._learnt.corrections),
            of_small=tuple(self._learnt.of_small),
            software=frozenset(device.name for device in devices if device.software),
            repacks=repacked_types(engine.system_info) if engine else frozenset(),
            choices=tuple(self._choices()),
        )

    def close(self) -> None:
        """Read nothing more."""
        self._queries.close()


def _own_bytes(pid: int) -> int:
    """Return what would be free without a process: a mapped file's pages are so already."""
    try:
        memory = psutil.Process(pid).memory_info()
    except psutil.Error:
        return 0
    return max(0, memory.rss - getattr(memory, "shared", 0))
