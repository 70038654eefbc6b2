"""The page of models, built when somebody looks at it: the window opens sooner without it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.help_dialog import Shortcut

if TYPE_CHECKING:
    from widgets.models.page import ModelsPage


class LazyModelsPage(QWidget):
    """Stands where the page will be."""

    compareRequest = Signal(object)
    """ModelFile that the person wants in a pane."""

    def __init__(self, build: "Callable[[], ModelsPage]", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build = build
        self.page: ModelsPage | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)

    def shortcuts(self) -> list[Shortcut]:
        """Return the keys that hold on the page."""
        return [] if self.page is None else self.page.shortcuts()

    def regions(self) -> list[QWidget]:
        """Return what F6 goes through, in order."""
        return [] if self.page is None else self.page.regions()

    def showEvent(self, event: QShowEvent) -> None:
        if self.page is None:
            self.page = self._build()
            self.page.compareRequest.connect(self.compareRequest)
            layout = self.layout()
            assert layout is not None
            layout.addWidget(self.page)
        super().showEvent(event)
