"""Why a model cannot run here, what would run it, and the nearest one that does."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from app.core.catalogue import CatalogueModel
from app.services.translation import tr
from app.services.wording import word
from widgets.compare.flow_layout import FlowLayout
from widgets.compare.retranslating import RetranslatingFrame
from widgets.models.look import Look
from widgets.models.row_words import refusal
from widgets.models.rows import ModelRow


class RefusalPart(RetranslatingFrame):
    """Hidden where the model runs."""

    modelRequest = Signal(str)
    """Id of the model that the person wants to see instead."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._row: ModelRow | None = None
        self._nearest: CatalogueModel | None = None
        self.setProperty("role", "notice")
        self.setProperty("severity", "warning")
        self._title, self._why, self._needs = QLabel(self), QLabel(self), QLabel(self)
        self._title.setProperty("role", "heading")
        self._nearby = QLabel(self)
        self._nearby.setProperty("role", "muted")
        self.nearest_button = QPushButton(self)
        self.nearest_button.clicked.connect(self._ask)
        em = look.em()
        column = QVBoxLayout(self)
        column.setContentsMargins(em, em // 2, em, em // 2)
        column.setSpacing(em // 3)
        for label in (self._title, self._why, self._needs):
            label.setWordWrap(True)
            column.addWidget(label)
        last = FlowLayout(gap=em // 2)
        last.addWidget(self._nearby)
        last.addWidget(self.nearest_button)
        column.addLayout(last)
        self.hide()

    def show_row(self, row: ModelRow, nearest: CatalogueModel | None) -> None:
        """Show why ``row`` cannot run; hidden where it can."""
        self._row, self._nearest = row, nearest
        self.retranslate()
        self.setVisible(not row.runs)

    def retranslate(self) -> None:
        row = self._row
        if row is None or row.runs:
            return
        needs = ""
        if row.model is not None and row.model.needs is not None:
            needs = self._look.say(row.model.needs)
        elif row.problem is not None:
            needs = word(row.problem).do
        self._title.setText(tr("여기서는 실행할 수 없습니다"))
        self._why.setText(refusal(row, self._look.say))
        self._needs.setText(tr("돌리려면: {needs}").format(needs=needs))
        self._needs.setVisible(bool(needs))
        self._nearby.setText(tr("여기서 돌아가는 가장 가까운 모델:"))
        for widget in (self._nearby, self.nearest_button):
            widget.setVisible(self._nearest is not None)
        if self._nearest is not None:
            self.nearest_button.setText(self._look.say(self._nearest.name))
        self.setAccessibleName(f"{self._title.text()} {self._why.text()}")

    def _ask(self) -> None:
        if self._nearest is not None:
            self.modelRequest.emit(self._nearest.id)
