"""What the person wants done with a file: asked where it has to be, then handed to the backend."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from app.core.catalogue import CatalogueModel
from app.core.problem import Problem, StoreError
from app.services.library_disk import Leftover
from app.services.library_entry import LibraryEntry
from app.services.translation import tr
from app.services.wording import show_bytes
from widgets.models.backend import FileChoice, ModelsBackend, Task
from widgets.models.file_lines import Action, FileLine
from widgets.models.licence_dialog import LicenceDialog
from widgets.models.links import Opener
from widgets.models.look import Look
from widgets.models.rows import ModelRow
from widgets.models.trouble import Trouble

DOUBTS = ("no_chat_template", "tokenizer_differs")
"""What a file may lack, or do otherwise than expected, and still be downloaded."""


class ModelActions(QObject):
    """Also knows what goes on outside the queue: headers being read, files being verified."""

    workChanged = Signal()
    """A verification or a look at a header began, went on or ended."""
    failed = Signal(object)
    """A :class:`Trouble`."""
    compareRequest = Signal(object)
    """ModelFile that the person wants in a pane."""

    def __init__(self, backend: ModelsBackend, look: Look, opener: Opener, parent: QWidget) -> None:
        super().__init__(parent)
        self._backend, self._look, self._opener = backend, look, opener
        self._window = parent
        self._asked: set[str] = set()
        self._tasks: dict[Path, Task] = {}
        self._work: dict[Path, float] = {}

    def with_work(self, line: FileLine) -> FileLine:
        """Return ``line`` with what goes on with its file at the moment."""
        share = None if line.entry is None else self._work.get(line.entry.path)
        return replace(line, work=share, asked=line.key in self._asked)

    def do(self, row: ModelRow, line: FileLine, action: Action) -> None:
        """Do ``action`` with a line of ``row``."""
        if line.download is not None and action in ("pause", "resume", "cancel"):
            self.do_download(line.download.item.item_id, action)
        elif action == "fetch" and line.choice is not None and row.model is not None:
            self.fetch(row.key, row.model, line.choice, line.key)
        elif line.entry is not None:
            self._do_entry(row, line.entry, action)

    def fetch(
        self,
        model_id: str,
        model: CatalogueModel,
        choice: FileChoice,
        line_key: str,
        *,
        anyway: bool = False,
    ) -> bool:
        """Ask for consent where it is needed, then download; False where nobody agreed."""
        if self._backend.offline():
            # Before the licence: nobody agrees to something that cannot be had.
            self.failed.emit(Trouble(Problem(kind="offline"), model_id))
            return False
        try:
            if self._backend.needs_consent(model) and not self.ask_consent(model):
                return False
        except StoreError as error:
            # A yes that cannot be kept is asked for again, and is no reason to stop anybody.
            self.failed.emit(Trouble(error.problem, model_id))
        again = partial(self.fetch, model_id, model, choice, line_key)

        def fail(problem: Problem) -> None:
            self._end_asking(line_key)
            go_on = partial(again, anyway=True) if problem.kind in DOUBTS else None
            self.failed.emit(Trouble(problem, model_id, again, go_on))

        self._asked.add(line_key)
        self.workChanged.emit()
        self._backend.fetch(
            model_id, choice, lambda _id: self._end_asking(line_key), fail, anyway=anyway
        )
        return True

    def ask_consent(self, model: CatalogueModel) -> bool:
        """Show the licence; remember and return a yes."""
        dialog = LicenceDialog(model, self._look, self._backend.offline, self._opener, self._window)
        agreed = bool(dialog.exec())
        dialog.deleteLater()
        if agreed:
            self._backend.accept(model, self._look.languages.current)
        return agreed

    def delete(self, entry: LibraryEntry) -> None:
        """Ask, saying how much becomes free, then delete."""
        name = f"{entry.name} {entry.quantisation}".strip()
        words = tr("'{name}' 파일을 지울까요?").format(name=name)
        if self._sure(words, self._backend.delete_size(entry)):
            self._backend.delete(entry, lambda _freed: None, self._failing(entry.model_id))

    def delete_leftovers(self, leftovers: Sequence[Leftover], then: Callable[[], None]) -> None:
        """Ask, then delete parts left over."""
        words = tr("받다 만 조각 {n}개를 지울까요?").format(n=len(leftovers))
        if leftovers and self._sure(words, sum(left.size_bytes for left in leftovers)):
            self._backend.delete_leftovers(leftovers, lambda _freed: then(), self._failing(""))

    def verify(self, key: str, entry: LibraryEntry) -> None:
        """Read a file wholly and compare its hash; what came of it shows in its state."""

        def report(done: int, total: int) -> None:
            self._work[entry.path] = done / total if total else 0.0
            self.workChanged.emit()

        def end(_broken: object = None) -> None:
            self._tasks.pop(entry.path, None)
            self._work.pop(entry.path, None)
            self.workChanged.emit()

        def fail(problem: Problem) -> None:
            end()
            self.failed.emit(Trouble(problem, key, partial(self.verify, key, entry)))

        report(0, 1)
        self._tasks[entry.path] = self._backend.verify([entry], report, end, fail)

    def stop_work(self) -> None:
        """Give up every verification."""
        for path in list(self._tasks):
            self._stop(path)

    def do_download(self, item_id: str, action: Action) -> None:
        """Pause, resume or cancel a download."""
        if action == "pause":
            self._backend.pause(item_id)
        elif action == "resume":
            self._backend.resume(item_id)
        elif action == "cancel":
            self._backend.cancel(item_id)

    def _do_entry(self, row: ModelRow, entry: LibraryEntry, action: Action) -> None:
        does: dict[Action, Callable[[], None]] = {
            "compare": lambda: self.compareRequest.emit(self._backend.model_file(entry)),
            "verify": lambda: self.verify(row.key, entry),
            "stop": lambda: self._stop(entry.path),
            "mend": lambda: self._backend.mend(entry, lambda _id: None, self._failing(row.key)),
            "forget": lambda: self._backend.forget(entry),
            "delete": lambda: self.delete(entry),
        }
        does[action]()

    def _sure(self, words: str, size_bytes: int) -> bool:
        question = QMessageBox(self._window)
        question.setIcon(QMessageBox.Icon.Warning)
        question.setWindowTitle(tr("모델 지우기"))
        question.setText(words)
        question.setInformativeText(
            tr("디스크에 {size}가 빕니다. 다시 쓰려면 다시 받아야 합니다.").format(
                size=show_bytes(size_bytes)
            )
        )
        yes = question.addButton(tr("지우기"), QMessageBox.ButtonRole.DestructiveRole)
        no = question.addButton(tr("돌아가기"), QMessageBox.ButtonRole.RejectRole)
        question.setDefaultButton(no)
        question.exec()
        sure = question.clickedButton() is yes
        question.deleteLater()
        return sure

    def _stop(self, path: Path) -> None:
        task = self._tasks.pop(path, None)
        self._work.pop(path, None)
        if task is not None:
            task.cancel()
        self.workChanged.emit()

    def _end_asking(self, line_key: str) -> None:
        self._asked.discard(line_key)
        self.workChanged.emit()

    def _failing(self, key: str) -> Callable[[Problem], None]:
        return lambda problem: self.failed.emit(Trouble(problem, key))
