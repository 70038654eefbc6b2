"""Numbers on axes, in the hover box and in the legend."""

import math

from app.services.translation import tr

MS_BELOW_S = 0.5
"""A time axis shorter than this counts in milliseconds."""


def time_tick(value: float, span: float) -> str:
    """Word a time (s) for an axis that spans ``span`` seconds."""
    if span < MS_BELOW_S:
        return f"{trimmed(value * 1e3, 1)} ms"
    return tr("{n}초").format(n=trimmed(value, 2 if span < 5 else 1))


def count_tick(value: float, span: float) -> str:
    """Word a rate or a count."""
    return trimmed(value, 2 if span < 2 else 1 if span < 20 else 0)


def percent_tick(value: float, span: float) -> str:
    """Word a percentage; ``span`` as the other ticks have it."""
    del span
    return f"{value:.0f} %"


def gib_tick(value: float, span: float) -> str:
    """Word memory given in GiB."""
    return f"{trimmed(value, 1 if span < 20 else 0)} GiB"


def seconds(value: float) -> str:
    """Word a point in time (s)."""
    if value < 1:
        return f"{trimmed(value * 1e3, 1)} ms"
    return tr("{n}초").format(n=trimmed(value, 2))


def rate(value: float | None) -> str:
    """Word a decode rate."""
    if value is None or math.isnan(value):
        return "–"
    return f"{trimmed(value, 1 if value < 1000 else 0)} tok/s"


def chars(value: float | None) -> str:
    """Word a number of characters."""
    return "–" if value is None else tr("{n}자").format(n=f"{value:,.0f}")


def trimmed(value: float, decimals: int) -> str:
    """Return ``value`` with thousands separators and without trailing zeros."""
    text = f"{value:,.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
