"""One model on this PC: where its layers would lie, what it takes, how fast it is, the verdict."""

import msgspec

from app.core.fit.backend import BackendChoice, shape_class
from app.core.fit.calibration import Calibration
from app.core.fit.korean import OTHERS, PROMPT_CHARS
from app.core.fit.memory import (
    MemoryEstimate,
    Placement,
    estimate_memory,
    most_gpu_layers,
    shared_by_room,
)
from app.core.fit.rooms import Rooms, gpu_names, needs_of
from app.core.fit.shape import ModelShape
from app.core.fit.speed import Band, Correction, SpeedEstimate, estimate_speed
from app.core.fit.verdict import Case, Disk, Judgement, judge
from app.core.run import DEFAULT_N_CTX, GPU_MARGIN_BYTES, LoadSettings


class _Frozen(msgspec.Struct, frozen=True, kw_only=True):
    """Base of the values below."""


class Pc(_Frozen, frozen=True):
    """What is known of this PC."""

    rooms: Rooms
    calibration: Calibration | None = None
    corrections: tuple[Correction, ...] = ()
    """What real runs here say of the estimates."""
    of_small: tuple[Correction, ...] = ()
    """The same of models that are too small to say anything of others."""
    software: frozenset[str] = frozenset()
    """GPUs that the processor plays: nothing is ever gained by them."""
    repacks: frozenset[str] = frozenset()
    """Tensor types that this CPU copies into an order of its own."""
    choices: tuple[BackendChoice, ...] = ()
    """What was measured to be the fastest place for models of a kind, with these devices."""


class Subject(_Frozen, frozen=True):
    """A model to judge."""

    shape: ModelShape
    chars_per_token: float = OTHERS
    disk: Disk | None = None
    refused: bool = False
    projector_bytes: int = 0
    identity: str = ""
    """SHA-256 of its header, where it is known: real runs are told apart by it."""


class Pace(_Frozen, frozen=True):
    """Tokens a second at an empty context."""

    decode: Band
    prefill: Band


class Outlook(_Frozen, frozen=True):
    """What a person makes of it."""

    pace: Pace | None
    """None where this PC's speed is not known, and with it what follows from it."""
    chars_per_s: Band | None
    """Characters of Korean a second."""
    first_token_s: float | None
    """Of an answer to a prompt of 500 characters."""
    judgement: Judgement


class Fit(_Frozen, frozen=True):
    """A model as it would run here."""

    placement: Placement
    n_layers: int
    """Of the model; with the output layer there is one more to place."""
    memory: MemoryEstimate
    speed: SpeedEstimate | None
    """At an empty and at a full context; None where this PC's speed is not known."""
    outlook: Outlook

    @property
    def judgement(self) -> Judgement:
        """The verdict."""
        return self.outlook.judgement


def plan(subject: Subject, load: LoadSettings, pc: Pc, n_panes: int = 1) -> Fit:
    """Return the best way to run ``n_panes`` such models at once, as far as ``load`` leaves it
    open: with what it asks for, and where nobody chose devices also with the CPU alone."""
    ways = ways_of(subject, load, pc, n_panes)
    fits = (fit_at(subject, placement, pc, n_panes) for placement in ways)
    return min(fits, key=lambda fit: rank(fit.outlook))


def fit_at(
    subject: Subject,
    placement: Placement,
    pc: Pc,
    n_panes: int = 1,
    memory: MemoryEstimate | None = None,
) -> Fit:
    """Return how ``placement`` goes; ``memory`` where something better than the estimate is
    known."""
    memory = memory or estimate_memory(subject.shape, placement)
    speed = speed_of(subject, placement, pc)
    pace = Pace(decode=speed.decode_empty, prefill=speed.prefill_empty) if speed else None
    return Fit(
        placement=placement,
        n_layers=len(subject.shape.layers),
        memory=memory,
        speed=speed,
        outlook=outlook_of(subject, placement, pc, memory, pace, n_panes),
    )


