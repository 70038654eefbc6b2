"""The estimate of speed after a calibration against what models of real shapes do, and the same
once a real run of another model has been seen."""

from dataclasses import dataclass
from pathlib import Path
from statistics import median

from app.core.fit.model_work import main_type
from app.core.fit.speed import Correction, Figure, estimate_speed
from tests.bench.speed_rounds import PLACEMENT, LoadedModels, Round
from tests.bench.table import Row

BOUNDS: dict[Figure, float] = {"decode": 15, "prefill": 25}
AFTER_A_RUN = 10
LEAST_ROUNDS = 2
"""In which a model, or two models, were measured."""
_TRIES = 3
"""Times the rounds that are wanted."""


@dataclass(frozen=True)
class _Error:
    """How far an estimate was off, in percent: the middle of all rounds that have it."""

    percent: float
    n_rounds: int


def speed_estimate(folder: Path, n_pairs: int) -> list[Row]:
    """Calibrate and run every model, again and again."""
    wanted = max(LEAST_ROUNDS, n_pairs // 2 + 1)
    models = LoadedModels(folder)
    rounds: list[Round] = []
    try:
        for _ in range(_TRIES * wanted):
            found = models.round()
            if found is None:
                print("  a round left out: the machine changed meanwhile", flush=True)
                continue
            rounds.append(found)
            _tell(found)
            if min(_n_rounds(rounds, name) for name in models.shapes) >= wanted:
                break
    finally:
        models.close()
    rows: list[Row] = []
    for figure, bound in BOUNDS.items():
        rows += _after_calibration(models, rounds, figure, bound)
        rows += _after_a_run(models, rounds, figure)
    return rows


def _after_calibration(
    models: LoadedModels, rounds: list[Round], figure: Figure, bound: float
) -> list[Row]:
    rows: list[Row] = []
    for name in models.shapes:
        error = _middle([1 / one.ratios[name][figure] for one in rounds if name in one.ratios])
        if error is None:
            continue
        label = f"{figure} estimate after calibration, {name}, off by"
        note = f"{error.percent:+.1f} %, {error.n_rounds} rounds"
        rows.append(Row(label, abs(error.percent), bound, "%", True, note))
    return rows


def _after_a_run(models: LoadedModels, rounds: list[Round], figure: Figure) -> list[Row]:
    """Return how far each estimate is off after a real run of each of the others."""
    rows: list[Row] = []
    for name in models.shapes:
        errors: dict[str, _Error] = {}
        for other in models.shapes:
            both = [one for one in rounds if {name, other} <= one.ratios.keys()]
            error = _middle([_told(models, one, name, other, figure) for one in both])
            if other != name and error is not None:
                errors[other] = error
        if not errors:
            continue
        worst = max(errors, key=lambda other: abs(errors[other].percent))
        middle = median(abs(error.percent) for error in errors.values())
        note = (
            f"{errors[worst].percent:+.1f} % after {worst}, {errors[worst].n_rounds} rounds; "
            f"middle of all others {middle:.1f} %"
        )
        label = f"{figure} estimate, {name}, after one run of any other model, off by"
        rows.append(Row(label, abs(errors[worst].percent), AFTER_A_RUN, "%", True, note))
    return rows


def _told(models: LoadedModels, one: Round, name: str, other: str, figure: Figure) -> float:
    """Return estimated over measured, after the other's run in the same round."""
    seen = Correction(
        figure=figure,
        devices=("CPU",),
        quantisation=main_type(models.shapes[other]),
        identity=other,
        ratio=one.ratios[other][figure],
    )
    without, withal = (
        getattr(
            estimate_speed(models.shapes[name], PLACEMENT, one.calibration, known, identity=name),
            f"{figure}_empty",
        )
        for known in ((), (seen,))
    )
    return withal.estimate / without.estimate / one.ratios[name][figure]


def _middle(told: list[float]) -> _Error | None:
    """Return the error of estimates over what was measured; None of too few."""
    if len(told) < LEAST_ROUNDS:
        return None
    return _Error((median(told) - 1) * 100, len(told))


def _n_rounds(rounds: list[Round], name: str) -> int:
    return sum(name in one.ratios for one in rounds)


def _tell(found: Round) -> None:
    ratios = (
        f"{name} " + "/".join(f"{ratio:.3f}" for ratio in of.values())
        for name, of in found.ratios.items()
    )
    print("  measured over estimated: " + ", ".join(ratios), flush=True)
