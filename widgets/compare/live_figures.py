"""Figures of a run while it goes, kept up token by token, and exact once it has ended."""

from dataclasses import dataclass

from app.core.live_run import LiveRun
from app.core.metrics import count_chars, figures_of
from app.core.run import RunOutcome

_NS_PER_MS = 1e6
_NS_PER_S = 1e9


@dataclass(frozen=True)
class ShownFigures:
    """What the strip shows; ``None`` is undefined. Times in ms, rates per second."""

    ttft_ms: float | None = None
    first_answer_ms: float | None = None
    decode_tps: float | None = None
    chars_per_s: float | None = None
    n_output: int | None = None
    n_thinking: int = 0
    total_ms: float | None = None


class LiveFigures:
    """Reads new events of ``live_run`` at every :meth:`read`; the formulas are those of
    ``app.core.metrics``, up to the newest token."""

    def __init__(self, live_run: LiveRun) -> None:
        self._run = live_run
        self._n_read = 0
        self._n_tokens = 0
        self._n_thinking = 0
        self._n_chars = 0
        self._first_ns: int | None = None
        self._last_ns = 0
        self._answer_ns: int | None = None
        self._final: ShownFigures | None = None

    def read(self) -> ShownFigures:
        """Return the figures as of now."""
        if self._final is None and self._run.outcome is not None:
            self._final = _final_figures(self._run.outcome)
        if self._final is not None:
            return self._final
        self._take_new_events()
        return self._so_far()

    def _take_new_events(self) -> None:
        events = self._run.events
        for event in events[self._n_read :]:
            if event.is_token:
                self._n_tokens += 1
                self._n_thinking += event.thinking
                if self._first_ns is None:
                    self._first_ns = event.ns
            self._last_ns = event.ns
            if not event.thinking and event.text:
                if self._answer_ns is None and event.text.strip():
                    self._answer_ns = event.ns
                self._n_chars += count_chars(event.text)
        self._n_read = len(events)

    def _so_far(self) -> ShownFigures:
        start, first, answer, last = (
            self._run.submitted_ns,
            self._first_ns,
            self._answer_ns,
            self._last_ns,
        )
        if start is None or first is None:
            return ShownFigures()
        rate = chars = None
        if self._n_tokens >= 2 and last > first:
            rate = (self._n_tokens - 1) * _NS_PER_S / (last - first)
            if answer is not None and last > answer:
                chars = self._n_chars * _NS_PER_S / (last - answer)
        return ShownFigures(
            ttft_ms=(first - start) / _NS_PER_MS,
            first_answer_ms=None if answer is None else (answer - start) / _NS_PER_MS,
            decode_tps=rate,
            chars_per_s=chars,
            n_output=self._n_tokens,
            n_thinking=self._n_thinking,
            total_ms=(last - start) / _NS_PER_MS,
        )


def _final_figures(outcome: RunOutcome) -> ShownFigures:
    figures = figures_of(outcome)
    return ShownFigures(
        ttft_ms=figures.ttft_ms,
        first_answer_ms=figures.first_answer_ms,
        decode_tps=figures.decode_tps,
        chars_per_s=figures.chars_per_s,
        n_output=outcome.n_output if outcome.stamps else None,
        n_thinking=outcome.n_thinking,
        total_ms=figures.total_ms,
    )
