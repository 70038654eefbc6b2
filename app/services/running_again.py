"""A stored comparison run once more exactly: what is asked, and what came of it."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from app.core.problem import NaranhiError
from app.core.run import ModelFile, RunSpec
from app.core.same_run import Change, RunFacts, changes_between, facts_of, first_difference
from app.store.history_store import HistoryStore
from app.store.records import StoredRun
from app.store.run_store import RunStore


@dataclass(frozen=True)
class TwoRuns:
    """Two stored runs held against each other."""

    one: StoredRun
    other: StoredRun
    changes: tuple[Change, ...]
    """What is different about how they were made, the weightiest first."""
    difference: int | None
    """First character in which the answers (or else the thinking) differ; None where both are
    the same."""

    @property
    def in_thinking(self) -> bool:
        """Whether the answers are the same and only the thinking differs."""
        return self.difference is not None and self.one.outcome.text == self.other.outcome.text


def facts_of_stored(stored: StoredRun) -> RunFacts:
    """Return what a stored run's speed and text follow from."""
    file = stored.run.file
    return facts_of(
        stored.comparison.machine,
        stored.comparison.program,
        stored.outcome,
        (file.size_bytes, file.header_sha256, file.sha256),
    )


def two_runs(one: StoredRun, other: StoredRun) -> TwoRuns:
    """Hold two runs against each other."""
    difference = first_difference(one.outcome.text, other.outcome.text)
    if difference is None:
        difference = first_difference(one.outcome.thinking, other.outcome.thinking)
    changes = changes_between(facts_of_stored(one), facts_of_stored(other))
    return TwoRuns(one, other, changes, difference)


def spec_again(spec: RunSpec, find: Callable[[str], ModelFile]) -> RunSpec:
    """Return ``spec`` to be run again: the same models, prompt, sampling and load settings.

    A model whose file is not where it was (the history came from another PC, the library was
    moved) is looked for by its name; ``find`` raises NaranhiError for one that is not here, and
    its run then fails in its own place.
    """
    planned = [
        msgspec.structs.replace(one, model=_here(one.model, find), pane=pane)
        for pane, one in enumerate(spec.models)
    ]
    return msgspec.structs.replace(spec, comparison_id=uuid.uuid4().hex, models=tuple(planned))


def compare_again(runs: RunStore, history: HistoryStore, before: str, after: str) -> list[TwoRuns]:
    """Return each run of the comparison ``after`` beside the one of ``before`` that it repeats:
    same place in the plan, same round, both finished. Raises StoreError."""
    old = _by_place(runs, history, before)
    new = _by_place(runs, history, after)
    return [two_runs(old[place], one) for place, one in new.items() if place in old]


def _by_place(
    runs: RunStore, history: HistoryStore, comparison_id: str
) -> dict[tuple[int, int], StoredRun]:
    found: dict[tuple[int, int], StoredRun] = {}
    for run_id in history.run_ids(comparison_id):
        stored = runs.load_run(run_id)
        if stored is not None and stored.outcome.state == "finished":
            panes = [planned.pane for planned in stored.comparison.spec.models]
            place = panes.index(stored.run.planned.pane)
            found[place, stored.run.round_number] = stored
    return found


def _here(model: ModelFile, find: Callable[[str], ModelFile]) -> ModelFile:
    try:
        if Path(model.path).is_file():
            return model
        found = find(model.id)
    except (NaranhiError, OSError, ValueError):
        return model
    return msgspec.structs.replace(
        model, path=found.path, size_bytes=found.size_bytes, quantisation=found.quantisation
    )
