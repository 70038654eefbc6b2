"""Fewer points for the painter: as many as a curve's width in pixels can show."""

import numpy as np

from widgets.graph.growing import Floats, GrowingArray


def extremes(x: Floats, y: Floats, group: int) -> tuple[Floats, Floats]:
    """Return the least and the greatest point of each ``group`` points, in order of time, so
    that peaks and dips stay. ``len(x)`` must be a multiple of ``group``; NaN never wins over a
    number."""
    blocks = y.reshape(-1, group)
    base = np.arange(len(blocks)) * group
    low = base + np.where(np.isnan(blocks), np.inf, blocks).argmin(axis=1)
    high = base + np.where(np.isnan(blocks), -np.inf, blocks).argmax(axis=1)
    kept = np.sort(np.stack((low, high), axis=1), axis=1).ravel()
    return x[kept], y[kept]


def group_for(n_points: int, most: int) -> int:
    """Return the power of two by which ``n_points`` are grouped to draw at most ``most``; 1
    draws every point (a group of two or three would save nothing)."""
    group = 1
    while 2 * n_points > group * most and (group > 1 or n_points > most):
        group *= 2
    return group


def thin(x: Floats, y: Floats, most: int) -> tuple[Floats, Floats]:
    """Return at most about ``most`` points of a curve, its last always among them."""
    group = group_for(len(x), most)
    if group == 1:
        return x, y
    head = len(x) // group * group
    thin_x, thin_y = extremes(x[:head], y[:head], group)
    return np.concatenate((thin_x, x[head:])), np.concatenate((thin_y, y[head:]))


class ThinnedCurve:
    """A growing curve, thinned as it grows: what has been thinned is not looked at again."""

    def __init__(self, x: GrowingArray, y: GrowingArray, group: int) -> None:
        self._source = (x, y)
        self.group = group
        self._thin_x, self._thin_y = GrowingArray(), GrowingArray()
        self._settled = 0
        """Points of the source that are settled in the thinned arrays."""

    def grow(self) -> int:
        """Take new points over; return the source's first index whose drawing has changed."""
        x, y = (array.values for array in self._source)
        first = self._settled
        head = len(x) // self.group * self.group
        if head > first:
            if self.group == 1:
                self._thin_x.extend(x[first:head])
                self._thin_y.extend(y[first:head])
            else:
                thin_x, thin_y = extremes(x[first:head], y[first:head], self.group)
                self._thin_x.extend(thin_x)
                self._thin_y.extend(thin_y)
            self._settled = head
        return first

    def part(self, low: float, high: float, chunk: int) -> list[tuple[Floats, Floats]]:
        """Return the curve between times ``low`` and ``high`` in pieces of ``chunk`` points that
        always begin at the same points, each with the first point of the next."""
        x, y = (array.values for array in self._source)
        thin_x, thin_y = self._thin_x.values, self._thin_y.values
        if self._settled < len(x):
            thin_x = np.concatenate((thin_x, x[self._settled :]))
            thin_y = np.concatenate((thin_y, y[self._settled :]))
        first = max(int(np.searchsorted(thin_x, low)) - 1, 0) // chunk * chunk
        last = int(np.searchsorted(thin_x, high, side="right")) + 1
        return [
            (thin_x[start : start + chunk + 1], thin_y[start : start + chunk + 1])
            for start in range(first, min(last, len(thin_x)), chunk)
        ]
