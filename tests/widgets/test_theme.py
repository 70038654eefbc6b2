"""Colours can be told apart and read; the look follows the choice at once."""

import itertools
import math
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.services.settings import ThemeChoice
from widgets.fonts import use_interface_font
from widgets.icons import ButtonIcon, Icons
from widgets.stylesheet import render_stylesheet
from widgets.theme import COLOR_NAMES, N_PANE_STYLES, Theme

BACKGROUNDS = ("window", "surface", "field")
SCHEMES: tuple[ThemeChoice, ...] = ("light", "dark")


@pytest.fixture
def theme(qapp: QApplication, resources: Path) -> Iterator[Theme]:
    palette, sheet = qapp.palette(), qapp.styleSheet()
    theme = Theme(qapp, resources / "themes")
    yield theme
    qapp.setPalette(palette)
    qapp.setStyleSheet(sheet)
    theme.deleteLater()


def luminance(color: QColor) -> float:
    parts = linear(color)
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(a: QColor, b: QColor) -> float:
    """As WCAG 2 has it, 1 to 21."""
    dark, light = sorted((luminance(a), luminance(b)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_is_readable_on_every_background(theme: Theme, scheme: ThemeChoice) -> None:
    theme.choose(scheme)
    too_faint = [
        (text, back)
        for text in ("text", "muted", "accent", "warning", "error")
        for back in BACKGROUNDS
        if contrast(theme.color(text), theme.color(back)) < 4.5
    ]
    assert not too_faint
    assert contrast(theme.color("on_accent"), theme.color("accent")) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
def test_pane_colours_stand_out_and_differ(theme: Theme, scheme: ThemeChoice) -> None:
    theme.choose(scheme)
    panes = [theme.pane_color(i) for i in range(N_PANE_STYLES)]
    for back in BACKGROUNDS:
        assert min(contrast(color, theme.color(back)) for color in panes) >= 3
    assert len({color.name() for color in panes}) == N_PANE_STYLES


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("sight", ["all", "protan", "deutan", "tritan"])
def test_pane_colours_are_told_apart_by_every_eye(
    theme: Theme, scheme: ThemeChoice, sight: str
) -> None:
    theme.choose(scheme)
    seen = [lab_as_seen(theme.pane_color(i), sight) for i in range(N_PANE_STYLES)]
    # A difference of 2.3 is just noticeable beside each other; lines are thin and apart.
    assert min(math.dist(a, b) for a, b in itertools.combinations(seen, 2)) >= 10


def linear(color: QColor) -> list[float]:
    return [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (color.redF(), color.greenF(), color.blueF())
    ]


def times(matrix: tuple[tuple[float, ...], ...], vector: list[float]) -> list[float]:
    return [sum(m * v for m, v in zip(row, vector, strict=True)) for row in matrix]


def lab_as_seen(color: QColor, sight: str) -> tuple[float, float, float]:
    """CIE Lab of ``color`` as seen with a kind of colour blindness, after Machado, Oliveira and
    Fernandes (2009), severity 1."""
    matrix = {
        "all": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
        "protan": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
        "deutan": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
        "tritan": ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
    }[sight]
    xyz = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    seen = [min(max(value, 0.0), 1.0) for value in times(matrix, linear(color))]
    white = times(xyz, [1.0, 1.0, 1.0])
    x, y, z = (
        math.cbrt(t) if (t := value / full) > 0.008856 else 7.787 * t + 16 / 116
        for value, full in zip(times(xyz, seen), white, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def test_each_pane_has_a_line_and_a_symbol_of_its_own(theme: Theme) -> None:
    panes = range(N_PANE_STYLES)
    assert len({theme.pane_dash(i) for i in panes}) == N_PANE_STYLES
    assert len({theme.pane_symbol(i) for i in panes}) == N_PANE_STYLES
    assert len({theme.pane_mark(i) for i in panes}) == N_PANE_STYLES
    assert theme.pane_dash(N_PANE_STYLES) == theme.pane_dash(0)


def test_choosing_a_theme_changes_everything_at_once(
    theme: Theme, qapp: QApplication, qtbot: QtBot
) -> None:
    theme.choose("light")
    light = {name: theme.color(name).name() for name in COLOR_NAMES}
    with qtbot.waitSignal(theme.changed):
        theme.choose("dark")
    assert theme.dark
    assert all(theme.color(name).name() != light[name] for name in COLOR_NAMES)
    assert qapp.palette().window().color() == theme.color("window")
    assert theme.color("surface").name() in qapp.styleSheet()


def test_icons_follow_the_theme(theme: Theme, qtbot: QtBot, resources: Path) -> None:
    theme.choose("light")
    button = QPushButton()
    qtbot.addWidget(button)
    ButtonIcon(button, Icons(resources / "icons", theme), "plus", "text")

    def centre() -> QColor:
        return button.icon().pixmap(32, 32).toImage().pixelColor(16, 16)

    assert centre() == theme.color("text")
    theme.choose("dark")
    assert centre() == theme.color("text")


def test_every_icon_file_can_be_painted(theme: Theme, resources: Path) -> None:
    theme.choose("light")
    icons = Icons(resources / "icons", theme)
    for file in sorted((resources / "icons").glob("*.svg")):
        image = icons.icon(file.stem).pixmap(32, 32).toImage()
        drawn = any(image.pixelColor(x, y).alpha() for x in range(32) for y in range(32))
        assert drawn, file.name


def test_the_style_sheet_template_is_filled(theme: Theme, qapp: QApplication) -> None:
    theme.choose("light")
    sheet = qapp.styleSheet()
    assert "@" not in sheet
    assert not re.findall(r"\d+em\b", sheet)


def test_style_sheet_lengths_and_colours() -> None:
    colors = {"accent": QColor("#102030"), "pane0": QColor("#ff0000")}
    filled = render_stylesheet(
        "a { color: @accent; border: 0.01em solid @pane0/50; margin: 0em 1.5em } /* @none */",
        colors,
        10.0,
    )
    assert filled == (
        "a { color: #102030; border: 1px solid rgba(255, 0, 0, 128); margin: 0px 15px } "
    )
    with pytest.raises(KeyError):
        render_stylesheet("@unheard_of", colors, 10.0)


def test_the_interface_font_has_hangul(qapp: QApplication, resources: Path) -> None:
    before = qapp.font()
    try:
        assert use_interface_font(qapp, resources / "fonts")
        assert qapp.font().pointSizeF() >= 10
    finally:
        qapp.setFont(before)


def test_the_shipped_font_serves_where_the_system_has_none(
    qapp: QApplication, resources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = qapp.font()
    monkeypatch.setattr("widgets.fonts._SYSTEM_FAMILIES", ())
    try:
        assert use_interface_font(qapp, resources / "fonts").startswith("Pretendard")
    finally:
        qapp.setFont(before)
