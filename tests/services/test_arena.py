"""Comparisons with real workers and fake models."""

import itertools
from collections.abc import Callable

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from app.core.problem import UsageError
from app.core.run import (
    MAX_PANES,
    ChatMessage,
    LoadSettings,
    Mode,
    ModelFile,
    PlannedModel,
    RunSpec,
)
from app.store.owner import Owner
from tests.services.stage import LONG_MS, Stage, assert_no_overlap, plan

Fake = Callable[..., ModelFile]


def test_fair_rounds_rotate_and_each_model_is_alone(qtbot: QtBot, stage: Stage, fake: Fake) -> None:
    models = [fake("a", rate=1000), fake("b", rate=1000), fake("c", rate=1000)]
    outcomes = stage.run(qtbot, plan(models, rounds=3))
    assert [o.state for o in outcomes] == ["finished"] * 9
    assert {o.label for o in outcomes} == {"isolated"}
    starts = [event[1:] for event in stage.events if event[0] == "start"]
    assert starts == [
        *((0, 1), (1, 1), (2, 1)),
        *((1, 2), (2, 2), (0, 2)),
        *((2, 3), (0, 3), (1, 3)),
    ]
    assert_no_overlap(stage)
    assert set(stage.stored().values()) == {"finished"}
    assert stage.arena.worker_state(0) == "ready"


def test_a_race_loads_everything_first_and_goes_at_once(
    qtbot: QtBot, stage: Stage, fake: Fake
) -> None:
    models = [fake(name, rate=200, n_tokens=30) for name in "abc"]
    outcomes = stage.run(qtbot, plan(models, "race", rounds=2))
    assert [o.state for o in outcomes] == ["finished"] * 6
    assert {o.label for o in outcomes} == {"race"}
    states = [event[2] for event in stage.events if event[0] == "worker"]
    assert states.index("running") > max(i for i, s in enumerate(states) if s == "loading")
    first = [run for run in stage.live_runs() if run.round_number == 1]
    stamps = [run.outcome.stamps for run in first if run.outcome and run.outcome.stamps]
    assert max(s.tokens[0] for s in stamps) < min(s.tokens[-1] for s in stamps)
    ended = [i for i, e in enumerate(stage.events) if e[0] == "end" and e[2] == 1]
    begun_again = [i for i, e in enumerate(stage.events) if e[0] == "start" and e[2] == 2]
    assert max(ended) < min(begun_again)


@pytest.mark.parametrize(
    ("mode", "chosen", "used"), [("fair", None, 4), ("race", None, 2), ("race", 4, 4)]
)
def test_a_race_shares_the_cores_unless_a_number_was_chosen(
    qtbot: QtBot, stage: Stage, fake: Fake, mode: Mode, chosen: int | None, used: int
) -> None:
    spec = plan([fake(name, rate=1000, n_threads=4) for name in "ab"], mode)
    models = tuple(
        msgspec.structs.replace(planned, load=LoadSettings(n_threads=chosen))
        for planned in spec.models
    )
    outcomes = stage.run(qtbot, msgspec.structs.replace(spec, models=models))
    assert [o.report.n_threads for o in outcomes if o.report] == [used, used]


def test_a_race_with_one_model_left_is_still_a_race(qtbot: QtBot, stage: Stage, fake: Fake) -> None:
    models = [fake("a", rate=1000), fake("b", fail_load="out_of_memory")]
    alive, dead = stage.run(qtbot, plan(models, "race"))
    assert (alive.state, alive.label) == ("finished", "race")
    assert (dead.state, dead.label) == ("failed", "race")


def test_what_is_asked_arrives(qtbot: QtBot, stage: Stage, fake: Fake) -> None:
    texts = ["하나 둘", "셋 넷"]
    models = [fake(str(i), rate=None, text=text) for i, text in enumerate(texts)]
    spec = plan(models, prompt="한국", system="짧게\r\n")
    history = (ChatMessage(role="user", content="?"), ChatMessage(role="assistant", content="!"))
    planned = PlannedModel(pane=0, model=models[0], history=history)
    spec = RunSpec(
        comparison_id="asked", prompt="한국", system="짧게\r\n", models=(planned, spec.models[1])
    )
    outcomes = stage.run(qtbot, spec)
    assert [o.text for o in outcomes] == texts
    assert stage.arena.comparison is not None
    assert stage.arena.comparison.spec.prompt == "한국"
    assert stage.arena.comparison.spec.system == "짧게\n"
    stored = stage.store.load_run(stage.live_runs()[0].run_id)
    assert stored is not None
    assert stored.run.planned == planned
    assert stored.outcome == outcomes[0]
    assert stored.comparison.machine.memory_bytes > 0


def test_a_run_is_stored_as_running_before_it_is_sent(
    qtbot: QtBot, stage: Stage, fake: Fake
) -> None:
    seen: list[str] = []

    def look(pane: int) -> None:
        if stage.arena.worker_state(pane) == "running":
            seen.extend(line.state for line in stage.store.list_runs() if line.pane == pane)

    stage.arena.workerStateChanged.connect(look)
    stage.run(qtbot, plan([fake("a"), fake("b")]))
    assert seen == ["running", "running"]


