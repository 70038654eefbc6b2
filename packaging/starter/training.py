"""Trains one model: so many steps of 2,048 tokens, in an order that the seed sets.

Where the CPU computes in bfloat16 the products are done in it, which halves the time; elsewhere
it would be emulated and many times slower, so all stays in float32 there.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path

import torch
from batches import Conversations, Packer, Scored, padded
from muon import Muon
from network import Network
from recipes import CONTEXT, Recipe
from torch.nn import functional

_BATCH = 2048
# Most conversations fit into half a context, whose attention costs half as much: the far
# positions are learned in the last part alone.
_SHORT_ROWS, _SHORT_SHARE = CONTEXT // 2, 0.75
_WARM_UP = 0.03
_LAST_RATE = 0.01
_CLIP = 1.0
_MATRIX_RATE = 0.02
_OTHER_RATE = 3e-3
_WEIGHT_DECAY = 0.05
_REPORTS = 10
_SAVE_EVERY = 25
_VALIDATION_ROWS = 32


def rate(step: int, steps: int, cool_down: float) -> float:
    """Share of the full learning rate: a short warm-up, a plateau, then straight down.

    ``cool_down`` is the share of the steps that go down.
    """
    done = (step + 1) / steps
    if done < _WARM_UP:
        return done / _WARM_UP
    return min(1.0, max(_LAST_RATE, (1 - done) / cool_down))


def row_length(step: int, steps: int) -> int:
    """Tokens in each row of a step's batch."""
    return _SHORT_ROWS if step < steps * _SHORT_SHARE else CONTEXT


def optimizers(network: Network, gain: float) -> list[torch.optim.Optimizer]:
    """Muon for the blocks' matrices, which learns several times faster here; AdamW for the rest."""
    matrices = [weight for weight in network.blocks.parameters() if weight.ndim == 2]
    known = {id(weight) for weight in matrices}
    others = [weight for weight in network.parameters() if id(weight) not in known]
    work = torch.bfloat16 if has_bfloat16() else torch.float32
    return [
        Muon(matrices, lr=gain * _MATRIX_RATE, weight_decay=_WEIGHT_DECAY, work=work),
        torch.optim.AdamW(others, lr=gain * _OTHER_RATE, betas=(0.9, 0.95), weight_decay=0.0),
    ]


def has_bfloat16() -> bool:
    """Whether this CPU computes in bfloat16 by itself."""
    return "avx512_bf16" in _cpu_flags() or "amx_bf16" in _cpu_flags()


def _cpu_flags() -> str:
    try:
        return Path("/proc/cpuinfo").read_text("utf-8")
    except OSError:
        return ""


def _precision() -> torch.autocast:
    return torch.autocast("cpu", torch.bfloat16, enabled=has_bfloat16())


def validate(network: Network, conversations: list[Scored]) -> tuple[float, float]:
    """Mean loss (nats a token) and share of tokens guessed right."""
    ordered = sorted(conversations, key=lambda each: len(each[0]))
    loss = right = count = 0.0
    network.eval()
    with torch.no_grad(), _precision():
        for start in range(0, len(ordered), _VALIDATION_ROWS):
            logits, targets = network.scored_logits(
                *padded(ordered[start : start + _VALIDATION_ROWS])
            )
            loss += functional.cross_entropy(logits, targets, reduction="sum").item()
            right += (logits.argmax(-1) == targets).sum().item()
            count += len(targets)
    network.train()
    return loss / count, right / count


@dataclass(frozen=True)
class Plan:
    """How long to train and how boldly; ``start`` holds weights to go on from."""

    steps: int
    threads: int = 2
    gain: float = 1.0
    cool_down: float = 0.7
    start: dict[str, torch.Tensor] | None = None


class Run:
    """One training run, which an interruption costs a few steps only."""

    def __init__(
        self, recipe: Recipe, plan: Plan, talks: tuple[Conversations, Conversations]
    ) -> None:
        torch.set_num_threads(plan.threads)
        torch.manual_seed(recipe.seed)
        self.network = Network(recipe.shape)
        if plan.start is not None:
            self.network.load_state_dict(plan.start)
        self._name, self._plan = recipe.name, plan
        self._packer, self._kept = Packer(talks[0]), talks[1].each()
        self._steppers = optimizers(self.network, plan.gain)
        self._rates = [stepper.param_groups[0]["lr"] for stepper in self._steppers]
        self._step = 0
        self._mean = 0.0

    def save(self, path: Path) -> None:
        """Writes weights, optimisers and the number of steps done."""
        states = [stepper.state_dict() for stepper in self._steppers]
        unfinished = path.with_suffix(".part")
        torch.save(
            {"weights": self.network.state_dict(), "optimizers": states, "step": self._step},
            unfinished,
        )
        os.replace(unfinished, path)

    def resume(self, path: Path) -> None:
        """Takes up a saved run; the batches it has seen are drawn again and passed over."""
        saved = torch.load(path)
        self.network.load_state_dict(saved["weights"])
        for stepper, state in zip(self._steppers, saved["optimizers"], strict=True):
            stepper.load_state_dict(state)
        while self._step < saved["step"]:
            self._batch()
            self._step += 1

    def finish(self, path: Path) -> None:
        """Trains to the last step, saving and reporting on the way."""
        steps, begun = self._plan.steps, time.monotonic()
        size = sum(weight.numel() for weight in self.network.parameters())
        print(f"{self._name}: {size:,} parameters, step {self._step} of {steps}", flush=True)
        report_every = max(1, steps // _REPORTS)
        while self._step < steps:
            loss = self._advance()
            self._mean = 0.95 * self._mean + 0.05 * loss if self._mean else loss
            if self._step % _SAVE_EVERY == 0 or self._step == steps:
                self.save(path)
            if self._step % report_every == 0 or self._step == steps:
                kept_loss, accuracy = validate(self.network, self._kept)
                print(
                    f"{self._name} step {self._step}/{steps} {time.monotonic() - begun:.0f} s "
                    f"loss {self._mean:.4f} validation {kept_loss:.4f} "
                    f"tokens right {accuracy:.4f}",
                    flush=True,
                )

    def _batch(self) -> tuple[torch.Tensor, torch.Tensor]:
        length = row_length(self._step, self._plan.steps)
        return self._packer.batch(_BATCH // length, length)

    def _advance(self) -> float:
        """One batch forward, backward and into the weights; its loss."""
        share = rate(self._step, self._plan.steps, self._plan.cool_down)
        for stepper, full_rate in zip(self._steppers, self._rates, strict=True):
            stepper.param_groups[0]["lr"] = full_rate * share
        with _precision():
            loss = functional.cross_entropy(*self.network.scored_logits(*self._batch()))
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), _CLIP)
        for stepper in self._steppers:
            stepper.step()
            stepper.zero_grad()
        self._step += 1
        return loss.item()
