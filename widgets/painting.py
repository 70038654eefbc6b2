"""What delegates paint with."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from widgets.icons import Icons
from widgets.theme import Theme


def faded(color: QColor, opacity: float) -> QColor:
    """Return the colour, seen through."""
    other = QColor(color)
    other.setAlphaF(opacity)
    return other


def option_rect(option: QStyleOptionViewItem) -> QRect:
    """Return where to paint."""
    return option.rect  # pyright: ignore[reportAttributeAccessIssue]


def option_state(option: QStyleOptionViewItem) -> QStyle.StateFlag:
    """Return whether it is chosen, pointed at and so on."""
    return option.state  # pyright: ignore[reportAttributeAccessIssue]


def paint_row_ground(
    painter: QPainter, state: QStyle.StateFlag, card: QRect, accent: QColor, radius: int
) -> None:
    """Paint what tells that a row of a list is chosen, has the keyboard or is pointed at."""
    selected = bool(state & QStyle.StateFlag.State_Selected)
    focused = bool(state & QStyle.StateFlag.State_HasFocus)
    hovered = bool(state & QStyle.StateFlag.State_MouseOver)
    if not (selected or focused or hovered):
        return
    painter.setBrush(faded(accent, 0.14 if selected else 0.06 if hovered else 0.0))
    painter.setPen(accent if focused else Qt.GlobalColor.transparent)
    painter.drawRoundedRect(card.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


class IconPainter:
    """Keeps pixmaps between rows: moving a slider repaints all of them at once."""

    def __init__(self, icons: Icons, theme: Theme) -> None:
        self._icons = icons
        self._pixmaps: dict[tuple[str, str, float], QPixmap] = {}
        theme.changed.connect(self._pixmaps.clear)

    def paint(
        self, painter: QPainter, name: str, color: str, left: int, line: QRect, side: int
    ) -> None:
        """Paint an icon of ``side`` pixels in the middle of a line's height."""
        ratio = painter.device().devicePixelRatioF()
        key = (name, color, ratio * side)
        pixmap = self._pixmaps.get(key)
        if pixmap is None:
            icon = self._icons.icon(name, color)
            pixmap = self._pixmaps[key] = icon.pixmap(QSize(side, side), ratio)
        painter.drawPixmap(left, line.top() + (line.height() - side) // 2, pixmap)
