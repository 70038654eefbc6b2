"""Which process a running run belongs to: a process id alone is used again by the system."""

import msgspec
import psutil

START_TOLERANCE_S = 2.0
"""The system works a process's start out of its boot time, which clock corrections shift."""


class Owner(msgspec.Struct, frozen=True):
    """A process: its id and when it was started (seconds since 1970)."""

    pid: int
    started: float

    def alive(self) -> bool:
        """Tell whether that very process still runs."""
        try:
            process = psutil.Process(self.pid)
            same = abs(process.create_time() - self.started) <= START_TOLERANCE_S
            return same and process.status() != psutil.STATUS_ZOMBIE
        except psutil.NoSuchProcess:
            return False
        except psutil.Error:
            # It exists and may not be looked at: taken for alive, so that nothing is lost.
            return True


def this_process() -> Owner:
    """Return the process that asks."""
    process = psutil.Process()
    return Owner(process.pid, process.create_time())
