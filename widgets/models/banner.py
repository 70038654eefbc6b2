"""What holds for the whole page: no network, a library folder that is gone."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from app.core.problem import Problem
from app.services.translation import tr
from app.services.wording import word
from widgets.compare.retranslating import RetranslatingFrame
from widgets.models.look import Look


class Banner(RetranslatingFrame):
    """Hidden while there is nothing to say; the folder comes before the network."""

    againRequest = Signal()
    """The person wants the folder looked at once more."""
    folderRequest = Signal()
    """The person wants to use another folder."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._offline = False
        self._problem: Problem | None = None
        self._next_folder: Path | None = None
        self.setProperty("role", "strip")
        em = look.em()
        self._icon, self.words = QLabel(self), QLabel(self)
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.again_button, self.folder_button = QPushButton(self), QPushButton(self)
        self.again_button.clicked.connect(self.againRequest)
        self.folder_button.clicked.connect(self.folderRequest)
        row = QHBoxLayout(self)
        row.setContentsMargins(em * 2 // 3, em // 3, em // 3, em // 3)
        row.setSpacing(em // 2)
        row.addWidget(self._icon)
        row.addWidget(self.words, 1)
        row.addWidget(self.again_button)
        row.addWidget(self.folder_button)
        look.theme.changed.connect(self._paint)
        self._paint()
        self.retranslate()

    def show_state(self, *, offline: bool, problem: Problem | None) -> None:
        """Show what holds now."""
        self._offline, self._problem = offline, problem
        self.retranslate()

    def show_next_folder(self, folder: Path) -> None:
        """Say that ``folder`` is used from the next start on."""
        self._next_folder = folder
        self.retranslate()

    def retranslate(self) -> None:
        self.again_button.setText(tr("다시 보기"))
        self.folder_button.setText(tr("다른 폴더 쓰기…"))
        problem = self._problem
        for button in (self.again_button, self.folder_button):
            button.setVisible(problem is not None)
        if problem is not None and self._next_folder is not None:
            words = tr("프로그램을 다시 시작하면 이 폴더를 씁니다: {path}")
            self.words.setText(words.format(path=self._next_folder))
        elif problem is not None:
            wording = word(problem)
            self.words.setText(f"{wording.what} {wording.do}".strip())
        else:
            self.words.setText(
                tr(
                    "오프라인 모드입니다. 이 PC에 있는 모델만 쓸 수 있고, "
                    "카탈로그는 프로그램에 든 그대로 보여 줍니다."
                )
            )
        self.setVisible(self._offline or problem is not None)

    def _paint(self) -> None:
        side = self._look.em(1.2)
        icon = self._look.icons.icon("warning", "warning")
        self._icon.setPixmap(icon.pixmap(QSize(side, side), self.devicePixelRatio()))
