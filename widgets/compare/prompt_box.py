"""The box that prompts are written in, kind to Hangul input methods.

A syllable that is still being composed (the preedit) is not yet in the document. Qt drops it
when the cursor moves by a click on systems whose input context cannot commit, and it would be
missing from the prompt that runs. So it is committed here before anything else happens. There
is no highlighter and there are no extra selections: both break composition.
"""

import unicodedata

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.services.translation import tr
from widgets.compare.prompt_history import PromptHistory

MIN_LINES, MAX_LINES = 2, 6
_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PromptBox(QPlainTextEdit):
    """Several lines; Enter is a newline, Ctrl+Enter (Cmd+Enter) asks to run; Up on the first
    and Down on the last line walk through earlier prompts; grows to six lines."""

    runRequested = Signal()

    def __init__(self, history: PromptHistory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "prompt")
        self._history = history
        self._preedit = ""
        self._committed = False
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        # The layout knows its number of lines only after the change has been handled.
        self._fit_soon = QTimer(self)
        self._fit_soon.setSingleShot(True)
        self._fit_soon.setInterval(0)
        self._fit_soon.timeout.connect(self._fit_height)
        self.document().documentLayout().documentSizeChanged.connect(
            lambda _size: self._fit_soon.start()
        )
        self.textChanged.connect(self._fit_soon.start)
        self.retranslate()
        self._fit_height()

    # -- text ---------------------------------------------------------------------------

    @property
    def preedit(self) -> str:
        """The syllable that is still being composed."""
        return self._preedit

    def prompt(self) -> str:
        """Return the whole prompt, the syllable being composed included, in NFC."""
        self.commit_preedit()
        return unicodedata.normalize("NFC", self.toPlainText())

    def set_prompt(self, text: str) -> None:
        """Put ``text`` in place of what stands there (undo brings that back)."""
        self.commit_preedit()
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(unicodedata.normalize("NFC", text))
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def commit_preedit(self) -> None:
        """Put the syllable being composed into the document, whatever the input method does."""
        pending = self._preedit
        if not pending:
            return
        self._committed = False
        method = QGuiApplication.inputMethod()
        method.commit()
        if not self._committed:
            # Windows: commit does nothing, but reset commits; elsewhere reset forgets.
            method.reset()
        if not self._committed:
            event = QInputMethodEvent("", [])
            event.setCommitString(pending)
            self.inputMethodEvent(event)

    # -- events -------------------------------------------------------------------------

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.commitString():
            self._committed = True
            self._history.leave()
        self._preedit = event.preeditString()
        super().inputMethodEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.commit_preedit()
        super().mousePressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.commit_preedit()
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _RETURN:
            self.commit_preedit()
            if modifiers == Qt.KeyboardModifier.ControlModifier:
                self.runRequested.emit()
                return
        if modifiers == Qt.KeyboardModifier.NoModifier and not self._preedit:
            if key == Qt.Key.Key_Up and not self._can_move(QTextCursor.MoveOperation.Up):
                self._show_from_history(self._history.older(self.toPlainText()))
                return
            if key == Qt.Key.Key_Down and not self._can_move(QTextCursor.MoveOperation.Down):
                self._show_from_history(self._history.newer())
                return
        before = self.document().revision()
        super().keyPressEvent(event)
        if self.document().revision() != before:
            self._history.leave()

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.commit_preedit()
        text = unicodedata.normalize("NFC", source.text()).replace("\0", "")
        self._history.leave()
        self.insertPlainText(text)
        self.ensureCursorVisible()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit_soon.start()

    def retranslate(self) -> None:
        """Word the hint in the empty box."""
        self.setPlaceholderText(
            tr("질문을 쓰세요. Ctrl+Enter로 실행, Enter로 줄바꿈, ↑↓로 지난 질문")
        )
        self.setAccessibleName(tr("질문"))

    # -- size ---------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.height())

    def _fit_height(self) -> None:
        needed = int(self.document().documentLayout().documentSize().height())
        lines = max(MIN_LINES, min(MAX_LINES, needed))
        # One pixel a line is what rounding can cost; too little would scroll two lines.
        text = lines * (self.fontMetrics().lineSpacing() + 1) + 2 * self.document().documentMargin()
        # The style sheet's border and padding lie between the widget and its viewport.
        around = self.height() - self.viewport().height()
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if needed > MAX_LINES else policy.ScrollBarAlwaysOff
        )
        height = round(text) + around
        if height != self.height():
            self.setFixedHeight(height)
            # What was scrolled away while the box was lower has room again.
            self.verticalScrollBar().setValue(0)
            self.ensureCursorVisible()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_soon.start()

    def _can_move(self, operation: QTextCursor.MoveOperation) -> bool:
        """Whether the cursor could go a shown line up or down."""
        return QTextCursor(self.textCursor()).movePosition(operation)

    def _show_from_history(self, text: str | None) -> None:
        if text is not None:
            self.set_prompt(text)
