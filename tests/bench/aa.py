"""How far the verdicts can be trusted: a model against itself, and against itself made slower.

Each measurement is a whole one: fresh workers, a warm-up, balanced rounds, the program's own
verdict. What is slower by a tenth is a scripted engine whose rate differs from run to run, and
a real model with more layers of the same shape; how much slower those really make it is told
from all rounds of all measurements together.
"""

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from app.core.measure.plan import BenchTask, standard_task
from app.core.measure.statistics import MIN_PAIRS, compare
from app.core.run import LoadSettings, ModelFile, PlannedModel
from tests.bench.measurements import Bench, measure, plan_of
from tests.bench.table import Row
from tests.helpers.gguf_layers import Shape
from tests.helpers.gguf_maker import Recipe, make_cached

N_MEASUREMENTS = 100
ROUNDS_OF_EQUALS, ROUNDS_OF_UNEQUALS = 5, 10
N_LAYERS, N_MORE_LAYERS = 20, 22
STANDARD = standard_task(n_prefill=128, n_decode=48)
CHAT = BenchTask(id="chat", kind="chat", prompt="안녕하세요")
FAKE_RATE, FAKE_TOKENS, JITTER = 600.0, 32, 0.03
_LOAD = LoadSettings(n_ctx=512, n_threads=1, devices=())


@dataclass(frozen=True)
class Kind:
    """What is measured again and again: which models, doing what, told by which figures."""

    name: str
    models: Callable[[int], tuple[PlannedModel, PlannedModel]]
    """The models of the n-th measurement, the slower one last."""
    task: BenchTask
    figures: tuple[str, ...]
    rounds: int


Rounds = tuple[Mapping[int, float], Mapping[int, float]]
"""The values of both models by round."""


def against_itself(folder: Path, n_pairs: int) -> list[Row]:
    """Count how often a difference is claimed where there is none."""
    model = _layers(folder, N_LAYERS)
    kind = Kind("itself", lambda _n: _both(model, model), STANDARD, _SPEEDS, ROUNDS_OF_EQUALS)
    rows: list[Row] = []
    for figure, found in _repeat(kind, _times(n_pairs)).items():
        claims = [_claim(rounds) for rounds in found]
        none = sum(not claim for claim in claims)
        note = (
            f"{kind.rounds} rounds each; called slower {claims.count('slower')}, "
            f"faster {claims.count('faster')} times; {_truth(found)}"
        )
        rows.append(
            _row(f"a model against itself, {figure}: no clear difference", none, found, 95, note)
        )
    return rows


def against_slower(folder: Path, n_pairs: int) -> list[Row]:
    """Count how often a tenth is found, and tell after how many rounds."""
    n_times = _times(n_pairs)
    quick, slow = _layers(folder, N_LAYERS), _layers(folder, N_MORE_LAYERS)
    real = Kind(
        f"real, {N_MORE_LAYERS} layers against {N_LAYERS}",
        lambda _n: _both(quick, slow),
        STANDARD,
        _SPEEDS,
        ROUNDS_OF_UNEQUALS,
    )
    fake = Kind(
        f"scripted, runs differ by {JITTER:.0%}",
        lambda n: _both(
            _script(folder, 2 * n, FAKE_RATE), _script(folder, 2 * n + 1, FAKE_RATE * 0.9)
        ),
        CHAT,
        ("decode_tps",),
        ROUNDS_OF_UNEQUALS,
    )
    return [row for kind in (fake, real) for row in _found(kind, n_times)]


_SPEEDS = ("decode_tps", "prefill_tps")


def _found(kind: Kind, n_times: int) -> list[Row]:
    rows: list[Row] = []
    for figure, found in _repeat(kind, n_times).items():
        right = sum(_claim(rounds) == "slower" for rounds in found)
        wrong = sum(_claim(rounds) == "faster" for rounds in found)
        fewest = [n for rounds in found if (n := _fewest(rounds, kind.rounds)) is not None]
        after = f"from round {median(fewest):g} on (median)" if fewest else "never"
        early = sum(_claim(_first(rounds, MIN_PAIRS)) == "slower" for rounds in found)
        note = f"{after}; with {MIN_PAIRS} rounds {early}; called faster {wrong}; {_truth(found)}"
        name = f"10 % slower ({kind.name}), {figure}: found with {kind.rounds} rounds"
        rows.append(_row(name, right, found, 90, note))
    return rows


