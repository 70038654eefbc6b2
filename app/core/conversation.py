"""A conversation of several turns in which every pane keeps its own answers."""

from collections.abc import Mapping

from app.core.run import ChatMessage, RunOutcome, RunSpec

_KEPT_STATES = ("finished", "cancelled")


class Conversation:
    """Per pane: what was asked and what that pane's model answered, thinking left out.

    A pane that gave no answer to a prompt (it failed, or was stopped before its first word)
    does not remember the prompt either: roles always alternate.
    """

    def __init__(self) -> None:
        self._turns: dict[int, list[ChatMessage]] = {}

    def history(self, pane: int) -> tuple[ChatMessage, ...]:
        """Return the turns so far, oldest first: user, assistant, and so on."""
        return tuple(self._turns.get(pane, ()))

    def record(self, spec: RunSpec, outcomes_by_pane: Mapping[int, RunOutcome]) -> None:
        """Add the prompt of ``spec`` and each pane's answer to it (of one round)."""
        for pane, outcome in outcomes_by_pane.items():
            if outcome.state in _KEPT_STATES and outcome.text.strip():
                self._turns.setdefault(pane, []).extend(
                    (
                        ChatMessage(role="user", content=spec.prompt),
                        ChatMessage(role="assistant", content=outcome.text),
                    )
                )

    def forget(self, pane: int) -> None:
        """Begin anew in one pane: it has another model now."""
        self._turns.pop(pane, None)

    def clear(self) -> None:
        """Begin anew in every pane."""
        self._turns.clear()

    @property
    def empty(self) -> bool:
        """Whether nothing has been said yet."""
        return not self._turns
