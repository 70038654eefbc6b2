"""What lies in the history, as values."""

import msgspec

from app.core.machine import MachineFacts
from app.core.problem import ProblemKind
from app.core.run import Label, LoadReport, Mode, PlannedModel, RunOutcome, RunSpec, RunState


class FileIdentity(msgspec.Struct, frozen=True, kw_only=True):
    """Which file a run was made with; an empty hash is an unknown one."""

    size_bytes: int = 0
    header_sha256: str = ""
    """SHA-256 (hex) of the GGUF's header: weights of another training have another one only
    where names, shapes or metadata differ."""
    sha256: str = ""
    """SHA-256 (hex) of the whole file."""


class ComparisonRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A comparison as it began. Times are ns since 1970, UTC."""

    spec: RunSpec
    machine: MachineFacts
    started_at_ns: int
    program: str
    """Version of this program."""


class RunRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A run as it began."""

    run_id: str
    comparison_id: str
    planned: PlannedModel
    round_number: int
    label: Label
    started_at_ns: int
    file: FileIdentity = FileIdentity()


class RunSummary(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the history. The figures are the stored stamps', worked out when it ended;
    None where undefined."""

    run_id: str
    comparison_id: str
    started_at_ns: int
    ended_at_ns: int | None
    mode: Mode
    prompt_start: str
    """The first characters of the prompt."""
    pane: int
    round_number: int
    model_id: str
    model_name: str
    quantisation: str
    practice: bool
    backend: str
    state: RunState
    label: Label
    problem_kind: ProblemKind | None
    n_prompt: int | None
    n_output: int | None
    ttft_ms: float | None
    decode_tps: float | None
    chars_per_s: float | None


class StoredRun(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that is known of one run; ``outcome`` of a run that goes, or was interrupted,
    has nothing but its state."""

    comparison: ComparisonRecord
    run: RunRecord
    ended_at_ns: int | None
    outcome: RunOutcome


class MeasuredRun(msgspec.Struct, frozen=True, kw_only=True):
    """A finished run that was alone on the machine, as far as estimates can learn from it."""

    planned: PlannedModel
    file: FileIdentity
    started_at_ns: int
    report: LoadReport
    n_prompt: int
    n_output: int
    prefill_tps: float | None
    decode_tps: float | None
    chars_per_s: float | None
