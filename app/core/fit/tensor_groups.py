"""The tensors of a GGUF by the part of the model they belong to."""

import re
from collections.abc import Sequence

import msgspec

from app.core.gguf_header import GgufHeader, TensorInfo

_LAYER = re.compile(r"blk\.([0-9]{1,4})\.(.+)")
_ROW_BLOCK = 8
"""A CPU copies a matrix into an order of its own where its rows come in such blocks."""


class TensorGroup(msgspec.Struct, frozen=True, array_like=True):
    """Tensors of one part of a model that are alike for memory.

    ``matrix`` tells whether they are matrices that a CPU may copy into an order of its own,
    ``expert`` whether a token meets only a few of their slices. ``first`` and ``last`` are
    where they begin and end in ``file`` (place of the part of a split model), ``largest`` the
    bytes of the largest.
    """

    type: str
    matrix: bool
    expert: bool
    n_bytes: int
    file: int
    first: int
    last: int
    largest: int = 0


class TensorGroups:
    """All tensors of a model, from the headers of all parts of it, first one first."""

    def __init__(self, headers: Sequence[GgufHeader]) -> None:
        self._layers: dict[int, _Part] = {}
        input_part, output_part = _Part(), _Part()
        self.bytes_by_type: dict[str, int] = {}
        self.n_params = 0
        self.has_output = False
        for file, header in enumerate(headers):
            for tensor in header.tensors:
                n_bytes = tensor.n_bytes or 0
                self.n_params += tensor.n_values
                self.bytes_by_type[tensor.type] = self.bytes_by_type.get(tensor.type, 0) + n_bytes
                if found := _LAYER.fullmatch(tensor.name):
                    part = self._layers.setdefault(int(found[1]), _Part())
                    part.add(tensor, file, found[2])
                elif tensor.name.startswith("output"):
                    self.has_output |= tensor.name == "output.weight"
                    output_part.add(tensor, file, tensor.name)
                else:
                    input_part.add(tensor, file, tensor.name)
        self.embedding, self.output = input_part.groups(), output_part.groups()
        self.embedding_bytes = sum(group.n_bytes for group in self.embedding)
        self.output_bytes = sum(group.n_bytes for group in self.output)

    def layer(self, index: int) -> tuple[TensorGroup, ...]:
        """Return the groups of one layer, none where it has no tensors."""
        part = self._layers.get(index)
        return part.groups() if part else ()


class _Part:
    def __init__(self) -> None:
        self._groups: dict[tuple[str, bool, bool, int], tuple[int, int, int, int]] = {}

    def add(self, tensor: TensorInfo, file: int, role: str) -> None:
        size = tensor.n_bytes or 0
        key = (tensor.type, _is_matrix(tensor, role), "_exps." in role, file)
        n_bytes, first, last, largest = self._groups.get(key, (0, tensor.offset, 0, 0))
        self._groups[key] = (
            n_bytes + size,
            min(first, tensor.offset),
            max(last, tensor.offset + size),
            max(largest, size),
        )

    def groups(self) -> tuple[TensorGroup, ...]:
        return tuple(
            TensorGroup(kind, matrix, expert, n_bytes, file, first, last, largest)
            for (kind, matrix, expert, file), (n_bytes, first, last, largest) in (
                self._groups.items()
            )
        )


def _is_matrix(tensor: TensorInfo, role: str) -> bool:
    """Tell whether llama.cpp multiplies by it slice by slice, each of whole blocks of rows.

    The table of the input counts as one: where it is tied it is the output's too. The stacked
    matrices, one a head, of multi-head latent attention are left as they are.
    """
    n_dimensions = 3 if "_exps." in role else 2
    return (
        role.endswith(".weight")
        and len(tensor.shape) == n_dimensions
        and tensor.shape[1] % _ROW_BLOCK == 0
    )
