"""What one step of a measurement came to: raw stamps and the machine meanwhile."""

from typing import Literal

import msgspec

from app.core.problem import Problem
from app.core.run import Label, LoadReport, RunOutcome, RunState


class _Frozen(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of the values below."""


class SyntheticStamps(_Frozen, frozen=True):
    """Stamps (ns, worker's clock) of prefill and decode of synthetic tokens."""

    n_prefill: int
    depth: int
    prefill_began: int | None = None
    prefill_ended: int | None = None
    decode_began: int | None = None
    """The last moment before the first decode call; ``tokens`` are after each call."""
    tokens: tuple[int, ...] = ()


class UserStamps(_Frozen, frozen=True):
    """One of several users answered together (ns, worker's clock)."""

    submitted: int
    tokens: tuple[int, ...]
    n_prompt: int
    n_chars: int
    ended: int


class MachineSample(_Frozen, frozen=True):
    """The machine at one moment; None where this PC does not tell."""

    ns: int
    """``time.perf_counter_ns`` of the process that sampled."""
    cpu_percent: float | None = None
    cpu_mhz: float | None = None
    cpu_celsius: float | None = None
    memory_available: int | None = None
    gpu_percent: float | None = None
    gpu_mhz: float | None = None
    gpu_celsius: float | None = None
    vram_used: int | None = None
    cpu_joules: float | None = None
    """Energy counter of the processor package since the first sample."""
    gpu_watts: float | None = None


class Conditions(_Frozen, frozen=True):
    """Under which conditions a step ran."""

    samples: tuple[MachineSample, ...] = ()
    throttled: bool = False
    throttled_by: Literal["", "clock", "temperature"] = ""
    waited_s: float = 0.0
    """How long the machine was waited for beforehand."""
    idle: bool = True
    """Whether it was idle then."""
    joules: float | None = None
    """Energy of processor and GPUs while it ran; None where it cannot be measured."""
    energy_source: str = ""
    """``RAPL``, ``NVML`` or both; empty where not measurable here."""


class StepResult(_Frozen, frozen=True):
    """What came of one attempt at a step. Exactly one of the kinds' fields is set by a step
    that finished."""

    step: int
    attempt: int
    started_at_ns: int
    """Since 1970, UTC."""
    ended_at_ns: int
    state: RunState
    label: Label = "isolated"
    outcome: RunOutcome | None = None
    """Of a chat."""
    synthetic: SyntheticStamps | None = None
    load_ms: float | None = None
    users: tuple[UserStamps, ...] = ()
    conditions: Conditions = Conditions()
    report: LoadReport | None = None
    problem: Problem | None = None
