"""Light and dark: ten named colours and six pane styles, read from ``resources/themes``."""

import tomllib
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFontInfo, QGuiApplication, QPalette, QPen
from PySide6.QtWidgets import QApplication, QWidget

from app.services.settings import ThemeChoice
from widgets.stylesheet import render_stylesheet

COLOR_NAMES = (
    "window", "surface", "field", "border", "text",
    "muted", "accent", "on_accent", "warning", "error",
)  # fmt: skip
N_PANE_STYLES = 6

# Colour never stands alone: a pane's line has a dash and a symbol of its own as well.
_DASHES: tuple[tuple[float, ...], ...] = (
    (), (5, 2), (1.5, 1.5), (6, 2, 1.5, 2), (9, 3), (4, 1.5, 1.5, 1.5, 1.5, 1.5),
)  # fmt: skip
_SYMBOLS = ("o", "s", "t1", "d", "t", "star")
_MARKS = "●■▲◆▼★"


class Theme(QObject):
    """The look of the application: palette, style sheet and the colours that widgets paint with.

    ``folder`` holds light.toml, dark.toml and naranhi.qss. Nothing is applied before
    :meth:`choose`. Pane styles repeat after :data:`N_PANE_STYLES`.
    """

    changed = Signal()
    """Colours are other ones now; what was painted with them is painted anew."""

    def __init__(
        self, application: QApplication, folder: Path, parent: QObject | None = None
    ) -> None:
        super().__init__(parent or application)
        self._application = application
        self._folder = folder
        self._choice: ThemeChoice = "system"
        self._dark: bool | None = None
        self._template = (folder / "naranhi.qss").read_text("utf-8")
        self._schemes = {name: _read_scheme(folder / f"{name}.toml") for name in ("light", "dark")}
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    @property
    def choice(self) -> ThemeChoice:
        """What the person chose."""
        return self._choice

    @property
    def dark(self) -> bool:
        """Whether the dark colours are shown."""
        return bool(self._dark)

    def choose(self, choice: ThemeChoice) -> None:
        """Show the light or dark theme, or whichever the system shows from now on."""
        self._choice = choice
        hints = QGuiApplication.styleHints()
        if choice == "system":
            hints.unsetColorScheme()
        else:
            # Native parts too: title bars on Windows and macOS.
            scheme = Qt.ColorScheme.Dark if choice == "dark" else Qt.ColorScheme.Light
            hints.setColorScheme(scheme)
        self._apply()

    def color(self, name: str) -> QColor:
        """Return a named colour: one of :data:`COLOR_NAMES`, or ``pane0`` … as the style sheet
        calls those of the panes."""
        if name.startswith("pane"):
            return self.pane_color(int(name.removeprefix("pane")))
        return QColor(self._scheme[0][name])

    def pane_color(self, pane: int) -> QColor:
        """Return the colour of pane ``pane`` (from 0)."""
        return QColor(self._scheme[1][pane % N_PANE_STYLES])

    def pane_dash(self, pane: int) -> tuple[float, ...]:
        """Return the line's dash lengths in pen widths; empty is a solid line."""
        return _DASHES[pane % N_PANE_STYLES]

    def pane_symbol(self, pane: int) -> str:
        """Return the plotted symbol by pyqtgraph's name."""
        return _SYMBOLS[pane % N_PANE_STYLES]

    def pane_mark(self, pane: int) -> str:
        """Return the same symbol as a character, for text."""
        return _MARKS[pane % N_PANE_STYLES]

    def pane_pen(self, pane: int, width: float = 2.0) -> QPen:
        """Return a cosmetic pen in the pane's colour and line style."""
        pen = QPen(self.pane_color(pane), width)
        pen.setCosmetic(True)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if dash := self.pane_dash(pane):
            pen.setDashPattern(dash)
        return pen

    def em(self, count: float = 1.0) -> int:
        """Return ``count`` times the interface font's size, in logical pixels."""
        return round(self._em_px * count)

    @property
    def _em_px(self) -> float:
        return float(QFontInfo(self._application.font()).pixelSize())

    @property
    def _scheme(self) -> tuple[dict[str, QColor], list[QColor]]:
        return self._schemes["dark" if self._dark else "light"]

    def _follow_system(self) -> None:
        if self._choice == "system":
            self._apply()

    def _apply(self) -> None:
        system_dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        dark = self._choice == "dark" or (self._choice == "system" and system_dark)
        if dark == self._dark:
            return
        self._dark = dark
        colors, panes = self._scheme
        # Fusion everywhere: one look to test, and the only style that heeds every colour.
        if self._application.style().name() != "fusion":
            self._application.setStyle("Fusion")
        self._application.setPalette(_palette(colors))
        named = colors | {f"pane{i}": color for i, color in enumerate(panes)}
        icons = (self._folder.parent / "icons").as_posix()
        self._application.setStyleSheet(
            render_stylesheet(self._template, named, self._em_px, icons)
        )
        self.changed.emit()


def restyle(widget: QWidget, **properties: str | bool) -> None:
    """Set dynamic properties that the style sheet selects by, and let it look again."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def _read_scheme(path: Path) -> tuple[dict[str, QColor], list[QColor]]:
    data = tomllib.loads(path.read_text("utf-8"))
    colors = {name: QColor(data["colors"][name]) for name in COLOR_NAMES}
    panes = [QColor(value) for value in data["panes"]["colors"]]
    if len(panes) != N_PANE_STYLES or not all(c.isValid() for c in (*colors.values(), *panes)):
        raise ValueError(f"{path.name}: {N_PANE_STYLES} valid pane colours are needed")
    return colors, panes


def _palette(colors: dict[str, QColor]) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for color_role, name in (
        (role.Window, "window"),
        (role.WindowText, "text"),
        (role.Base, "surface"),
        (role.AlternateBase, "field"),
        (role.ToolTipBase, "surface"),
        (role.ToolTipText, "text"),
        (role.PlaceholderText, "muted"),
        (role.Text, "text"),
        (role.Button, "field"),
        (role.ButtonText, "text"),
        (role.BrightText, "error"),
        (role.Light, "surface"),
        (role.Midlight, "field"),
        (role.Mid, "border"),
        (role.Dark, "border"),
        (role.Shadow, "border"),
        (role.Link, "accent"),
        (role.LinkVisited, "accent"),
        (role.Highlight, "accent"),
        (role.HighlightedText, "on_accent"),
        (role.Accent, "accent"),
    ):
        palette.setColor(color_role, colors[name])
    for color_role in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, color_role, colors["muted"])
    return palette
