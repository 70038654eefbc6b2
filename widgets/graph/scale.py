"""Axis limits that grow in round steps, so that a live curve does not crawl."""

import math

_STEPS = (1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
_TICK_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


def round_up(value: float) -> float:
    """Return the next round number at or above ``value`` (> 0): 1, 1.2, 1.5, 2 … times 10^k."""
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in _STEPS if step * power >= value * (1 - 1e-9))


def axis_end(highest: float, least: float) -> float:
    """Return where an axis from 0 ends that must show ``highest`` with a little air."""
    return round_up(max(highest * 1.04, least))


def tick_step(span: float, most: float) -> float:
    """Return the round distance (1, 2, 2.5 or 5 times 10^k) that puts at most ``most`` ticks
    over ``span``."""
    rough = span / most
    power = 10.0 ** math.floor(math.log10(rough))
    return next(
        step * power for step in (1.0, 2.0, 2.5, 5.0, 10.0) if step * power >= rough * 0.999
    )
