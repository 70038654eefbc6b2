"""The style sheet template: ``@name`` colours and ``em`` lengths become plain QSS."""

import re
from collections.abc import Mapping

from PySide6.QtGui import QColor

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_COLOR = re.compile(r"@([a-z_]+[0-9]?)(?:/(\d{1,3}))?")
_LENGTH = re.compile(r"(?<![\w.#])(\d+(?:\.\d+)?)em\b")


def render_stylesheet(
    template: str, colors: Mapping[str, QColor], em_px: float, icons: str = ""
) -> str:
    """Return QSS from ``template``.

    ``@accent`` is a colour of ``colors``, ``@accent/20`` the same at 20 % opacity; ``1.5em`` is
    that many times ``em_px`` (the interface font's size in logical pixels), at least one pixel
    where it is not 0; ``@icons`` is the folder ``icons``. Raises KeyError for an unknown colour.
    """

    def color(match: re.Match[str]) -> str:
        name, opacity = match.groups()
        if name == "icons":
            return icons
        found = colors[name]
        if opacity is None:
            return found.name()
        alpha = round(255 * int(opacity) / 100)
        return f"rgba({found.red()}, {found.green()}, {found.blue()}, {alpha})"

    def length(match: re.Match[str]) -> str:
        value = float(match.group(1)) * em_px
        return f"{max(1, round(value)) if value else 0}px"

    return _LENGTH.sub(length, _COLOR.sub(color, _COMMENT.sub("", template)))
