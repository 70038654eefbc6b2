"""The page about this PC over the whole catalogue, its sliders moved: for pc_bench.

Prints one JSON line: for a PC without and with a GPU, milliseconds of each move, from the key's
event to the end of the painting of the cells in sight, and until every cell is judged.
"""

import json
import sys
import time
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from app.core.catalogue_files import load_catalogue
from app.core.fit.memory import DeviceRoom
from app.services.resources import resource_folder
from app.services.translation import Languages
from tests.widgets.pc.fake_pc import GIB, GPU, FakePc
from widgets.fonts import use_interface_font
from widgets.icons import Icons
from widgets.models.look import Look
from widgets.pc.page import PcPage
from widgets.theme import Theme

COLUMNS = ("Q2_K", "Q3_K_M", "IQ4_XS", "Q4_K_S", "Q4_K_M", "Q5_K_M", "Q6_K", "Q8_0", "BF16")
FRESH_MS = 400
"""Between two moves: the details have been shown, and the page rests."""


class Mover(QObject):
    """Moves the context slider one stop after the other, none of them twice: nothing is known
    from before."""

    def __init__(self, page: PcPage) -> None:
        super().__init__()
        self._page = page
        self._keys = [*[Qt.Key.Key_Left] * 2, *[Qt.Key.Key_Right] * 7]
        self._began_ns = 0
        self._painting = False
        self.painted_ms: list[float] = []
        self.judged_ms: list[float] = []
        page.table.view.viewport().installEventFilter(self)
        page.table_model.dataChanged.connect(self._on_changed)

    def move(self) -> None:
        """Press the next key; leave once there is none."""
        if not self._keys:
            QApplication.exit()
            return
        self._began_ns = time.perf_counter_ns()
        self._moves = len(self.painted_ms)
        event = QKeyEvent(QEvent.Type.KeyPress, self._keys.pop(0), Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(self._page.wish.context, event)
        QTimer.singleShot(FRESH_MS, self.move)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        waited = self._began_ns and len(self.painted_ms) == self._moves
        fresh = len(self.judged_ms) >= self._moves
        if event.type() == QEvent.Type.Paint and waited and fresh and not self._painting:
            if not self._page.judged_in_sight:
                return False
            # Painted here and now, so that its end is known; then the event is used up.
            self._painting = True
            self._page.table.view.viewportEvent(event)
            self._painting = False
            self.painted_ms.append((time.perf_counter_ns() - self._began_ns) / 1e6)
            return True
        return False

    def _on_changed(self) -> None:
        if self._began_ns and self._page.judged and len(self.judged_ms) == self._moves:
            self.judged_ms.append((time.perf_counter_ns() - self._began_ns) / 1e6)


def main() -> None:
    """Show the page on either PC, move, leave."""
    application = QApplication(sys.argv[:1])
    resources = resource_folder()
    use_interface_font(application, resources / "fonts")
    theme = Theme(application, resources / "themes")
    theme.choose("light")
    look = Look(
        theme, Icons(resources / "icons", theme), Languages(application, resources / "i18n")
    )
    catalogue = load_catalogue(resources)
    found: dict[str, dict[str, list[float]]] = {}
    for name in ("cpu", "gpu"):
        backend = FakePc(catalogue.models, COLUMNS)
        backend.known = catalogue
        if name == "gpu":
            backend.facts = replace(backend.facts, devices=(GPU,))
            room = DeviceRoom(
                name="CUDA0",
                kind="gpu",
                total_bytes=8 * GIB,
                free_bytes=7 * GIB,
                free_alone_bytes=7 * GIB,
            )
            backend.rooms = (*backend.rooms, room)
        page = PcPage(backend, look)
        page.resize(1190, 800)
        page.show()
        mover = Mover(page)
        QTimer.singleShot(1500, mover.move)
        application.exec()
        page.close()
        found[name] = {"painted": mover.painted_ms, "judged": mover.judged_ms}
    print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main()
