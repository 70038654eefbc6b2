"""How many threads are chosen where nobody chose."""

from pathlib import Path

import psutil
import pytest

from app.worker import threads
from app.worker.threads import BYTES_A_THREAD, MAX_THREADS, bounded_threads, default_threads

LARGE = 1000 * BYTES_A_THREAD


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """Makes this machine look like another."""

    def make(cores: int | None, allowed: int, quota: str | None = None) -> None:
        limit = tmp_path / "cpu.max"
        if quota is not None:
            limit.write_text(quota, "ascii")
        monkeypatch.setattr(psutil, "cpu_count", lambda logical=True: cores)
        monkeypatch.setattr(threads.os, "sched_getaffinity", lambda _pid: set(range(allowed)))
        monkeypatch.setattr(threads, "_CGROUP_LIMIT", limit)

    return make


@pytest.mark.parametrize(
    ("cores", "allowed", "quota", "expected"),
    [
        (8, 16, None, 8),
        (8, 4, None, 4),
        (None, 6, None, 6),
        (8, 16, "max 100000\n", 8),
        (8, 16, "250000 100000\n", 2),
        (8, 16, "50000 100000\n", 1),
        (8, 16, "nonsense", 8),
        (8, 16, "1 0", 8),
    ],
)
def test_the_least_limit_counts(machine, cores, allowed, quota, expected):
    machine(cores, allowed, quota)
    assert default_threads(LARGE) == expected


def test_a_small_model_gets_few(machine):
    machine(8, 16)
    assert default_threads(0) == 1
    assert default_threads(3 * BYTES_A_THREAD) == 3


def test_ggml_takes_no_more_and_no_less():
    assert [bounded_threads(n) for n in (-1, 0, 1, 10**6)] == [1, 1, 1, MAX_THREADS]
