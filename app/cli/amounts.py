"""Speeds, shares and times of downloads, as people read them."""

import re

from app.services.translation import tr

_RATE = re.compile(r"(?P<number>[0-9]{1,9}(?:\.[0-9]{1,3})?)(?P<unit>[KMG]?)B?(?:/S)?", re.I)
_UNITS = {"": 1, "K": 2**10, "M": 2**20, "G": 2**30}


def read_rate(text: str) -> int | None:
    """Return bytes a second of ``5M``, ``500k``, ``1.5M``, ``0`` (no limit); None for what is
    no rate."""
    match = _RATE.fullmatch(text.strip())
    if match is None:
        return None
    return int(float(match["number"]) * _UNITS[match["unit"].upper()])


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
