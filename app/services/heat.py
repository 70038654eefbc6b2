"""The turns that go at the same time: one in a fair comparison, all panes of a race."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.services.turn import Turn


class Heat(QObject):
    """Loads its turns' models one after another, then lets all go at once.

    A turn that ends early (its load failed, its pane was stopped) is not waited for.
    """

    turnEnded = Signal(object)
    ended = Signal()

    def __init__(
        self,
        turns: Sequence[Turn],
        before_go: Callable[[Turn], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.turns = list(turns)
        self._before_go = before_go
        self._gone = False
        self._over = False
        for turn in self.turns:
            turn.setParent(self)
            turn.ready.connect(self._load_next)
            turn.ended.connect(partial(self._on_ended, turn))

    def start(self) -> None:
        """Begin with the first load."""
        self._load_next()

    def stop(self, pane: int | None = None) -> None:
        """Stop one pane's turn, or all."""
        for turn in self.turns:
            if pane is None or turn.live.pane == pane:
                turn.stop()

    def _load_next(self) -> None:
        if self._gone or any(turn.stage == "preparing" for turn in self.turns):
            return
        waiting = next((turn for turn in self.turns if turn.stage == "waiting"), None)
        if waiting is not None:
            waiting.prepare([turn.worker for turn in self.turns])
        else:
            self._go()

    def _go(self) -> None:
        self._gone = True
        ready = [turn for turn in self.turns if turn.stage == "ready"]
        for turn in ready:
            self._before_go(turn)
        for turn in ready:
            turn.go(len(ready))

    def _on_ended(self, turn: Turn) -> None:
        self.turnEnded.emit(turn)
        if all(other.stage == "ended" for other in self.turns):
            if not self._over:
                self._over = True
                self.ended.emit()
        elif not self._gone:
            self._load_next()
