"""The one change that would help, found by trying the changes, the cheapest first."""

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from app.core.fit.cache import cache_type_works
from app.core.fit.planning import Fit, Pc, Subject, plan
from app.core.fit.rooms import Rooms, alone, gpu_names, host_room, needs_of, with_more_memory
from app.core.fit.verdict import VERDICTS, Verdict, fitting_bytes
from app.core.run import CacheType, LoadSettings

ChangeKind = Literal[
    "unload_ours",
    "one_at_a_time",
    "smaller_context",  # n_ctx
    "cache_type",  # cache_type
    "fewer_gpu_layers",  # n_layers
    "experts_on_cpu",  # n_layers
    "cpu_only",
    "all_devices",
    "close_programs",  # n_bytes
    "smaller_quantisation",  # model
    "other_model",  # model
    "free_disk",  # n_bytes
    "more_memory",  # n_bytes
]
CONTEXTS = (131_072, 65_536, 32_768, 16_384, 8_192, 4_096, 2_048)
"""Contexts that are offered instead of a longer one."""
_GIB = 2**30
SYSTEM_SHARE, SYSTEM_BYTES = 1 / 8, 2 * _GIB
"""What the system itself keeps of the PC's memory when every program is closed: the less."""


class _Frozen(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of the values below."""


class Advice(_Frozen, frozen=True):
    """One change, and the verdict that it would bring; only what belongs to its kind is
    filled."""

    kind: ChangeKind
    verdict: Verdict
    n_ctx: int | None = None
    cache_type: CacheType | None = None
    n_layers: int | None = None
    n_bytes: int | None = None
    model: str = ""
    """Id, of another quantisation with ``:QUANTISATION``."""


class Other(_Frozen, frozen=True):
    """A model that could be taken instead."""

    model: str
    subject: Subject


class Question(_Frozen, frozen=True):
    """A model, how it was to be run, and what came of it. ``smaller`` are other quantisations of
    it, the largest first; ``others`` other models, the nearest first."""

    subject: Subject
    load: LoadSettings
    pc: Pc
    fit: Fit
    n_panes: int = 1
    smaller: tuple[Other, ...] = ()
    others: tuple[Other, ...] = ()

    def again(self, load: LoadSettings | None = None, pc: Pc | None = None) -> Fit:
        """Return what comes of it with other settings or another PC."""
        return plan(self.subject, load or self.load, pc or self.pc, self.n_panes)


def advise(question: Question) -> Advice | None:
    """Return the first change that makes it fit, else the first that makes it any better; None
    where nothing needs to be better, or nothing helps."""
    judgement = question.fit.judgement
    wanted = VERDICTS.index("fits")
    if judgement.grade <= wanted:
        if judgement.reason.kind != "held_by_ours":
            return None
        wanted = judgement.grade - 1
    best: Advice | None = None
    for advice in _changes(question):
        grade = VERDICTS.index(advice.verdict)
        if grade <= wanted:
            return advice
        if grade < (judgement.grade if best is None else VERDICTS.index(best.verdict)):
            best = advice
    return best


def _changes(question: Question) -> Iterator[Advice]:
    """Go through the changes in the order in which people would rather make them."""
    kind = question.fit.judgement.reason.kind
    if kind == "cannot_run":
        yield from _instead("other_model", question, question.others)
        return
    yield from _without_ours(question)
    yield from _one_at_a_time(question)
    yield from _contexts(question)
    yield from _cache_types(question)
    yield from _placements(question)
    yield from _instead("smaller_quantisation", question, question.smaller)
    yield from _closed_programs(question)
    yield from _disk(question)
    yield from _instead("other_model", question, question.others)
    yield from _more_memory(question)


def _without_ours(question: Question) -> Iterator[Advice]:
    if question.fit.judgement.reason.kind == "held_by_ours":
        emptied = _with(question.pc, alone(question.pc.rooms))
        yield _told("unload_ours", question.again(pc=emptied))


def _one_at_a_time(question: Question) -> Iterator[Advice]:
    if question.n_panes > 1:
        yield _told("one_at_a_time", plan(question.subject, question.load, question.pc))


def _contexts(question: Question) -> Iterator[Advice]:
    now, trained = question.fit.placement.n_ctx, question.subject.shape.n_ctx_train
    offered = {*CONTEXTS, trained} if trained else set(CONTEXTS)
    for n_ctx in sorted(offered, reverse=True):
        if n_ctx < now and (not trained or n_ctx <= trained):
            load = msgspec.structs.replace(question.load, n_ctx=n_ctx)
            yield _told("smaller_context", question.again(load), n_ctx=n_ctx)


def _cache_types(question: Question) -> Iterator[Advice]:
    shape = question.subject.shape
    if question.load.cache_type == "f16" and cache_type_works(shape, "q8_0"):
        load = msgspec.structs.replace(question.load, cache_type="q8_0")
        yield _told("cache_type", question.again(load), cache_type="q8_0")


def _placements(question: Question) -> Iterator[Advice]:
    """Try what the person has fixed differently: fewer layers on the GPU, none, or any."""
    load, placement = question.load, question.fit.placement
    if load.n_gpu_layers > 0 and gpu_names(question.pc.rooms, load.devices, question.pc.software):
        auto = question.again(msgspec.structs.replace(load, n_gpu_layers=-1))
        n_layers = auto.placement.n_gpu_layers
        if 0 < n_layers < load.n_gpu_layers:
            yield _told("fewer_gpu_layers", auto, n_layers=n_layers)
    if placement.gpus and any(layer.has_experts for layer in question.subject.shape.layers):
        yield from _experts(question)
    if placement.gpus:
        yield _told("cpu_only", question.again(msgspec.structs.replace(load, devices=())))
    elif load.devices is not None or load.n_gpu_layers == 0:
        freed = msgspec.structs.replace(load, devices=None, n_gpu_layers=-1)
        yield _told("all_devices", question.again(freed))


def _experts(question: Question) -> Iterator[Advice]:
    """Try to keep the experts of a half and of all layers in main memory, the rest on the GPU."""
    n_all = len(question.subject.shape.layers)
    for n_layers in (n_all // 2, n_all):
        load = msgspec.structs.replace(question.load, n_cpu_moe=n_layers, n_gpu_layers=n_all + 1)
        yield _told("experts_on_cpu", question.again(load), n_layers=n_layers)


def _closed_programs(question: Question) -> Iterator[Advice]:
    rooms = tuple(
        msgspec.structs.replace(room, free_bytes=most, free_alone_bytes=most)
        if room.kind == "cpu" and (most := _closed_bytes(room.total_bytes)) > room.free_alone_bytes
        else room
        for room in question.pc.rooms
    )
    if rooms != question.pc.rooms:
        fit = question.again(pc=_with(question.pc, rooms))
        yield _told("close_programs", fit, n_bytes=_missing_bytes(question, fit))


def _closed_bytes(total: int) -> int:
    return total - min(SYSTEM_BYTES, int(total * SYSTEM_SHARE))


def _disk(question: Question) -> Iterator[Advice]:
    disk = question.subject.disk
    if disk is not None and disk.needed_bytes > disk.free_bytes:
        subject = msgspec.structs.replace(question.subject, disk=None)
        fit = plan(subject, question.load, question.pc, question.n_panes)
        yield _told("free_disk", fit, n_bytes=disk.needed_bytes - disk.free_bytes)


def _instead(kind: ChangeKind, question: Question, others: Sequence[Other]) -> Iterator[Advice]:
    for other in others:
        fit = plan(other.subject, question.load, question.pc, question.n_panes)
        yield _told(kind, fit, model=other.model)


def _more_memory(question: Question) -> Iterator[Advice]:
    n_bytes = _missing_bytes(question, question.fit)
    if n_bytes > 0:
        # Memory is sold by whole gibibytes.
        n_bytes = -(-n_bytes // _GIB) * _GIB
        rooms = with_more_memory(question.pc.rooms, n_bytes)
        fit = question.again(pc=_with(question.pc, rooms))
        yield _told("more_memory", fit, n_bytes=n_bytes)


def _missing_bytes(question: Question, fit: Fit) -> int:
    """Return how much of the PC's own memory is missing for ``fit`` to be sure."""
    host = host_room(question.pc.rooms)
    if host is None:
        return 0
    needed = needs_of([fit.memory], question.pc.rooms).get(host.name, 0) * question.n_panes
    return max(0, fitting_bytes(needed, fit.memory.basis) - host.free_alone_bytes)


def _with(pc: Pc, rooms: Rooms) -> Pc:
    return msgspec.structs.replace(pc, rooms=rooms)


def _told(
    kind: ChangeKind,
    fit: Fit,
    *,
    n_ctx: int | None = None,
    cache_type: CacheType | None = None,
    n_layers: int | None = None,
    n_bytes: int | None = None,
    model: str = "",
) -> Advice:
    return Advice(
        kind=kind,
        verdict=fit.judgement.verdict,
        n_ctx=n_ctx,
        cache_type=cache_type,
        n_layers=n_layers,
        n_bytes=n_bytes,
        model=model,
    )
