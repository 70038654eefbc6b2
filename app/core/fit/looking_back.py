"""What looking back at earlier tokens costs one more token.

Source: ``ggml_compute_forward_flash_attn_ext_f16`` in llama.cpp's ``ggml-cpu/ops.cpp``.
"""

from typing import NamedTuple

from app.core.fit.cache import padded
from app.core.fit.calibration import AttentionSpeed

_SHARED_CELLS = 512
"""From so many cells on, a CPU's threads share a text's cells; below, its heads."""
_STEP = 32
"""Values that a CPU takes at once, at least; what is left of a row it takes one by one."""


class Head(NamedTuple):
    """What a head reads of each earlier token: the values of a K row and a V row."""

    n_key: float
    n_value: float

    @property
    def row_values(self) -> float:
        """Values of both rows."""
        return self.n_key + self.n_value

    @property
    def odd_values(self) -> float:
        """Those of them that a CPU takes one by one: a row of 80 has 16."""
        return self.n_key % _STEP + self.n_value % _STEP

    def seconds(self, cost: AttentionSpeed) -> float:
        """Return the seconds of an earlier token."""
        values_s = cost.value_s * self.row_values + cost.odd_value_s * self.odd_values
        return cost.pair_s + values_s


def waited_for(seen: int, n_cells: int, n_threads: int) -> float:
    """Return as how many earlier tokens, shared evenly, a CPU's work on ``seen`` of them counts.

    Each thread has as many of the cells in use (``n_cells``, rounded up as llama.cpp does),
    filled or not: just after a round number one of two threads has all the work.
    """
    cells = padded(n_cells)
    if cells < _SHARED_CELLS:
        return seen
    n_threads = max(1, n_threads)
    return min(seen, -(-cells // n_threads)) * n_threads
