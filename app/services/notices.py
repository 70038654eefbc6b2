"""One bus for what the person should be told outside of a pane."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, Signal

from app.core.problem import Problem
from app.services.wording import word

Severity = Literal["info", "warning", "error"]


@dataclass(frozen=True)
class Notice:
    """One thing to tell. A newer notice of the same ``key`` takes the place of an older one, so
    that a repeated failure is one line and not a flood."""

    key: str
    severity: Severity
    text: Callable[[], str] | Problem

    def words(self) -> str:
        """Return the sentence in the language of the interface; ask again when it changes."""
        if isinstance(self.text, Problem):
            wording = word(self.text)
            return f"{wording.what} {wording.do}".strip()
        return self.text()


class Notices(QObject):
    """What is to be told now, by key; front ends listen and show."""

    posted = Signal(object)
    """Notice: new, or in the place of one with the same key."""
    withdrawn = Signal(str)
    """Key: no longer true."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._current: dict[str, Notice] = {}

    @property
    def current(self) -> list[Notice]:
        """Every notice that still stands, oldest first."""
        return list(self._current.values())

    def post(self, key: str, severity: Severity, text: Callable[[], str] | Problem) -> None:
        """Tell; the newest of a key stands."""
        self._current.pop(key, None)
        notice = Notice(key, severity, text)
        self._current[key] = notice
        self.posted.emit(notice)

    def withdraw(self, key: str) -> None:
        """Take a notice back: the person closed it, or it is no longer true."""
        if self._current.pop(key, None) is not None:
            self.withdrawn.emit(key)
