"""Renders a model's own chat template, which comes from its file and is not trusted."""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple, TypeVar

from app.core.problem import EngineError
from app.core.run import ChatMessage
from app.core.template_budget import Budget, TemplateTooMuchError
from app.core.template_sandbox import TemplateSandbox

MAX_SOURCE = 64 * 1024
"""Characters; the longest in use have some 20,000."""
MAX_OUTPUT = 8 * 1024 * 1024
"""Characters of a rendered prompt."""
_MAX_DETAIL = 2000
_T = TypeVar("_T")
_WIDE_DATE = re.compile(r"%[^a-zA-Z%]*\d")


class RenderedPrompt(NamedTuple):
    """A prompt as the model reads it.

    ``system_merged``: the template takes no system turn, so the system text stands at the
    head of the first user turn.
    """

    text: str
    system_merged: bool


class _RefusedError(Exception):
    """The template itself called ``raise_exception``."""


def _local_time() -> datetime:
    return datetime.now(UTC).astimezone()


class ChatTemplate:
    """A compiled chat template, with ``bos`` and ``eos`` as the texts of those tokens.

    It knows what templates expect of Hugging Face's and llama.cpp's renderers:
    ``raise_exception``, ``strftime_now``, ``tojson``, loop controls, ``generation`` blocks and
    trimmed blocks. It reaches nothing outside, and what it may cost is bounded: about 5 s,
    :data:`MAX_OUTPUT`. Not for several threads at once.

    Raises EngineError ``template_failed`` for broken syntax.
    """

    def __init__(
        self,
        source: str,
        bos: str = "",
        eos: str = "",
        *,
        now: Callable[[], datetime] = _local_time,
    ) -> None:
        self._tokens = {"bos_token": bos, "eos_token": eos}
        self._now = now
        self._sandbox = TemplateSandbox()
        if len(source) > MAX_SOURCE:
            raise EngineError("template_failed", detail=f"{len(source)} characters long")
        self._template = _guarded(lambda: self._sandbox.template(source))

    def render(
        self,
        messages: Sequence[ChatMessage],
        add_generation_prompt: bool = True,
        **extra: Any,
    ) -> RenderedPrompt:
        """Return the prompt for a conversation; ``extra`` are the template's own arguments
        (``enable_thinking`` …).

        A template that refuses or leaves out the system turn gets its text in the first user
        turn. Raises EngineError ``template_failed``.
        """
        merged = _merge_system(messages)
        try:
            text = self._render(messages, add_generation_prompt, extra)
            if merged is None or messages[0].content.strip() in text:
                return RenderedPrompt(text, system_merged=False)
            other = self._render_or_none(merged, add_generation_prompt, extra)
            if other is not None and messages[0].content.strip() in other:
                return RenderedPrompt(other, system_merged=True)
            return RenderedPrompt(text, system_merged=False)
        except _RefusedError as error:
            if merged is not None:
                other = self._render_or_none(merged, add_generation_prompt, extra)
                if other is not None:
                    return RenderedPrompt(other, system_merged=True)
            raise EngineError("template_failed", detail=_detail(error)) from error

    def _render_or_none(
        self, messages: Sequence[ChatMessage], add_generation_prompt: bool, extra: dict[str, Any]
    ) -> str | None:
        try:
            return self._render(messages, add_generation_prompt, extra)
        except (_RefusedError, EngineError):
            return None

    def _render(
        self, messages: Sequence[ChatMessage], add_generation_prompt: bool, extra: dict[str, Any]
    ) -> str:
        values: dict[str, Any] = {
            "tools": None,
            "documents": None,
            **extra,
            **self._tokens,
            "messages": [{"role": m.role, "content": m.content} for m in messages],
            "add_generation_prompt": add_generation_prompt,
            "raise_exception": _refuse,
            "strftime_now": self._strftime_now,
        }
        self._sandbox.budget = Budget()
        return _guarded(lambda: self._write(values))

    def _write(self, values: dict[str, Any]) -> str:
        pieces: list[str] = []
        size = 0
        for piece in self._template.generate(values):
            pieces.append(piece)
            size += len(piece)
            if size > MAX_OUTPUT:
                raise TemplateTooMuchError(f"more than {MAX_OUTPUT} characters")
        return "".join(pieces)

    def _strftime_now(self, form: str) -> str:
        if len(form) > 100 or _WIDE_DATE.search(form):
            raise TemplateTooMuchError("a very wide date")
        return self._now().strftime(form)


def _guarded(work: Callable[[], _T]) -> _T:
    """Do what runs a template's code; whatever it raises is the template's fault."""
    try:
        return work()
    except _RefusedError:
        raise
    except Exception as error:
        raise EngineError("template_failed", detail=_detail(error)) from error


def _refuse(message: object = "") -> None:
    raise _RefusedError(str(message)[:_MAX_DETAIL])


def _merge_system(messages: Sequence[ChatMessage]) -> list[ChatMessage] | None:
    """Return the conversation with its system text in the first user turn; None where there
    is no system text, or no user turn to take it."""
    if not messages or messages[0].role != "system" or not messages[0].content.strip():
        return None
    system, *turns = messages
    for at, turn in enumerate(turns):
        if turn.role == "user":
            content = f"{system.content}\n\n{turn.content}"
            return [*turns[:at], ChatMessage(role="user", content=content), *turns[at + 1 :]]
    return None


def _detail(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"[:_MAX_DETAIL]
