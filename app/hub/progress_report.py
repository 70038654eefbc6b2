"""What a download tells about itself: at each change of state, and every 200 ms between."""

import time
from collections.abc import Callable

from app.core.problem import Problem
from app.core.transfer import DownloadState, FromFetcher, Progress

INTERVAL_S = 0.2


class ProgressReport:
    """Keeps the count of an item's bytes. ``sizes`` are those of its parts, None where
    unknown; ``there`` is what of each part lies on the disk."""

    def __init__(
        self,
        tell: Callable[[FromFetcher], None],
        sizes: list[int | None],
        there: list[int],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.sizes = sizes
        self.there = there
        self.part = 0
        self.fetched_bytes = 0
        self._tell = tell
        self._clock = clock
        self._state: DownloadState = "queued"
        self._next = 0.0

    def state(
        self, state: DownloadState, problem: Problem | None = None, retry_in_s: float = 0.0
    ) -> None:
        """Tell a state at once, where it is another one or a problem comes with it."""
        if state != self._state or problem is not None:
            self._state = state
            self._send(problem, retry_in_s)

    def tick(self) -> bool:
        """Tell how far it is, if it is time to; returns whether it was."""
        if self._clock() < self._next:
            return False
        self._send(None, 0.0)
        return True

    def _send(self, problem: Problem | None, retry_in_s: float) -> None:
        self._next = self._clock() + INTERVAL_S
        known = [size for size in self.sizes if size is not None]
        self._tell(
            Progress(
                state=self._state,
                done_bytes=sum(self.there),
                total_bytes=sum(known) if len(known) == len(self.sizes) else None,
                part=self.part,
                fetched_bytes=self.fetched_bytes,
                problem=problem,
                retry_in_s=retry_in_s,
            )
        )
