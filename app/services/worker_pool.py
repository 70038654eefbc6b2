"""Keeps models loaded between runs, and gives their memory back when another one needs it."""

import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial

import psutil
from PySide6.QtCore import QObject, Signal

from app.core.fit.backend import BackendChoice
from app.core.run import LoadSettings, PlannedModel
from app.services.backend_words import evidence_words
from app.services.device_chooser import DeviceChooser
from app.services.file_check import FileCheck, FileChecker
from app.services.gpu_room import main_memory_needed, who_leaves
from app.services.notices import Notices
from app.services.translation import tr
from app.services.worker_process import ENDED, Limits, WorkerProcess
from app.store.records import FileIdentity

_GIB = 1024**3


@dataclass(frozen=True)
class WorkerKey:
    """What makes two workers alike. ``nth`` tells apart the panes that show the same model."""

    engine: str
    path: str
    load: LoadSettings
    nth: int


@dataclass
class _Coming:
    """A worker that is to be loaded, once its file is checked and there is room."""

    planned: PlannedModel
    keep: Collection[WorkerProcess]
    check: FileCheck | None = None
    load: LoadSettings | None = None
    """With the devices chosen; None until then."""
    choosing: bool = False


def _chooses(planned: PlannedModel) -> bool:
    """Tell whether the devices of a model are left to us."""
    return planned.model.engine == "llama" and planned.load.devices is None


def available_memory() -> int:
    """Return how many bytes a new process can take without swapping."""
    return psutil.virtual_memory().available


