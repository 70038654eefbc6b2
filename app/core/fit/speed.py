"""How fast a model runs here: an estimate with a band, narrowed by every real run."""

import math
from collections.abc import Iterable, Sequence
from statistics import mean, median
from typing import Literal

import msgspec

from app.core.fit.calibration import Calibration
from app.core.fit.memory import Placement
from app.core.fit.model_work import main_type
from app.core.fit.shape import ModelShape
from app.core.fit.work import Machine

Basis = Literal["catalogue", "header", "calibration", "other_models", "measured"]
"""What a figure rests on: no measurement at all (and what was known of the model), this PC's
calibration, real runs of other models here, or runs of this very model here."""
Figure = Literal["decode", "prefill"]

USUAL_PROMPT = 512
"""Tokens of the prompt that prefill is told for."""
_CALIBRATED: dict[Figure, float] = {"decode": 0.15, "prefill": 0.25}
"""How far an estimate from a calibration may be off."""
_OTHER_MODELS = 0.10
"""The same once a real run of another model has been seen."""
_DOUBT, _DOUBT_OF_OTHERS = 0.5, 1.5
"""What a model is off by for itself against what all are off by on this PC, as variances: about
5 to 7 %; more where they differ in quantisation."""
_MEASURED = 0.05
"""How far the next run of the same model may be off the last."""
_UNCALIBRATED = 1.5
_PLACES = 32
_LEAST = 1e-9


class _Frozen(msgspec.Struct, frozen=True, kw_only=True):
    """Base of the values below."""


class Band(_Frozen, frozen=True, kw_only=True):
    """Tokens a second: the estimate, between what it may be at worst and at best.

    ``measured`` is what real runs of this model gave on the same devices; the estimate stays.
    """

    estimate: float
    low: float
    high: float
    basis: Basis
    measured: float | None = None


class SpeedEstimate(_Frozen, frozen=True, kw_only=True):
    """Decode and prefill at an empty context, and at its end."""

    decode_empty: Band
    decode_full: Band
    prefill_empty: Band
    """Of a prompt of :data:`USUAL_PROMPT` tokens, or as many as the context holds."""
    prefill_full: Band
    """Of the last slice that the context holds."""


class Correction(_Frozen, frozen=True, kw_only=True):
    """What one real run said of the estimate."""

    figure: Figure
    devices: tuple[str, ...]
    """Where the layers lay."""
    quantisation: str
    """The tensor type of most of the model's bytes."""
    identity: str
    """Of the model's file; empty where it is not known."""
    ratio: float
    """Measured over estimated."""


def estimate_speed(
    shape: ModelShape,
    placement: Placement,
    calibration: Calibration,
    corrections: Iterable[Correction] = (),
    *,
    identity: str = "",
) -> SpeedEstimate:
    """Return how fast a model would run. Never raises, whatever the shape says.

    ``corrections`` are those of real runs on this PC, in any order; those made with the same
    ``identity`` are of this very model.
    """
    machine = Machine(shape, placement, calibration)
    last = max(0, placement.n_ctx - 1)
    n_prompt = max(1, min(USUAL_PROMPT, placement.n_ctx))
    n_slice = max(1, min(placement.n_batch, placement.n_ctx))
    before = max(0, placement.n_ctx - n_slice)
    known = tuple(corrections)
    decode = _Judge(machine, "decode", known, identity)
    prefill = _Judge(machine, "prefill", known, identity)
    return SpeedEstimate(
        decode_empty=decode.band(1 / max(machine.decode_s(0), _LEAST), 0.0),
        decode_full=decode.band(1 / max(machine.decode_s(last), _LEAST), 1.0),
        prefill_empty=prefill.band(n_prompt / max(machine.prefill_s(n_prompt), _LEAST), 0.0),
        prefill_full=prefill.band(n_slice / max(machine.prefill_s(n_slice, before), _LEAST), 1.0),
    )


