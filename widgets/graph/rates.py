"""The momentary decode rate, from token stamps."""

import numpy as np

from widgets.graph.growing import Floats

WINDOW_S = 0.5
WINDOW_TOKENS = 16
"""The rate at a token is taken over the gaps before it: as many as fit into 0.5 s, at most 16
and at least one. 16 gaps smooth 5,000 tok/s; 0.5 s keeps 5 tok/s from lagging by seconds."""
SETTLED_GAPS = 4
SETTLED_S = 0.1
"""Not shown before the window holds so many gaps or so much time: one short first gap is no
rate, and would scale the axis for the rest of the run."""


def rates_at(times: Floats, start: int) -> Floats:
    """Return tokens a second at ``times[start:]``.

    ``times`` are token stamps in seconds, ascending. NaN where there is no rate yet, or where
    the clock did not move.
    """
    here = np.arange(start, len(times))
    earliest = np.searchsorted(times, times[start:] - WINDOW_S, side="left")
    # A gap longer than the window is still one gap; the first token has none.
    earliest = np.maximum(np.minimum(earliest, here - 1), 0)
    earliest = np.maximum(earliest, here - WINDOW_TOKENS)
    gaps = (here - earliest).astype(np.float64)
    seconds = times[start:] - times[earliest]
    settled = (gaps >= SETTLED_GAPS) | (seconds >= SETTLED_S)
    rates = np.full(len(here), np.nan)
    np.divide(gaps, seconds, out=rates, where=settled & (seconds > 0))
    return rates
