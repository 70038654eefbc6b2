"""The runs that speed estimates learn from."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from app.core.run import Label, RunOutcome, RunState
from app.store.database import Database
from app.store.run_store import RunStore, read_measured
from tests.store.samples import FILE, REPORT, comparison, outcome, run


@pytest.fixture
def store(tmp_path: Path) -> Iterator[RunStore]:
    store = RunStore(tmp_path / "역사.sqlite3")
    yield store
    store.close()


def keep(
    store: RunStore,
    name: str,
    ended: RunOutcome,
    *,
    label: Label = "isolated",
    at: int = 2_000,
) -> None:
    asked = comparison(name)
    ended = msgspec.structs.replace(ended, label=label)
    store.finish_run(asked, run(asked, name, started_at_ns=at), ended, at + 1)


def told(n_prompt: int = 5, n_evaluated: int = 5, state: RunState = "finished") -> RunOutcome:
    return msgspec.structs.replace(
        outcome(40, state), n_prompt=n_prompt, n_prompt_evaluated=n_evaluated, report=REPORT
    )


def test_only_isolated_and_whole_runs_teach(store: RunStore) -> None:
    keep(store, "good", told())
    keep(store, "race", told(), label="race")
    keep(store, "cached", told(n_evaluated=1))
    keep(store, "stopped", told(state="cancelled"))
    keep(store, "short", msgspec.structs.replace(told(), stamps=None))
    (found,) = read_measured(store.measured_rows())
    assert found.planned.model.id == "m0"
    assert found.file == FILE
    assert found.report == REPORT
    assert found.decode_tps is not None
    assert found.n_output == 40


def test_the_newest_first(store: RunStore) -> None:
    for at in range(5):
        keep(store, f"run {at}", told(), at=at * 100)
    found = read_measured(store.measured_rows(limit=3))
    assert [one.started_at_ns for one in found] == [400, 300, 200]


def test_a_broken_one_says_nothing(store: RunStore, tmp_path: Path) -> None:
    keep(store, "good", told())
    keep(store, "broken", told(), at=9_000)
    other = Database(tmp_path / "역사.sqlite3")
    with other.writing() as connection:
        connection.execute("UPDATE outcomes SET outcome = x'01ff' WHERE run_id = 'broken'")
    other.close()
    rows = store.measured_rows()
    assert len(rows) == 2
    assert [one.started_at_ns for one in read_measured(rows)] == [2_000]
