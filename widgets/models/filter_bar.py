"""What is asked of the list: words, team, size, licence, state, and what runs here."""

from typing import cast

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.core.catalogue import Badge, Catalogue, Team
from app.services.translation import tr
from app.services.wording import show_bytes
from widgets.compare.flow_layout import FlowLayout
from widgets.compare.retranslating import RetranslatingFrame
from widgets.models.badges import BADGES
from widgets.models.filtering import LARGER, SIZE_LIMITS_B, Filter, suits
from widgets.models.look import Look
from widgets.models.rows import OTHER_PROGRAMS, OWN_FILES, RowState

_BOX_LETTERS = 10
"""What a closed box has room for; its list is as wide as its words."""
_STATES: tuple[RowState, ...] = ("here", "downloading", "absent")


class SearchField(QLineEdit):
    """Escape empties it; Down goes on to the list."""

    leaveRequest = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.leaveRequest.emit()
        else:
            super().keyPressEvent(event)


class FilterBar(RetranslatingFrame):
    """Tells each change at once."""

    changed = Signal()
    teamChosen = Signal(str)
    """Id of the team whose chip was pressed; empty for all teams."""

    def __init__(self, look: Look, memory_bytes: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._memory_bytes = memory_bytes
        self._teams: list[Team] = []
        self._chips: dict[str, QPushButton] = {}
        self._team = ""
        self.search = SearchField(self)
        self.search.setClearButtonEnabled(True)
        self._glass = QAction(self.search)
        self.search.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(self.changed)
        self.teams, self.size_class = QComboBox(self), QComboBox(self)
        self.badge, self.state = QComboBox(self), QComboBox(self)
        for box in (self.teams, self.size_class, self.badge, self.state):
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(_BOX_LETTERS)
        # The team first: what is asked for has to be whole when its change is told.
        self.teams.activated.connect(lambda: self._choose_team(str(self.teams.currentData())))
        for box in (self.teams, self.size_class, self.badge, self.state):
            box.activated.connect(self.changed)
        self.runs = QPushButton(self)
        self.runs.setCheckable(True)
        self.runs.clicked.connect(self.changed)
        em = look.em()
        self._chip_row = FlowLayout(gap=em // 3, row_gap=em // 3)
        boxes = FlowLayout(gap=em // 2, row_gap=em // 3)
        for widget in (self.teams, self.size_class, self.badge, self.state, self.runs):
            boxes.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(em // 2)
        column.addLayout(self._chip_row)
        column.addLayout(boxes)
        look.theme.changed.connect(self._paint_glass)
        self._paint_glass()
        self.retranslate()

    def value(self) -> Filter:
        """Return what is asked for."""
        return Filter(
            words=self.search.text(),
            team=self._team,
            size_b=cast("float | None", self.size_class.currentData()),
            badge=cast("Badge | None", self.badge.currentData()),
            state=cast("RowState | None", self.state.currentData()),
            runs=self.runs.isChecked(),
        )

    def show_catalogue(self, catalogue: Catalogue) -> None:
        """Offer the catalogue's teams: a chip for each national one, and all in the box."""
        self._teams = sorted(catalogue.teams, key=lambda team: not team.national)
        for chip in self._chips.values():
            self._chip_row.removeWidget(chip)
            chip.deleteLater()
        self._chips = {}
        for key in ("", *(team.id for team in self._teams if team.national)):
            chip = QPushButton(self)
            chip.setCheckable(True)
            chip.setProperty("kind", "chip")
            chip.clicked.connect(lambda _=False, k=key: self._choose_team(k))
            chip.clicked.connect(self.changed)
            self._chips[key] = chip
            self._chip_row.addWidget(chip)
            chip.show()
        self.retranslate()
        self._mark_team()

    def clear(self) -> None:
        """Ask for nothing: everything is shown."""
        with QSignalBlocker(self.search):
            self.search.clear()
        for box in (self.teams, self.size_class, self.badge, self.state):
            box.setCurrentIndex(0)
        self.runs.setChecked(False)
        self._team = ""
        self._mark_team()
        self.changed.emit()

    def _choose_team(self, key: str) -> None:
        # Pressing a chip that is pressed already lets it go.
        self._team = "" if key == self._team and key in self._chips else key
        self._mark_team()
        self.teamChosen.emit(self._team)

    def _mark_team(self) -> None:
        for key, chip in self._chips.items():
            chip.setChecked(key == self._team)
        self.teams.setCurrentIndex(max(0, self.teams.findData(self._team)))

    def retranslate(self) -> None:
        self.search.setPlaceholderText(tr("이름, 만든 곳, 구조로 찾기"))
        self.search.setAccessibleName(tr("모델 찾기"))
        self.search.setToolTip(tr("모델 찾기 (Ctrl+F)"))
        self.runs.setText(tr("여기서 돌아가는 것만"))
        self.runs.setToolTip(tr("이 프로그램에 든 llama.cpp가 불러올 수 있는 모델만 보여 줍니다."))
        for team in self._teams:
            if team.id in self._chips:
                self._chips[team.id].setText(self._look.say(team.name))
        if "" in self._chips:
            self._chips[""].setText(tr("모두"))
        self._fill_boxes()

    def _fill_boxes(self) -> None:
        teams = [(self._look.say(team.name), team.id) for team in self._teams]
        teams += [(tr("내 파일"), OWN_FILES), (tr("다른 프로그램의 모델"), OTHER_PROGRAMS)]
        _fill(self.teams, tr("만든 곳"), [(tr("만든 곳: 모두"), ""), *teams])
        _fill(self.size_class, tr("크기"), [(tr("크기: 모두"), None), *self._sizes()])
        memory = show_bytes(self._memory_bytes)
        self.size_class.setToolTip(
            tr("이 PC의 메모리({memory})에 알맞은 크기에 '이 PC'라고 적혀 있습니다.").format(
                memory=memory
            )
        )
        badges = [(shown.short(), badge) for badge, shown in BADGES.items()]
        _fill(self.badge, tr("라이선스"), [(tr("라이선스: 모두"), None), *badges])
        names = {
            "here": tr("이 PC에 있음"),
            "downloading": tr("받는 중"),
            "absent": tr("받지 않음"),
        }
        states = [(names[state], state) for state in _STATES]
        _fill(self.state, tr("상태"), [(tr("상태: 모두"), None), *states])

    def _sizes(self) -> list[tuple[str, object]]:
        best = suits(self._memory_bytes)
        sizes: list[tuple[str, object]] = []
        for limit in (*SIZE_LIMITS_B, LARGER):
            if limit == LARGER:
                words = tr("{n}B보다 큼").format(n=f"{SIZE_LIMITS_B[-1]:g}")
            else:
                words = tr("{n}B 이하").format(n=f"{limit:g}")
            if limit == best:
                words = tr("{size} (이 PC)").format(size=words)
            sizes.append((words, limit))
        return sizes

    def _paint_glass(self) -> None:
        self._glass.setIcon(self._look.icons.icon("search", "muted"))


def _fill(box: QComboBox, name: str, choices: list[tuple[str, object]]) -> None:
    chosen = max(0, box.currentIndex())
    box.clear()
    for words, value in choices:
        box.addItem(words, value)
    box.setCurrentIndex(min(chosen, box.count() - 1))
    widest = max(box.fontMetrics().horizontalAdvance(words) for words, _ in choices)
    box.view().setMinimumWidth(widest + 3 * box.fontMetrics().height())
    box.setAccessibleName(name)
