"""Verdicts for whoever shows a model: what the pane picker and the page of models ask."""

from PySide6.QtCore import QObject, Signal

from app.core.fit.verdict import Judgement


class Verdicts(QObject):
    """Knows nothing; :mod:`widgets.pc.live_verdicts` does."""

    changed = Signal()
    """Some verdicts are others now."""

    def of_file(self, path: str) -> Judgement | None:
        """Return how a file on this PC runs at the usual settings; None where nobody knows."""
        del path
        return None

    def of_model(self, model_id: str) -> Judgement | None:
        """Return how a model of the catalogue runs in the best of its files; None where nobody
        knows."""
        del model_id
        return None
