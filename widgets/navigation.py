"""The rail at the left: program mark, pages, and the switches that hold everywhere."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QIcon
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QLabel,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.services.settings import ThemeChoice
from app.services.translation import Language, tr
from widgets.icons import ButtonIcon, Icons
from widgets.segments import Segments

_THEME_ICONS: dict[ThemeChoice, str] = {"system": "monitor", "light": "sun", "dark": "moon"}


@dataclass(frozen=True)
class Destination:
    """An entry of the rail; ``title`` is asked again when the language changes."""

    icon: str
    title: Callable[[], str]


class NavigationRail(QFrame):
    """Pages above, language, theme and help below."""

    pageChosen = Signal(int)
    languageChosen = Signal(str)
    themeChosen = Signal(str)
    helpRequest = Signal()

    def __init__(
        self,
        destinations: Sequence[Destination],
        icons: Icons,
        mark: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "rail")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._destinations = destinations
        self._icons = icons
        em = icons.theme.em
        self._mark = QLabel(self)
        self._mark.setPixmap(
            QIcon(str(mark)).pixmap(QSize(em(2.6), em(2.6)), self.devicePixelRatio())
        )
        self._mark.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._name = QLabel(self)
        self._name.setProperty("role", "heading")
        self._name.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._pages = QButtonGroup(self)
        self._page_buttons = [self._page_button(i, d) for i, d in enumerate(destinations)]
        self._languages = Segments(("ko", "en"), self)
        self._languages.chosen.connect(self.languageChosen)
        self._theme_button = self._tool()
        self._theme_icon = ButtonIcon(self._theme_button, icons, "monitor", "muted")
        self._theme_actions = self._build_theme_menu()
        self._help_button = self._tool()
        ButtonIcon(self._help_button, icons, "help", "muted")
        self._help_button.clicked.connect(self.helpRequest)

        layout = QVBoxLayout(self)
        layout.setContentsMargins(em(0.6), em(1.2), em(0.6), em(1))
        layout.setSpacing(em(0.4))
        layout.addWidget(self._mark)
        layout.addWidget(self._name)
        layout.addSpacing(em(1))
        for button in self._page_buttons:
            layout.addWidget(button)
        layout.addStretch(1)
        centre = Qt.AlignmentFlag.AlignHCenter
        layout.addWidget(self._languages, 0, centre)
        layout.addWidget(self._theme_button, 0, centre)
        layout.addWidget(self._help_button, 0, centre)
        self._word()

    def show_page(self, index: int) -> None:
        """Mark the page that is shown."""
        self._page_buttons[index].setChecked(True)

    def show_language(self, language: Language) -> None:
        """Mark the language that is shown."""
        self._languages.choose(language)

    def show_theme(self, choice: ThemeChoice) -> None:
        """Mark the theme that is chosen."""
        self._theme_actions[choice].setChecked(True)
        self._theme_icon.show(_THEME_ICONS[choice])
        self._word()

    @property
    def page_button(self) -> QToolButton:
        """The entry of the page that is shown."""
        return self._page_buttons[self._pages.checkedId()]

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._word()
        super().changeEvent(event)

    def _page_button(self, index: int, destination: Destination) -> QToolButton:
        button = QToolButton(self)
        button.setCheckable(True)
        button.setChecked(index == 0)
        button.setProperty("kind", "nav")
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setIconSize(QSize(self._icons.theme.em(1.8), self._icons.theme.em(1.8)))
        ButtonIcon(button, self._icons, destination.icon, "accent")
        button.clicked.connect(lambda: self.pageChosen.emit(index))
        self._pages.addButton(button, index)
        return button

    def _tool(self) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("kind", "flat")
        button.setIconSize(QSize(self._icons.theme.em(1.6), self._icons.theme.em(1.6)))
        return button

    def _build_theme_menu(self) -> dict[ThemeChoice, QAction]:
        menu = QMenu(self._theme_button)
        group = QActionGroup(menu)
        actions: dict[ThemeChoice, QAction] = {}
        for choice in _THEME_ICONS:
            action = menu.addAction("")
            action.setCheckable(True)
            action.triggered.connect(lambda _=False, c=choice: self.themeChosen.emit(c))
            group.addAction(action)
            actions[choice] = action
        self._theme_button.setMenu(menu)
        self._theme_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return actions

    def _word(self) -> None:
        self._name.setText(tr("나란히"))
        self._mark.setAccessibleName(tr("나란히"))
        for index, (button, destination) in enumerate(
            zip(self._page_buttons, self._destinations, strict=True)
        ):
            button.setText(destination.title())
            button.setToolTip(f"{destination.title()} (Ctrl+{index + 1})")
            button.setAccessibleName(destination.title())
        # Each language names itself, so that it is found by who cannot read the other.
        self._languages.name("ko", "한", "한국어")
        self._languages.name("en", "EN", "English")
        self._languages.setAccessibleName(tr("언어"))
        names = {"system": tr("시스템 따름"), "light": tr("밝게"), "dark": tr("어둡게")}
        for choice, action in self._theme_actions.items():
            action.setText(names[choice])
        chosen = next((c for c, a in self._theme_actions.items() if a.isChecked()), "system")
        self._theme_button.setToolTip(tr("화면 색: {name}").format(name=names[chosen]))
        self._theme_button.setAccessibleName(self._theme_button.toolTip())
        self._help_button.setToolTip(tr("도움말과 정보 (F1)"))
        self._help_button.setAccessibleName(tr("도움말과 정보"))
