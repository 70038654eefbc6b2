"""What to try when the memory does not suffice: which step comes after which.

Down the ladder: fewer layers on the GPU, a smaller batch, a smaller context (only where that
was allowed), and at last the CPU. What the person fixed is kept: a number of layers, and a GPU
by its name, are given up by nobody but the person.
"""

from collections.abc import Callable, Sequence
from typing import Literal

import msgspec

from app.core.run import LoadSettings, LoadStep, Rung

FEWER_TIMES = 5
"""How often layers are taken off; each time a quarter of them goes."""
LEAST_BATCH = 64
LEAST_CONTEXT = 512
Short = Literal["gpu", "host", "unknown"]
"""Whose memory did not suffice."""


class Try(msgspec.Struct, frozen=True, kw_only=True):
    """One way to load a model."""

    rung: Rung = "as_asked"
    n_gpu_layers: int
    """Layers on GPUs, the output layer counts."""
    n_batch: int
    n_ctx: int
    uses_gpu: bool
    """Whether a GPU takes part at all; without layers it still helps in reading prompts."""

    def step(self, wanted_bytes: int | None) -> LoadStep:
        """Return what to tell of this try once it has failed."""
        return LoadStep(
            rung=self.rung,
            n_gpu_layers=self.n_gpu_layers,
            n_batch=self.n_batch,
            n_ctx=self.n_ctx,
            wanted_bytes=wanted_bytes,
        )


def next_try(tries: Sequence[Try], settings: LoadSettings, short: Short) -> Try | None:
    """Return what to try after ``tries``, all of which failed, the last for want of ``short``'s
    memory; None where nothing is left."""
    last = tries[-1]
    if last.uses_gpu and short != "host":
        fewer = _fewer_layers(tries, settings)
        if fewer is not None:
            return fewer
    return (
        _smaller_batch(last)
        or _smaller_context(last, settings)
        or (_on_cpu(tries[0], settings) if last.uses_gpu and short != "host" else None)
    )


def most_layers(n_layers: int, fits: Callable[[int], bool]) -> int:
    """Return the most layers, up to ``n_layers``, for which ``fits`` is true, in few questions:
    each of them takes a while. 0 where not even one layer fits."""
    if n_layers < 1 or fits(n_layers):
        return max(0, n_layers)
    low, high = 0, n_layers
    while high - low > 1:
        middle = (low + high) // 2
        if fits(middle):
            low = middle
        else:
            high = middle
    return low


def _fewer_layers(tries: Sequence[Try], settings: LoadSettings) -> Try | None:
    last = tries[-1]
    times = sum(each.rung == "fewer_layers" for each in tries)
    if settings.n_gpu_layers >= 0 or last.n_gpu_layers <= 1 or times >= FEWER_TIMES:
        return None
    n_layers = last.n_gpu_layers - max(1, last.n_gpu_layers // 4)
    return msgspec.structs.replace(last, rung="fewer_layers", n_gpu_layers=n_layers)


def _smaller_batch(last: Try) -> Try | None:
    if last.n_batch <= LEAST_BATCH:
        return None
    n_batch = max(LEAST_BATCH, last.n_batch // 2)
    return msgspec.structs.replace(last, rung="smaller_batch", n_batch=n_batch)


def _smaller_context(last: Try, settings: LoadSettings) -> Try | None:
    if not settings.may_shrink_context or last.n_ctx <= LEAST_CONTEXT:
        return None
    n_ctx = max(LEAST_CONTEXT, last.n_ctx // 2)
    return msgspec.structs.replace(last, rung="smaller_context", n_ctx=n_ctx)


def _on_cpu(first: Try, settings: LoadSettings) -> Try | None:
    """Return the first try without any GPU; None where a GPU, or layers on it, were fixed."""
    if settings.devices is not None or settings.n_gpu_layers > 0:
        return None
    return msgspec.structs.replace(first, rung="cpu", n_gpu_layers=0, uses_gpu=False)
