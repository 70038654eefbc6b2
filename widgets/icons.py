"""Line icons: SVG files with ``currentColor``, painted in a colour of the theme."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from widgets.theme import Theme

# Enough for 16 to 32 logical pixels at 100 to 300 %; Qt scales down from the next larger.
_SIZES = (16, 20, 24, 32, 48, 64, 96)


class Icons:
    """Loads icons from ``folder`` and colours them as ``theme`` says at the moment."""

    def __init__(self, folder: Path, theme: Theme) -> None:
        self._folder = folder
        self.theme = theme

    def icon(self, name: str, color: str = "text") -> QIcon:
        """Return ``name``.svg in a named colour, muted where disabled.

        Raises FileNotFoundError for a name without a file.
        """
        source = (self._folder / f"{name}.svg").read_text("utf-8")
        icon = QIcon()
        for mode, shown in ((QIcon.Mode.Normal, color), (QIcon.Mode.Disabled, "border")):
            painted = source.replace("currentColor", self.theme.color(shown).name())
            renderer = QSvgRenderer(QByteArray(painted.encode()))
            for size in _SIZES:
                icon.addPixmap(_render(renderer, size), mode)
        return icon


class ButtonIcon(QObject):
    """Keeps one button's icon in the theme's colours; a child of the button."""

    def __init__(
        self, button: QAbstractButton, icons: Icons, name: str, color: str = "text"
    ) -> None:
        super().__init__(button)
        self._button = button
        self._icons = icons
        self._name = name
        self._color = color
        self._paint()
        icons.theme.changed.connect(self._paint)

    def show(self, name: str, color: str | None = None) -> None:
        """Show another icon, or the same in another colour."""
        self._name = name
        self._color = color or self._color
        self._paint()

    def _paint(self) -> None:
        self._button.setIcon(self._icons.icon(self._name, self._color))


def _render(renderer: QSvgRenderer, size: int) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter)
    painter.end()
    return pixmap
