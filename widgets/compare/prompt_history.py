"""Prompts asked before, to walk through with Up and Down."""

LIMIT = 200


class PromptHistory:
    """Oldest first, no two neighbours alike, at most :data:`LIMIT`.

    While walking, what stood in the box is kept as the draft and comes back after the newest.
    """

    def __init__(self, prompts: list[str]) -> None:
        self._prompts = prompts[-LIMIT:]
        self._at: int | None = None
        self._draft = ""

    @property
    def prompts(self) -> list[str]:
        """All of them, oldest first."""
        return list(self._prompts)

    def add(self, prompt: str) -> None:
        """Note that ``prompt`` was asked; an older equal one moves to the end."""
        self._at = None
        if prompt.strip():
            self._prompts = [*(p for p in self._prompts if p != prompt), prompt][-LIMIT:]

    def older(self, shown: str) -> str | None:
        """Return the prompt before the one shown; None at the oldest."""
        if self._at is None:
            self._draft = shown
        at = len(self._prompts) if self._at is None else self._at
        if at == 0:
            return None
        self._at = at - 1
        return self._prompts[self._at]

    def newer(self) -> str | None:
        """Return the prompt after the one shown, at last the draft; None when not walking."""
        if self._at is None:
            return None
        self._at += 1
        if self._at < len(self._prompts):
            return self._prompts[self._at]
        self._at = None
        return self._draft

    def leave(self) -> None:
        """Stop walking: what is shown was edited and is a draft of its own."""
        self._at = None
