"""Muon: momentum whose matrices are made orthogonal by five Newton-Schulz steps.

After Keller Jordan, "Muon: an optimizer for hidden layers" (2024). PyTorch's own always works in
bfloat16, which a CPU without bfloat16 arithmetic emulates some hundred times slower; this one
works in the type it is given, on all matrices of a shape at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import torch
from torch import Tensor

_STEPS = 5
_COEFFICIENTS = (3.4445, -4.7750, 2.0315)


def orthogonal(matrices: Tensor, work: torch.dtype) -> Tensor:
    """About the nearest orthogonal matrix of each in (count, rows, columns)."""
    tall = matrices.shape[1] > matrices.shape[2]
    x = (matrices.mT if tall else matrices).to(work)
    x = x / (torch.linalg.matrix_norm(x, keepdim=True) + 1e-7)
    a, b, c = _COEFFICIENTS
    for _ in range(_STEPS):
        gram = x @ x.mT
        x = torch.baddbmm(x, torch.baddbmm(gram, gram, gram, beta=b, alpha=c), x, beta=a)
    return (x.mT if tall else x).to(matrices.dtype)


class Muon(torch.optim.Optimizer):
    """Muon with Nesterov momentum and decoupled weight decay; takes matrices only."""

    def __init__(
        self,
        weights: Iterable[Tensor],
        lr: float,
        momentum: float = 0.95,
        weight_decay: float = 0.0,
        work: torch.dtype = torch.float32,
    ) -> None:
        super().__init__(
            list(weights), {"lr": lr, "momentum": momentum, "weight_decay": weight_decay}
        )
        self._work = work

    @torch.no_grad()
    def step(self) -> None:
        """One update of all weights."""
        for group in self.param_groups:
            shapes: dict[torch.Size, list[Tensor]] = defaultdict(list)
            for weight in group["params"]:
                shapes[weight.shape].append(weight)
            for shape, weights in shapes.items():
                self._update(group, shape, weights)

    def _update(self, group: dict[str, float], shape: torch.Size, weights: list[Tensor]) -> None:
        gradients = torch.stack([weight.grad for weight in weights if weight.grad is not None])
        state = self.state[weights[0]]
        if "momentum" not in state:
            state["momentum"] = torch.zeros_like(gradients)
        average: Tensor = state["momentum"]
        average.lerp_(gradients, 1 - group["momentum"])
        change = orthogonal(gradients.lerp(average, group["momentum"]), self._work)
        scale = group["lr"] * max(1.0, shape[0] / shape[1]) ** 0.5
        for weight, each in zip(weights, change, strict=True):
            weight.mul_(1 - group["lr"] * group["weight_decay"])
            weight.add_(each, alpha=-scale)