def learn(
    figure: Figure,
    shape: ModelShape,
    placement: Placement,
    calibration: Calibration,
    measured: float,
    *,
    n_prompt: int,
    n_output: int = 0,
    identity: str = "",
) -> Correction | None:
    """Return what a real run says of the estimates; None for one that says nothing.

    ``measured`` is its rate in tokens a second. Only a run alone on the machine, not throttled
    and with nothing cached, may teach.
    """
    machine = Machine(shape, placement, calibration)
    if figure == "decode":
        # Not at the middle: what looking back costs goes by steps.
        places = range(0, max(1, n_output), max(1, n_output // _PLACES))
        seconds = mean(machine.decode_s(n_prompt + place) for place in places)
    else:
        seconds = machine.prefill_s(n_prompt) / max(1, n_prompt)
    if not (seconds > 0 and math.isfinite(measured) and measured > 0):
        return None
    return Correction(
        figure=figure,
        devices=_names(machine),
        quantisation=main_type(shape),
        identity=identity,
        ratio=measured * seconds,
    )


class _Judge:
    """Turns a rate from the model of the machine into a band."""

    def __init__(
        self,
        machine: Machine,
        figure: Figure,
        corrections: Sequence[Correction],
        identity: str,
    ) -> None:
        here = [c for c in corrections if c.figure == figure and c.devices == _names(machine)]
        own = [c.ratio for c in here if identity and c.identity == identity]
        others = [c for c in here if not identity or c.identity != identity]
        alike = [c for c in others if c.quantisation == main_type(machine.shape)]
        self._own = median(own) if own else None
        self._basis: Basis
        self._factor, self._error, self._basis = _from_others(
            _by_model(alike), _by_model(others), machine, figure
        )
        self._full_error = _full_error(machine)

    def band(self, rate: float, fullness: float) -> Band:
        """Return the band of ``rate``; ``fullness`` is 1 at the end of the context."""
        estimate = rate * self._factor
        if self._own is not None:
            measured = rate * self._own
            error = _MEASURED + self._full_error * fullness
            return Band(
                estimate=estimate,
                low=measured / (1 + error),
                high=measured * (1 + error),
                basis="measured",
                # Runs are mostly short: the end of the context is only inferred from them.
                measured=measured if fullness == 0 else None,
            )
        error = self._error + self._full_error * fullness
        return Band(
            estimate=estimate,
            low=estimate / (1 + error),
            high=estimate * (1 + error),
            basis=self._basis,
        )


def _by_model(corrections: Iterable[Correction]) -> list[float]:
    """Return one ratio for each model, however often it ran."""
    ratios: dict[str, list[float]] = {}
    for one in corrections:
        ratios.setdefault(one.identity, []).append(one.ratio)
    return [median(of) for of in ratios.values()]


def _from_others(
    alike: list[float], others: list[float], machine: Machine, figure: Figure
) -> tuple[float, float, Basis]:
    """Return what to multiply an estimate by, how far it may then be off, and its basis."""
    shape = machine.shape
    guessed = 0.0 if shape.exact else 0.1
    for ratios, more, doubt in ((alike, 0.0, _DOUBT), (others, 0.05, _DOUBT_OF_OTHERS)):
        if ratios:
            middle = median(ratios)
            # Part of what one model was off by is its own, and says nothing of the next.
            factor = math.pow(middle, len(ratios) / (len(ratios) + doubt))
            apart = max(abs(math.log(ratio / middle)) for ratio in ratios)
            left = min(abs(math.log(middle / factor)), 1.0)
            error = _OTHER_MODELS + more + guessed + min(apart, 1.0) / 2 + left
            return factor, error, "other_models"
    used = [machine.devices[place] for place in machine.used]
    error = _CALIBRATED[figure] + guessed + max(device.spread for device in used)
    if len(used) > 1:
        # Handing over, copying, and what a CPU does otherwise beside a GPU were not measured.
        error += 0.25
    if any(layer.has_experts for layer in shape.layers):
        error += 0.1
    if any(not device.name for device in used):
        return 1.0, _UNCALIBRATED, "header" if shape.exact else "catalogue"
    return 1.0, error, "calibration"


def _full_error(machine: Machine) -> float:
    """Return how much less is known of the end of the context than of its start."""
    return 0.1 if machine.placement.cache_type == "f16" else 0.3


def _names(machine: Machine) -> tuple[str, ...]:
    return tuple(("CPU", *machine.placement.gpus)[place] for place in machine.used)
