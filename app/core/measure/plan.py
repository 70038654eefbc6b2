"""A measurement as it was planned: frozen, seeded, and cut into steps that can be resumed."""

from typing import Literal

import msgspec

from app.core.measure.orders import balanced_orders
from app.core.run import PlannedModel, Think

BenchKind = Literal["standard", "chat", "depth", "load", "users"]
"""``standard``: prefill and decode of synthetic tokens, as llama-bench; ``chat``: a Korean text
answered; ``depth``: decode and prefill behind a filled context; ``load``: cold and warm loads;
``users``: several answers at once from one model."""

STANDARD_PREFILL, STANDARD_DECODE = 512, 128
DEFAULT_ROUNDS = 5
MAX_ROUNDS = 1000
DEPTHS = (0, 1024, 2048, 4096)
USERS = (1, 2, 4, 8)


class _Frozen(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of the values below."""


class BenchTask(_Frozen, frozen=True):
    """One thing that every model does once a round.

    ``n_prefill`` and ``n_decode`` are synthetic tokens (standard, depth, users), ``depth`` the
    tokens in the context before them; ``prompt`` is the text of a chat or of the users' chats.
    """

    id: str
    kind: BenchKind
    title: str = ""
    prompt: str = ""
    system: str = ""
    n_prefill: int = 0
    n_decode: int = 0
    depth: int = 0
    users: int = 1
    cold: bool = False
    """A load after the system was asked to forget the file (load tasks)."""


class BenchPlan(_Frozen, frozen=True):
    """What is measured. Figures of steps are paired by task and round."""

    plan_id: str
    models: tuple[PlannedModel, ...]
    tasks: tuple[BenchTask, ...]
    rounds: int = DEFAULT_ROUNDS
    warmups: int = 1
    """Discarded runs of every model and task before the first round."""
    seed: int = 0
    """Of the order, and of the sampling where it is not greedy."""
    max_tokens: int = 128
    equal_length: bool = True
    """End tokens are ignored, so that every answer has ``max_tokens`` tokens."""
    think: Think = "off"
    idle_wait_s: float = 10.0
    """Most that is waited before a step until the machine is idle again."""
    label: str = ""
    """The person's own name for it."""


class BenchStep(_Frozen, frozen=True):
    """One run of one model. ``round_number`` 0 is a warm-up, which is not reported."""

    index: int
    round_number: int
    model: int
    """Place in the plan's models."""
    task: int
    """Place in the plan's tasks."""

    @property
    def counts(self) -> bool:
        """Whether the step is a measurement and not a warm-up."""
        return self.round_number > 0


def steps_of(plan: BenchPlan) -> tuple[BenchStep, ...]:
    """Return all steps in order: task by task, the warm-ups first, then the rounds, the models
    of each in a balanced order. The same plan always gives the same steps."""
    steps: list[BenchStep] = []

    def add(round_number: int, model: int, task: int) -> None:
        steps.append(BenchStep(index=len(steps), round_number=round_number, model=model, task=task))

    for task, work in enumerate(plan.tasks):
        warmups = 0 if work.kind == "load" else plan.warmups
        for _ in range(warmups):
            for model in range(len(plan.models)):
                add(0, model, task)
        orders = balanced_orders(len(plan.models), plan.rounds, plan.seed + task)
        for round_number, order in enumerate(orders, 1):
            for model in order:
                add(round_number, model, task)
    return tuple(steps)


def standard_task(n_prefill: int = STANDARD_PREFILL, n_decode: int = STANDARD_DECODE) -> BenchTask:
    """Return llama-bench's pp and tg in one task: prefill alone, then decode at depth 0."""
    return BenchTask(
        id=f"pp{n_prefill}-tg{n_decode}", kind="standard", n_prefill=n_prefill, n_decode=n_decode
    )


def depth_tasks(depths: tuple[int, ...] = DEPTHS, n_decode: int = 32) -> tuple[BenchTask, ...]:
    """Return the tasks of speed over context depth."""
    return tuple(
        BenchTask(id=f"depth{depth}", kind="depth", n_prefill=128, n_decode=n_decode, depth=depth)
        for depth in depths
    )


def load_tasks() -> tuple[BenchTask, ...]:
    """Return a cold and a warm load."""
    return (
        BenchTask(id="load-cold", kind="load", cold=True),
        BenchTask(id="load-warm", kind="load"),
    )


def user_tasks(prompt: str, users: tuple[int, ...] = USERS) -> tuple[BenchTask, ...]:
    """Return the tasks of simultaneous users who each send ``prompt``."""
    return tuple(BenchTask(id=f"users{n}", kind="users", users=n, prompt=prompt) for n in users)
