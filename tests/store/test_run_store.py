"""What goes into the history comes out again."""

import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from app.core.run import RunState
from app.store.owner import Owner, this_process
from app.store.run_store import PROMPT_START_CHARS, RunStore
from tests.store.samples import FILE, comparison, outcome, run

N_MANY = 10_000


@pytest.fixture
def store(tmp_path: Path) -> Iterator[RunStore]:
    store = RunStore(tmp_path / "역사.sqlite3")
    yield store
    store.close()


def test_a_run_is_there_before_it_ends(store: RunStore) -> None:
    asked = comparison()
    store.begin_comparison(asked)
    begun = run(asked)
    store.begin_run(begun)
    stored = store.load_run("r")
    assert stored is not None
    assert (stored.comparison, stored.run, stored.ended_at_ns) == (asked, begun, None)
    assert (stored.outcome.state, stored.outcome.text) == ("running", "")


@pytest.mark.parametrize("state", ["finished", "cancelled", "failed"])
def test_a_finished_run_comes_back_whole(store: RunStore, state: RunState) -> None:
    asked = comparison()
    begun, ended = run(asked), outcome(state=state)
    store.begin_comparison(asked)
    store.begin_run(begun)
    store.finish_run(asked, begun, ended, 9_000)
    stored = store.load_run("r")
    assert stored is not None
    assert (stored.outcome, stored.ended_at_ns, stored.run.file) == (ended, 9_000, FILE)
    (line,) = store.list_runs()
    assert (line.state, line.model_name, line.quantisation) == (state, "모델 0", "Q8_0")
    assert (line.backend, line.n_output) == ("CPU", 5)
    assert line.ttft_ms == pytest.approx(50)
    assert line.decode_tps == pytest.approx(90.9, rel=0.01)
    assert line.problem_kind == ("decode_failed" if state == "failed" else None)


def test_a_run_that_could_not_be_stored_when_it_began_is_stored_when_it_ends(
    store: RunStore,
) -> None:
    asked = comparison()
    store.finish_run(asked, run(asked), outcome(), 9_000)
    store.finish_run(asked, run(asked), outcome(), 9_000)
    assert [line.run_id for line in store.list_runs()] == ["r"]


def test_nothing_there(store: RunStore) -> None:
    assert store.load_run("r") is None
    assert store.list_runs() == []
    assert store.mark_interrupted() == 0


def test_listing_is_newest_first_in_pages_and_by_comparison(store: RunStore) -> None:
    for name in ("a", "b"):
        asked = comparison(name, prompt=name * 1000)
        for i in range(3):
            started = 100 * i + (name == "b")
            store.finish_run(asked, run(asked, f"{name}{i}", i % 2, started), outcome(), 9_000)
    assert [line.run_id for line in store.list_runs(4)] == ["b2", "a2", "b1", "a1"]
    assert [line.run_id for line in store.list_runs(4, before_ns=100)] == ["b0", "a0"]
    of_a = store.list_runs(comparison_id="a")
    assert [line.run_id for line in of_a] == ["a2", "a1", "a0"]
    assert of_a[0].prompt_start == "a" * PROMPT_START_CHARS
    assert store.count_runs() == 6


def test_ten_thousand_runs_are_listed_at_once(store: RunStore) -> None:
    asked = comparison(prompt="긴 질문 " * 2_000)
    store.finish_run(asked, run(asked), outcome(500), 9_000)
    with store.database.writing() as connection:
        columns: list[str] = [r[1] for r in connection.execute("PRAGMA table_info(runs)")]
        for i in range(1, N_MANY):
            values = ", ".join(
                {"run_id": f"'r{i}'", "started_at": str(i)}.get(name, name) for name in columns
            )
            connection.execute(f"INSERT INTO runs SELECT {values} FROM runs WHERE run_id = 'r'")
        connection.execute(
            "INSERT INTO outcomes SELECT r.run_id, o.outcome FROM runs r, outcomes o "
            "WHERE r.run_id != o.run_id"
        )
    began = time.perf_counter()
    page = store.list_runs(100, before_ns=N_MANY // 2)
    assert time.perf_counter() - began < 0.1
    assert page[0].started_at_ns == N_MANY // 2 - 1
    began = time.perf_counter()
    assert len(store.list_runs(N_MANY)) == N_MANY
    assert time.perf_counter() - began < 2
    began = time.perf_counter()
    store.mark_interrupted()
    assert not store.overlapping(run(asked), 10_000)
    assert time.perf_counter() - began < 0.1


def test_what_an_unknown_process_left_running_is_interrupted(store: RunStore) -> None:
    asked = comparison()
    for name, owner in {
        "mine": this_process(),
        "gone": Owner(2**22 + 1, 1.0),
        "another process with my id": Owner(psutil.Process().pid, 1.0),
    }.items():
        store._owner = owner
        store.begin_comparison(asked)
        store.begin_run(run(asked, name))
    assert store.mark_interrupted() == 2
    states = {line.run_id: line.state for line in store.list_runs()}
    assert states == {
        "mine": "running",
        "gone": "interrupted",
        "another process with my id": "interrupted",
    }
    left = store.load_run("gone")
    assert left is not None
    assert left.outcome.state == "interrupted"


def test_another_window_that_computes_meanwhile_is_noticed(store: RunStore) -> None:
    asked = comparison()
    mine = run(asked, "mine", started_at_ns=1_000)
    store.begin_comparison(asked)
    store.begin_run(mine)
    assert not store.overlapping(mine, 2_000)
    other = RunStore(store.path)
    other._owner = Owner(2**22 + 1, 1.0)
    for started, ended, overlaps in ((100, 900, False), (2_100, 2_200, False), (500, 1_500, True)):
        other.finish_run(asked, run(asked, f"{started}", 1, started), outcome(), ended)
        assert store.overlapping(mine, 2_000) is overlaps
    other.close()


def test_another_living_window_that_still_computes_is_noticed(store: RunStore) -> None:
    asked = comparison()
    mine = run(asked, "mine")
    store.begin_comparison(asked)
    store.begin_run(mine)
    parent = psutil.Process().parent()
    assert parent is not None
    store._owner = Owner(parent.pid, parent.create_time())
    store.begin_run(run(asked, "theirs", 1))
    store._owner = this_process()
    assert store.overlapping(mine, 3_000)
