"""The buttons for export and import, and how far either is."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QWidget,
)

from app.core.problem import Problem
from app.services.history_transfer import Exported, Imported
from app.services.history_words import exported_sentence, imported_sentence
from app.services.translation import tr
from app.services.wording import word
from widgets.compare.retranslating import RetranslatingFrame
from widgets.history.carrying import Carrier
from widgets.icons import ButtonIcon
from widgets.models.look import Look

SUFFIX = ".jsonl"


class CarryBar(RetranslatingFrame):
    """Asks where, and shows what comes of it."""

    imported = Signal()

    def __init__(self, carrier: Carrier, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.carrier = carrier
        self._path, self._name = Path(), ""
        self.take_in, self.give_out = QPushButton(self), QPushButton(self)
        ButtonIcon(self.take_in, look.icons, "download")
        ButtonIcon(self.give_out, look.icons, "save")
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.cancel = QPushButton(self)
        self.words = QLabel(self)
        self.words.setProperty("role", "muted")
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.em(0.5))
        row.addWidget(self.take_in)
        row.addWidget(self.give_out)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel)
        row.addWidget(self.words, 2)
        self.take_in.clicked.connect(self.ask_import)
        self.give_out.clicked.connect(lambda: self.ask_export([]))
        self.cancel.clicked.connect(carrier.stop)
        carrier.progressed.connect(self._show_progress)
        carrier.ended.connect(self._on_ended)
        carrier.failed.connect(self._on_failed)
        self._show_busy(False)
        # A history that ends with the program is nowhere that another connection could read.
        self.setEnabled(carrier.possible)
        self.retranslate()

    def ask_export(self, only: list[str]) -> None:
        """Ask where to, and write these comparisons, or all where none is named."""
        kinds = f"{tr('나란히 기록')} (*{SUFFIX})"
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("기록 내보내기"), f"naranhi-history{SUFFIX}", kinds
        )
        if chosen and not self.carrier.busy:
            path = Path(chosen)
            self._begin(path if path.suffix else path.with_name(path.name + SUFFIX))
            self.carrier.export(self._path, only)

    def ask_import(self) -> None:
        """Ask for the file, and take it in."""
        kinds = f"{tr('나란히 기록')} (*{SUFFIX});;{tr('모든 파일')} (*)"
        chosen, _ = QFileDialog.getOpenFileName(self, tr("기록 가져오기"), "", kinds)
        if chosen and not self.carrier.busy:
            self._begin(Path(chosen))
            self.carrier.take_in(Path(chosen))

    def retranslate(self) -> None:
        self.take_in.setText(tr("가져오기…"))
        self.take_in.setToolTip(tr("다른 PC에서 내보낸 기록을 더합니다. 있는 것은 그대로 둡니다."))
        self.give_out.setText(tr("모두 내보내기…"))
        self.give_out.setToolTip(tr("모든 기록을 파일 하나에 담습니다."))
        self.cancel.setText(tr("취소"))
        self.bar.setAccessibleName(tr("기록을 옮기는 중"))

    def _begin(self, path: Path) -> None:
        self._path, self._name = path, path.name
        self.words.clear()
        self.bar.setRange(0, 0)
        self._show_busy(True)

    def _show_progress(self, n_done: int, n_all: int) -> None:
        self.bar.setRange(0, n_all)
        self.bar.setValue(n_done)

    def _show_busy(self, busy: bool) -> None:
        for widget in (self.bar, self.cancel):
            widget.setVisible(busy)
        self.words.setVisible(not busy)
        for button in (self.take_in, self.give_out):
            button.setEnabled(not busy)

    def _on_ended(self, result: Imported | Exported) -> None:
        self._show_busy(False)
        if isinstance(result, Imported):
            said = imported_sentence(result)
            self.imported.emit()
        elif self.carrier.stopped:
            said = tr("멈췄습니다. 파일을 남기지 않았습니다.")
        else:
            said = exported_sentence(result, self._name)
        self.words.setText(said)

    def _on_failed(self, failure: Problem | str) -> None:
        self._show_busy(False)
        if isinstance(failure, Problem):
            wording = word(failure)
            self.words.setText(f"{wording.what} {wording.do}".strip())
        else:
            words = tr("파일을 쓰거나 읽을 수 없습니다: {path} ({why})")
            self.words.setText(words.format(path=self._name, why=failure))
