"""One fact about this PC: an icon, what it is, its figure, and lines about it."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from widgets.models.look import Look


class FactCard(QFrame):
    """Words are set by whoever owns it, in the language of the moment."""

    def __init__(self, look: Look, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._icon_name = look, icon
        self.setProperty("role", "card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        em = look.em
        self._icon, self._title, self.figure = QLabel(self), QLabel(self), QLabel(self)
        self.lines = QLabel(self)
        self._title.setProperty("role", "muted")
        strong = self.figure.font()
        strong.setBold(True)
        self.figure.setFont(strong)
        self.lines.setProperty("role", "muted")
        for label in (self.figure, self.lines):
            label.setWordWrap(True)
            # Names come from the system and its drivers: never read as markup.
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.head = QHBoxLayout()
        self.head.setSpacing(em(0.4))
        self.head.addWidget(self._icon)
        self.head.addWidget(self._title)
        self.head.addStretch(1)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(em(0.8), em(0.5), em(0.8), em(0.5))
        self.column.setSpacing(em(0.2))
        self.column.addLayout(self.head)
        self.column.addWidget(self.figure)
        self.column.addWidget(self.lines)
        self.column.addStretch(1)
        look.theme.changed.connect(self._paint)
        self._paint()

    def show_fact(self, title: str, figure: str, lines: Sequence[str], tip: str = "") -> None:
        """Show a fact; ``tip`` is what there is no room for."""
        self._title.setText(title)
        self.figure.setText(figure)
        self.lines.setText("\n".join(filter(None, lines)))
        self.lines.setVisible(bool(self.lines.text()))
        self.setToolTip(tip)
        self.setAccessibleName(", ".join(filter(None, (title, figure, *lines))))

    def _paint(self) -> None:
        side = self._look.em(1.2)
        icon = self._look.icons.icon(self._icon_name, "accent")
        self._icon.setPixmap(icon.pixmap(QSize(side, side), self.devicePixelRatio()))
