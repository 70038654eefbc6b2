"""Help and about: keys, versions, licences."""

import html
import platform
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, qVersion
from PySide6.QtGui import QIcon, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QTabWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from app.core.version import read_version
from app.services.resources import program_folder
from app.services.translation import tr
from widgets.theme import Theme

# Distribution name → licence, as shown to people; what is installed decides the version.
_PARTS = {
    "PySide6-Essentials": "LGPL-3.0",
    "llama-cpp-python": "MIT",
    "pyqtgraph": "MIT",
    "numpy": "BSD-3-Clause",
    "msgspec": "BSD-3-Clause",
    "Jinja2": "BSD-3-Clause",
    "psutil": "BSD-3-Clause",
}

_ARROWS = {"Up": "↑", "Down": "↓", "Left": "←", "Right": "→"}


@dataclass(frozen=True)
class Shortcut:
    """A key (in Qt's portable text) and what it does."""

    keys: str
    does: str


class HelpDialog(QDialog):
    """Three tabs of plain text; ``keys`` is asked each time the dialog is worded."""

    def __init__(
        self,
        resources: Path,
        theme: Theme,
        keys: Callable[[], Sequence[Shortcut]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._resources = resources
        self._theme = theme
        self._keys = keys
        self._tabs = QTabWidget(self)
        self._texts = [_text_page(self._tabs) for _ in range(3)]
        for text in self._texts:
            self._tabs.addTab(text, "")
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        # The style's own cross is no line icon.
        self._buttons.button(QDialogButtonBox.StandardButton.Close).setIcon(QIcon())
        self._buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        margin = theme.em(1.2)
        layout.setContentsMargins(margin, margin, margin, margin)
        layout.addWidget(self._tabs)
        layout.addWidget(self._buttons)
        self.resize(theme.em(42), theme.em(34))
        theme.changed.connect(self._word)
        self._word()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._word()
        super().changeEvent(event)

    def _word(self) -> None:
        self.setWindowTitle(tr("도움말과 정보"))
        titles = (tr("단축키"), tr("정보"), tr("라이선스"))
        contents = (self._key_table(), self._about(), self._licences())
        for index, (title, content) in enumerate(zip(titles, contents, strict=True)):
            self._tabs.setTabText(index, title)
            self._texts[index].setHtml(content)
            self._texts[index].setAccessibleName(title)
        self._buttons.button(QDialogButtonBox.StandardButton.Close).setText(tr("닫기"))

    def _key_table(self) -> str:
        return _table((_key_name(shortcut.keys), shortcut.does) for shortcut in self._keys())

    def _about(self) -> str:
        versions = [
            (tr("나란히"), read_version(program_folder())),
            ("Python", platform.python_version()),
            ("Qt", qVersion()),
        ]
        versions += [(name, version) for name in _PARTS if (version := _version(name))]
        versions.append((tr("시스템"), f"{platform.system()} {platform.release()}"))
        sentence = tr(
            "한국어 언어 모델을 이 PC에서 나란히 돌려 답과 속도를 견줍니다. "
            "글과 답은 이 PC를 벗어나지 않습니다."
        )
        return f"<h2>{tr('나란히')}</h2><p>{sentence}</p>{_table(versions)}"

    def _licences(self) -> str:
        parts = [(name, licence) for name, licence in _PARTS.items() if _version(name)]
        parts = [(tr("나란히"), "MIT"), ("Pretendard", "SIL OFL 1.1"), *parts]
        sentence = tr(
            "Qt는 LGPL 3.0에 따라 고치지 않고 따로 불러 쓰며, 다른 판으로 바꿔 넣을 수 있습니다."
        )
        files = sorted((self._resources / "fonts").glob("LICENSE-*.txt"))
        texts = "".join(
            f"<h3>{html.escape(file.stem.removeprefix('LICENSE-'))}</h3>"
            f"<pre style='white-space: pre-wrap'>{html.escape(file.read_text('utf-8'))}</pre>"
            for file in files
        )
        return f"{_table(parts)}<p>{sentence}</p>{texts}"


def _text_page(parent: QWidget) -> QTextBrowser:
    page = QTextBrowser(parent)
    page.setOpenLinks(False)
    page.setProperty("role", "plain")
    page.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return page


def _version(distribution: str) -> str | None:
    # Slow to import, and needed only once somebody opens the dialog.
    from importlib import metadata

    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return None


def _key_name(keys: str) -> str:
    """Return the key as it is printed on keyboards: Qt words arrows, and in Korean."""
    if keys in _ARROWS:
        return _ARROWS[keys]
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def _table(rows: Iterable[tuple[str, str]]) -> str:
    cells = "".join(
        f"<tr><td style='padding: 4px 24px 4px 0'><b>{html.escape(left)}</b></td>"
        f"<td style='padding: 4px 0'>{html.escape(right)}</td></tr>"
        for left, right in rows
    )
    return f"<table>{cells}</table>"
