"""Splits a model's output into its thinking and its answer while it streams."""

from enum import Enum, auto
from typing import NamedTuple

_ANSWER_MARK_WITHIN = 64
"""Characters after the thinking in which the answer's own mark is waited for."""


class ThinkingMarks(NamedTuple):
    """What a family writes around its thinking.

    Where ``answer`` is not "", the answer begins after that mark, and what lies between it and
    the end of the thinking (a turn's header) is no answer.
    """

    open: str
    close: str
    answer: str = ""


_FAMILIES: tuple[tuple[str, ThinkingMarks], ...] = (
    # What a template must contain for the marks to be its, most telling first.
    ("<|think|>", ThinkingMarks("<|think|>", "<|end|>", "<|content|>")),  # Solar Open
    ("</thought>", ThinkingMarks("<thought>", "</thought>")),  # EXAONE Deep
    ("<thought>", ThinkingMarks("<thought>", "</thought>")),
    ("</think>", ThinkingMarks("<think>", "</think>")),  # EXAONE 4, K-EXAONE, SEED Think, Qwen3 …
    ("<think>", ThinkingMarks("<think>", "</think>")),
    ("[THINK]", ThinkingMarks("[THINK]", "[/THINK]")),
    ("<seed:think>", ThinkingMarks("<seed:think>", "</seed:think>")),
    (
        "<|channel|>analysis",
        ThinkingMarks("<|channel|>analysis<|message|>", "<|end|>", "final<|message|>"),
    ),
)


def known_marks(template: str) -> ThinkingMarks | None:
    """Return the thinking marks that a chat template uses; None for a model that does not
    think, or in a way that is not known."""
    return next((marks for sign, marks in _FAMILIES if sign in template), None)


def opens_thinking(prompt: str, marks: ThinkingMarks) -> bool:
    """Return whether a rendered prompt ends in the opened thinking, so that the output begins
    inside it."""
    return prompt.rstrip().endswith(marks.open)


class _Where(Enum):
    START = auto()
    """Nothing but whitespace so far: the thinking may still open."""
    THINKING = auto()
    HEADER = auto()
    """Between the thinking and the answer's own mark."""
    GAP = auto()
    """After the thinking: whitespace is dropped, and the thinking may open again."""
    ANSWER = auto()


Piece = tuple[bool, str]
"""Whether it is thinking, and the text (never "")."""


class ThinkingSplitter:
    """Takes output as it comes, cut anywhere, and tells thinking from answer.

    Marks are recognised as text (``feed``) and by token id: the engine calls ``feed_mark_open``,
    ``feed_mark_close`` or ``feed_mark_answer`` in place of feeding that token's text. As text,
    thinking opens only before the answer: later the same characters are the model's own words.
    Text that may become a mark is held back, and let go when it does not. Whitespace before
    the opening mark and between closing mark and answer is dropped.
    """

    def __init__(self, marks: ThinkingMarks | None, *, inside: bool = False) -> None:
        self._marks = marks
        self._where = _Where.THINKING if inside and marks else _Where.START
        self._held = ""
        if marks is None:
            self._where = _Where.ANSWER

    @property
    def thinking(self) -> bool:
        """Whether the output is inside the thinking now."""
        return self._where is _Where.THINKING

    def feed(self, text: str) -> list[Piece]:
        """Return what ``text`` settles, in order."""
        if self._where is _Where.ANSWER:
            return [(False, text)] if text else []
        return self._settle(self._held + text)

    def feed_mark_open(self) -> list[Piece]:
        """Take the token that opens the thinking, at any place."""
        if self._marks is None:
            return []
        no_text = self._where is _Where.HEADER or (not self.thinking and not self._held.strip())
        pieces = [] if no_text else self._let_go()
        self._held, self._where = "", _Where.THINKING
        return pieces

    def feed_mark_close(self) -> list[Piece]:
        """Take the token that closes the thinking; outside it the token means nothing."""
        if self._marks is None or not self.thinking:
            return []
        pieces = self._let_go()
        self._close(self._marks)
        return pieces

    def feed_mark_answer(self) -> list[Piece]:
        """Take the token after which the answer begins; what led to it is dropped."""
        if self._where is _Where.ANSWER:
            return []
        pieces = self._let_go() if self.thinking else []
        self._held, self._where = "", _Where.GAP
        return pieces

    def flush(self) -> list[Piece]:
        """Return what was held back, at the end of the output."""
        pieces: list[Piece] = []
        # What was taken for a header may be another thinking, and lead to the next one.
        while self._where is _Where.HEADER:
            self._where = _Where.GAP
            pieces += self._settle(self._held.lstrip())
        pieces += self._let_go()
        self._where = _Where.ANSWER
        return pieces

    def _let_go(self) -> list[Piece]:
        """Give up on the text held back: it is no mark."""
        text, self._held = self._held, ""
        return [(self.thinking, text)] if text else []

    def _settle(self, text: str) -> list[Piece]:
        pieces: list[Piece] = []
        marks = self._marks
        self._held = ""
        while text and marks is not None:
            match self._where:
                case _Where.ANSWER:
                    pieces.append((False, text))
                    text = ""
                case _Where.THINKING:
                    text = self._settle_thinking(text, marks, pieces)
                case _Where.HEADER:
                    text = self._settle_header(text, marks)
                case _Where.START | _Where.GAP:
                    text = self._settle_start(text, marks)
        return pieces

    def _settle_thinking(self, text: str, marks: ThinkingMarks, pieces: list[Piece]) -> str:
        thought, mark, rest = text.partition(marks.close)
        if mark:
            self._close(marks)
        else:
            free = len(text) - _begun(text, marks.close)
            thought, self._held = text[:free], text[free:]
        if thought:
            pieces.append((True, thought))
        return rest

    def _settle_header(self, text: str, marks: ThinkingMarks) -> str:
        at = text.find(marks.answer)
        if 0 <= at <= _ANSWER_MARK_WITHIN:
            self._where = _Where.GAP
            return text[at + len(marks.answer) :]
        if len(text) < _ANSWER_MARK_WITHIN + len(marks.answer):
            self._held = text
            return ""
        self._where = _Where.GAP
        return text

    def _settle_start(self, text: str, marks: ThinkingMarks) -> str:
        start = text.lstrip()
        if self._where is _Where.GAP:
            text = start
        for mark, where in ((marks.open, _Where.THINKING), (marks.answer, _Where.GAP)):
            if mark and start.startswith(mark):
                self._where = where
                return start[len(mark) :]
        if any(mark.startswith(start) for mark in (marks.open, marks.answer)):
            self._held = text
            return ""
        self._where = _Where.ANSWER
        return text

    def _close(self, marks: ThinkingMarks) -> None:
        self._where = _Where.HEADER if marks.answer else _Where.GAP


def _begun(text: str, mark: str) -> int:
    """Return how many characters at the end of ``text`` begin ``mark``."""
    for size in range(min(len(mark) - 1, len(text)), 0, -1):
        if text.endswith(mark[:size]):
            return size
    return 0
