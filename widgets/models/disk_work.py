"""Work on many files that takes its time: verifying them all, moving the folder."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, Signal

from app.core.problem import Problem
from app.services.library_entry import LibraryEntry
from widgets.models.backend import ModelsBackend, Task
from widgets.models.trouble import Trouble

WorkKind = Literal["verify", "move", "export", "import"]


class DiskWork(QObject):
    """One thing at a time; what is begun while another goes on is not done."""

    changed = Signal()
    """It began, went on or ended."""
    ended = Signal()
    failed = Signal(object)
    """A :class:`Trouble`."""
    carried = Signal(str, int)
    """"export" or "import" has ended well, with so many models."""

    def __init__(self, backend: ModelsBackend, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._backend = backend
        self._task: Task | None = None
        self.kind: WorkKind = "verify"
        self.share: float | None = None
        """Share that is done, 0 to 1; None while nothing goes on."""

    def verify(self, entries: Sequence[LibraryEntry]) -> None:
        """Read files wholly and compare their hashes; their states tell what came of it."""
        if self.share is None and entries:
            self.kind = "verify"
            self._report(0, 1)
            fail = partial(self._fail, partial(self.verify, entries))
            self._task = self._backend.verify(entries, self._report, self._end, fail)

    def move_to(self, folder: Path) -> None:
        """Move the library's folder."""
        if self.share is None:
            self.kind = "move"
            self._report(0, 1)
            fail = partial(self._fail, partial(self.move_to, folder))
            self._task = self._backend.move_to(folder, self._report, self._end, fail)

    def export_bundle(self, folder: Path, entries: Sequence[LibraryEntry]) -> None:
        """Write models into ``folder``, for a PC without network."""
        if self.share is None and entries:
            self.kind = "export"
            self._report(0, 1)
            fail = partial(self._fail, partial(self.export_bundle, folder, entries))
            self._task = self._backend.export_bundle(
                folder, entries, self._report, self._end_bundle, fail
            )

    def import_bundle(self, folder: Path) -> None:
        """Check a bundle and copy its models."""
        if self.share is None:
            self.kind = "import"
            self._report(0, 1)
            fail = partial(self._fail, partial(self.import_bundle, folder))
            self._task = self._backend.import_bundle(folder, self._report, self._end_bundle, fail)

    def stop(self) -> None:
        """Give it up."""
        task = self._task
        self._end()
        if task is not None:
            task.cancel()

    def _report(self, done: int, total: int) -> None:
        self.share = done / total if total else 0.0
        self.changed.emit()

    def _end(self, _came: object = None) -> None:
        self._task, self.share = None, None
        self.changed.emit()
        self.ended.emit()

    def _end_bundle(self, count: int) -> None:
        self._end()
        self.carried.emit(self.kind, count)

    def _fail(self, again: Callable[[], object], problem: Problem) -> None:
        self._end()
        self.failed.emit(Trouble(problem, again=again))