def _repeat(kind: Kind, n_times: int) -> dict[str, list[Rounds]]:
    """Measure so many times, each with workers of its own: how a process happens to lie in
    memory is part of what differs."""
    found: dict[str, list[Rounds]] = {figure: [] for figure in kind.figures}
    for n in range(n_times):
        with Bench() as bench:
            plan = plan_of(
                kind.models(n), kind.task, rounds=kind.rounds, seed=n, max_tokens=FAKE_TOKENS
            )
            figures = measure(bench.measurer(), plan)
        for figure in kind.figures:
            first, second = (figures.find(model, 0, figure) for model in (0, 1))
            assert first is not None
            assert second is not None
            found[figure].append((first.by_round, second.by_round))
        print(f"\r  {kind.name}: {n + 1} of {n_times}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return found


def _claim(rounds: Rounds) -> str:
    """Return whether the second model is called slower or faster; empty where neither."""
    decision = compare(*rounds).decision
    return {"a_faster": "slower", "b_faster": "faster"}.get(decision, "")


def _first(rounds: Rounds, n: int) -> Rounds:
    of_a, of_b = ({r: value for r, value in of.items() if r <= n} for of in rounds)
    return of_a, of_b


def _fewest(rounds: Rounds, n_rounds: int) -> int | None:
    """Return from which round on the second was called slower, with every round after too;
    None where it was not in the end."""
    fewest = None
    for n in range(n_rounds, MIN_PAIRS - 1, -1):
        if _claim(_first(rounds, n)) != "slower":
            break
        fewest = n
    return fewest


def _ratios(found: list[Rounds]) -> list[list[float]]:
    return [[of_a[r] / of_b[r] for r in of_a.keys() & of_b.keys()] for of_a, of_b in found]


def _truth(found: list[Rounds]) -> str:
    """Tell how much faster the first really was, by all the rounds there were, and how far a
    round's ratio is from its own measurement's."""
    strayed = [abs(r / median(ratios) - 1) for ratios in _ratios(found) for r in ratios]
    ratio = median(ratio for ratios in _ratios(found) for ratio in ratios)
    return f"ratio of all rounds {ratio:.3f}, rounds stray {median(strayed):.1%}"


def _row(name: str, count: int, found: list[Rounds], bound: int, note: str) -> Row:
    """Return the row of a count; the bound is one of 100."""
    n = len(found)
    return Row(name, count, bound * n / N_MEASUREMENTS, f"of {n}", note=note)


def _times(n_pairs: int) -> int:
    """Return how often to measure: 100 times, or a few when it is to be quick."""
    return N_MEASUREMENTS if n_pairs >= 9 else 10


def _both(first: ModelFile, second: ModelFile) -> tuple[PlannedModel, PlannedModel]:
    return (
        PlannedModel(pane=0, model=first, load=_LOAD),
        PlannedModel(pane=1, model=second, load=_LOAD),
    )


def _layers(folder: Path, n_layers: int) -> ModelFile:
    """Return a model of random weights with so many layers, each of the same work."""
    shape = Shape(n_layers=n_layers, width=256, n_ff=512)
    recipe = Recipe(shape=shape, quantisation="Q8_0", name=f"{n_layers} layers")
    path = make_cached(folder, f"layers-{n_layers}-Q8_0.gguf", recipe)
    return ModelFile(id=path.stem, path=str(path), name=path.stem)


def _script(folder: Path, seed: int, rate: float) -> ModelFile:
    """Return a scripted engine with this rate, about."""
    path = folder / f"scripted-{seed}.json"
    script = {"rate": rate, "jitter": JITTER, "seed": seed, "n_tokens": FAKE_TOKENS}
    path.write_text(json.dumps(script), encoding="utf-8")
    return ModelFile(id=path.stem, path=str(path), name=path.stem, engine="fake")
