"""What the graph knows of one run: arrays that grow as events are shown."""

from app.core.live_run import LiveRun
from app.core.metrics import count_chars
from app.core.playback import Playback
from widgets.graph.growing import GrowingArray
from widgets.graph.rates import rates_at

_NS_PER_S = 1e9


class RunSeries:
    """Follows ``playback``: only events that are shown are taken over.

    All times are seconds of the run's own time, from ``submitted``.
    """

    def __init__(self, live_run: LiveRun, playback: Playback) -> None:
        self.live_run = live_run
        self.playback = playback
        self.token_s = GrowingArray()
        """Stamp of every token."""
        self.rate = GrowingArray()
        """Decode rate at every token (tok/s; NaN where there is none yet)."""
        self.piece_s = GrowingArray()
        """Stamp of every piece of visible answer text."""
        self.chars = GrowingArray()
        """Visible answer characters up to and with that piece."""
        self.peak_rate = 0.0
        self.thinking_end_s: float | None = None
        """First answer text after thinking; None for a run that did not think."""
        self._taken = 0
        self._n_chars = 0
        self._thought = False

    @property
    def name(self) -> str:
        """The model's name as its pane shows it: the short id of a practice model."""
        model = self.live_run.planned.model
        return model.id if model.practice else model.name

    @property
    def first_token_s(self) -> float | None:
        """TTFT in seconds, once shown."""
        return float(self.token_s.values[0]) if len(self.token_s) else None

    @property
    def end_s(self) -> float:
        """The last moment that is shown."""
        return max(self.playback.position_ns, 0) / _NS_PER_S

    def take_shown(self) -> bool:
        """Take over what has been shown since; True where there was something."""
        shown, submitted = self.playback.n_shown, self.live_run.submitted_ns
        if shown <= self._taken or submitted is None:
            return False
        tokens: list[float] = []
        piece_times: list[float] = []
        counts: list[float] = []
        for event in self.live_run.events[self._taken : shown]:
            seconds = (event.ns - submitted) / _NS_PER_S
            if event.is_token:
                tokens.append(seconds)
            if event.thinking:
                self._thought = True
            elif event.text:
                self._n_chars += count_chars(event.text)
                piece_times.append(seconds)
                counts.append(self._n_chars)
                if self._thought and self.thinking_end_s is None and event.text.strip():
                    self.thinking_end_s = seconds
        self._taken = shown
        self.piece_s.extend(piece_times)
        self.chars.extend(counts)
        self._add_tokens(tokens)
        return True

    def _add_tokens(self, seconds: list[float]) -> None:
        if not seconds:
            return
        start = len(self.token_s)
        self.token_s.extend(seconds)
        rates = rates_at(self.token_s.values, start)
        self.rate.extend(rates)
        self.peak_rate = max([self.peak_rate, *(r for r in rates.tolist() if r == r)])
