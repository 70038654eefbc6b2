"""The rate limit: a token bucket that may be changed while a download runs."""

import threading
import time
from collections.abc import Callable

BURST_S = 0.25
"""How much of a second may come at once: short, so that others on the line do not notice."""
LEAST_SLICE = 4096


class RateLimit:
    """At most so many bytes a second; 0 is no limit. Safe to change from another thread."""

    def __init__(self, bytes_per_s: int = 0, clock: Callable[[], float] = time.monotonic) -> None:
        self._lock = threading.Lock()
        self._clock = clock
        self._rate = max(0, bytes_per_s)
        self._debt = 0.0
        """Bytes that came and are not paid for by time yet."""
        self._at = clock()

    def set(self, bytes_per_s: int) -> None:
        """Take another limit; what was owed under the old one is forgotten."""
        with self._lock:
            self._rate = max(0, bytes_per_s)
            self._debt = 0.0
            self._at = self._clock()

    def slice(self, most: int) -> int:
        """Return how many bytes to read at a time, at most ``most``."""
        with self._lock:
            return min(most, max(LEAST_SLICE, int(self._rate * BURST_S))) if self._rate else most

    def pay(self, n_bytes: int) -> float:
        """Note that ``n_bytes`` came; return how many seconds to wait before the next read."""
        with self._lock:
            if not self._rate:
                return 0.0
            now = self._clock()
            # No credit for time in which nothing came: after a hang there is no flood.
            self._debt = max(0.0, self._debt - (now - self._at) * self._rate) + n_bytes
            self._at = now
            return max(0.0, self._debt / self._rate - BURST_S / 2)
