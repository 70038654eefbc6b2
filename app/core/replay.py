"""A stored run made live again from its stamps: to be looked at, drawn, and played back."""

from bisect import bisect_right

from app.core.live_run import LiveRun
from app.core.run import PlannedModel, RunOutcome, TokenEvent

_NS_PER_S = 1_000_000_000
LONGEST_WAIT_NS = 3 * _NS_PER_S
"""Nobody wants to look at an empty answer for longer; what was waited is told by its figures."""


def events_of(outcome: RunOutcome) -> list[TokenEvent]:
    """Return the token events of a stored run in their order; none where it has no stamps.

    Stamps from another PC are not to be trusted: whatever they say, all of the text comes.
    """
    stamps = outcome.stamps
    if stamps is None:
        return []
    texts = _Texts(outcome)
    pieces = list(stamps.pieces)
    events: list[TokenEvent] = []
    taken = 0
    for ns in stamps.tokens:
        while taken < len(pieces) and pieces[taken][0] < ns:
            events.append(texts.event(*pieces[taken], is_token=False))
            taken += 1
        if taken < len(pieces) and pieces[taken][0] == ns:
            events.append(texts.event(*pieces[taken], is_token=True))
            taken += 1
        else:
            # A token whose text was held back belongs to what comes next.
            thinking = taken < len(pieces) and pieces[taken][1] < 0
            events.append(TokenEvent(ns, thinking, "", True))
    events += [texts.event(*piece, is_token=False) for piece in pieces[taken:]]
    last = events[-1].ns if events else stamps.ended or stamps.submitted
    return [*events, *texts.rest(last)]


def live_run_of(
    run_id: str, planned: PlannedModel, round_number: int, outcome: RunOutcome
) -> LiveRun:
    """Return a stored run as if it had just ended."""
    live = _empty_run(run_id, planned, round_number, outcome)
    live.events = events_of(outcome)
    live.outcome = outcome
    live.phase = "ended"
    return live


class Replay:
    """Gives a stored run's events to :attr:`live` when their time comes, from the first
    :meth:`advance` on; a long wait for the first token is cut short."""

    def __init__(
        self, run_id: str, planned: PlannedModel, round_number: int, outcome: RunOutcome
    ) -> None:
        self.live = _empty_run(run_id, planned, round_number, outcome)
        self._outcome = outcome
        self._events = events_of(outcome)
        start = self.live.submitted_ns or 0
        wait = self._events[0].ns - start if self._events else 0
        cut = max(0, wait - LONGEST_WAIT_NS)
        self._due = [event.ns - start - cut for event in self._events]
        self._began_ns: int | None = None

    @property
    def ended(self) -> bool:
        """Whether everything has been given."""
        return self.live.outcome is not None

    def advance(self, now_ns: int) -> None:
        """Go on to ``now_ns`` (ns of any monotonic clock, the same one at every call)."""
        if self._began_ns is None:
            self._began_ns = now_ns
        self._give(bisect_right(self._due, now_ns - self._began_ns))

    def finish(self) -> None:
        """Give the rest at once."""
        self._give(len(self._events))

    def _give(self, n_due: int) -> None:
        given = len(self.live.events)
        if n_due > given:
            self.live.events += self._events[given:n_due]
            self.live.phase = "decoding"
        if len(self.live.events) == len(self._events):
            self.live.phase = "ended"
            self.live.outcome = self._outcome


class _Texts:
    """Cuts answer and thinking into the pieces in which they came."""

    def __init__(self, outcome: RunOutcome) -> None:
        self._answer, self._thinking = outcome.text, outcome.thinking
        self._at = self._thought = 0

    def event(self, ns: int, length: int, *, is_token: bool) -> TokenEvent:
        if length < 0:
            text = self._thinking[self._thought : self._thought - length]
            self._thought += len(text)
            return TokenEvent(ns, True, text, is_token)
        text = self._answer[self._at : self._at + length]
        self._at += len(text)
        return TokenEvent(ns, False, text, is_token)

    def rest(self, ns: int) -> list[TokenEvent]:
        """Return what no stamp spoke of."""
        left = ((True, self._thinking[self._thought :]), (False, self._answer[self._at :]))
        return [TokenEvent(ns, thinking, text, False) for thinking, text in left if text]


def _empty_run(
    run_id: str, planned: PlannedModel, round_number: int, outcome: RunOutcome
) -> LiveRun:
    live = LiveRun(run_id, planned, round_number, outcome.label)
    stamps = outcome.stamps
    live.report, live.n_prompt = outcome.report, outcome.n_prompt
    if stamps is not None:
        live.submitted_ns, live.prompt_ready_ns = stamps.submitted, stamps.prompt_ready
        live.phase = "prefill"
    return live
