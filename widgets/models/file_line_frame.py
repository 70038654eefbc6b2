"""One file of a model: what it is, how it fares, and a button for each thing to do with it."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.services.download_words import percent
from app.services.translation import tr
from app.services.wording import show_bytes, word
from widgets.compare.retranslating import RetranslatingFrame
from widgets.icons import ButtonIcon
from widgets.models.amounts import fraction, progress_words
from widgets.models.file_lines import Action, FileLine
from widgets.models.look import Look
from widgets.models.row_words import source_name
from widgets.models.rows import is_foreign
from widgets.theme import restyle

ACTION_WORDS: Mapping[Action, tuple[str, Callable[[], str]]] = {
    "fetch": ("download", lambda: tr("받기")),
    "pause": ("pause", lambda: tr("멈춤")),
    "resume": ("play", lambda: tr("이어받기")),
    "cancel": ("close", lambda: tr("취소")),
    "compare": ("compare", lambda: tr("비교에 넣기")),
    "verify": ("verify", lambda: tr("검사")),
    "stop": ("stop", lambda: tr("검사 그만두기")),
    "mend": ("mend", lambda: tr("고치기")),
    "forget": ("close", lambda: tr("목록에서 빼기")),
    "delete": ("trash", lambda: tr("지우기")),
}
"""Icon and word of each action."""


class FileLineFrame(RetranslatingFrame):
    """The first action is a button with its word, the others are icons."""

    wished = Signal(object, str)
    """FileLine and Action that the person wants."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._line: FileLine | None = None
        self._actions: tuple[Action, ...] = ()
        self._buttons: dict[Action, QAbstractButton] = {}
        self.setProperty("role", "line")
        em = look.em()
        self._name, self._size, self._where = QLabel(self), QLabel(self), QLabel(self)
        self._state = QLabel(self)
        strong = self._name.font()
        strong.setBold(True)
        self._name.setFont(strong)
        for label in (self._size, self._where):
            label.setProperty("role", "muted")
        for label in (self._where, self._state):
            label.setMinimumWidth(1)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 1000)
        upper = QHBoxLayout()
        upper.setSpacing(em * 2 // 3)
        upper.addWidget(self._name)
        upper.addWidget(self._size)
        upper.addWidget(self._state, 1)
        words = QVBoxLayout()
        words.setSpacing(em // 6)
        words.addLayout(upper)
        words.addWidget(self._where)
        words.addWidget(self._bar)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, em // 3, 0, em // 3)
        self._row.setSpacing(em // 3)
        self._row.addLayout(words, 1)

    @property
    def line(self) -> FileLine | None:
        """What is shown."""
        return self._line

    def button(self, action: Action) -> QAbstractButton:
        """Return the button of an action that is offered now."""
        return self._buttons[action]

    def show_line(self, line: FileLine) -> None:
        """Show ``line``; the buttons stay the same ones while the actions do."""
        self._line = line
        actions = line.actions()
        if actions != self._actions:
            self._build_buttons(actions)
        self.retranslate()

    def retranslate(self) -> None:
        line = self._line
        if line is None:
            return
        self._name.setText(line.quantisation or "GGUF")
        self._size.setText(show_bytes(line.size_bytes) if line.size_bytes else tr("크기 모름"))
        self._where.setText(_where(line))
        self._where.setVisible(bool(self._where.text()))
        state, tone = _state(line)
        self._state.setText(state)
        restyle(self._state, role=tone)
        share = fraction(line.download) if line.download is not None else line.work
        self._bar.setVisible(share is not None)
        self._bar.setValue(round(1000 * (share or 0)))
        for action, button in self._buttons.items():
            words = ACTION_WORDS[action][1]()
            if isinstance(button, QPushButton):
                button.setText(words)
            button.setToolTip(words)
            button.setAccessibleName(f"{words}: {line.quantisation}")
        self.setAccessibleName(f"{self._name.text()} {self._size.text()} {state}")

    def _build_buttons(self, actions: tuple[Action, ...]) -> None:
        focused = any(button.hasFocus() for button in self._buttons.values())
        for button in self._buttons.values():
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = {}
        for i, action in enumerate(actions):
            button: QAbstractButton = QPushButton(self) if i == 0 else QToolButton(self)
            if i > 0:
                button.setProperty("kind", "flat")
            icon = ACTION_WORDS[action][0]
            ButtonIcon(button, self._look.icons, icon, "error" if action == "delete" else "text")
            button.clicked.connect(lambda _=False, a=action: self.wished.emit(self._line, a))
            self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            button.show()
            self._buttons[action] = button
        self._actions = actions
        if focused and actions:
            # What the keyboard just pressed is gone: what took its place is next.
            self._buttons[actions[0]].setFocus()


def _where(line: FileLine) -> str:
    """Return where a file comes from or lies, in muted words below its name."""
    if line.entry is not None and not (line.entry.owned and line.entry.source == "naranhi"):
        return f"{source_name(line.entry.source)} · {line.entry.path}"
    if line.choice is not None:
        return line.choice.repo
    return line.download.item.repo if line.download is not None else ""


def _state(line: FileLine) -> tuple[str, str]:
    """Return how a file fares, and the role of the label that says so."""
    if line.download is not None:
        bad = line.download.state == "failed"
        return progress_words(line.download), "error" if bad else ""
    if line.asked:
        return tr("파일 확인 중"), "muted"
    if line.work is not None:
        share = percent(round(line.work * 1000), 1000)
        return tr("검사 중 {share}").format(share=share), ""
    entry = line.entry
    if entry is None:
        return "", ""
    if not entry.usable:
        if entry.problem is not None:
            return word(entry.problem).title, "error"
        return tr("파일이 없음") if entry.state == "missing" else tr("손상됨"), "error"
    if is_foreign(entry):
        return tr("읽기만"), "muted"
    return (tr("검사 마침"), "good") if entry.state == "ok" else (tr("이 PC에 있음"), "good")
