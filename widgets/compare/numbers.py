"""Figures as people read them; what is undefined is a dash, never 0."""

from app.services.translation import tr

UNDEFINED = "–"


def milliseconds(value: float | None) -> str:
    """Return a time with its unit: ms below a second, then seconds, then minutes."""
    if value is None:
        return UNDEFINED
    if value < 10:
        return f"{value:.1f} ms"
    if value < 1000:
        return f"{value:.0f} ms"
    if value < 60_000:
        return tr("{n}초").format(n=f"{value / 1000:.1f}")
    minutes, rest = divmod(round(value / 1000), 60)
    return tr("{m}분 {s}초").format(m=minutes, s=rest)


def rate(value: float | None) -> str:
    """Return a rate without its unit, three digits that matter."""
    if value is None:
        return UNDEFINED
    if value < 9.995:
        return f"{value:.2f}"
    if value < 99.95:
        return f"{value:.1f}"
    return f"{value:,.0f}"


def count(value: int | None) -> str:
    """Return a whole number."""
    return UNDEFINED if value is None else f"{value:,}"


def slowness(factor: float) -> str:
    """Return a slow-view factor as a fraction of real time, e.g. ``1/80``."""
    return f"1/{factor:g}"


def percent(share: float) -> str:
    """Return a share as per cent: one decimal where it is small."""
    value = share * 100
    return f"{value:.1f}" if abs(value) < 9.95 else f"{value:.0f}"
