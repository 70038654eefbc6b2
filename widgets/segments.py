"""A row of choices of which exactly one holds."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QSizePolicy, QToolButton, QWidget


class Segments(QFrame):
    """Exclusive buttons side by side; arrow keys move between them."""

    chosen = Signal(str)
    """Key of the choice that a person took (not emitted by :meth:`choose`)."""

    def __init__(self, keys: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "segments")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.setSpacing(2)
        for key in keys:
            button = QToolButton(self)
            button.setCheckable(True)
            button.setProperty("kind", "segment")
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.clicked.connect(self._take)
            self._group.addButton(button)
            self._buttons[key] = button
            layout.addWidget(button)
        self.choose(keys[0])

    @property
    def current(self) -> str:
        """Key of the choice that holds."""
        checked = self._group.checkedButton()
        return next(key for key, button in self._buttons.items() if button is checked)

    def choose(self, key: str) -> None:
        """Let ``key`` hold."""
        self._buttons[key].setChecked(True)

    def button(self, key: str) -> QToolButton:
        """Return the button of ``key`` (its icon and tool tip are the caller's)."""
        return self._buttons[key]

    def name(self, key: str, text: str, description: str = "") -> None:
        """Write ``text`` on a button; ``description`` is its tool tip and accessible name."""
        button = self._buttons[key]
        button.setText(text)
        button.setToolTip(description)
        button.setAccessibleName(description or text)

    def _take(self) -> None:
        self.chosen.emit(self.current)
