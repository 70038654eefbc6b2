"""Which backend runs a model fastest: the candidates, what was measured of each, the choice."""

from collections.abc import Collection, Sequence
from typing import Literal

import msgspec

from app.core.fit.calibration import bits_per_value
from app.core.fit.calibration_plan import Item
from app.core.fit.made_gguf import MAKEABLE, MadeShape
from app.core.fit.memory import Placement, most_gpu_layers
from app.core.fit.model_work import main_type, work_of
from app.core.fit.rooms import Rooms
from app.core.fit.shape import ModelShape
from app.core.run import GPU_MARGIN_BYTES, Device, LoadSettings

CHAT_PROMPT = 320
"""Tokens of a prompt of 500 characters, about."""
CHAT_OUTPUT = 200
"""Tokens of a usual answer."""
LIMIT_S = 9.0
"""For all candidates together; stopping the last one may take a second more."""
CANDIDATE_CTX = 1024
TRIAL_PROMPT = 128
_MADE_BYTES = 160 * 1024 * 1024
_MOST_LAYERS = 24
_STAND_IN = "Q4_K"

NO_GPU = "no GPU"
"""Kept in place of a class of shapes where this PC has nothing to choose from: so that no later
start has to ask which devices there are."""

Outcome = Literal["measured", "too_slow", "failed"]
"""``too_slow``: given up, for it could not be the faster one any more."""


class _Frozen(msgspec.Struct, frozen=True, kw_only=True):
    """Base of the values below."""


class Candidate(_Frozen, frozen=True, kw_only=True):
    """A way to load a model: on ``devices`` (none is the CPU alone), so many of its layers."""

    devices: tuple[str, ...] = ()
    n_gpu_layers: int = 0
    n_layers: int = 0
    """Of the whole model, the output layer counted."""

    @property
    def mixed(self) -> bool:
        """Whether a part of the layers stays on the CPU."""
        return bool(self.devices) and self.n_gpu_layers < self.n_layers

    def apply(self, settings: LoadSettings, gpus: Collection[str]) -> LoadSettings:
        """Return ``settings`` with these devices. How many layers they take is left to the
        load, which knows what is free then.

        ``gpus`` are all there are. Where these are they, none is named: of devices that are
        named the load makes a condition, and would not step down to the CPU for want of memory.
        """
        every = bool(self.devices) and set(self.devices) == set(gpus)
        return msgspec.structs.replace(settings, devices=None if every else self.devices)


class Trial(_Frozen, frozen=True, kw_only=True):
    """What was measured of a candidate, worked out for the whole model. Rates are tokens a
    second; where it was given up they are the most that it can be."""

    candidate: Candidate
    outcome: Outcome
    decode_tps: float | None = None
    prefill_tps: float | None = None

    @property
    def chat_s(self) -> float | None:
        """Seconds of a usual question and answer; None where it was not measured to the end."""
        if self.outcome != "measured" or not self.decode_tps or not self.prefill_tps:
            return None
        return CHAT_PROMPT / self.prefill_tps + CHAT_OUTPUT / self.decode_tps


class BackendChoice(_Frozen, frozen=True, kw_only=True):
    """What was chosen for a class of shapes, and why. ``made_at_ns`` is ns since 1970."""

    shape_class: str
    chosen: Candidate
    trials: tuple[Trial, ...] = ()
    """Empty where there was nothing to choose from."""
    made_at_ns: int = 0


def shape_class(shape: ModelShape) -> str:
    """Return what models must have in common for one's choice to be the other's: the kind of
    their layers, about their size, their tensor type."""
    kind = "experts" if any(layer.has_experts for layer in shape.layers) else "dense"
    size = 1
    while size * 2**20 * 3 // 2 < shape.weights_bytes:
        size *= 2
    return f"{kind} {main_type(shape)} {size} MiB"


def candidates(shape: ModelShape, rooms: Rooms, settings: LoadSettings) -> list[Candidate]:
    """Return the ways worth trying, the CPU first: each GPU with as much of the model as it has
    room for; all of them together where none alone holds it whole."""
    n_all = len(shape.layers) + 1
    found = [Candidate(n_layers=n_all)]
    gpus = tuple(room.name for room in rooms if room.kind in ("gpu", "igpu"))
    placement = Placement(
        n_ctx=settings.n_ctx or 4096, n_batch=settings.n_batch, cache_type=settings.cache_type
    )
    for devices in (*((gpu,) for gpu in gpus), *((gpus,) if len(gpus) > 1 else ())):
        if len(devices) > 1 and any(not one.mixed for one in found[1:]):
            break
        tried = msgspec.structs.replace(placement, gpus=devices)
        n_layers = most_gpu_layers(shape, tried, rooms, GPU_MARGIN_BYTES)
        if n_layers:
            found.append(Candidate(devices=devices, n_gpu_layers=n_layers, n_layers=n_all))
    return found


