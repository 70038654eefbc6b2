"""What went wrong on the page, what to do about it, and the buttons that do it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.translation import tr
from app.services.wording import word
from widgets.compare.flow_layout import FlowLayout
from widgets.compare.retranslating import RetranslatingFrame
from widgets.models.links import SourceLink
from widgets.models.look import Look
from widgets.models.trouble import Trouble
from widgets.theme import restyle

_WARNINGS = (
    "no_chat_template",
    "offline",
    "repo_gated",
    "rate_limited",
    "already_downloading",
    "tokenizer_differs",
    "catalogue_broken",
)


_TOKEN_HELPS = ("repo_gated", "token_refused")


class ProblemNotice(RetranslatingFrame):
    """Hidden until there is something to tell."""

    tokenRequest = Signal()
    """The person wants to put an access token in; :meth:`do_again` afterwards."""

    def __init__(self, look: Look, link: SourceLink, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self._trouble: Trouble | None = None
        self._title, self._what, self._do = QLabel(self), QLabel(self), QLabel(self)
        self._title.setProperty("role", "heading")
        self._do.setProperty("role", "muted")
        self._link = link
        self.again_button, self.anyway_button = QPushButton(self), QPushButton(self)
        self.token_button = QPushButton(self)
        self.close_button = QPushButton(self)
        self.close_button.setProperty("kind", "flat")
        em = look.em()
        column = QVBoxLayout(self)
        column.setContentsMargins(em, em // 2, em // 2, em // 2)
        column.setSpacing(em // 3)
        for label in (self._title, self._what, self._do):
            label.setWordWrap(True)
            column.addWidget(label)
        buttons = FlowLayout(gap=em // 2)
        for button in (
            link,
            self.token_button,
            self.again_button,
            self.anyway_button,
            self.close_button,
        ):
            buttons.addWidget(button)
        column.addLayout(buttons)
        self.again_button.clicked.connect(self.do_again)
        self.token_button.clicked.connect(self.tokenRequest)
        self.anyway_button.clicked.connect(self._do_anyway)
        self.close_button.clicked.connect(lambda: self.show_trouble(None))
        self.hide()
        self.retranslate()

    @property
    def trouble(self) -> Trouble | None:
        """What is shown."""
        return self._trouble

    def show_trouble(self, trouble: Trouble | None) -> None:
        """Show ``trouble`` and offer what can be done; None hides it."""
        self._trouble = trouble
        self.retranslate()
        self.setVisible(trouble is not None)

    def retranslate(self) -> None:
        self.again_button.setText(tr("다시 하기"))
        self.token_button.setText(tr("토큰 넣기…"))
        self.anyway_button.setText(tr("그래도 받기"))
        self.close_button.setText(tr("닫기"))
        trouble = self._trouble
        if trouble is None:
            return
        problem = trouble.problem
        wording = word(problem)
        self._title.setText(wording.title)
        self._what.setText(wording.what)
        self._do.setText(wording.do)
        self._do.setVisible(bool(wording.do))
        self.again_button.setVisible(trouble.again is not None)
        self.token_button.setVisible(problem.kind in _TOKEN_HELPS)
        self.anyway_button.setVisible(trouble.anyway is not None)
        address = str(problem.params.get("url", ""))
        self._link.show_address(address, tr("허락받는 페이지 열기"))
        self.setAccessibleName(f"{wording.title} {wording.what} {wording.do}")
        restyle(self, severity="warning" if problem.kind in _WARNINGS else "error")

    def do_again(self) -> None:
        """Try once more what did not go well."""
        trouble = self._trouble
        self.show_trouble(None)
        if trouble is not None and trouble.again is not None:
            trouble.again()

    def _do_anyway(self) -> None:
        trouble = self._trouble
        self.show_trouble(None)
        if trouble is not None and trouble.anyway is not None:
            trouble.anyway()
