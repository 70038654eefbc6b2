"""The models that can be put into a pane: practice models, library, files opened so far."""

from PySide6.QtCore import QObject, Signal

from app.core.fit.verdict import Judgement
from app.core.problem import NaranhiError, Problem
from app.core.run import ModelFile
from app.services.model_choice import ModelChoice
from widgets.verdicts import Verdicts


class ModelShelf(QObject):
    """One list, shown by every pane's picker."""

    changed = Signal()

    verdictsChanged = Signal()

    def __init__(
        self,
        choice: ModelChoice,
        parent: QObject | None = None,
        verdicts: Verdicts | None = None,
    ) -> None:
        super().__init__(parent)
        self._choice = choice
        self._verdicts = verdicts or Verdicts()
        self._verdicts.changed.connect(self.verdictsChanged)
        self._offered: list[ModelFile] = []
        self._opened: list[ModelFile] = []
        self.problem: Problem | None = None
        """Why the practice models are not there."""
        self.refresh()

    @property
    def models(self) -> list[ModelFile]:
        """In the order of the picker: practice models, the library's, files opened."""
        offered = {model.id for model in self._offered} | {model.path for model in self._offered}
        return [
            *self._offered,
            *(m for m in self._opened if m.id not in offered and m.path not in offered),
        ]

    def judgement(self, model: ModelFile) -> Judgement | None:
        """Return how ``model`` runs on this PC; None where nobody knows yet."""
        return self._verdicts.of_file(model.path)

    def refresh(self) -> None:
        """Look again at what the library has, and what it is called in this language."""
        before = self.models
        try:
            self._offered = self._choice.offered()
            self.problem = None
        except NaranhiError as error:
            self._offered = []
            self.problem = error.problem
        if self.models != before:
            self.changed.emit()

    def put(self, model: ModelFile) -> None:
        """Add ``model``, or take the place of the one with the same id."""
        for known in (self._offered, self._opened):
            for i, other in enumerate(known):
                if other.id == model.id:
                    if other != model:
                        known[i] = model
                        self.changed.emit()
                    return
        self._opened.append(model)
        self.changed.emit()

    def open(self, name: str) -> ModelFile:
        """Return the model that ``name`` (id or path) means, and put it on the shelf; raises
        ModelFileError, LibraryError or UsageError."""
        model = self._choice.resolve(name)
        self.put(model)
        return model
