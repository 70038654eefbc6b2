"""One turn of a pane's conversation, as it is shown."""

from collections.abc import Callable
from dataclasses import dataclass, field

from widgets.compare.chat_text import showable


@dataclass
class ChatTurn:
    """A prompt and one model's answer to it, growing while it streams."""

    prompt: str
    model: str = ""
    """Name above the answer."""
    round_number: int = 1
    rounds: int = 1
    streaming: bool = True
    thinking_open: bool = False
    n_thinking: int = 0
    """Thinking tokens."""
    note: Callable[[], str] | None = None
    """Words below an answer that did not end by itself."""
    note_is_bad: bool = False
    _answer: list[str] = field(default_factory=list)
    _thinking: list[str] = field(default_factory=list)

    @property
    def answer(self) -> str:
        """The answer so far, as the model wrote it."""
        return "".join(self._answer)

    @property
    def thinking(self) -> str:
        """The thinking so far."""
        return "".join(self._thinking)

    @property
    def has_thinking(self) -> bool:
        """Whether any thinking came."""
        return bool(self._thinking) or self.n_thinking > 0

    def add(self, answer: str, thinking: str) -> None:
        """Append what came."""
        if answer:
            self._answer.append(answer)
        if thinking:
            self._thinking.append(thinking)

    def put(self, answer: str, thinking: str) -> None:
        """Replace both: the run has ended and its outcome is the truth."""
        self._answer, self._thinking = [answer], [thinking] if thinking else []

    def begin_round(self, number: int, rounds: int) -> None:
        """Forget the answer of the round before; that one is in the history."""
        self.round_number, self.rounds = number, rounds
        self._answer, self._thinking = [], []
        self.n_thinking, self.streaming = 0, True
        self.note, self.note_is_bad = None, False

    def shown_answer(self) -> str:
        """The answer without leading blank lines, fit for a document."""
        return showable(self.answer).lstrip("\n")
