"""Writes turns into a text document: formats, order, the fold of the thinking."""

from PySide6.QtGui import (
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
)

from app.services.translation import tr
from widgets.compare.chat_text import (
    MAX_PROMPT_SHOWN,
    MAX_REWRITTEN,
    ChatLook,
    ParagraphCutter,
    showable,
)
from widgets.compare.chat_turn import ChatTurn
from widgets.compare.markdown import FOLD_SCHEME, is_plain, to_fragment


class ChatWriter:
    """Writes at the end of ``document`` only; the turn that streams is always the last one.

    What is streamed is appended; nothing that stands is touched until the turn is ended, when
    everything from its answer on is written once more, as Markdown.
    """

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self._answer_at = 0
        self._fold_block = -1
        self._cutter = ParagraphCutter()
        self._in_answer = False

    def write_all(self, turns: list[ChatTurn], look: ChatLook) -> None:
        """Write the whole conversation anew."""
        self._document.clear()
        for index, turn in enumerate(turns):
            self._write_prompt(turn, look)
            self._write_answer(index, turn, look)

    def write_turn(self, index: int, turn: ChatTurn, look: ChatLook) -> None:
        """Append a new turn."""
        self._write_prompt(turn, look)
        self._write_answer(index, turn, look)

    def end_answer(self, index: int, turn: ChatTurn, look: ChatLook, complete: bool) -> None:
        """Give the last turn's answer its final form; one without any Markdown, or too long for
        it, stays as it streamed in (``complete``: all of it did), and gets only what belongs
        below it."""
        stays = len(turn.answer) > MAX_REWRITTEN or is_plain(turn.answer)
        if self._in_answer and complete and stays:
            self.write_count(index, turn, look)
            self._write_note(self._end(), turn, look)
        else:
            self.rewrite_answer(index, turn, look)

    def rewrite_answer(self, index: int, turn: ChatTurn, look: ChatLook) -> None:
        """Write the last turn's answer again: it ended, or a new round begins."""
        cursor = QTextCursor(self._document)
        cursor.setPosition(self._answer_at)
        cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        self._write_answer(index, turn, look)
        cursor.endEditBlock()

    def append(
        self, index: int, turn: ChatTurn, answer: str, thinking: str, look: ChatLook
    ) -> None:
        """Append what has just come for the last turn."""
        cursor = self._end()
        cursor.beginEditBlock()
        if thinking:
            self._begin_thinking(cursor, index, turn, look)
            if turn.thinking_open:
                text = self._cutter.cut(showable(thinking))
                cursor.insertText(text, look.chars(look.muted))
        if answer:
            if not self._in_answer:
                answer = answer.lstrip("\n")
            if answer:
                self._begin_answer(cursor, look)
                cursor.insertText(self._cutter.cut(showable(answer)), look.chars(look.text))
        cursor.endEditBlock()

    def write_count(self, index: int, turn: ChatTurn, look: ChatLook) -> None:
        """Bring the thinking's count up to date."""
        if self._fold_block < 0:
            return
        cursor = QTextCursor(self._document.findBlockByNumber(self._fold_block))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        words, chars = _fold_words(index, turn, look)
        if cursor.selectedText() != words:
            cursor.insertText(words, chars)

    # -- parts --------------------------------------------------------------------------

    def _write_prompt(self, turn: ChatTurn, look: ChatLook) -> None:
        cursor = self._end()
        if self._document.characterCount() <= 1:
            # A document has a paragraph before its first frame; this one is not to be seen.
            thin = QTextBlockFormat()
            thin.setLineHeight(1.0, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
            cursor.setBlockFormat(thin)
        frame = QTextFrameFormat()
        frame.setBackground(look.field)
        frame.setPadding(look.em * 0.5)
        frame.setTopMargin(look.em * (0.8 if self._document.characterCount() > 1 else 0.2))
        frame.setBottomMargin(look.em * 0.3)
        frame.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        cursor.insertFrame(frame)
        cursor.setBlockFormat(look.block())
        cursor.insertText(tr("나"), look.chars(look.muted, bold=True, small=True))
        cursor.insertBlock(look.block())
        text = ParagraphCutter().cut(showable(_shortened(turn.prompt, MAX_PROMPT_SHOWN)))
        cursor.insertText(text, look.chars(look.text))

    def _write_answer(self, index: int, turn: ChatTurn, look: ChatLook) -> None:
        cursor = self._end()
        self._answer_at = cursor.position()
        self._fold_block, self._in_answer = -1, False
        self._cutter = ParagraphCutter()
        cursor.beginEditBlock()
        cursor.setBlockFormat(look.block(above=0.2))
        cursor.insertText(_answer_heading(turn), look.chars(look.name, bold=True, small=True))
        if turn.has_thinking:
            self._begin_thinking(cursor, index, turn, look)
            if turn.thinking_open:
                shown = _shortened(turn.thinking, MAX_REWRITTEN)
                text = self._cutter.cut(showable(shown).strip("\n"))
                cursor.insertText(text, look.chars(look.muted))
        answer = turn.shown_answer()
        if answer:
            self._insert_answer(cursor, turn, answer, look)
        self._write_note(cursor, turn, look)
        cursor.endEditBlock()

    @staticmethod
    def _write_note(cursor: QTextCursor, turn: ChatTurn, look: ChatLook) -> None:
        if turn.note is not None:
            color = look.error if turn.note_is_bad else look.muted
            cursor.insertBlock(look.block(above=0.4), QTextCharFormat())
            cursor.insertText(turn.note(), look.chars(color, small=True))

    def _insert_answer(
        self, cursor: QTextCursor, turn: ChatTurn, answer: str, look: ChatLook
    ) -> None:
        font = QFont(self._document.defaultFont())
        fragment = None if turn.streaming else to_fragment(answer, look, font)
        self._begin_answer(cursor, look)
        if fragment is None:
            text = self._cutter.cut(_shortened(answer, MAX_REWRITTEN))
            cursor.insertText(text, look.chars(look.text))
        else:
            cursor.insertFragment(fragment)
            cursor.movePosition(QTextCursor.MoveOperation.End)

    def _begin_thinking(
        self, cursor: QTextCursor, index: int, turn: ChatTurn, look: ChatLook
    ) -> None:
        """Write the fold's line, and open a paragraph below it where it is unfolded."""
        if self._fold_block >= 0:
            return
        cursor.insertBlock(look.block(above=0.2), QTextCharFormat())
        self._fold_block = cursor.blockNumber()
        words, chars = _fold_words(index, turn, look)
        cursor.insertText(words, chars)
        if turn.thinking_open:
            cursor.insertBlock(look.block(left=0.9), QTextCharFormat())

    def _begin_answer(self, cursor: QTextCursor, look: ChatLook) -> None:
        if not self._in_answer:
            self._in_answer = True
            self._cutter = ParagraphCutter()
            cursor.insertBlock(look.block(above=0.2), QTextCharFormat())

    def _end(self) -> QTextCursor:
        cursor = QTextCursor(self._document)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        return cursor


def _shortened(text: str, limit: int) -> str:
    """Return the start of a text that is too long to be written at once, and say so."""
    if len(text) <= limit:
        return text
    words = tr("… (앞 {shown}자만 보입니다. 모두 {n}자이고, 복사와 저장에는 다 들어갑니다.)")
    return text[:limit] + "\n" + words.format(shown=f"{limit:,}", n=f"{len(text):,}")


def _answer_heading(turn: ChatTurn) -> str:
    if turn.rounds <= 1:
        return turn.model
    words = tr("{model} · {number}/{rounds}회")
    return words.format(model=turn.model, number=turn.round_number, rounds=turn.rounds)


def _fold_words(index: int, turn: ChatTurn, look: ChatLook) -> tuple[str, QTextCharFormat]:
    """Words of the fold's line (a link of our own) and their format."""
    words = tr("생각 {n}토큰 · 접기") if turn.thinking_open else tr("생각 {n}토큰 · 펼치기")
    chars = look.chars(look.accent, small=True)
    chars.setAnchor(True)
    chars.setAnchorHref(f"{FOLD_SCHEME}:{index}")
    return words.format(n=f"{turn.n_thinking:,}"), chars
