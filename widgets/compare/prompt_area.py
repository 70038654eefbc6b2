"""Where a person asks: ready-made prompts, the box, the system prompt, Run and Stop."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.services.translation import tr
from widgets.compare.prompt_box import PromptBox
from widgets.compare.prompt_history import PromptHistory
from widgets.compare.prompt_library import Prompt
from widgets.compare.prompt_menu import PromptMenu
from widgets.compare.retranslating import RetranslatingFrame
from widgets.icons import ButtonIcon, Icons
from widgets.theme import restyle


class PromptArea(RetranslatingFrame):
    """One big button runs, and stops while something runs."""

    runRequest = Signal()
    stopRequest = Signal()

    def __init__(
        self,
        history: PromptHistory,
        menu: PromptMenu,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._running = False
        em = icons.theme.em()
        self.box = PromptBox(history, self)
        self.system_box = PromptBox(PromptHistory([]), self)
        self.system_box.hide()
        self._system_label = QLabel(self)
        self._system_label.setProperty("role", "muted")
        self._system_label.hide()
        self.run_button = QPushButton(self)
        self.run_button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.run_button.setMinimumSize(em * 9, em * 4)
        self._run_icon = ButtonIcon(self.run_button, icons, "play", "on_accent")
        self.menu_button = QPushButton(self)
        self.menu_button.setProperty("kind", "flat")
        ButtonIcon(self.menu_button, icons, "list")
        self.menu = menu
        menu.setParent(self.menu_button, menu.windowFlags())
        self.menu_button.setMenu(menu)
        self.system_button = QPushButton(self)
        self.system_button.setProperty("kind", "flat")
        self.system_button.setCheckable(True)
        self._explanation = QLabel(self)
        self._explanation.setProperty("role", "muted")
        self._explanation.setWordWrap(True)
        self._explanation.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._lay_out(em)
        self.run_button.clicked.connect(self._on_button)
        self.box.runRequested.connect(self.runRequest)
        self.system_box.runRequested.connect(self.runRequest)
        self.system_button.toggled.connect(self._show_system)
        self.menu.picked.connect(self.put)
        self.show_running(False)
        self.retranslate()

    def put(self, prompt: Prompt) -> None:
        """Put a ready-made prompt into the box, ready to run."""
        self.box.set_prompt(prompt.text.strip())
        if prompt.system:
            self.system_button.setChecked(True)
            self.system_box.set_prompt(prompt.system.strip())
        self.box.setFocus()

    def prompt(self) -> str:
        """Return the prompt, with the syllable being composed."""
        return self.box.prompt()

    def system(self) -> str:
        """Return the system prompt; a folded one counts as well."""
        return self.system_box.prompt().strip()

    def set_system(self, text: str) -> None:
        """Show ``text`` as the system prompt, unfolded where there is any."""
        self.system_box.set_prompt(text)
        self.system_button.setChecked(bool(text))

    def show_running(self, running: bool) -> None:
        """Turn the big button into Run or Stop."""
        self._running = running
        restyle(self.run_button, kind="danger" if running else "primary")
        if running:
            self._run_icon.show("stop", "error")
        else:
            self._run_icon.show("play", "on_accent")
        self._word_button()

    def explain(self, words: str, *, warning: bool = False) -> None:
        """Show one line below the box."""
        self._explanation.setText(words)
        self._explanation.setToolTip(words)
        restyle(self._explanation, role="warning" if warning else "muted")

    def retranslate(self) -> None:
        self._word_button()
        self.menu_button.setText(tr("예시 질문"))
        self.menu_button.setToolTip(tr("준비된 질문에서 고릅니다"))
        self.system_button.setText(tr("시스템 프롬프트"))
        self.system_button.setToolTip(tr("대화가 시작되기 전에 모든 모델에 주는 지시입니다"))
        self._system_label.setText(tr("시스템 프롬프트"))
        self.system_box.setPlaceholderText(tr("예: 짧고 친절하게 존댓말로 답하세요."))
        self.system_box.setAccessibleName(tr("시스템 프롬프트"))

    def _lay_out(self, em: int) -> None:
        below = QHBoxLayout()
        below.setSpacing(em // 3)
        below.addWidget(self.menu_button)
        below.addWidget(self.system_button)
        below.addSpacing(em // 2)
        below.addWidget(self._explanation, 1)
        left = QVBoxLayout()
        left.setSpacing(em // 3)
        left.addWidget(self.box)
        left.addWidget(self._system_label)
        left.addWidget(self.system_box)
        left.addLayout(below)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(em * 2 // 3)
        row.addLayout(left, 1)
        row.addWidget(self.run_button, 0, Qt.AlignmentFlag.AlignTop)

    def _on_button(self) -> None:
        (self.stopRequest if self._running else self.runRequest).emit()

    def _show_system(self, shown: bool) -> None:
        self._system_label.setVisible(shown)
        self.system_box.setVisible(shown)
        if shown:
            self.system_box.setFocus()

    def _word_button(self) -> None:
        self.run_button.setText(tr("멈추기") if self._running else tr("실행"))
        if self._running:
            self.run_button.setToolTip(tr("모든 칸을 멈춥니다 (Esc)"))
        else:
            self.run_button.setToolTip(tr("모든 칸에 같은 질문을 보냅니다 (Ctrl+Enter)"))
        self.run_button.setAccessibleName(self.run_button.text())
