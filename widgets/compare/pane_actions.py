"""What a pane's menu does: copy, save, show the engine's log, open a file."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from app.core.problem import NaranhiError
from app.core.run import ModelFile
from app.services.arena import Arena
from app.services.devices import DeviceList
from app.services.notices import Notices
from app.services.translation import tr
from app.services.whole_file import write_whole
from widgets.compare import answer_file
from widgets.compare.log_dialog import LogDialog
from widgets.compare.model_shelf import ModelShelf
from widgets.compare.pane import Pane


class PaneActions(QObject):
    """Serves every pane of a page; dialogs are opened over ``window`` and do not block it."""

    def __init__(
        self,
        arena: Arena,
        notices: Notices,
        shelf: ModelShelf,
        devices: DeviceList,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._devices = devices
        self._arena = arena
        self._notices = notices
        self._shelf = shelf
        self._window = window

    def connect_pane(self, pane: Pane) -> None:
        """Let ``pane``'s menu work."""
        head = pane.head
        head.copyRequest.connect(lambda: self.copy(pane))
        pane.chat.copyRequest.connect(lambda: self.copy(pane))
        head.saveRequest.connect(lambda: self.ask_where_to_save(pane))
        head.logRequest.connect(lambda: self.show_log(pane))
        pane.failure.detailsRequest.connect(lambda: self.show_log(pane))
        head.picker.openRequest.connect(lambda: self.ask_for_model(pane))
        head.stopRequest.connect(lambda: self._arena.stop(pane.index))
        head.loadRequest.connect(lambda: self._arena.load_again(pane.index))
        pane.failure.reloadRequest.connect(lambda: self._reload(pane))
        head.loadSettingsRequest.connect(lambda: pane.load.open(self._devices))
        head.unloadRequest.connect(lambda: self._arena.unload(pane.index))

    def copy(self, pane: Pane) -> None:
        """Put the pane's last answer on the clipboard, as the model wrote it."""
        if pane.chat.turns:
            QGuiApplication.clipboard().setText(pane.chat.turns[-1].answer.strip())
            self._notices.post("copied", "info", lambda: tr("답을 복사했습니다."))

    def ask_where_to_save(self, pane: Pane) -> None:
        """Ask for a file, then save the pane's conversation into it."""
        name = pane.model.name if pane.model else ""
        dialog = QFileDialog(self._window, tr("답 저장"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([tr("마크다운 (*.md)"), tr("글 (*.txt)")])
        dialog.setDefaultSuffix("md")
        dialog.selectFile(answer_file.suggested_name(name))
        dialog.fileSelected.connect(lambda chosen: self.save(pane, Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self, pane: Pane, path: Path) -> None:
        """Save the pane's conversation: plain text as ``.txt``, else Markdown."""
        turns = pane.chat.turns
        if path.suffix.lower() == ".txt":
            text = answer_file.as_text(turns)
        else:
            text = answer_file.as_markdown(turns, pane.model.name if pane.model else "")
        try:
            write_whole(path, text.encode())
        except OSError as error:
            reason = error.strerror or str(error)
            self._notices.post(
                "answer_saved",
                "error",
                lambda: tr("저장하지 못했습니다: {path} ({reason})").format(
                    path=path, reason=reason
                ),
            )
        else:
            self._notices.post(
                "answer_saved", "info", lambda: tr("저장했습니다: {path}").format(path=path)
            )

    def show_log(self, pane: Pane) -> LogDialog:
        """Show the engine's last words, after what a failure says of itself."""
        problem = pane.failure.problem
        log = self._arena.log_lines(pane.index)
        detail = problem.detail.splitlines() if problem else []
        lines = [line for line in detail if line not in log]
        if lines and log:
            lines.append("")
        name = pane.model.name if pane.model else ""
        dialog = LogDialog(tr("엔진 기록 – {name}").format(name=name), [*lines, *log], self._window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def ask_for_model(self, pane: Pane) -> None:
        """Ask for a GGUF, then put it into the pane."""
        dialog = QFileDialog(self._window, tr("모델 파일 열기"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([tr("GGUF 모델 (*.gguf)"), tr("모든 파일 (*)")])
        dialog.fileSelected.connect(lambda chosen: self.open_model(pane, chosen))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def open_model(self, pane: Pane, name: str) -> None:
        """Put the model ``name`` (id or path) into the pane; one that cannot be used stays
        there with what is wrong with it."""
        try:
            model = self._shelf.open(name)
        except NaranhiError as error:
            pane.set_model(ModelFile(id=name, path=name, name=Path(name).name or name))
            pane.head.picker.modelChosen.emit(pane.model)
            pane.show_problem(error.problem)
        else:
            pane.set_model(model)
            pane.head.picker.modelChosen.emit(model)

    def _reload(self, pane: Pane) -> None:
        pane.failure.show_problem(None)
        self._arena.load_again(pane.index)
