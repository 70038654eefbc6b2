"""The bar above the page: what the person should know, one line a notice, never in the way."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.services.notices import Notice, Notices
from app.services.translation import tr
from widgets.icons import ButtonIcon, Icons

MAX_SHOWN = 3
"""The newest of so many keys are shown; older ones step back until there is room."""
_ICONS = {
    "info": ("info", "accent"),
    "warning": ("warning", "warning"),
    "error": ("error", "error"),
}


class NoticeBar(QWidget):
    """Shows what stands in :class:`Notices`; empty, it takes no room."""

    def __init__(self, notices: Notices, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notices = notices
        self._icons = icons
        self._lines: dict[str, NoticeLine] = {}
        self._layout = QVBoxLayout(self)
        gap = icons.theme.em(0.5)
        self._layout.setContentsMargins(gap * 2, gap * 2, gap * 2, 0)
        self._layout.setSpacing(gap)
        self._refresh()
        notices.posted.connect(self._refresh)
        notices.withdrawn.connect(self._refresh)

    def lines(self) -> list["NoticeLine"]:
        """Return what is shown, oldest first."""
        return list(self._lines.values())

    def _refresh(self) -> None:
        shown = self._notices.current[-MAX_SHOWN:]
        for line in self._lines.values():
            self._layout.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = {}
        for notice in shown:
            line = NoticeLine(notice, self._icons, self)
            line.close_button.clicked.connect(
                lambda _=False, key=notice.key: self._notices.withdraw(key)
            )
            self._layout.addWidget(line)
            self._lines[notice.key] = line
        self.setVisible(bool(shown))


class NoticeLine(QFrame):
    """One notice: icon of its severity, its sentence, a button that takes it away."""

    def __init__(self, notice: Notice, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self.notice = notice
        self.setProperty("role", "notice")
        self.setProperty("severity", notice.severity)
        em = icons.theme.em
        self._sign = QToolButton(self)
        self._sign.setProperty("kind", "flat")
        self._sign.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._sign.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._sign.setIconSize(QSize(em(1.4), em(1.4)))
        ButtonIcon(self._sign, icons, *_ICONS[notice.severity])
        self._label = QLabel(self)
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.close_button = QToolButton(self)
        self.close_button.setProperty("kind", "flat")
        ButtonIcon(self.close_button, icons, "close", "muted")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(em(0.5), em(0.3), em(0.3), em(0.3))
        layout.addWidget(self._sign)
        layout.addWidget(self._label, 1)
        layout.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self._word()

    @property
    def text(self) -> str:
        """The sentence as shown."""
        return self._label.text()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._word()
        super().changeEvent(event)

    def _word(self) -> None:
        severity = {"info": tr("알림"), "warning": tr("주의"), "error": tr("오류")}
        self._label.setText(self.notice.words())
        self._sign.setAccessibleName(severity[self.notice.severity])
        self.setAccessibleName(f"{severity[self.notice.severity]}: {self._label.text()}")
        self.close_button.setToolTip(tr("닫기"))
        self.close_button.setAccessibleName(tr("알림 닫기"))
