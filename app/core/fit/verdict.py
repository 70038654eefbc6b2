"""The verdict on a model on this PC, and the one reason that decides it.

Four grades, the best first::

    comfortable   room to spare, reads as fast as people do, answers begin at once
    fits          it runs; memory, speed or the first wait could be better
    tight         within the estimate's own error, or too slow to be read along
    no            memory or disk do not suffice, or llama.cpp cannot load it

Memory is held against what is free now and against what is free once nothing else of ours is
loaded: the program sends idle models away by itself, so a model that fits only then still
fits. More free memory never makes a verdict worse, nor does a faster speed.
"""

from collections.abc import Iterator
from typing import Literal

import msgspec

from app.core.fit.memory import Basis, DeviceRoom
from app.core.fit.rooms import Needs, Rooms

Verdict = Literal["comfortable", "fits", "tight", "no"]
VERDICTS: tuple[Verdict, ...] = ("comfortable", "fits", "tight", "no")
ReasonKind = Literal[
    "cannot_run", "memory", "held_by_ours", "disk", "slow", "slow_start", "context", "unmeasured"
]
"""``held_by_ours``: the memory is there but for idle models of ours; ``context``: longer than
the model was trained for; ``unmeasured``: how fast this PC is was never measured."""

_MIB = 2**20
_GIB = 2**30
SPARE_SHARE, SPARE_BYTES = 1 / 8, 2 * _GIB
"""A comfortable fit leaves this much of a device free, whichever is less."""
GPU_SPARE_BYTES = _GIB // 2
"""The same of a GPU's own memory, where no other programs live."""
ERRORS: dict[Basis, tuple[float, int]] = {
    "catalogue": (0.10, 256 * _MIB),
    "header": (0.05, 64 * _MIB),
    "simulated": (0.02, 64 * _MIB),
    "loaded": (0.01, 32 * _MIB),
}
"""How wrong an estimate may be by what it was made from: a share, and at least so many bytes."""
COMFORTABLE_CHARS_PER_S, READABLE_CHARS_PER_S = 10.0, 5.0
"""Korean is read at about 10 characters a second; at half of that reading along still works."""
COMFORTABLE_START_S, BEARABLE_START_S = 5.0, 30.0
"""How long the first token of an answer to a prompt of 500 characters may take."""
DISK_SPARE_BYTES = _GIB


