"""Chooses a pane's model: practice models, files opened before, or a file from the disk; each with
how it would run here."""

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStyle, QStyleOptionComboBox, QWidget

from app.core.fit.verdict import Judgement
from app.core.run import ModelFile
from app.services.fit_words import reason_words, verdict_word
from app.services.translation import tr
from widgets.compare.model_shelf import ModelShelf
from widgets.icons import Icons
from widgets.verdict_look import VERDICT_LOOKS

_OPEN = "open"
_ROOM_FOR_ICON = 12
"""Width in font units; narrower, the closed box shows the model's name alone."""
_ICON_GAP = 8
"""Pixels around the icon of the closed box."""


class ModelPicker(QComboBox):
    """Shows the shelf and, last, "open a file"."""

    modelChosen = Signal(object)
    """ModelFile: the person chose it."""
    openRequest = Signal()
    """The person wants a file from the disk."""

    def __init__(self, shelf: ModelShelf, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._icons = icons
        self._model: ModelFile | None = None
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.activated.connect(self._take)
        shelf.changed.connect(self._fill)
        shelf.verdictsChanged.connect(self._show_verdicts)
        icons.theme.changed.connect(self._show_verdicts)
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

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        super().initStyleOption(option)
        if self.width() < _ROOM_FOR_ICON * self._icons.theme.em():
            option.currentIcon = QIcon()
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        icon = 0 if option.currentIcon.isNull() else option.iconSize.width() + _ICON_GAP
        option.currentText = self.fontMetrics().elidedText(
            option.currentText, Qt.TextElideMode.ElideRight, field.width() - icon
        )

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
        self.insertSeparator(self.count())
        self.addItem(tr("파일 열기 (GGUF)…"), _OPEN)
        self._show_verdicts()
        self.setPlaceholderText(tr("모델 고르기"))
        self.setAccessibleName(tr("모델"))
        del blocked

    def _show_verdicts(self) -> None:
        """Mark each model with how it runs here, as far as that is known."""
        models = list(self._shelf.models)
        if self._model is not None:
            models.append(self._model)
        for model in models:
            i = self.findData(model.id)
            if i < 0:
                continue
            judgement = self._shelf.judgement(model)
            self.setItemData(i, self._tip(model, judgement), Qt.ItemDataRole.ToolTipRole)
            if judgement is not None:
                shown = VERDICT_LOOKS[judgement.verdict]
                self.setItemIcon(i, self._icons.icon(shown.icon, shown.color))
                spoken = f"{_label(model)}, {verdict_word(judgement.verdict)}"
                self.setItemData(i, spoken, Qt.ItemDataRole.AccessibleTextRole)
        self._show_chosen()

    def _tip(self, model: ModelFile, judgement: Judgement | None) -> str:
        if judgement is None:
            return model.path
        why = reason_words(judgement)
        return f"{model.path}\n{verdict_word(judgement.verdict)}: {why}"

    def _show_chosen(self) -> None:
        i = -1 if self._model is None else self.findData(self._model.id)
        self.setCurrentIndex(i)
        model = self._model
        self.setToolTip("" if model is None else self._tip(model, self._shelf.judgement(model)))

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
