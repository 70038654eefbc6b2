"""The page's lower part: answers above curves, which scroll where the window is small."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QSplitter, QWidget


class AnswersAndCurves(QScrollArea):
    """A splitter of both; each keeps its least height (pixels) and width, and what has the
    keyboard is always scrolled into sight."""

    def __init__(
        self,
        answers: QWidget,
        curves: QWidget,
        least: tuple[int, int],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._split = QSplitter(Qt.Orientation.Vertical)
        for widget, height in zip((answers, curves), least, strict=True):
            widget.setMinimumHeight(height)
            self._split.addWidget(widget)
        self._split.setStretchFactor(0, 3)
        self._split.setStretchFactor(1, 1)
        self._split.setSizes([560, 270])
        self._split.setCollapsible(0, False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.viewport().setAutoFillBackground(False)
        self.setWidget(self._split)
        self._split.setAutoFillBackground(False)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._show_focused)

    def _show_focused(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._split.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, 0)
