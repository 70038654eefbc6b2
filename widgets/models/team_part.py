"""A team at a glance: its flagship, and the nearest that runs here."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.core.catalogue import CatalogueModel, Team
from app.services.translation import tr
from widgets.compare.flow_layout import FlowLayout
from widgets.compare.retranslating import RetranslatingFrame
from widgets.icons import ButtonIcon
from widgets.models.look import Look


class TeamPart(RetranslatingFrame):
    """Hidden until a team was chosen."""

    modelRequest = Signal(str)
    """Id of the model that the person wants to see."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._team: Team | None = None
        self._models: list[CatalogueModel] = []
        self.setProperty("role", "strip")
        em = look.em()
        flow = FlowLayout(gap=em // 2, row_gap=em // 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(em, em // 3, em, em // 3)
        column.addLayout(flow)
        self._pairs: list[QWidget] = []
        self._labels = [QLabel(self), QLabel(self)]
        self.buttons = [QPushButton(self), QPushButton(self)]
        ButtonIcon(self.buttons[0], look.icons, "star", "accent")
        ButtonIcon(self.buttons[1], look.icons, "check", "accent")
        for i, (label, button) in enumerate(zip(self._labels, self.buttons, strict=True)):
            label.setProperty("role", "muted")
            button.setProperty("kind", "link")
            button.clicked.connect(lambda _=False, n=i: self.modelRequest.emit(self._models[n].id))
            pair = QWidget(self)
            self._pairs.append(pair)
            row = QHBoxLayout(pair)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(em // 4)
            row.addWidget(label)
            row.addWidget(button)
            flow.addWidget(pair)
        self.hide()

    def show_team(
        self, team: Team | None, flagship: CatalogueModel | None, nearest: CatalogueModel | None
    ) -> None:
        """Show a team's flagship and, where that is another, the nearest that runs here."""
        self._team = team
        self._models = [model for model in (flagship, nearest) if model is not None]
        if flagship is None or flagship == nearest:
            self._models = self._models[:1]
        self.retranslate()
        self.setVisible(team is not None and flagship is not None)

    def retranslate(self) -> None:
        if self._team is None or not self._models:
            return
        name = self._look.say(self._team.name)
        self._labels[0].setText(tr("{team}의 대표 모델:").format(team=name))
        self._labels[1].setText(tr("여기서 돌아가는 가장 가까운 모델:"))
        for i, button in enumerate(self.buttons):
            there = i < len(self._models)
            self._pairs[i].setVisible(there)
            if there:
                button.setText(self._look.say(self._models[i].name))
