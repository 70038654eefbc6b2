"""How often may be painted while a model computes: what painting takes, the model loses."""

import time
from collections.abc import Callable

SHARE = 0.02
"""Of one core, for everything that the window's thread does. A model that computes on every
core waits as a whole for the one thread that the window has displaced."""
LONGEST_S = 0.2
"""So long a change may wait at most: text still flows at 5 Hz."""
_MOST_DEBT_S = 0.02
"""A burst of work (a page opened, a long answer formatted) is not paid back for seconds."""

Clock = Callable[[], float]


class PaintBudget:
    """A credit of CPU time that grows with the clock and shrinks with what this thread used.

    On a fast PC the credit never runs out and every tick paints; on a slow one, or with many
    panes, ticks are passed over until there is credit again.
    """

    def __init__(self, cpu: Clock = time.thread_time, wall: Clock = time.perf_counter) -> None:
        self._cpu, self._wall = cpu, wall
        self._credit_s = 0.0
        self._seen_cpu_s, self._seen_s = cpu(), wall()
        self._painted_s = self._seen_s

    @property
    def overdrawn(self) -> bool:
        """Whether more was used than earned, when last asked to paint."""
        return self._credit_s < 0

    def may_paint(self) -> bool:
        """Whether to paint now; True is reckoned as a paint. Ask at every tick."""
        cpu, now = self._cpu(), self._wall()
        earned = (now - self._seen_s) * SHARE - (cpu - self._seen_cpu_s)
        self._seen_cpu_s, self._seen_s = cpu, now
        self._credit_s = min(max(self._credit_s + earned, -_MOST_DEBT_S), LONGEST_S * SHARE)
        if self.overdrawn and now - self._painted_s < LONGEST_S:
            return False
        self._painted_s = now
        return True
