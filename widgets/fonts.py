"""The interface font: the system's own Hangul font where it has a good one, else the shipped."""

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

# Made for reading Hangul on a screen, best first. A system's other Hangul fonts (serif,
# handwriting, bitmap) would serve worse than the shipped one.
_SYSTEM_FAMILIES = (
    "Pretendard",
    "Apple SD Gothic Neo",
    "Malgun Gothic",
    "맑은 고딕",
    "Noto Sans KR",
    "Noto Sans CJK KR",
    "Source Han Sans KR",
    "Spoqa Han Sans Neo",
    "SUIT",
    "NanumSquare",
    "NanumBarunGothic",
    "NanumGothic",
)
_SMALLEST_POINTS = 10.0


def use_interface_font(application: QApplication, folder: Path) -> str:
    """Give ``application`` a font that has Hangul, and return its family.

    ``folder`` holds the shipped font files. Must run before the theme is applied: lengths are
    counted in this font's size.
    """
    korean = QFontDatabase.families(QFontDatabase.WritingSystem.Korean)
    family = next((name for name in _SYSTEM_FAMILIES if name in korean), None)
    if family is None:
        family = _load_shipped(folder) or next(iter(korean), None)
    font = application.font()
    if family is not None:
        # The system's own font stays behind it for whatever this one lacks.
        font.setFamilies([family, font.family()])
    font.setPointSizeF(max(font.pointSizeF(), _SMALLEST_POINTS))
    # Hinting snaps stems to whole pixels and spoils the rhythm of Hangul at 125 and 150 %.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    application.setFont(font)
    return font.family()


def _load_shipped(folder: Path) -> str | None:
    family = None
    for file in sorted(folder.glob("*.[ot]tf")):
        loaded = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(file)))
        family = family or next(iter(loaded), None)
    return family
