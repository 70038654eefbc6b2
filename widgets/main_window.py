"""The one window: rail, notices, the page that is shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QIcon, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QMessageBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.services.arena import Arena
from app.services.devices import DeviceList
from app.services.model_choice import ModelChoice
from app.services.notices import Notices
from app.services.settings import LANGUAGE, THEME, WINDOW_GEOMETRY, Settings, ThemeChoice
from app.services.translation import Language, Languages, tr
from widgets.help_dialog import HelpDialog, Shortcut
from widgets.icons import Icons
from widgets.navigation import Destination, NavigationRail
from widgets.notice_bar import NoticeBar
from widgets.qt_words import QtWords
from widgets.theme import Theme
from widgets.verdicts import Verdicts

FIRST_SIZE = QSize(1280, 800)
SMALLEST_SIZE = QSize(960, 600)


@dataclass(frozen=True)
class Page:
    """A page of the window and how the rail, the keyboard and the help reach it."""

    destination: Destination
    widget: QWidget
    shortcuts: Callable[[], list[Shortcut]] = list
    """Keys that hold on this page, in the language of the interface."""
    regions: Callable[[], Sequence[QWidget]] = tuple
    """What F6 goes through, in order."""


@dataclass(frozen=True)
class Surroundings:
    """What every part of the window shares."""

    theme: Theme
    icons: Icons
    languages: Languages
    qt_words: QtWords
    settings: Settings
    notices: Notices
    arena: Arena
    devices: DeviceList
    choice: ModelChoice
    resources: Path
    verdicts: Verdicts = field(default_factory=Verdicts)
    """What the panes' pickers and the page of models say about how models run here."""


