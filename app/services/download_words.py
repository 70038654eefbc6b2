"""Shares, speeds and times of downloads, as people read them in the window and the terminal."""

from app.services.translation import tr


def percent(done: int, total: int | None) -> str:
    """Return how much is done, 100 % only where all is; empty where the whole is not known."""
    if not total:
        return ""
    return f"{min(done * 100 // total, 100)} %"


def speed(bytes_per_s: float) -> str:
    """Return a speed: ``12.3 MiB/s``."""
    if bytes_per_s < 2**20:
        return f"{bytes_per_s / 2**10:.0f} KiB/s"
    return f"{bytes_per_s / 2**20:.1f} MiB/s"


def time_left(seconds: float) -> str:
    """Return the time that is left, no finer than it can be known."""
    if seconds < 60:
        return tr("{n}초 남음").format(n=max(1, round(seconds)))
    minutes = round(seconds / 60)
    if minutes < 60:
        return tr("{n}분 남음").format(n=minutes)
    return tr("{h}시간 {m}분 남음").format(h=minutes // 60, m=minutes % 60)
