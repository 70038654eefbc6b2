"""The conversation of a page: what the panes have said, what may be asked again or undone."""

from dataclasses import dataclass

from app.core.comparison import Comparison
from app.core.conversation import Conversation
from app.core.run import ChatMessage
from widgets.compare.chat_turn import ChatTurn


@dataclass(frozen=True)
class Talked:
    """A conversation that was put away, so that it can be taken up again."""

    conversation: Conversation
    last: Comparison | None
    turns: dict[int, list[ChatTurn]]


class Talk:
    """The newest comparison joins the conversation only when the next prompt is asked: until
    then it can be asked again as if it had not been."""

    def __init__(self) -> None:
        self._conversation = Conversation()
        self._last: Comparison | None = None

    @property
    def last(self) -> Comparison | None:
        """The newest comparison that has ended."""
        return self._last

    def ended(self, comparison: Comparison) -> None:
        """Note the newest comparison."""
        self._last = comparison

    def go_on(self) -> None:
        """Let the newest comparison be part of the conversation: another prompt follows."""
        if self._last is not None:
            self._conversation.record(self._last.spec, self._last.outcomes_by_pane())
            self._last = None

    def take_back(self) -> None:
        """Forget the newest comparison: it is asked again."""
        self._last = None

    def history(self, pane: int) -> tuple[ChatMessage, ...]:
        """Return what ``pane`` has been asked and has answered."""
        return self._conversation.history(pane)

    def forget(self, pane: int) -> None:
        """Begin anew in ``pane``: it has another model now."""
        self.go_on()
        self._conversation.forget(pane)

    def put_away(self, turns: dict[int, list[ChatTurn]]) -> Talked:
        """Begin anew everywhere, and return what there was."""
        talked = Talked(self._conversation, self._last, turns)
        self._conversation, self._last = Conversation(), None
        return talked

    def take_up(self, talked: Talked) -> None:
        """Go on with a conversation that was put away."""
        self._conversation, self._last = talked.conversation, talked.last
