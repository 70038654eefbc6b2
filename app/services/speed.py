"""How fast a download is, and how long it will take: from what came, not from hope."""

from collections import deque

WINDOW_S = 5.0
LEAST_S = 2.0
"""Under so much time of data a remaining time would be a guess."""


class SpeedMeter:
    """Mean speed over the last :data:`WINDOW_S`. Times are seconds of one monotonic clock."""

    def __init__(self) -> None:
        self._samples: deque[tuple[float, int]] = deque()

    def reset(self) -> None:
        """Forget what came: the line was down, or a process begins."""
        self._samples.clear()

    def note(self, now: float, fetched_bytes: int) -> None:
        """Note how many bytes have come over the network by now."""
        self._samples.append((now, fetched_bytes))
        # One sample from before the window stays: the mean begins there.
        while len(self._samples) > 2 and self._samples[1][0] <= now - WINDOW_S:
            self._samples.popleft()

    def bytes_per_s(self, now: float) -> float:
        """Return the mean speed; 0 where nothing is known. It falls while nothing comes."""
        if not self._samples:
            return 0.0
        begin, first = self._samples[0]
        seconds = max(now, self._samples[-1][0]) - begin
        return (self._samples[-1][1] - first) / seconds if seconds > 0 else 0.0

    def seconds_left(self, now: float, rest_bytes: int) -> float | None:
        """Return how long ``rest_bytes`` take at this speed; None where that is unknown yet."""
        speed = self.bytes_per_s(now)
        if not self._samples or now - self._samples[0][0] < LEAST_S or speed <= 0:
            return None
        return max(0, rest_bytes) / speed
