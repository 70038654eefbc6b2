"""A run while it goes: filled by messages from its worker, read by timers that paint."""

from typing import Literal

from app.core.messages import (
    Done,
    FromWorker,
    LoadProgress,
    LoadStepTold,
    PrefillProgress,
    PromptReady,
    Tokens,
)
from app.core.problem import Problem
from app.core.run import (
    Label,
    LoadReport,
    LoadStep,
    PlannedModel,
    RunOutcome,
    RunState,
    Stamps,
    StopReason,
    TokenEvent,
)

Phase = Literal["waiting", "loading", "prefill", "decoding", "ended"]


class LiveRun:
    """One model's run of one round: an append-only list of token events and a few counters.

    ``events`` only ever grows, so a reader keeps an index and takes what is new. ``outcome``
    is set once, when the run has ended.
    """

    def __init__(self, run_id: str, planned: PlannedModel, round_number: int, label: Label) -> None:
        self.run_id = run_id
        self.planned = planned
        self.round_number = round_number
        """1 for the first round."""
        self.label: Label = label
        self.phase: Phase = "waiting"
        self.load_fraction: float | None = None
        self.load_steps: list[LoadStep] = []
        """Tries to load that the memory did not suffice for, as they are told."""
        self.report: LoadReport | None = None
        self.n_prompt: int | None = None
        self.n_prefilled = 0
        self.submitted_ns: int | None = None
        self.prompt_ready_ns: int | None = None
        self.system_merged = False
        """The model takes no system turn: its text stands in the first user turn."""
        self.events: list[TokenEvent] = []
        self.outcome: RunOutcome | None = None

    @property
    def pane(self) -> int:
        """Index of the pane that shows this run."""
        return self.planned.pane

    def take(self, message: FromWorker) -> bool:
        """Take what came from the worker. Returns whether more than the events has changed:
        True for a phase or progress, never once a token."""
        match message:
            case LoadProgress():
                self.load_fraction = message.fraction
            case LoadStepTold():
                self.load_steps.append(message.step)
            case PromptReady():
                self.phase = "prefill"
                self.n_prompt = message.n_prompt
                self.submitted_ns = message.submitted_ns
                self.prompt_ready_ns = message.prompt_ready_ns
                self.system_merged = message.system_merged
            case PrefillProgress():
                self.n_prefilled = message.n_done
            case Tokens():
                self.events.extend(message.events)
                began = self.phase != "decoding"
                self.phase = "decoding"
                return began
            case _:
                return False
        return True

    def finish(self, done: Done) -> RunOutcome:
        """End the run as its worker says, and return the outcome."""
        stamps = Stamps(
            submitted=done.submitted_ns,
            prompt_ready=done.prompt_ready_ns,
            prefill_done=done.prefill_done_ns,
            answer_started=done.answer_started_ns,
            ended=done.ended_ns,
            tokens=self._token_stamps(),
            pieces=self._pieces(),
        )
        return self._end(
            "cancelled" if done.cancelled else "finished",
            stamps=stamps,
            stop_reason=done.stop_reason,
            n_prompt=done.n_prompt,
            n_prompt_evaluated=done.n_prompt_evaluated,
            n_output=done.n_output,
            n_thinking=done.n_thinking,
        )

    def break_off(self, state: RunState, problem: Problem | None = None) -> RunOutcome:
        """End the run without its worker's word (killed, crashed, never started); what was
        received stands."""
        stamps = None
        if self.submitted_ns is not None:
            stamps = Stamps(
                submitted=self.submitted_ns,
                prompt_ready=self.prompt_ready_ns,
                prefill_done=None,
                answer_started=next(
                    (e.ns for e in self.events if not e.thinking and e.text.strip()), None
                ),
                ended=self.events[-1].ns if self.events else None,
                tokens=self._token_stamps(),
                pieces=self._pieces(),
            )
        return self._end(
            state,
            stamps=stamps,
            problem=problem,
            n_prompt=self.n_prompt,
            n_output=sum(event.is_token for event in self.events),
            n_thinking=sum(event.thinking for event in self.events if event.is_token),
        )

    def text(self, *, thinking: bool) -> str:
        """Return the answer, or the thinking, received so far."""
        return "".join(event.text for event in self.events if event.thinking == thinking)

    def _token_stamps(self) -> tuple[int, ...]:
        return tuple(event.ns for event in self.events if event.is_token)

    def _pieces(self) -> tuple[tuple[int, int], ...]:
        return tuple(
            (e.ns, -len(e.text) if e.thinking else len(e.text)) for e in self.events if e.text
        )

    def _end(
        self,
        state: RunState,
        *,
        stamps: Stamps | None,
        problem: Problem | None = None,
        stop_reason: StopReason | None = None,
        n_prompt: int | None,
        n_prompt_evaluated: int | None = None,
        n_output: int,
        n_thinking: int,
    ) -> RunOutcome:
        self.phase = "ended"
        self.outcome = RunOutcome(
            state=state,
            label=self.label,
            text=self.text(thinking=False),
            thinking=self.text(thinking=True),
            stop_reason=stop_reason,
            problem=problem,
            n_prompt=n_prompt,
            n_prompt_evaluated=n_prompt_evaluated,
            n_output=n_output,
            n_thinking=n_thinking,
            stamps=stamps,
            report=self.report,
        )
        return self.outcome