@pytest.mark.parametrize("mode", ["fair", "race"])
def test_what_fails_stays_in_its_pane(qtbot: QtBot, stage: Stage, fake: Fake, mode: Mode) -> None:
    models = [
        fake("good", rate=1000),
        fake("unknown", fail_load="unknown_architecture"),
        fake("aborts", rate=1000, abort_at=3),
        ModelFile(id="gone", path="/no/such/model.gguf", name="gone"),
        fake("also good", rate=1000),
        fake("leaves", rate=1000, exit_at=2),
    ]
    stage.run(qtbot, plan(models, mode, rounds=2))
    came_of = {(r.pane, r.round_number): r.outcome for r in stage.live_runs() if r.outcome}
    kinds = {pane: o.problem.kind for (pane, _), o in came_of.items() if o.problem}
    assert kinds == {
        1: "unknown_architecture",
        2: "worker_crashed",
        3: "file_missing",
        5: "worker_crashed",
    }
    assert sorted(came_of) == [(0, 1), (0, 2), (1, 1), (2, 1), (3, 1), (4, 1), (4, 2), (5, 1)]
    assert came_of[2, 1].n_output >= 1
    assert came_of[2, 1].text
    assert stage.arena.worker_state(2) == "crashed"
    assert stage.arena.log_lines(2)
    problem = stage.arena.worker_problem(3)
    assert problem is not None
    assert problem.kind == "file_missing"
    assert stage.stored() == {key: o.state for key, o in came_of.items()}


def test_the_same_model_twice_has_two_workers(qtbot: QtBot, stage: Stage, fake: Fake) -> None:
    twice = fake("a", rate=1000)
    outcomes = stage.run(qtbot, plan([twice, twice]))
    assert [o.state for o in outcomes] == ["finished", "finished"]
    assert len(set(stage.arena.worker_pids().values())) == 2


def test_loaded_models_are_kept_for_the_next_comparison(
    qtbot: QtBot, stage: Stage, fake: Fake
) -> None:
    a, b = fake("a", rate=1000), fake("b", rate=1000)
    stage.run(qtbot, plan([a, b]))
    before = stage.arena.worker_pids()
    stage.run(qtbot, plan([b, a], "race"))
    assert stage.arena.worker_pids() == {0: before[1], 1: before[0]}


def test_a_fair_run_waits_for_a_load_that_still_goes(
    qtbot: QtBot, stage: Stage, fake: Fake
) -> None:
    models = [fake("a", rate=1000), fake("b", rate=1000, load_ms=200)]
    spec = plan(models)
    stage.run(qtbot, spec)
    stage.arena.unload(1)
    qtbot.waitUntil(lambda: stage.arena.worker_state(1) == "stopped", timeout=LONG_MS)
    stage.arena.load_again(1)
    assert [o.state for o in stage.run(qtbot, spec)] == ["finished", "finished"]
    assert_no_overlap(stage)


def test_nonsense_is_refused_before_anything_happens(
    qtbot: QtBot, stage: Stage, fake: Fake
) -> None:
    a = fake("a", rate=200, n_tokens=40)
    refused = {
        "prompt_empty": plan([a, a], prompt=" \n\0"),
        "prompt_too_large": plan([a, a], prompt="가" * 400_000),
        "too_few_models": plan([a]),
        "too_many_models": plan([a] * (MAX_PANES + 1)),
    }
    for kind, spec in refused.items():
        with pytest.raises(UsageError) as caught:
            stage.arena.start(spec)
        assert caught.value.problem.kind == kind
    assert not stage.arena.running
    assert stage.arena.comparison is None
    stage.arena.start(plan([a, a]))
    with pytest.raises(UsageError) as caught:
        stage.arena.start(plan([a, a]))
    assert caught.value.problem.kind == "already_running"
    stage.wait_for_end(qtbot)
    assert stage.store.count_runs() == 2


def test_a_prompt_that_is_too_long_says_both_numbers(
    qtbot: QtBot, stage: Stage, fake: Fake
) -> None:
    models = [fake("small", n_ctx=20), fake("large", rate=1000)]
    small, large = stage.run(qtbot, plan(models, prompt="가나다 " * 100))
    assert small.problem is not None
    assert small.problem.kind == "prompt_too_long"
    assert small.problem.params["n_ctx"] == 20
    assert isinstance(small.problem.params["n_prompt"], int)
    assert small.problem.params["n_prompt"] > 20
    assert large.state == "finished"


def test_another_window_that_computes_makes_it_a_race(
    qtbot: QtBot, stage: Stage, fake: Fake
) -> None:
    models = [fake("a", rate=100, n_tokens=20), fake("b", rate=1000)]
    stage.arena.start(plan(models))
    qtbot.waitUntil(lambda: stage.decoding(0), timeout=LONG_MS)
    run_of_another_window(stage)
    stage.wait_for_end(qtbot)
    assert [o.label for o in stage.outcomes()] == ["race", "isolated"]
    assert stage.arena.comparison is not None
    assert stage.arena.comparison.verdict().panes[0].n == 0


def run_of_another_window(stage: Stage) -> None:
    """As if another process had stored a run that lies within the one that goes."""
    mine = stage.store.load_run(stage.live_runs()[0].run_id)
    assert mine is not None
    with stage.store.database.writing() as connection:
        other = Owner(2**22 + 1, 1.0)
        columns: list[str] = [r[1] for r in connection.execute("PRAGMA table_info(runs)")]
        changed = {
            "run_id": "'theirs'",
            "state": "'finished'",
            "owner_pid": str(other.pid),
            "ended_at": "started_at + 1",
        }
        values = ", ".join(changed.get(column, column) for column in columns)
        connection.execute(f"INSERT INTO runs SELECT {values} FROM runs")


def test_signals_are_few_however_many_tokens(qtbot: QtBot, stage: Stage, fake: Fake) -> None:
    changes = itertools.count()
    stage.arena.runChanged.connect(lambda _: next(changes))
    models = [fake("a", rate=5000, n_tokens=500), fake("b", rate=5000, n_tokens=500)]
    outcomes = stage.run(qtbot, plan(models))
    assert [o.n_output for o in outcomes] == [500, 500]
    assert next(changes) < 100
