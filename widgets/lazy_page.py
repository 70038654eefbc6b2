"""A page that is built when somebody looks at it: the window opens sooner without it."""

from collections.abc import Callable, Sequence
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.help_dialog import Shortcut


class Keyed(Protocol):
    """What the window asks of a page besides showing it."""

    def shortcuts(self) -> list[Shortcut]:
        """Return the keys that hold on the page."""
        ...

    def regions(self) -> Sequence[QWidget]:
        """Return what F6 goes through, in order."""
        ...


P = TypeVar("P", bound=Keyed)


class LazyPage(QWidget, Generic[P]):
    """Stands where the page will be; ``build`` returns a widget."""

    built = Signal(object)
    """The page, once, before it is shown."""

    def __init__(self, build: Callable[[], P], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build = build
        self.page: P | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)

    def shortcuts(self) -> list[Shortcut]:
        """Return the keys that hold on the page."""
        return [] if self.page is None else self.page.shortcuts()

    def regions(self) -> Sequence[QWidget]:
        """Return what F6 goes through, in order."""
        return [] if self.page is None else self.page.regions()

    def ready(self) -> P:
        """Return the page, built now where nobody has looked at it yet."""
        if self.page is None:
            self.page = self._build()
            assert isinstance(self.page, QWidget)
            self.built.emit(self.page)
            layout = self.layout()
            assert layout is not None
            layout.addWidget(self.page)
        return self.page

    def showEvent(self, event: QShowEvent) -> None:
        self.ready()
        super().showEvent(event)
