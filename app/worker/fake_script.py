"""What a fake model does: a small JSON file in place of a GGUF."""

import re
from pathlib import Path

import msgspec

from app.core.problem import EngineError, ModelFileError, ProblemKind
from app.core.run import DEFAULT_N_CTX

MAX_SCRIPT_BYTES = 1 << 20
_PIECE = re.compile(r"\S+\s*|\s+")
_TEXT = "나란히 놓고 보면 차이가 보입니다. 두 모델이 같은 질문에 답하고 있습니다.\n"


class FakeScript(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Rates are tokens a second, times ms; token numbers count from 0, thinking included.

    What is left out does not happen: no rate is as fast as it goes.
    """

    rate: float | None = 50.0
    jitter: float = 0.0
    """How far the rate differs from run to run: standard deviation of its logarithm."""
    seed: int = 0
    """Of the jitter."""
    prefill_rate: float | None = None
    n_tokens: int | None = None
    """Tokens in all; by default the thinking and the text once."""
    text: str = _TEXT
    """The answer, one token a word, from the start again when it is used up."""
    ttft_ms: float = 0.0
    """Time between the end of prefill and the first token."""
    think_tokens: int = 0
    """How many of the tokens are thinking; the last of them closes it."""
    broken_bytes: bool = False
    """Answer tokens are bytes that are never valid UTF-8."""
    hang_at: int | None = None
    """This token never comes."""
    abort_at: int | None = None
    """The process aborts, as on an assertion in native code."""
    exit_at: int | None = None
    """The process ends without a word, with exit code 3."""
    load_ms: float = 0.0
    hang_load: bool = False
    fail_load: ProblemKind | None = None
    ignore_cancel: bool = False
    n_layers: int = 0
    gpu: str = ""
    """Name of a GPU that takes every layer; without one the CPU has them."""
    gpu_bytes: int = 0
    """What it takes there."""
    short_loads: int = 0
    """So many tries to load fail for want of memory, one after the other."""
    short_bytes: int | None = None
    """What the last of them wanted."""
    n_ctx: int = DEFAULT_N_CTX
    n_threads: int = 1

    def pieces(self) -> list[bytes]:
        """Return the bytes of the distinct answer tokens; at least one."""
        if self.broken_bytes:
            return [b"\xff"]
        return [piece.encode("utf-8", "replace") for piece in _PIECE.findall(self.text)] or [b" "]

    def total(self) -> int:
        """Return how many tokens come before the end."""
        if self.n_tokens is not None:
            return self.n_tokens
        return self.think_tokens + len(self.pieces())


def read_script(path: str) -> FakeScript:
    """Read a script; raises ModelFileError or EngineError as a model file would."""
    try:
        data = Path(path).read_bytes()
    except IsADirectoryError as error:
        raise ModelFileError("is_folder", path=path, detail=str(error)) from error
    except OSError as error:
        raise ModelFileError("file_missing", path=path, detail=str(error)) from error
    try:
        return msgspec.json.decode(data[:MAX_SCRIPT_BYTES], type=FakeScript)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise EngineError("load_failed", detail=str(error)) from error
