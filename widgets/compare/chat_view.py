"""A pane's conversation: text streams in at the end, and is formatted when it has ended."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QUrl, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QCursor,
    QKeySequence,
    QResizeEvent,
    QTextDocument,
)
from PySide6.QtWidgets import QMenu, QTextBrowser, QToolButton, QWidget

from app.services.translation import tr
from widgets.compare.chat_text import ChatLook
from widgets.compare.chat_turn import ChatTurn
from widgets.compare.chat_writer import ChatWriter
from widgets.compare.link_menu import LinkMenu
from widgets.compare.markdown import FOLD_SCHEME
from widgets.theme import Theme

_END_SLACK = 8
"""Pixels from the end that still count as being there."""


class InertDocument(QTextDocument):
    """A document that loads nothing, wherever a name in it points to."""

    def loadResource(self, type: int, name: QUrl | str) -> None:  # noqa: A002
        return None


class ChatView(QTextBrowser):
    """Turns of one conversation. Follows the end while text comes, unless the person has
    scrolled away. Opens nothing by itself: no link, no image, no file."""

    copyRequest = Signal()
    """The person wants the whole last answer on the clipboard."""

    def __init__(self, theme: Theme, pane: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pane = pane
        self._turns: list[ChatTurn] = []
        self._following = True
        self._writing = False
        document = InertDocument(self)
        document.setUndoRedoEnabled(False)
        self.setDocument(document)
        self._writer = ChatWriter(document)
        self.setProperty("role", "plain")
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setTabChangesFocus(False)
        document.setDocumentMargin(theme.em(0.5))
        document.setIndentWidth(theme.em(1.6))
        self._to_end = QToolButton(self)
        self._to_end.clicked.connect(self.follow)
        self._to_end.hide()
        self.anchorClicked.connect(self._on_link)
        self.highlighted.connect(self._show_target)
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(self._on_range)
        bar.valueChanged.connect(self._on_scroll)
        theme.changed.connect(self.rewrite)
        self.retranslate()

    # -- what is shown --------------------------------------------------------------------

    @property
    def turns(self) -> list[ChatTurn]:
        """Every turn, oldest first; not to be changed by the caller."""
        return self._turns

    @property
    def following(self) -> bool:
        """Whether the end is kept in sight."""
        return self._following

    def begin_turn(self, prompt: str, model: str, rounds: int) -> None:
        """Append a turn whose answer is yet to come."""
        turn = ChatTurn(prompt=prompt, model=model, rounds=rounds)
        self._turns.append(turn)
        self._following = True
        self._write(lambda look: self._writer.write_turn(len(self._turns) - 1, turn, look))

    def begin_round(self, number: int, rounds: int) -> None:
        """Empty the last answer for another round."""
        turn = self._turns[-1]
        turn.begin_round(number, rounds)
        index = len(self._turns) - 1
        self._write(lambda look: self._writer.rewrite_answer(index, turn, look))

    def stream(self, answer: str, thinking: str, n_thinking: int) -> None:
        """Append what has come; ``n_thinking`` is the count of thinking tokens so far."""
        turn = self._turns[-1]
        turn.n_thinking = n_thinking
        if answer or thinking:
            turn.add(answer, thinking)
            index = len(self._turns) - 1
            self._write(lambda look: self._writer.append(index, turn, answer, thinking, look))

    def refresh_count(self) -> None:
        """Bring the thinking's count up to date; a few times a second is enough."""
        if self._turns and self._turns[-1].has_thinking:
            index, turn = len(self._turns) - 1, self._turns[-1]
            self._write(lambda look: self._writer.write_count(index, turn, look))

    def finish(
        self,
        answer: str,
        thinking: str,
        n_thinking: int,
        note: Callable[[], str] | None = None,
        *,
        bad: bool = False,
    ) -> None:
        """End the last turn: its answer is shown as Markdown, with ``note`` below."""
        turn = self._turns[-1]
        complete = (answer, thinking) == (turn.answer, turn.thinking)
        turn.put(answer, thinking)
        turn.n_thinking = n_thinking
        turn.streaming = False
        turn.note, turn.note_is_bad = note, bad
        index = len(self._turns) - 1
        self._write(lambda look: self._writer.end_answer(index, turn, look, complete))

    def drop_last_turn(self) -> None:
        """Take the last turn away: it is asked again."""
        if self._turns:
            self._turns.pop()
            self.rewrite()

    def replace_turns(self, turns: list[ChatTurn]) -> None:
        """Show other turns (none for a new conversation)."""
        self._turns = list(turns)
        self._following = True
        self.rewrite()

    def rewrite(self) -> None:
        """Write everything anew: colours, language or a fold changed."""
        self.document().setDefaultFont(self.font())
        self._write(lambda look: self._writer.write_all(self._turns, look))

    # -- scrolling ------------------------------------------------------------------------

    def follow(self) -> None:
        """Go to the end and stay there."""
        self._following = True
        bar = self.verticalScrollBar()
        bar.setValue(bar.maximum())
        self._show_way_to_end()

    def _on_range(self, _minimum: int, maximum: int) -> None:
        # Where all of it is in sight, the end is.
        self._following = self._following or maximum <= _END_SLACK
        if self._following:
            self.verticalScrollBar().setValue(maximum)
        self._show_way_to_end()

    def _on_scroll(self, value: int) -> None:
        if not self._writing:
            self._following = value >= self.verticalScrollBar().maximum() - _END_SLACK
        self._show_way_to_end()

    def _show_way_to_end(self) -> None:
        self._to_end.setVisible(not self._following)
        if not self._following:
            size = self._to_end.sizeHint()
            area = self.viewport().geometry()
            self._to_end.setGeometry(
                area.right() - size.width() - 6,
                area.bottom() - size.height() - 6,
                size.width(),
                size.height(),
            )
            self._to_end.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._writing = True
        super().resizeEvent(event)
        self._writing = False
        self._show_way_to_end()
        if self._following:
            self.follow()

    # -- writing --------------------------------------------------------------------------

    def _write(self, step: Callable[[ChatLook], None]) -> None:
        """Change the document without moving what the person looks at."""
        bar = self.verticalScrollBar()
        before = bar.value()
        self._writing = True
        step(ChatLook.of(self._theme, self._pane))
        bar.setValue(bar.maximum() if self._following else before)
        self._writing = False
        self._show_way_to_end()

    # -- links and menus ------------------------------------------------------------------

    def loadResource(self, type: int, name: QUrl | str) -> None:  # noqa: A002
        return None

    def _on_link(self, link: QUrl) -> None:
        if link.scheme() == FOLD_SCHEME:
            self.toggle_thinking(int(link.path()))
            return
        LinkMenu(link.toString(), self).popup(QCursor.pos())

    def toggle_thinking(self, index: int) -> None:
        """Fold or unfold the thinking of turn ``index``."""
        turn = self._turns[index]
        turn.thinking_open = not turn.thinking_open
        self._following = False
        self.rewrite()
        bar = self.verticalScrollBar()
        self._on_scroll(bar.value())

    def _show_target(self, link: QUrl) -> None:
        """Say where a link leads before anybody presses it."""
        ours = link.scheme() == FOLD_SCHEME
        self.viewport().setToolTip("" if ours else link.toString())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        copy = menu.addAction(tr("복사"), self.copy)
        copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        copy.setEnabled(self.textCursor().hasSelection())
        menu.addAction(tr("답 전체 복사"), self.copyRequest.emit).setEnabled(bool(self._turns))
        menu.addAction(tr("모두 선택"), self.selectAll)
        menu.popup(event.globalPos())
        menu.aboutToHide.connect(menu.deleteLater)

    # -- words ----------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.rewrite()
        elif event.type() == QEvent.Type.FontChange and hasattr(self, "_writer"):
            self.rewrite()

    def retranslate(self) -> None:
        """Word what is not part of the document."""
        self._to_end.setText(tr("↓ 최신"))
        self._to_end.setToolTip(tr("맨 아래로 가서 새 글을 따라갑니다"))
        self.setAccessibleName(tr("답"))
