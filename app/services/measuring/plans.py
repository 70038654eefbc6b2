"""From what a person chooses to a plan: kinds of work become tasks."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.core.measure.plan import (
    DEFAULT_ROUNDS,
    USERS,
    BenchKind,
    BenchPlan,
    BenchTask,
    depth_tasks,
    load_tasks,
    standard_task,
    user_tasks,
)
from app.core.measure.texts import MeasureText, chat_task
from app.core.run import PlannedModel, Think
from app.services.translation import tr

DEFAULT_DEPTHS = (0, 512, 1024, 2048)


@dataclass(frozen=True)
class PlanWishes:
    """What is to be measured; the rest follows."""

    kinds: tuple[BenchKind, ...] = ("standard",)
    n_prefill: int = 512
    n_decode: int = 128
    rounds: int = DEFAULT_ROUNDS
    max_tokens: int = 128
    equal_length: bool = True
    seed: int = 0
    think: Think = "off"
    depths: tuple[int, ...] = DEFAULT_DEPTHS
    users: tuple[int, ...] = USERS
    idle_wait_s: float = 10.0
    label: str = ""


def make_bench_plan(
    models: Sequence[PlannedModel],
    wishes: PlanWishes,
    texts: Sequence[MeasureText],
    language: str,
) -> BenchPlan:
    """Return the plan, with an id of its own."""
    return BenchPlan(
        plan_id=uuid.uuid4().hex,
        models=tuple(models),
        tasks=tuple(_tasks(wishes, texts, language)),
        rounds=wishes.rounds,
        seed=wishes.seed,
        max_tokens=wishes.max_tokens,
        equal_length=wishes.equal_length,
        think=wishes.think,
        idle_wait_s=wishes.idle_wait_s,
        label=wishes.label,
    )


def _tasks(wishes: PlanWishes, texts: Sequence[MeasureText], language: str) -> Iterable[BenchTask]:
    for kind in wishes.kinds:
        match kind:
            case "standard":
                yield standard_task(wishes.n_prefill, wishes.n_decode)
            case "chat":
                yield from (chat_task(text, language) for text in texts)
            case "depth":
                yield from depth_tasks(wishes.depths)
            case "load":
                yield from load_tasks()
            case "users":
                yield from user_tasks(texts[0].text.strip(), wishes.users)


def task_words(task: BenchTask) -> str:
    """Return what a task is called."""
    match task.kind:
        case "standard":
            return tr("표준 (읽기 {prefill} · 쓰기 {decode}토큰)").format(
                prefill=task.n_prefill, decode=task.n_decode
            )
        case "chat":
            return task.title or tr("우리말 질문")
        case "depth":
            return tr("앞글 {n}토큰 뒤").format(n=task.depth)
        case "load":
            return tr("불러오기 (디스크에서)") if task.cold else tr("불러오기 (메모리에서)")
        case "users":
            return tr("동시 사용자 {n}명").format(n=task.users)


def figure_words(figure: str) -> str:
    """Return a figure's name with its unit."""
    return {
        "prefill_tps": tr("읽기 tok/s"),
        "decode_tps": "tok/s",
        "all_tps": tr("모두 합해 tok/s"),
        "ttft_ms": "TTFT ms",
        "ttft_p95_ms": tr("TTFT p95 ms"),
        "chars_per_s": tr("글자/초"),
        "total_ms": tr("시간 ms"),
        "load_ms": tr("불러오기 ms"),
        "joules_per_answer": tr("답 하나의 J"),
    }[figure]
