"""Bandwidth, compute and dates as people read them."""

import time

from app.services.translation import tr


def bandwidth(bytes_per_s: float) -> str:
    """Return ``21.3 GB/s``: decimal, as memory and disks are sold."""
    if bytes_per_s >= 1e9:
        return f"{bytes_per_s / 1e9:,.3g} GB/s"
    return f"{bytes_per_s / 1e6:,.3g} MB/s"


def compute(flops_per_s: float) -> str:
    """Return ``95 GFLOPS`` or ``8.1 TFLOPS``."""
    if flops_per_s >= 1e12:
        return f"{flops_per_s / 1e12:,.3g} TFLOPS"
    return f"{flops_per_s / 1e9:,.3g} GFLOPS"


def day(at: float) -> str:
    """Return a Unix time's day and minute, as the wall clock here has them."""
    moment = time.localtime(at)
    words = tr("{year}년 {month}월 {day}일 {hour}:{minute}")
    return words.format(
        year=moment.tm_year,
        month=moment.tm_mon,
        day=moment.tm_mday,
        hour=f"{moment.tm_hour:02}",
        minute=f"{moment.tm_min:02}",
    )
