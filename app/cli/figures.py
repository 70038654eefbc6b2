"""Figures as people read them; one that is undefined is "–"."""

UNDEFINED = "–"


def duration(ms: float | None) -> str:
    """Return a time of ``ms`` milliseconds, in ms or s by its size."""
    if ms is None:
        return UNDEFINED
    if ms < 9.95:
        return f"{ms:.1f} ms"
    return f"{ms:.0f} ms" if ms < 1000 else f"{ms / 1000:.2f} s"


def rate(per_second: float | None) -> str:
    """Return a rate with as many decimals as can be meant."""
    if per_second is None:
        return UNDEFINED
    return f"{per_second:,.1f}" if per_second < 1000 else f"{per_second:,.0f}"


def count(n: int | None) -> str:
    """Return a count with its thousands apart."""
    return UNDEFINED if n is None else f"{n:,}"
