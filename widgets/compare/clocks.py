"""The page's two timers: text at up to 20 Hz, figures at up to 4 Hz, nothing per token."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer

from widgets.compare.paint_budget import PaintBudget

PAINT_MS = 50
FIGURES_MS = 250


class Clocks(QObject):
    """Both tick only between :meth:`start` and the first paint that finds nothing to do."""

    def __init__(
        self,
        paint: Callable[[int], bool],
        figures: Callable[[], None],
        computing: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        """``paint`` gets the time (ns, monotonic) and returns whether there is more to come;
        while a model is ``computing``, it is called as often as the budget allows."""
        super().__init__(parent)
        self._computing = computing
        self._budget = PaintBudget()
        self._paint = paint
        self._figures = figures
        self._passed_over = False
        self._paint_timer = self._timer(PAINT_MS, self._on_paint)
        self._figures_timer = self._timer(FIGURES_MS, self._on_figures)

    @property
    def ticking(self) -> bool:
        """Whether anything goes."""
        return self._paint_timer.isActive()

    def start(self) -> None:
        """Tick from now on."""
        if not self.ticking:
            self._paint_timer.start()
            self._figures_timer.start()

    def _on_paint(self) -> None:
        if not self._budget.may_paint() and self._computing():
            return
        if not self._paint(time.perf_counter_ns()):
            self._paint_timer.stop()
            self._figures_timer.stop()
            # The last values must not be lost between two ticks.
            self._figures()

    def _on_figures(self) -> None:
        # Every other time is often enough where painting is dear.
        self._passed_over = not self._passed_over and self._budget.overdrawn and self._computing()
        if not self._passed_over:
            self._figures()

    def _timer(self, interval: int, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setTimerType(Qt.TimerType.CoarseTimer if interval > 50 else Qt.TimerType.PreciseTimer)
        timer.setInterval(interval)
        timer.timeout.connect(slot)
        return timer
