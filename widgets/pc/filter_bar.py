"""Which rows of the table are shown: words, team, what runs here."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from app.core.catalogue import Catalogue, Team
from app.services.translation import tr
from widgets.compare.retranslating import RetranslatingFrame
from widgets.models.filter_bar import SearchField
from widgets.models.look import Look
from widgets.pc.rows import Filter


class FitFilterBar(RetranslatingFrame):
    """Tells each change at once."""

    changed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._teams: list[Team] = []
        self.search = SearchField(self)
        self.search.setClearButtonEnabled(True)
        self._glass = QAction(self.search)
        self.search.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self.teams = QComboBox(self)
        self.teams.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.teams.setMinimumContentsLength(9)
        self.runs = QPushButton(self)
        self.runs.setCheckable(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.em(0.6))
        row.addWidget(self.search, 1)
        row.addWidget(self.teams)
        row.addWidget(self.runs)
        self.search.textChanged.connect(self.changed)
        self.teams.activated.connect(self.changed)
        self.runs.clicked.connect(self.changed)
        look.theme.changed.connect(self._paint_glass)
        self._paint_glass()
        self.retranslate()

    def value(self) -> Filter:
        """Return what is asked for."""
        return Filter(
            words=self.search.text(),
            team=str(self.teams.currentData() or ""),
            runs_here=self.runs.isChecked(),
        )

    def show_catalogue(self, catalogue: Catalogue) -> None:
        """Offer the teams that have models."""
        made = {model.team for model in catalogue.models}
        teams = sorted(catalogue.teams, key=lambda team: not team.national)
        self._teams = [team for team in teams if team.id in made]
        self._fill()

    def clear(self) -> None:
        """Ask for nothing: everything is shown."""
        with QSignalBlocker(self.search):
            self.search.clear()
        self.teams.setCurrentIndex(0)
        self.runs.setChecked(False)
        self.changed.emit()

    def retranslate(self) -> None:
        self.search.setPlaceholderText(tr("이름, 만든 곳, 구조로 찾기"))
        self.search.setAccessibleName(tr("모델 찾기"))
        self.search.setToolTip(tr("모델 찾기 (Ctrl+F)"))
        self.runs.setText(tr("이 PC에서 되는 것만"))
        self.runs.setToolTip(tr("어느 양자화로든 이 PC에서 돌아가는 모델만 보여 줍니다."))
        self._fill()

    def _fill(self) -> None:
        chosen = self.teams.currentData()
        self.teams.clear()
        self.teams.addItem(tr("만든 곳: 모두"), "")
        for team in self._teams:
            self.teams.addItem(self._look.say(team.name), team.id)
        self.teams.setCurrentIndex(max(0, self.teams.findData(chosen)))
        self.teams.setAccessibleName(tr("만든 곳"))

    def _paint_glass(self) -> None:
        self._glass.setIcon(self._look.icons.icon("search", "muted"))
