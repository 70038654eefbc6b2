"""Verdicts for whoever shows a model: what the pane picker and the page of models ask."""

from PySide6.QtCore import QObject, Signal

from app.core.fit.verdict import Judgement


class Verdicts(QObject):
    """Knows what the verdicts that it follows know; nothing before it follows any."""

    changed = Signal()
    """Some verdicts are others now."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source: Verdicts | None = None

    def follow(self, source: "Verdicts") -> None:
        """Know what ``source`` knows from now on: the window opens without what judges."""
        self._source = source
        source.changed.connect(self.changed)
        self.changed.emit()

    def of_file(self, path: str) -> Judgement | None:
        """Return how a file on this PC runs at the usual settings; None where nobody knows."""
        return None if self._source is None else self._source.of_file(path)

    def of_model(self, model_id: str) -> Judgement | None:
        """Return how a model of the catalogue runs in the best of its files; None where nobody
        knows."""
        return None if self._source is None else self._source.of_model(model_id)
