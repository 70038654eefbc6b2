"""A part of the details: a heading and what stands below it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from widgets.compare.retranslating import RetranslatingFrame
from widgets.models.look import Look


class Part(RetranslatingFrame):
    """Base of the details' parts; ``column`` takes the content."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.heading = QLabel(self)
        self.heading.setProperty("role", "heading")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(look.em(0.5))
        self.column.addWidget(self.heading)

    def label(self, role: str = "") -> QLabel:
        """Return a label of this part whose words wrap and can be selected."""
        label = QLabel(self)
        label.setWordWrap(True)
        # Facts come from files and from the Hub: never read as markup.
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if role:
            label.setProperty("role", role)
        return label
