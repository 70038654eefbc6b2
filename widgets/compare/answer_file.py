"""An answer as a file: Markdown or plain text."""

import re

from app.services.translation import tr
from widgets.compare.chat_turn import ChatTurn

_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def suggested_name(model: str, suffix: str = ".md") -> str:
    """Return a file name for ``model``'s answers that every system takes."""
    stem = _UNSAFE.sub("-", model).strip(" .-")[:60] or "answer"
    return f"{stem}{suffix}"


def as_markdown(turns: list[ChatTurn], model: str) -> str:
    """Return the whole conversation with ``model`` as Markdown, thinking left out."""
    parts = [f"# {model}"]
    for turn in turns:
        asked = "\n".join(f"> {line}" for line in turn.prompt.splitlines())
        parts += [asked, turn.answer.strip()]
        if turn.note is not None:
            parts.append(f"*{turn.note()}*")
    return "\n\n".join(part for part in parts if part) + "\n"


def as_text(turns: list[ChatTurn]) -> str:
    """Return the whole conversation as plain text."""
    me = tr("나")
    parts: list[str] = []
    for turn in turns:
        parts += [f"[{me}] {turn.prompt}", f"[{turn.model}] {turn.answer.strip()}"]
    return "\n\n".join(parts) + "\n"
