"""The page of models with 500 models and 200 library entries, typed into: for models_bench.

Prints one JSON line: milliseconds of each keystroke, from the key's event to the end of the
painting that shows the list as it is filtered then.
"""

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from app.services.resources import resource_folder
from app.services.translation import Languages
from tests.widgets.models.fake_backend import many
from widgets.fonts import use_interface_font
from widgets.icons import Icons
from widgets.models.look import Look
from widgets.models.page import ModelsPage
from widgets.theme import Theme

N_MODELS, N_ENTRIES = 500, 200
WORDS = ("model 4", "한국어 12", "exaone", "solar 9", "q4")
"""Typed letter by letter and taken back: every keystroke leaves another list."""


class Typist(QObject):
    """Presses one key after the other, each once the last one's list has been painted."""

    def __init__(self, page: ModelsPage, n_times: int) -> None:
        super().__init__()
        self._page = page
        self._keys = [*_keys(), *_keys()] * n_times
        self._pressed_ns = 0
        self._painting = False
        self.taken_ms: list[float] = []
        page.list.view.viewport().installEventFilter(self)

    def press_next(self) -> None:
        """Press the next key; print what was taken once there is none."""
        if not self._keys:
            print(json.dumps(self.taken_ms), flush=True)
            QApplication.quit()
            return
        text = self._keys.pop(0)
        key = Qt.Key.Key_Backspace if text == "\b" else Qt.Key.Key_unknown
        letter = "" if text == "\b" else text
        shown = len(self._page.list_model.shown)
        self._pressed_ns = time.perf_counter_ns()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(self._page.filter.search, event)
        if len(self._page.list_model.shown) == shown:
            # The same rows: nothing is to be painted, nothing is to be measured.
            self._pressed_ns = 0
            QTimer.singleShot(0, self.press_next)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._pressed_ns and not self._painting:
            # Painted here and now, so that its end is known; then the event is used up.
            self._painting = True
            self._page.list.view.viewportEvent(event)
            self._painting = False
            self.taken_ms.append((time.perf_counter_ns() - self._pressed_ns) / 1e6)
            self._pressed_ns = 0
            QTimer.singleShot(0, self.press_next)
            return True
        return False


def _keys() -> list[str]:
    return [key for words in WORDS for key in (*words, *("\b" * len(words)))]


def main() -> None:
    """Show the page, type, leave."""
    application = QApplication(sys.argv[:1])
    resources: Path = resource_folder()
    use_interface_font(application, resources / "fonts")
    theme = Theme(application, resources / "themes")
    theme.choose("light")
    icons = Icons(resources / "icons", theme)
    look = Look(theme, icons, Languages(application, resources / "i18n"))
    page = ModelsPage(many(N_MODELS, N_ENTRIES), look)
    page.resize(1150, 780)
    page.show()
    typist = Typist(page, int(sys.argv[1]))
    QTimer.singleShot(1000, typist.press_next)
    application.exec()


if __name__ == "__main__":
    main()
