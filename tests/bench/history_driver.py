"""The page of the history over a large store, opened and searched: for history_bench.

Prints one JSON line: milliseconds from the wish to see the page to its first painting with rows
(built anew each time), and from each key in the search box to the painting of what was found.
"""

import json
import sys
import time
from pathlib import Path
from typing import NoReturn

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from app.services.arena import Arena
from app.services.notices import Notices
from app.services.resources import resource_folder
from app.services.translation import Languages
from app.services.worker_process import worker_command
from app.store.run_store import RunStore
from widgets.fonts import use_interface_font
from widgets.history.desk import HistoryDesk
from widgets.history.page import HistoryPage
from widgets.icons import Icons
from widgets.models.look import Look
from widgets.theme import Theme

WORDS = ("한국", "한국 수도", "서울 날씨 여름", "경복궁 한강", "exaone", "없는말", "입니다")
LIMIT_MS = 10_000
REST_MS = 250


class Painted(QObject):
    """Tells when a list has been painted with what was asked for."""

    def __init__(self, page: HistoryPage) -> None:
        super().__init__()
        self._page = page
        self._painting = False
        self._loop = QEventLoop()
        self._due = False
        self.ended_ns = 0
        page.list.view.viewport().installEventFilter(self)
        page.model.shownChanged.connect(self._on_shown)

    def wait(self) -> None:
        """Wait until what is asked for next is painted."""
        QTimer.singleShot(LIMIT_MS, self._loop.quit)
        self._loop.exec()

    def _on_shown(self) -> None:
        self._due = True
        if not self._page.list.view.isVisible():
            # Nothing was found: the empty state stands there, and is painted in this turn.
            QTimer.singleShot(0, self._end)
        self._page.list.view.viewport().update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._due and not self._painting:
            self._painting = True
            self._page.list.view.viewportEvent(event)
            self._painting = False
            self._end()
            return True
        return False

    def _end(self) -> None:
        if self._due:
            self._due = False
            self.ended_ns = time.perf_counter_ns()
            self._loop.quit()


def main() -> None:
    """Open the page a few times, search in the last one."""
    application = QApplication(sys.argv[:1])
    resources = resource_folder()
    use_interface_font(application, resources / "fonts")
    theme = Theme(application, resources / "themes")
    theme.choose("light")
    look = Look(
        theme, Icons(resources / "icons", theme), Languages(application, resources / "i18n")
    )
    store = RunStore(Path(sys.argv[1]))
    arena = Arena(store, Notices(), worker_command())
    opened: list[float] = []
    page: HistoryPage | None = None
    for _ in range(int(sys.argv[2])):
        if page is not None:
            page.hide()
            page.close_down()
        began = time.perf_counter_ns()
        page = HistoryPage(HistoryDesk(store, arena), _nothing, look)
        page.resize(1190, 800)
        painted = Painted(page)
        page.show()
        painted.wait()
        opened.append((painted.ended_ns - began) / 1e6)
        _rest()
    assert page is not None
    keys = _type_words(page, painted)
    page.close_down()
    arena.close()
    store.close()
    print(json.dumps({"opened": opened, "keys": keys}), flush=True)


def _type_words(page: HistoryPage, painted: Painted) -> list[float]:
    found: list[float] = []
    for word in WORDS:
        page.filter.clear()
        _rest()
        for char in word:
            event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, char)
            began = time.perf_counter_ns()
            QApplication.sendEvent(page.filter.search, event)
            painted.wait()
            found.append((painted.ended_ns - began) / 1e6)
            _rest()
    return found


def _rest() -> None:
    loop = QEventLoop()
    QTimer.singleShot(REST_MS, loop.quit)
    loop.exec()


def _nothing(name: str) -> NoReturn:
    raise AssertionError(name)


if __name__ == "__main__":
    main()
