"""Slow view: a run that decodes faster than people can follow is shown from its stamps.

Only what is *shown* is slowed; every stamp and figure stays what it was. All panes of a
comparison share one :class:`Pace`, so that the slower model also looks slower.
"""

from bisect import bisect_right
from typing import Literal

from app.core.live_run import LiveRun
from app.core.metrics import rate_after_first

FOLLOWABLE_TPS = 150.0
"""Above this decode rate nobody can follow: automatic slow view begins."""
READABLE_TPS = 30.0
"""Tokens a second that automatic slow view aims at, for the slowest pane."""
FACTORS = (2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0)
"""Factors to choose from; round, so that the mark on the pane can be read."""
MIN_TOKENS_TO_JUDGE = 8

PaceMode = Literal["auto", "real"] | float


class Pace:
    """How much slower than real time the panes of one comparison are shown."""

    def __init__(self, mode: PaceMode = "auto") -> None:
        self.mode: PaceMode = mode
        """``auto``, ``real`` (factor 1) or a fixed factor."""
        self._rates: dict[int, float] = {}

    def observe(self, pane: int, tps: float) -> None:
        """Note that ``pane`` decodes at ``tps`` tokens a second."""
        self._rates[pane] = tps

    def reset(self) -> None:
        """Forget the rates: a new comparison begins."""
        self._rates.clear()

    @property
    def factor(self) -> float:
        """Run time is stretched by this; 1.0 is real time. Automatic goes by the slowest pane:
        one that people can follow in real time is never slowed."""
        if self.mode == "real":
            return 1.0
        if self.mode != "auto":
            return max(1.0, self.mode)
        slowest = min(self._rates.values(), default=0.0)
        if slowest <= FOLLOWABLE_TPS:
            return 1.0
        wanted = slowest / READABLE_TPS
        return min(FACTORS, key=lambda factor: max(factor / wanted, wanted / factor))


class Playback:
    """Where one run's showing has got to."""

    def __init__(self, pace: Pace, live_run: LiveRun) -> None:
        self.pace = pace
        self.live_run = live_run
        self.position_ns = 0
        """Shown up to here, in ns of the run's own time since it was submitted."""
        self.n_shown = 0
        """Events of ``live_run`` that are shown; only grows."""
        self._offsets: list[int] = []
        self._n_tokens = 0
        self._first_token_ns = 0
        self._last_token_ns = 0
        self._last_ns: int | None = None
        self._skipped = False

    @property
    def slowed(self) -> bool:
        """Whether something is held back that has already happened."""
        return self.n_shown < len(self.live_run.events)

    @property
    def finished(self) -> bool:
        """Whether the run has ended and all of it is shown."""
        return self.live_run.outcome is not None and not self.slowed

    def skip(self) -> None:
        """Show the rest at once."""
        self._skipped = True

    def finish(self) -> None:
        """Show the rest now: nobody is going to call :meth:`advance` any more."""
        self.skip()
        self.advance(self._last_ns or 0)

    def advance(self, now_ns: int) -> None:
        """Move on to ``now_ns`` (ns of any monotonic clock, the same one at every call)."""
        elapsed = 0 if self._last_ns is None else max(0, now_ns - self._last_ns)
        self._last_ns = now_ns
        self._take_new_events()
        self._observe()
        factor = 1.0 if self._skipped else self.pace.factor
        if factor == 1.0:
            self.n_shown = len(self._offsets)
            self.position_ns = max(self.position_ns, self._end_ns())
            return
        self.position_ns = min(self.position_ns + int(elapsed / factor), self._end_ns())
        self.n_shown = max(self.n_shown, bisect_right(self._offsets, self.position_ns))

    def _take_new_events(self) -> None:
        events = self.live_run.events
        submitted = self.live_run.submitted_ns
        if submitted is None or len(events) == len(self._offsets):
            return
        new = events[len(self._offsets) :]
        self._offsets += [event.ns - submitted for event in new]
        stamps = [event.ns for event in new if event.is_token]
        if stamps:
            self._first_token_ns = self._first_token_ns or stamps[0]
            self._last_token_ns = stamps[-1]
            self._n_tokens += len(stamps)

    def _observe(self) -> None:
        """Tell the pace how fast this run decodes, once that can be judged."""
        ended = self.live_run.outcome is not None
        if self._n_tokens < MIN_TOKENS_TO_JUDGE and not ended:
            return
        rate = rate_after_first(self._n_tokens, self._first_token_ns, self._last_token_ns)
        if rate is not None:
            self.pace.observe(self.live_run.pane, rate)

    def _end_ns(self) -> int:
        """The last moment of the run that can be shown: its last event so far."""
        return self._offsets[-1] if self._offsets else 0
