"""The panes side by side, two to six of them."""

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from app.core.run import MAX_PANES, MIN_PANES, LoadSettings, ModelFile
from widgets.compare.model_shelf import ModelShelf
from widgets.compare.pane import Pane
from widgets.icons import Icons
from widgets.theme import Theme


class PaneRow(QSplitter):
    """A splitter of panes; a new one comes last and the last one goes first."""

    paneAdded = Signal(object)
    """Pane: to be connected."""
    modelsChanged = Signal()
    loadsChanged = Signal()
    """A pane's model is to be loaded in another way."""

    def __init__(
        self, shelf: ModelShelf, theme: Theme, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._shelf = shelf
        self._theme = theme
        self._icons = icons
        self.panes: list[Pane] = []
        self.setChildrenCollapsible(False)

    def set_count(self, count: int) -> None:
        """Show ``count`` panes, bounded by what a comparison may have."""
        count = max(MIN_PANES, min(MAX_PANES, count))
        while len(self.panes) > count:
            self.panes.pop().deleteLater()
        starters = self._shelf.models
        while len(self.panes) < count:
            pane = Pane(len(self.panes), self._shelf, self._theme, self._icons, self)
            self.panes.append(pane)
            self.addWidget(pane)
            pane.head.picker.modelChosen.connect(self.modelsChanged)
            pane.load.changed.connect(self.loadsChanged)
            self.paneAdded.emit(pane)
            if starters:
                pane.set_model(starters[pane.index % len(starters)])
        self.setSizes([1000] * len(self.panes))
        self.modelsChanged.emit()

    def set_models(self, models: Sequence[ModelFile]) -> None:
        """Show one pane for each of ``models``."""
        self.set_count(len(models))
        for pane, model in zip(self.panes, models, strict=False):
            pane.set_model(model)
        self.modelsChanged.emit()

    def models(self) -> dict[int, ModelFile]:
        """Return the chosen models by pane; panes without one are left out."""
        return {pane.index: pane.model for pane in self.panes if pane.model is not None}

    def loads(self) -> dict[int, LoadSettings]:
        """Return how each pane's model is to be loaded."""
        return {pane.index: pane.load.settings for pane in self.panes}

    def lengthen_contexts(self, n_ctx: int) -> None:
        """Give panes with a shorter context of their own room for ``n_ctx`` tokens."""
        for pane in self.panes:
            own = pane.load.settings
            if own.n_ctx is not None and own.n_ctx < n_ctx:
                pane.load.choose(msgspec.structs.replace(own, n_ctx=n_ctx))
                self.loadsChanged.emit()