class WorkerPool(QObject):
    """Workers by key, loaded one at a time, the least recently used leaving first."""

    stateChanged = Signal(object)
    """WorkerProcess: has another state."""

    def __init__(
        self,
        command: Sequence[str],
        notices: Notices,
        parent: QObject | None = None,
        *,
        limits: Limits | None = None,
        available: Callable[[], int] = available_memory,
        chooser: DeviceChooser | None = None,
    ) -> None:
        super().__init__(parent)
        self._command = command
        self._notices = notices
        self._limits = limits or Limits()
        self._available = available
        self._checker = FileChecker(self)
        self._workers: dict[WorkerKey, WorkerProcess] = {}
        self._names: dict[WorkerProcess, str] = {}
        self._files: dict[WorkerProcess, FileIdentity] = {}
        self._used: dict[WorkerProcess, int] = {}
        self._coming: dict[WorkerProcess, _Coming] = {}
        self._chooser = chooser
        self._measured = False
        """Whether candidates were tried for the model that comes first."""

    def worker(self, planned: PlannedModel, nth: int) -> WorkerProcess:
        """Return the worker for a model, new or loaded earlier."""
        key = WorkerKey(planned.model.engine, planned.model.path, planned.load, nth)
        found = self._workers.get(key)
        if found is None:
            found = WorkerProcess(self._command, self, limits=self._limits)
            found.stateChanged.connect(partial(self._on_state_changed, found))
            self._workers[key] = found
        self._names[found] = planned.model.name
        return found

    def file(self, worker: WorkerProcess) -> FileIdentity:
        """Return which file the worker was loaded from."""
        return self._files.get(worker, FileIdentity())

    def touch(self, worker: WorkerProcess) -> None:
        """Note that the worker is used now."""
        self._used[worker] = time.monotonic_ns()

    def bring_up(
        self, worker: WorkerProcess, planned: PlannedModel, keep: Collection[WorkerProcess] = ()
    ) -> None:
        """Load ``worker``: check the file, make room by sending idle workers away (none of
        ``keep``), load. What is wrong with the file is the worker's ``last_problem``."""
        coming = self._coming[worker] = _Coming(planned, (*keep, worker))
        self.touch(worker)
        self._checker.check(planned, partial(self._on_checked, worker, coming))
        if self._chooser is not None and _chooses(planned):
            self._chooser.prepare()

    def coming(self, worker: WorkerProcess) -> bool:
        """Tell whether :meth:`bring_up` is still busy before the worker's own start."""
        return worker in self._coming

    def withdraw(self, worker: WorkerProcess) -> None:
        """Forget about loading ``worker``."""
        coming = self._coming.pop(worker, None)
        if coming is not None and coming.choosing and self._chooser is not None:
            self._chooser.cancel()
            self._load_next()

    def break_off_load(self, worker: WorkerProcess) -> None:
        """Stop loading ``worker``, or never begin to."""
        self.withdraw(worker)
        if worker.state in ("starting", "loading"):
            worker.cancel()

    @property
    def busy(self) -> bool:
        """Whether a worker is coming or leaving: not the moment for a fair run."""
        moving = any(w.leaving or w.state in ("starting", "loading") for w in self._each())
        return moving or bool(self._coming)

    def quit_all(self) -> None:
        """Send every worker away."""
        self._coming.clear()
        if self._chooser is not None:
            self._chooser.cancel()
        for worker in self._workers.values():
            worker.quit()

    def close(self) -> None:
        """End every worker and return when none is left: cancel, wait, kill, reap."""
        self._coming.clear()
        self._checker.close()
        if self._chooser is not None:
            self._chooser.close()
        for worker in self._workers.values():
            if worker.state == "running":
                worker.cancel()
            worker.quit()
        patience = max(self._limits.quit_s, self._limits.cancel_s)
        deadline = time.monotonic() + patience
        for worker in self._workers.values():
            left = max(1, int((deadline - time.monotonic()) * 1000))
            if not worker.wait(left):
                worker.kill()
                worker.wait(int(patience * 1000))

    # -- loading -----------------------------------------------------------------------

    def _on_checked(self, worker: WorkerProcess, coming: _Coming, found: FileCheck) -> None:
        if self._coming.get(worker) is not coming:
            return
        coming.check = found
        self._load_next()

    def _on_state_changed(self, worker: WorkerProcess) -> None:
        self.stateChanged.emit(worker)
        if self._chooser is not None and worker.state == "ready" and worker.report is not None:
            self._chooser.observe(worker.report.devices)
        self._load_next()

    def _load_next(self) -> None:
        """Load who comes first, unless a load or a leaving process is to be waited for."""
        for worker, coming in list(self._coming.items()):
            if coming.check is None or worker.state not in ENDED:
                continue
            if coming.check.problem is not None:
                del self._coming[worker]
                worker.refuse(coming.check.problem)
                return
            if any(w.leaving or w.state in ("starting", "loading") for w in self._each()):
                return
            if coming.load is None:
                self._choose(worker, coming)
            elif self._room_for(coming):
                del self._coming[worker]
                self._files[worker] = coming.check.file
                model = coming.planned.model
                worker.load(model.engine, model.path, coming.load)
            return

    def _choose(self, worker: WorkerProcess, coming: _Coming) -> None:
        """Find out which devices to load on; goes on in :meth:`_on_chosen`."""
        planned = coming.planned
        if self._chooser is None or not _chooses(planned):
            self._on_chosen(worker, coming, planned.load, None)
        elif not coming.choosing:
            coming.choosing, self._measured = True, False
            decided = partial(self._on_chosen, worker, coming)
            self._chooser.choose(planned.model.path, planned.load, decided, self._on_measuring)

    def _on_measuring(self) -> None:
        self._measured = True
        self._notices.post(
            "backend_measuring",
            "info",
            lambda: tr(
                "이런 모델을 어느 장치가 빨리 돌리는지 잠깐 재 봅니다. 10초까지 걸리고, 한 번만 "
                "합니다."
            ),
        )

    def _on_chosen(
        self,
        worker: WorkerProcess,
        coming: _Coming,
        load: LoadSettings,
        choice: BackendChoice | None,
    ) -> None:
        if self._coming.get(worker) is not coming:
            return
        coming.load, coming.choosing = load, False
        if choice is not None and self._measured:
            name = coming.planned.model.name
            self._notices.post(
                "backend_measuring",
                "info",
                lambda: tr("{name} 모델을 돌릴 장치를 재서 골랐습니다. {evidence}").format(
                    name=name, evidence=evidence_words(choice)
                ),
            )
        self._load_next()

    def _room_for(self, coming: _Coming) -> bool:
        """Tell whether to load now; otherwise a worker has been sent away, whose end counts."""
        assert coming.check is not None
        name = coming.planned.model.name
        resting = self._resting(coming.keep)
        crowding = self._crowding(coming, resting)
        if crowding is not None:
            self._evict(
                crowding,
                lambda gone: tr(
                    "GPU 메모리가 모자라 쉬고 있던 {gone} 모델을 내리고 {name} 모델을 올립니다."
                ).format(gone=gone, name=name),
            )
            return False
        needed, available = self._needed(coming), self._available()
        if needed <= available:
            return True
        if not resting:
            self._notices.post(
                "memory_short",
                "warning",
                lambda: tr(
                    "{name}에 메모리가 {needed:.1f} GiB쯤 필요한데 {available:.1f} GiB 남았습니다. "
                    "그래도 불러와 보지만 느려지거나 실패할 수 있습니다."
                ).format(name=name, needed=needed / _GIB, available=available / _GIB),
            )
            return True
        self._evict(
            resting[0],
            lambda gone: tr(
                "메모리가 모자라 쉬고 있던 {gone} 모델을 내리고 {name} 모델을 올립니다."
            ).format(gone=gone, name=name),
        )
        return False

    def _needed(self, coming: _Coming) -> int:
        """Return the main memory that the coming model takes."""
        check, load = coming.check, coming.load
        assert check is not None
        if self._chooser is None or check.shape is None or load is None:
            return check.needed_bytes
        reports = [w.report for w in self._each() if w.report is not None]
        return main_memory_needed(check.shape, load, self._chooser.gpus(), reports)

    def _crowding(self, coming: _Coming, resting: Sequence[WorkerProcess]) -> WorkerProcess | None:
        """Return an idle worker that keeps the coming model off a GPU."""
        check, load = coming.check, coming.load
        if self._chooser is None or check is None or check.shape is None or load is None:
            return None
        reports = {w: w.report for w in self._each() if w.report is not None}
        idle = [worker for worker in resting if worker in reports]
        place = who_leaves(
            check.shape,
            load,
            self._chooser.gpus(),
            reports.values(),
            [reports[worker] for worker in idle],
        )
        return None if place is None else idle[place]

    def _evict(self, victim: WorkerProcess, words: Callable[[str], str]) -> None:
        gone = self._names[victim]
        self._notices.post("evicted", "info", lambda: words(gone))
        victim.quit()

    def _resting(self, keep: Collection[WorkerProcess]) -> list[WorkerProcess]:
        """Return the idle workers that may leave, the least recently used first."""
        idle = [w for w in self._each() if w.state == "ready" and w not in keep]
        return sorted(idle, key=lambda w: self._used.get(w, 0))

    def _each(self) -> list[WorkerProcess]:
        return list(self._workers.values())
