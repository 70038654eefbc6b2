"""A box of settings that opens below its button."""

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QCursor, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox, QFrame, QWidget

from widgets.compare.retranslating import RetranslatingFrame

_GAP = 4


class Popover(RetranslatingFrame):
    """Escape or a click elsewhere closes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "card")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._button: QWidget | None = None

    def open_at(self, button: QWidget, first: QWidget) -> None:
        """Open below ``button``, inside its screen, with the keyboard on the field ``first``."""
        self._button = button
        for box in self.findChildren(QAbstractSpinBox):
            # A style sheet's padding does not keep a spin box's text off its frame.
            box.lineEdit().setTextMargins(self.fontMetrics().height() // 3, 0, 0, 0)
        self.adjustSize()
        at = button.mapToGlobal(QPoint(0, button.height() + _GAP))
        screen = button.screen().availableGeometry()
        x = max(screen.left(), min(at.x(), screen.right() - self.width()))
        y = max(screen.top(), min(at.y(), screen.bottom() - self.height()))
        self.move(x, y)
        self.show()
        first.setFocus()

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            # Meant for the box, not for the page behind it, whose Escape stops a comparison.
            event.accept()
            return True
        return super().event(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._button is not None:
            # The pointer may have left the button meanwhile, and nobody told it.
            under = self._button.rect().contains(self._button.mapFromGlobal(QCursor.pos()))
            self._button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, under)
            self._button.update()
