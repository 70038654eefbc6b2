"""The models that can be put into a pane: the practice models and the files opened so far."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.core.model_files import resolve_model, starter_models
from app.core.problem import NaranhiError, Problem
from app.core.run import ModelFile


class ModelShelf(QObject):
    """One list, shown by every pane's picker."""

    changed = Signal()

    def __init__(self, resources: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._resources = resources
        self._models: list[ModelFile] = []
        self.problem: Problem | None = None
        """Why the practice models are not there."""
        try:
            self._models = starter_models(resources)
        except NaranhiError as error:
            self.problem = error.problem

    @property
    def models(self) -> list[ModelFile]:
        """In the order of the picker: practice models first."""
        return list(self._models)

    def put(self, model: ModelFile) -> None:
        """Add ``model``, or take the place of the one with the same id."""
        for i, known in enumerate(self._models):
            if known.id == model.id:
                if known != model:
                    self._models[i] = model
                    self.changed.emit()
                return
        self._models.append(model)
        self.changed.emit()

    def open(self, name: str) -> ModelFile:
        """Return the model that ``name`` (id or path) means, and put it on the shelf; raises
        ModelFileError or UsageError."""
        model = resolve_model(name, self._resources)
        self.put(model)
        return model
