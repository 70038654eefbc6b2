"""An array that grows at its end at amortised constant cost."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_FIRST_CAPACITY = 256


class GrowingArray:
    """Float64 values; :attr:`values` is a view, valid until the next :meth:`extend`."""

    def __init__(self) -> None:
        self._room: Floats = np.empty(_FIRST_CAPACITY)
        self._n = 0

    def __len__(self) -> int:
        return self._n

    @property
    def values(self) -> Floats:
        """What has been appended so far, without a copy."""
        return self._room[: self._n]

    def extend(self, values: Sequence[float] | Floats) -> None:
        """Append ``values``."""
        needed = self._n + len(values)
        if needed > len(self._room):
            room = np.empty(max(needed, 2 * len(self._room)))
            room[: self._n] = self.values
            self._room = room
        self._room[self._n : needed] = values
        self._n = needed