def made_like(shape: ModelShape) -> MadeShape:
    """Return a smaller model whose layers weigh a token as much as those of ``shape``: of the
    same width and type, with fewer layers; its feed-forward part takes the place of the
    experts that a token meets."""
    kind = main_type(shape)
    kind = kind if kind in MAKEABLE else _STAND_IN
    n_layers = max(1, len(shape.layers))
    layer = max(shape.layers, key=lambda one: one.weights_bytes, default=None)
    n_head = max(1, layer.n_head if layer else shape.n_head)
    n_head_kv = max(1, min(n_head, layer.n_head_kv if layer else n_head))
    while n_head % n_head_kv:
        n_head_kv -= 1
    width = max(256, shape.n_embd // 256 * 256)
    n_ff = shape.n_ff * max(1, shape.n_expert_used) if _has_experts(shape) else shape.n_ff
    made = MadeShape(
        type=kind,
        n_layers=1,
        width=width,
        n_head=n_head,
        n_head_kv=n_head_kv,
        head_size=_head_size(layer.n_k if layer else 0, n_head, n_head_kv, width),
        n_ff=max(256, n_ff // 256 * 256),
        n_ctx=CANDIDATE_CTX,
    )
    a_layer = msgspec.structs.replace(made, n_layers=2).weights_bytes - made.weights_bytes
    few = min(n_layers, _MOST_LAYERS, max(2, _MADE_BYTES // a_layer))
    return msgspec.structs.replace(made, n_layers=few)


def _has_experts(shape: ModelShape) -> bool:
    return any(layer.has_experts for layer in shape.layers)


def _head_size(n_k: int, n_head: int, n_head_kv: int, width: int) -> int:
    """Return a width of heads that K-quants can be made of: all heads together whole blocks."""
    size = n_k // n_head_kv if n_k else width // n_head
    size = min(max(32, size // 32 * 32), 256)
    while size * n_head % 256 or size * n_head_kv % 32:
        size += 32
    return size


def trial_items() -> tuple[Item, ...]:
    """Return what is measured of a candidate."""
    return (
        # A device that takes a second a token is to tell that, before its time is over.
        Item("decode", n_gen=8, repetitions=8, seconds=0.5, warm_up=False),
        Item("prefill", n_prompt=TRIAL_PROMPT, repetitions=3, seconds=0.6),
    )


def made_layers(candidate: Candidate, made: MadeShape) -> int:
    """Return how many layers of the made model lie on the GPUs, as large a share as of the
    whole one."""
    if not candidate.devices:
        return 0
    if not candidate.mixed:
        return made.n_layers + 1
    share = candidate.n_gpu_layers / max(1, candidate.n_layers)
    return min(made.n_layers - 1, max(1, round(made.n_layers * share)))


def trial_of(
    candidate: Candidate,
    shape: ModelShape,
    made: MadeShape,
    token_s: float | None,
    prompt_s: tuple[int, float] | None,
) -> Trial:
    """Return what the made model's times say of the whole one. ``prompt_s`` are the tokens and
    the seconds of a prompt."""
    if token_s is None:
        return Trial(candidate=candidate, outcome="too_slow")
    work = work_of(shape)
    layers = [work.layers[kind].weights for kind in work.kinds]
    in_layers = sum(one.n_bytes * one.share for weights in layers for one in weights)
    decode_tps = made.token_bytes / (in_layers + work.output_bytes) / token_s
    if prompt_s is None:
        return Trial(candidate=candidate, outcome="too_slow", decode_tps=decode_tps)
    n_prompt, seconds = prompt_s
    values = sum(one.n_values * one.share for weights in layers for one in weights)
    made_values = made.prompt_bytes * 8 / bits_per_value(made.type)
    return Trial(
        candidate=candidate,
        outcome="measured",
        decode_tps=decode_tps,
        prefill_tps=n_prompt / seconds * made_values / max(values, 1.0),
    )


def choose(trials: Sequence[Trial]) -> Candidate:
    """Return the faster one for a usual chat; the CPU where nothing else was measured."""
    measured = [trial for trial in trials if trial.chat_s is not None]
    best = min(measured, key=lambda trial: trial.chat_s or 0.0, default=None)
    return best.candidate if best else Candidate(n_layers=trials[0].candidate.n_layers)


def devices_key(devices: Sequence[Device]) -> str:
    """Return what tells these devices and their drivers from others."""
    return "; ".join(f"{one.name} {one.description} {one.driver}".strip() for one in devices)