def outlook_of(
    subject: Subject,
    placement: Placement,
    pc: Pc,
    memory: MemoryEstimate,
    pace: Pace | None,
    n_panes: int = 1,
) -> Outlook:
    """Return what a person makes of so much memory and such a pace."""
    chars = _scaled(pace.decode, subject.chars_per_token) if pace else None
    first_token_s = None
    if pace is not None and (prefill := careful(pace.prefill)) > 0:
        first_token_s = PROMPT_CHARS / subject.chars_per_token / prefill
    case = Case(
        needs={name: n * n_panes for name, n in needs_of([memory], pc.rooms).items()},
        rooms=pc.rooms,
        basis=memory.basis,
        chars_per_s=careful(chars) if chars else None,
        first_token_s=first_token_s,
        n_ctx=placement.n_ctx,
        n_ctx_train=subject.shape.n_ctx_train,
        disk=subject.disk,
        refused=subject.refused,
    )
    return Outlook(pace=pace, chars_per_s=chars, first_token_s=first_token_s, judgement=judge(case))


def careful(band: Band) -> float:
    """Return what to count on: what was measured, else the lower end."""
    return band.low if band.measured is None else band.measured


def context_of(load: LoadSettings, shape: ModelShape) -> int:
    """Return the context that a load would have: what is asked for, else the usual one as far
    as the model was trained for."""
    if load.n_ctx is not None:
        return load.n_ctx
    return min(DEFAULT_N_CTX, shape.n_ctx_train or DEFAULT_N_CTX)


def choice_for(shape: ModelShape, load: LoadSettings, pc: Pc) -> BackendChoice | None:
    """Return what a load would go by: what was measured of models like this one, where nobody
    asks for devices."""
    if load.devices is not None or not pc.choices:
        return None
    kind = shape_class(shape)
    return next((choice for choice in pc.choices if choice.shape_class == kind), None)


def ways_of(subject: Subject, load: LoadSettings, pc: Pc, n_panes: int) -> list[Placement]:
    """Return the placements that ``load``, and what was measured, leave open."""
    choice = choice_for(subject.shape, load, pc)
    asked = load.devices if choice is None else choice.chosen.devices
    gpus = gpu_names(pc.rooms, asked, pc.software)
    host = Placement(
        n_ctx=context_of(load, subject.shape),
        n_batch=load.n_batch,
        cache_type=load.cache_type,
        flash_attention=load.flash_attention,
        use_mmap=load.use_mmap,
        repacks=pc.repacks,
        projector_bytes=subject.projector_bytes,
    )
    if not gpus or load.n_gpu_layers == 0 or subject.refused:
        return [host]
    mixed = msgspec.structs.replace(
        host,
        gpus=gpus,
        n_gpu_layers=load.n_gpu_layers,
        n_cpu_moe=load.n_cpu_moe,
        tensor_split=load.tensor_split,
    )
    mixed = shared_by_room(mixed, pc.rooms)
    if load.n_gpu_layers > 0:
        return [mixed]
    rooms = (
        pc.rooms
        if n_panes == 1
        else tuple(
            msgspec.structs.replace(room, free_bytes=room.free_bytes // n_panes)
            for room in pc.rooms
        )
    )
    n_layers = most_gpu_layers(subject.shape, mixed, rooms, GPU_MARGIN_BYTES)
    if not n_layers:
        return [host]
    mixed = msgspec.structs.replace(mixed, n_gpu_layers=n_layers)
    return [mixed, host] if asked is None else [mixed]


def rank(outlook: Outlook) -> tuple[int, float]:
    """Return what is smaller the better a way is: its verdict, then its speed."""
    return outlook.judgement.grade, -careful(outlook.pace.decode) if outlook.pace else 0.0


def speed_of(subject: Subject, placement: Placement, pc: Pc) -> SpeedEstimate | None:
    """Return how fast a placement is; None where this PC's speed is not known, or nothing
    would run."""
    if pc.calibration is None or subject.refused:
        return None
    own = [one for one in pc.of_small if subject.identity and one.identity == subject.identity]
    corrections = (*pc.corrections, *own)
    return estimate_speed(
        subject.shape, placement, pc.calibration, corrections, identity=subject.identity
    )


def _scaled(band: Band, factor: float) -> Band:
    return msgspec.structs.replace(
        band,
        estimate=band.estimate * factor,
        low=band.low * factor,
        high=band.high * factor,
        measured=None if band.measured is None else band.measured * factor,
    )
