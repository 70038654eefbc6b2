"""A model made for measuring: written, loaded in a worker of its own, measured, and gone."""

import contextlib
import errno
import itertools
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import psutil
from PySide6.QtCore import QObject, QTimer, Signal

from app.core.fit.calibration_plan import Item, shortened
from app.core.fit.calibration_reading import token_seconds
from app.core.fit.made_gguf import MadeShape, write_gguf
from app.core.messages import FromWorker, GenerateFailed, Measure, Measured, MeasureProgress
from app.core.problem import Problem
from app.core.run import LoadReport, LoadSettings, MeasuredRun
from app.services.worker_process import ENDED, Limits, WorkerProcess

FILE_PREFIX = "measuring-"
WARM_UP_TOKENS = 36
"""The most that a worker evaluates before a measurement; see the Measure message."""
_LIMITS = Limits(cancel_s=1.0, quit_s=1.0)
_numbers = itertools.count(1)
_Runs = tuple[MeasuredRun, ...]


class SyntheticRun(QObject):
    """Goes through its items in order; each is stopped after its time, but not before it has
    something to tell. Nothing here blocks, :meth:`close` apart.

    ``ended`` comes once, when the process is gone and the file removed; then ``taken`` has what
    came of the items that were begun, and ``problem`` why it was not more, if that was not
    asked for.
    """

    ended = Signal()

    def __init__(
        self,
        folder: Path,
        command: Sequence[str],
        shape: MadeShape,
        settings: LoadSettings,
        items: Sequence[Item],
        parent: QObject | None = None,
        *,
        limit_s: float,
        limits: Limits = _LIMITS,
        goes_on: Callable[[Item, _Runs], bool] = lambda _item, _runs: True,
    ) -> None:
        """``goes_on`` is asked after each item whether the next one is of any use."""
        super().__init__(parent)
        self.taken: list[tuple[Item, _Runs]] = []
        self.report: LoadReport | None = None
        self.problem: Problem | None = None
        self.late = False
        """Whether the time was over before the items were."""
        self._path = folder / f"{FILE_PREFIX}{os.getpid()}-{next(_numbers)}.gguf"
        self._settings = settings
        self._goes_on = goes_on
        self._items = list(items)
        self._item: Item | None = None
        self._token_s: float | None = None
        self._n_done = 0
        self._time_is_up = False
        self._over = False
        self._pieces: Iterator[int] = write_gguf(self._path, shape)
        self._writing = QTimer(self, interval=0)
        self._writing.timeout.connect(self._write_on)
        self._item_time = QTimer(self, singleShot=True)
        self._item_time.timeout.connect(self._on_item_time)
        self._limit = QTimer(self, singleShot=True, interval=int(limit_s * 1000))
        self._limit.timeout.connect(self._on_limit)
        self._worker = WorkerProcess(command, self, limits=limits)
        self._worker.stateChanged.connect(self._on_state)
        self._worker.messageReceived.connect(self._on_message)

    def start(self) -> None:
        """Begin to write the model."""
        self._limit.start()
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            _remove_left_behind(self._path.parent)
        except OSError as error:
            self._fail_to_write(error)
            return
        self._writing.start()

    def cancel(self) -> None:
        """Leave as soon as possible; ``ended`` follows."""
        self._items.clear()
        if self._worker.state in ENDED:
            self._end()
        else:
            self._worker.kill()

    def close(self) -> None:
        """End at once, and return when nothing is left; only for closing down."""
        self._over = True
        self._writing.stop()
        self._worker.kill()
        self._worker.wait(5000)
        self._remove()

    # -- the file ----------------------------------------------------------------------

    def _write_on(self) -> None:
        try:
            if next(self._pieces, None) is not None:
                return
        except OSError as error:
            self._fail_to_write(error)
            return
        self._writing.stop()
        self._worker.load("llama", str(self._path), self._settings)

    def _fail_to_write(self, error: OSError) -> None:
        kind = "disk_full" if error.errno == errno.ENOSPC else "store_unwritable"
        params: dict[str, str | int | float] = {"path": str(self._path.parent)}
        self.problem = Problem(kind=kind, params=params, detail=str(error))
        self._end()

    def _remove(self) -> None:
        self._pieces = iter(())
        # On Windows a scanner may hold it; a later run removes it.
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)

    # -- the worker --------------------------------------------------------------------

    def _on_state(self) -> None:
        state = self._worker.state
        if state in ENDED:
            if not self.late and self.problem is None and self._worker.last_problem is not None:
                self.problem = self._worker.last_problem
            self._end()
        elif state == "ready" and self.report is None:
            self.report = self._worker.report
            self._begin_item()

    def _begin_item(self) -> None:
        self._item_time.stop()
        if not self._items:
            self._worker.quit()
            return
        item = self._item = shortened(self._items.pop(0), self._token_s)
        self._n_done, self._time_is_up = 0, False
        self._item_time.start(int(item.seconds * 1000))
        self._worker.measure(
            Measure(
                run_id=item.work,
                n_prompt=item.n_prompt,
                n_gen=item.n_gen,
                depth=item.depth,
                repetitions=item.repetitions,
                warm_up=item.warm_up,
            )
        )

    def _on_message(self, message: FromWorker) -> None:
        match message:
            case MeasureProgress():
                self._n_done = message.n_done
                self._stop_when_enough()
            case Measured():
                self._take(message)
                self._begin_item()
            case GenerateFailed():
                self.problem = message.problem
                self._items.clear()
                self._begin_item()
            case _:
                pass

    def _take(self, message: Measured) -> None:
        item = self._item
        if item is None:
            return
        self.taken.append((item, message.runs))
        if item.work == "decode":
            self._token_s = token_seconds(message.runs)
        if not self._goes_on(item, message.runs):
            self._items.clear()

    def _on_item_time(self) -> None:
        self._time_is_up = True
        self._stop_when_enough()

    def _stop_when_enough(self) -> None:
        item = self._item
        if item is None or not self._time_is_up or self._worker.state != "running":
            return
        first = item.depth + item.n_prompt + min(item.n_gen, 1)
        if self._n_done >= first + WARM_UP_TOKENS * item.warm_up:
            self._worker.cancel()

    def _on_limit(self) -> None:
        self.late = True
        self._items.clear()
        if self._worker.state == "running":
            # What it has is worth a moment; a worker that does not stop is killed.
            self._worker.cancel()
        elif self._worker.state != "stopping":
            self.cancel()

    def _end(self) -> None:
        if self._over:
            return
        self._over = True
        for timer in (self._writing, self._item_time, self._limit):
            timer.stop()
        self._remove()
        self.ended.emit()


def _remove_left_behind(folder: Path) -> None:
    """Remove the models of programs that were killed while they measured."""
    for path in folder.glob(f"{FILE_PREFIX}*-*.gguf"):
        pid = path.name.removeprefix(FILE_PREFIX).partition("-")[0]
        if not pid.isdecimal() or not psutil.pid_exists(int(pid)):
            with contextlib.suppress(OSError):
                path.unlink()
