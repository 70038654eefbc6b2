"""How many threads a model computes with when nobody chose a number."""

import os
from pathlib import Path

import psutil

MAX_THREADS = 512
"""More make ggml abort."""
BYTES_A_THREAD = 16 * 1024 * 1024
_CGROUP_LIMIT = Path("/sys/fs/cgroup/cpu.max")


def default_threads(weights_bytes: int) -> int:
    """Return the physical cores that this process may use, or fewer for a small model.

    A second thread on a core slows decode down. Fewer where the process is bound to some of the
    processors, or its container is given a share of them only. Threads wait for each other
    about a hundred times a token: where each has next to nothing to do (measured: models of 2
    and 5 MB), more of them gain nothing, and lose much as soon as anything else runs.
    """
    limits = [
        psutil.cpu_count(logical=False),
        _allowed_processors(),
        _container_share(),
        max(1, weights_bytes // BYTES_A_THREAD),
    ]
    return bounded_threads(min((limit for limit in limits if limit), default=1))


def bounded_threads(n_threads: int) -> int:
    """Return the nearest number that ggml takes."""
    return min(max(1, n_threads), MAX_THREADS)


def _allowed_processors() -> int | None:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count()


def _container_share() -> int | None:
    """Return the whole processors of the control group's quota; None where there is none."""
    try:
        quota, period = _CGROUP_LIMIT.read_text("ascii").split()
        return max(1, int(quota) // int(period))
    except (OSError, ValueError, ZeroDivisionError):
        # No control groups, or the quota is "max".
        return None