class _Frozen(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of the values below."""


class Disk(_Frozen, frozen=True):
    """What a download still takes, and what the library's disk has."""

    needed_bytes: int
    free_bytes: int


class Reason(_Frozen, frozen=True):
    """Why a verdict is no better; only what belongs to its kind is filled."""

    kind: ReasonKind
    device: str = ""
    needed_bytes: int = 0
    free_bytes: int = 0
    chars_per_s: float | None = None
    seconds: float | None = None
    n_ctx: int | None = None
    """What the model was trained for."""


class Judgement(_Frozen, frozen=True):
    """A verdict and its reason."""

    verdict: Verdict
    reason: Reason

    @property
    def grade(self) -> int:
        """0 for the best verdict, 3 for the worst."""
        return VERDICTS.index(self.verdict)


class Case(_Frozen, frozen=True):
    """Everything that a verdict follows from."""

    needs: Needs
    """Bytes by device, of all panes together."""
    rooms: Rooms
    basis: Basis = "header"
    chars_per_s: float | None = None
    """Korean characters a second, the lower end of what is expected; None where unknown."""
    first_token_s: float | None = None
    n_ctx: int = 0
    n_ctx_train: int = 0
    """0 where nobody knows."""
    disk: Disk | None = None
    """None where the file is here."""
    refused: bool = False
    """llama.cpp cannot load it, whatever the PC."""
    memory_only: bool = False
    """Whether nobody asks how fast it would be."""


def judge(case: Case) -> Judgement:
    """Return the worst that is found; of equals memory comes before disk and speed."""
    return max(_findings(case), key=lambda found: found.grade)


def error_bytes(needed: int, basis: Basis) -> int:
    """Return by how much an estimate of ``needed`` may be wrong."""
    share, least = ERRORS[basis]
    return max(least, int(needed * share))


def fitting_bytes(needed: int, basis: Basis) -> int:
    """Return how much free memory makes ``needed`` fit."""
    return needed + error_bytes(needed, basis)


def _findings(case: Case) -> Iterator[Judgement]:
    if case.refused:
        yield Judgement(verdict="no", reason=Reason(kind="cannot_run"))
    # Of devices that are equally bad, the one with the least to spare is told.
    found = [(_share_left(room, case), _judge_room(room, case)) for room in case.rooms]
    yield from (judgement for _, judgement in sorted(found, key=lambda pair: pair[0]))
    missing = case.needs.keys() - {room.name for room in case.rooms}
    for name in sorted(missing):
        yield _memory("no", name, case.needs[name], 0)
    if case.disk is not None:
        yield _judge_disk(case.disk)
    if case.chars_per_s is not None:
        verdict = _graded(case.chars_per_s, COMFORTABLE_CHARS_PER_S, READABLE_CHARS_PER_S)
        yield Judgement(verdict=verdict, reason=Reason(kind="slow", chars_per_s=case.chars_per_s))
    if case.first_token_s is not None:
        verdict = _graded(-case.first_token_s, -COMFORTABLE_START_S, -BEARABLE_START_S)
        yield Judgement(
            verdict=verdict, reason=Reason(kind="slow_start", seconds=case.first_token_s)
        )
    if 0 < case.n_ctx_train < case.n_ctx:
        yield Judgement(verdict="tight", reason=Reason(kind="context", n_ctx=case.n_ctx_train))
    if case.chars_per_s is None and not case.memory_only:
        yield Judgement(verdict="fits", reason=Reason(kind="unmeasured"))


def _judge_room(room: DeviceRoom, case: Case) -> Judgement:
    needed = case.needs.get(room.name, 0)
    now = _grade_memory(needed, room.free_bytes, room, case.basis)
    alone = _grade_memory(needed, room.free_alone_bytes, room, case.basis)
    if alone == "no":
        return _memory("no", room.name, needed, room.free_alone_bytes)
    after = VERDICTS[max(VERDICTS.index(alone), VERDICTS.index("fits"))]
    if VERDICTS.index(now) <= VERDICTS.index(after):
        return _memory(now, room.name, needed, room.free_bytes)
    return _memory(after, room.name, needed, room.free_alone_bytes, "held_by_ours")


def _grade_memory(needed: int, free: int, room: DeviceRoom, basis: Basis) -> Verdict:
    error = error_bytes(needed, basis)
    most = SPARE_BYTES if room.kind == "cpu" or room.unified else GPU_SPARE_BYTES
    spare = max(error, min(most, int(room.total_bytes * SPARE_SHARE)))
    if not needed:
        return "comfortable"
    if needed > free:
        return "no"
    if needed + error > free:
        return "tight"
    return "fits" if needed + spare > free else "comfortable"


def _share_left(room: DeviceRoom, case: Case) -> float:
    needed = case.needs.get(room.name, 0)
    return (room.free_alone_bytes - needed) / max(room.total_bytes, 1) if needed else 1.0


def _judge_disk(disk: Disk) -> Judgement:
    verdict: Verdict = "comfortable"
    if disk.needed_bytes > disk.free_bytes:
        verdict = "no"
    elif disk.needed_bytes + DISK_SPARE_BYTES > disk.free_bytes:
        verdict = "fits"
    reason = Reason(kind="disk", needed_bytes=disk.needed_bytes, free_bytes=disk.free_bytes)
    return Judgement(verdict=verdict, reason=reason)


def _graded(value: float, comfortable: float, bearable: float) -> Verdict:
    if value >= comfortable:
        return "comfortable"
    return "fits" if value >= bearable else "tight"


def _memory(
    verdict: Verdict, device: str, needed: int, free: int, kind: ReasonKind = "memory"
) -> Judgement:
    reason = Reason(kind=kind, device=device, needed_bytes=needed, free_bytes=free)
    return Judgement(verdict=verdict, reason=reason)
