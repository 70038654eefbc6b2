"""Random weights for test models, quantised, in chunks of rows so that memory stays small."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from gguf.constants import GGML_QUANT_SIZES, GGMLQuantizationType
from gguf.quants import quantize

_CHUNK = 4 * 1024 * 1024
"""Weights made at once."""
_SPREAD = {
    # Where the f16 scales lie in a block, and what each must be for values of variance 1
    # around 0 when everything else in the block is random bits.
    GGMLQuantizationType.Q4_K: ((0, 1 / 276), (2, 7.5 / 276)),
    GGMLQuantizationType.Q6_K: ((208, 1 / 1365),),
}


@dataclass(frozen=True)
class Tensor:
    """One tensor to be written: ``shape`` as numpy has it (rows, columns), ``scale`` the
    weights' standard deviation.

    ``zero_row`` makes output 0 of a matrix 0. ``fill`` makes every value the same, and
    ``column`` (values by row) is written over column 0; ``rows`` gives all the weights.
    """

    name: str
    shape: tuple[int, ...]
    kind: GGMLQuantizationType
    scale: float = 0.0
    fill: float | None = None
    zero_row: bool = False
    column: np.ndarray[Any, Any] | None = None
    rows: np.ndarray[Any, Any] | None = None

    @property
    def row_bytes(self) -> int:
        """Bytes of one row."""
        block, size = GGML_QUANT_SIZES[self.kind]
        if self.shape[-1] % block:
            raise ValueError(f"{self.name}: rows of {self.shape[-1]} do not divide by {block}")
        return self.shape[-1] // block * size

    @property
    def n_bytes(self) -> int:
        """Bytes of the whole tensor, without padding."""
        return self.row_bytes * int(np.prod(self.shape[:-1], dtype=np.int64))

    def chunks(self, random: np.random.Generator) -> Iterator[bytes]:
        """Give the tensor's bytes."""
        n_rows = self.n_bytes // self.row_bytes
        step = max(1, _CHUNK // self.shape[-1])
        for start in range(0, n_rows, step):
            end = min(start + step, n_rows)
            data = bytearray(self._block_rows(start, end, random))
            if self.zero_row and start == 0:
                data[: self.row_bytes] = bytes(self.row_bytes)
            yield bytes(data)

    def _block_rows(self, start: int, end: int, random: np.random.Generator) -> bytes:
        if self.kind in _SPREAD:
            return self._random_blocks(end - start, random)
        values = self._values(start, end, random)
        return quantize(values, self.kind).tobytes()

    def _values(self, start: int, end: int, random: np.random.Generator) -> np.ndarray[Any, Any]:
        shape = (end - start, self.shape[-1])
        if self.rows is not None:
            return np.ascontiguousarray(self.rows[start:end], dtype=np.float32)
        if self.fill is not None:
            return np.full(shape, self.fill, dtype=np.float32)
        values = random.standard_normal(shape, dtype=np.float32) * np.float32(self.scale)
        if self.column is not None:
            values[:, 0] = self.column[start:end]
        return values

    def _random_blocks(self, n_rows: int, random: np.random.Generator) -> bytes:
        """Return random blocks of a K-quant, which gguf's Python cannot quantise to: every bit
        random but the scales, which are sane."""
        if self.fill is not None or self.column is not None or self.rows is not None:
            raise ValueError(f"{self.name}: {self.kind.name} can only be random")
        size = GGML_QUANT_SIZES[self.kind][1]
        raw = np.frombuffer(random.bytes(n_rows * self.row_bytes), dtype=np.uint8)
        blocks = raw.reshape(-1, size).copy()
        for offset, unit in _SPREAD[self.kind]:
            scale = np.array([self.scale * unit], dtype=np.float16)
            blocks[:, offset : offset + 2] = scale.view(np.uint8)
        return blocks.tobytes()
