"""Chooses a pane's model: practice models, files opened before, or a file from the disk."""

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from app.core.run import ModelFile
from app.services.translation import tr
from widgets.compare.model_shelf import ModelShelf

_OPEN = "open"


class ModelPicker(QComboBox):
    """Shows the shelf and, last, "open a file"."""

    modelChosen = Signal(object)
    """ModelFile: the person chose it."""
    openRequest = Signal()
    """The person wants a file from the disk."""

    def __init__(self, shelf: ModelShelf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._model: ModelFile | None = None
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.activated.connect(self._take)
        shelf.changed.connect(self._fill)
        self._fill()

    @property
    def chosen_model(self) -> ModelFile | None:
        """The chosen model."""
        return self._model

    def show_model(self, model: ModelFile) -> None:
        """Show ``model`` as chosen; it need not be on the shelf."""
        self._model = model
        self._fill()

    def wheelEvent(self, event: object) -> None:
        """A wheel over a closed box scrolls nothing and chooses nothing."""
        event.ignore()  # pyright: ignore[reportAttributeAccessIssue]

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._fill()

    def _fill(self) -> None:
        blocked = QSignalBlocker(self)
        self.clear()
        models = self._shelf.models
        if self._model is not None and all(m.id != self._model.id for m in models):
            models.append(self._model)
        for model in models:
            self.addItem(_label(model), model.id)
            self.setItemData(self.count() - 1, model.path, Qt.ItemDataRole.ToolTipRole)
        self.insertSeparator(self.count())
        self.addItem(tr("파일 열기 (GGUF)…"), _OPEN)
        self._show_chosen()
        self.setPlaceholderText(tr("모델 고르기"))
        self.setAccessibleName(tr("모델"))
        del blocked

    def _show_chosen(self) -> None:
        i = -1 if self._model is None else self.findData(self._model.id)
        self.setCurrentIndex(i)
        self.setToolTip("" if self._model is None else self._model.path)

    def _take(self, index: int) -> None:
        chosen = self.itemData(index)
        self._show_chosen()
        if chosen == _OPEN:
            self.openRequest.emit()
            return
        known = (m for m in self._shelf.models if m.id == chosen)
        model = next(known, None)
        if model is not None and model != self._model:
            self._model = model
            self._show_chosen()
            self.modelChosen.emit(model)


def _label(model: ModelFile) -> str:
    """Return the id where it is short, else the model's own name."""
    return model.id if model.practice else model.name
