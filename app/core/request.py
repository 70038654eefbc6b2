"""What a person asks for, made clean, or refused before anything happens."""

import unicodedata
from typing import NoReturn

import msgspec

from app.core.problem import UsageError
from app.core.run import MAX_PANES, MIN_PANES, RunSpec

MAX_PROMPT_BYTES = 1_000_000
"""UTF-8 bytes of prompt and system prompt together."""


def clean_text(text: str) -> str:
    """Return ``text`` as it is sent to every model.

    NFC (decomposed Hangul costs 6 to 9 times as many tokens); line ends become newlines;
    control characters other than newline and tab (NUL, escape …) are removed; half a surrogate
    pair, as a terminal with another encoding can hand over, becomes U+FFFD.
    """
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    lines = whole.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(c for c in lines if c in "\n\t" or unicodedata.category(c) != "Cc")
    return unicodedata.normalize("NFC", kept)


def check_request(spec: RunSpec) -> RunSpec:
    """Return ``spec`` with clean texts.

    Raises UsageError (too_few_models, too_many_models, prompt_empty, prompt_too_large, and
    model_unknown for a path that is no text: it could be neither sent nor stored), and
    ValueError for what no front end lets a person ask (no rounds, two models in one pane).
    """
    if len(spec.models) < MIN_PANES:
        raise UsageError("too_few_models", count=len(spec.models), limit=MIN_PANES)
    if len(spec.models) > MAX_PANES:
        raise UsageError("too_many_models", count=len(spec.models), limit=MAX_PANES)
    if len({planned.pane for planned in spec.models}) != len(spec.models):
        raise ValueError("two models in one pane")
    for planned in spec.models:
        if clean_text(planned.model.path) != unicodedata.normalize("NFC", planned.model.path):
            raise UsageError("model_unknown", name=clean_text(planned.model.id))
    if spec.rounds < 1 or spec.max_tokens < 1:
        raise ValueError("rounds and max_tokens are at least 1")
    # Before cleaning too: what is refused should cost nothing. A code point is 1 to 4 bytes.
    if len(spec.prompt) + len(spec.system) > MAX_PROMPT_BYTES:
        _refuse_size(len(spec.prompt.encode("utf-8", "replace")) + len(spec.system))
    prompt, system = clean_text(spec.prompt), clean_text(spec.system)
    if not prompt.strip():
        raise UsageError("prompt_empty")
    n_bytes = len(prompt.encode()) + len(system.encode())
    if n_bytes > MAX_PROMPT_BYTES:
        _refuse_size(n_bytes)
    return msgspec.structs.replace(spec, prompt=prompt, system=system)


def _refuse_size(n_bytes: int) -> NoReturn:
    raise UsageError("prompt_too_large", n_bytes=n_bytes, limit=MAX_PROMPT_BYTES)
