"""One run as its pane shows it: which text is due now, and its figures."""

from app.core.live_run import LiveRun
from app.core.playback import Playback
from widgets.compare.live_figures import LiveFigures, ShownFigures


class RunShow:
    """Follows a playback; text is taken once, figures are always the real ones."""

    def __init__(self, run: LiveRun, playback: Playback) -> None:
        self.run = run
        self.playback = playback
        self.settled = False
        """Whether the pane has shown the end of the run."""
        self.n_thinking = 0
        self._n_taken = 0
        self._figures = LiveFigures(run)

    def advance(self, now_ns: int) -> tuple[str, str]:
        """Move on to ``now_ns`` and return the answer and the thinking that became due."""
        self.playback.advance(now_ns)
        new = self.run.events[self._n_taken : self.playback.n_shown]
        self._n_taken += len(new)
        self.n_thinking += sum(event.thinking for event in new if event.is_token)
        answer = "".join(event.text for event in new if not event.thinking)
        return answer, "".join(event.text for event in new if event.thinking)

    def figures(self) -> ShownFigures:
        """Return the real figures, whatever is shown of the text."""
        return self._figures.read()
