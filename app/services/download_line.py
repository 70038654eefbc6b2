"""One download of the queue: what it is, how far it is, and what it may do next."""

from dataclasses import dataclass

from app.core.problem import Problem
from app.core.transfer import DownloadItem, DownloadState, Fetched, Progress
from app.services.speed import SpeedMeter
from app.store.download_store import StoredDownload

RUNNING = frozenset[DownloadState](("checking", "downloading", "verifying", "flushing", "waiting"))
"""States in which a process is at work."""
ACTIVE = RUNNING | frozenset[DownloadState](("queued",))
"""States that lead on by themselves."""


@dataclass(frozen=True)
class DownloadEntry:
    """A download as it is shown. Bytes are of all its parts."""

    item: DownloadItem
    state: DownloadState
    done_bytes: int
    total_bytes: int | None
    bytes_per_s: float
    """Mean of the last 5 s."""
    seconds_left: float | None
    """None where nobody can know: too little has come yet, or it does not come."""
    problem: Problem | None
    """Why it failed or waits; while it runs, what was begun anew and why."""
    retry_in_s: float
    """Until it asks again, while it waits."""
    sha256: tuple[str, ...] = ()
    """By part, once it is done."""


class DownloadLine:
    """The changing one. Times are seconds of one monotonic clock."""

    def __init__(self, item: DownloadItem, added_at: int = 0) -> None:
        self.item = item
        self.added_at = added_at
        self.state: DownloadState = "queued"
        self.done_bytes = 0
        self.problem: Problem | None = None
        self.sha256: tuple[str, ...] = ()
        self._total = item.size_bytes
        self._meter = SpeedMeter()
        self._retry_at = 0.0

    @classmethod
    def restored(cls, stored: StoredDownload) -> "DownloadLine":
        """Return a line as it was left; what was at work is queued again."""
        line = cls(stored.item, stored.added_at)
        line.state = "queued" if stored.state in RUNNING else stored.state
        line.done_bytes = stored.done_bytes
        line.problem = stored.problem if line.state == "failed" else None
        return line

    def stored(self, place: int) -> StoredDownload:
        """Return it as a row."""
        return StoredDownload(
            item=self.item,
            state=self.state,
            done_bytes=self.done_bytes,
            problem=self.problem,
            place=place,
            added_at=self.added_at,
        )

    def pause(self) -> bool:
        """Stop where it is; returns whether that changed anything."""
        return self._leave_for("paused", ACTIVE)

    def queue(self) -> bool:
        """Have it go on: after a pause, or a failure that the person has seen to."""
        return self._leave_for("queued", frozenset[DownloadState](("paused", "failed")))

    def begin(self) -> None:
        """A process has been started for it."""
        self.state = "checking"
        self.problem = None
        self._meter.reset()

    def take(self, progress: Progress, now: float) -> bool:
        """Take what the process tells; returns whether the state is another one."""
        if self.state not in RUNNING or progress.state not in RUNNING:
            return False
        changed = progress.state != self.state
        if progress.problem is not None:
            self.problem = progress.problem
        elif changed and self.state == "waiting":
            self.problem = None
        if changed:
            self._meter.reset()
        self.state = progress.state
        self.done_bytes = progress.done_bytes
        self._total = progress.total_bytes if progress.total_bytes is not None else self._total
        self._retry_at = now + progress.retry_in_s
        if self.state == "downloading":
            self._meter.note(now, progress.fetched_bytes)
        return changed

    def end(self, outcome: Fetched | Problem | None) -> None:
        """Its process is gone. A pause or a wish to go on that came before stays."""
        if isinstance(outcome, Fetched):
            self.state, self.problem, self.sha256 = "done", None, outcome.sha256
            self.done_bytes = self._total or self.done_bytes
        elif self.state in RUNNING:
            self.state, self.problem = ("failed", outcome) if outcome else ("queued", None)

    def entry(self, now: float) -> DownloadEntry:
        """Return it as it is shown."""
        downloading, total = self.state == "downloading", self._total
        rest = total - self.done_bytes if total is not None else None
        return DownloadEntry(
            item=self.item,
            state=self.state,
            done_bytes=self.done_bytes,
            total_bytes=total,
            bytes_per_s=self._meter.bytes_per_s(now) if downloading else 0.0,
            seconds_left=(
                self._meter.seconds_left(now, rest) if downloading and rest is not None else None
            ),
            problem=self.problem,
            retry_in_s=max(0.0, self._retry_at - now) if self.state == "waiting" else 0.0,
            sha256=self.sha256,
        )

    def _leave_for(self, state: DownloadState, may: frozenset[DownloadState]) -> bool:
        if self.state not in may:
            return False
        self.state, self.problem = state, None
        return True