class MainWindow(QMainWindow):
    """Builds everything, connects everything, remembers its size and place."""

    ready = Signal()
    """It was painted for the first time, and answers."""

    def __init__(self, around: Surroundings, pages: Sequence[Page]) -> None:
        super().__init__()
        self._around = around
        self._pages = pages
        self._without_asking = False
        self._painted = False
        self._help: HelpDialog | None = None
        mark = around.resources / "icons" / "naranhi.svg"
        self.setWindowIcon(QIcon(str(mark)))

        self.rail = NavigationRail([page.destination for page in pages], around.icons, mark)
        self.notice_bar = NoticeBar(around.notices, around.icons)
        self._stack = QStackedWidget()
        for page in pages:
            self._stack.addWidget(page.widget)
        self._lay_out()
        self._connect()
        self.rail.show_language(around.languages.current)
        self.rail.show_theme(around.theme.choice)
        self._word()
        self._restore_geometry()
        self.show_page(0)

    def close_without_asking(self) -> None:
        """Close as the system wishes (a signal): nothing is asked, nothing is left behind."""
        self._without_asking = True
        self.close()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            # When all that it holds is painted as well.
            QTimer.singleShot(0, self, self.ready.emit)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._word()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._without_asking and not self._may_close():
            event.ignore()
            return
        settings = self._around.settings
        settings.set(WINDOW_GEOMETRY, bytes(self.saveGeometry().data()))
        settings.save()
        # Workers that do not listen take seconds to be ended; nobody should look at that.
        self.hide()
        self._around.arena.close()
        event.accept()

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.notice_bar)
        right.addWidget(self._stack, 1)
        central = QWidget()
        row = QHBoxLayout(central)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)
        self.setCentralWidget(central)

    def _connect(self) -> None:
        self.rail.pageChosen.connect(self.show_page)
        self.rail.languageChosen.connect(self.use_language)
        self.rail.themeChosen.connect(self.use_theme)
        self.rail.helpRequest.connect(self.show_help)
        for index in range(len(self._pages)):
            self._on_key(f"Ctrl+{index + 1}", lambda i=index: self.show_page(i))
        self._on_key("F1", self.show_help)
        self._on_key("F6", lambda: self._go_region(1))
        self._on_key("Shift+F6", lambda: self._go_region(-1))
        self._on_key("Ctrl+Shift+L", self._other_language)
        self._on_key("Ctrl+Shift+D", self._other_theme)
        self._on_key("Ctrl+Q", self.close)

    def show_page(self, index: int) -> None:
        """Show a page and put the keyboard into it."""
        self._stack.setCurrentIndex(index)
        self.rail.show_page(index)
        page = self._pages[index]
        regions = page.regions()
        (regions[0] if regions else page.widget).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def use_language(self, language: Language) -> None:
        """Show ``language`` at once, and from now on."""
        self._around.qt_words.use(language)
        self._around.languages.use(language)
        self._around.settings.set(LANGUAGE, language)
        self.rail.show_language(language)

    def use_theme(self, choice: ThemeChoice) -> None:
        """Show a theme at once, and from now on."""
        self._around.theme.choose(choice)
        self._around.settings.set(THEME, choice)
        self.rail.show_theme(choice)

    def show_help(self) -> None:
        """Open help and about, beside the window and not in its way."""
        if self._help is None:
            self._help = HelpDialog(self._around.resources, self._around.theme, self._keys, self)
        self._help.show()
        self._help.activateWindow()

    def _keys(self) -> list[Shortcut]:
        everywhere = [
            *(
                Shortcut(f"Ctrl+{i + 1}", page.destination.title())
                for i, page in enumerate(self._pages)
            ),
            Shortcut("F6", tr("다음 영역으로")),
            Shortcut("Shift+F6", tr("앞 영역으로")),
            Shortcut("Ctrl+Shift+L", tr("한국어와 영어 바꾸기")),
            Shortcut("Ctrl+Shift+D", tr("밝은 화면과 어두운 화면 바꾸기")),
            Shortcut("F1", tr("도움말과 정보")),
            Shortcut("Ctrl+Q", tr("끝내기")),
        ]
        return [*self._pages[self._stack.currentIndex()].shortcuts(), *everywhere]

    def _on_key(self, key: str, action: Callable[[], object]) -> None:
        QShortcut(QKeySequence(key), self).activated.connect(action)

    def _other_language(self) -> None:
        self.use_language("en" if self._around.languages.current == "ko" else "ko")

    def _other_theme(self) -> None:
        self.use_theme("light" if self._around.theme.dark else "dark")

    def _go_region(self, step: int) -> None:
        regions = [self.rail.page_button, *self._pages[self._stack.currentIndex()].regions()]
        regions = [region for region in regions if region.isVisible()]
        focused = self.focusWidget()
        holds = [r is focused or (focused and r.isAncestorOf(focused)) for r in regions]
        here = holds.index(True) if True in holds else (-1 if step > 0 else 0)
        regions[(here + step) % len(regions)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _may_close(self) -> bool:
        unsaved = self._around.arena.unsaved
        if not unsaved:
            return True
        question = QMessageBox(self)
        question.setIcon(QMessageBox.Icon.Warning)
        question.setWindowTitle(tr("나란히"))
        question.setText(tr("저장하지 못한 실행이 {n}개 있습니다.").format(n=unsaved))
        question.setInformativeText(tr("지금 닫으면 그 결과는 사라집니다."))
        leave = question.addButton(tr("그래도 닫기"), QMessageBox.ButtonRole.DestructiveRole)
        stay = question.addButton(tr("돌아가기"), QMessageBox.ButtonRole.RejectRole)
        question.setDefaultButton(stay)
        question.exec()
        return question.clickedButton() is leave

    def _restore_geometry(self) -> None:
        available = self.screen().availableSize()
        self.setMinimumSize(SMALLEST_SIZE.boundedTo(available))
        stored = self._around.settings.get(WINDOW_GEOMETRY)
        if stored and self.restoreGeometry(stored):
            return
        self.resize(FIRST_SIZE.boundedTo(available))

    def _word(self) -> None:
        self.setWindowTitle(tr("나란히 – 한국어 모델 비교"))
