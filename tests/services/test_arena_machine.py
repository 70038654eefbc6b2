"""A person who presses everything in any order: no process is left, no run is lost."""

import os
import shutil
import tempfile
from pathlib import Path

import psutil
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from pytestqt.qtbot import QtBot

from app.core.run import Mode
from app.services.worker_process import Limits
from tests.services.stage import Stage, fake_model, plan, wait_until

SCRIPTS: dict[str, dict[str, object]] = {
    "quick": {"rate": 2000},
    "long": {"rate": 100, "n_tokens": 100_000},
    "slow to load": {"load_ms": 300, "rate": 2000},
    "thinks": {"rate": 2000, "think_tokens": 5},
    "aborts": {"rate": 500, "abort_at": 4},
    "leaves": {"exit_at": 0},
    "hangs": {"rate": 2000, "hang_at": 3},
    "hangs while loading": {"hang_load": True},
    "does not load": {"fail_load": "out_of_memory"},
    "deaf": {"rate": 200, "n_tokens": 100_000, "ignore_cancel": True},
}
ENDLESS = ("long", "hangs", "hangs while loading", "deaf")
LIMITS = Limits(hello_s=20, cancel_s=0.25, quit_s=0.25, silent_decode_s=30, silent_s=30)
PANES = st.integers(0, 2)


class ArenaMachine(RuleBasedStateMachine):
    """Rules are what a person, or fate, can do at any moment."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.stage = Stage(self.folder, LIMITS, available=lambda: self.memory)
        self.memory = 1 << 40
        self.models = {
            name: fake_model(self.folder, name, size_bytes=1000, **script)
            for name, script in SCRIPTS.items()
        }
        self.started: dict[str, int] = {}
        """Comparison → how many ``comparisonEnded`` it had."""
        self.stage.arena.comparisonEnded.connect(self._on_ended)
        self.stage.arena.workerStateChanged.connect(self._on_worker_state_changed)
        self.disturbed: list[list[str]] = []
        """States of the workers whenever a fair run was not alone."""

    def _on_ended(self, comparison: object) -> None:
        assert not self.stage.arena.running
        self.started[self.stage.comparisons[-1].spec.comparison_id] += 1

    def _on_worker_state_changed(self, pane: int) -> None:
        arena = self.stage.arena
        if arena.running and arena.comparison and arena.comparison.spec.mode == "fair":
            states = [arena.worker_state(pane) for pane in range(3)]
            computing = [s for s in states if s in ("starting", "loading", "running")]
            if "running" in computing and len(computing) > 1:
                self.disturbed.append(list(states))

    @initialize()
    def open(self) -> None:
        assert self.stage.arena.worker_state(0) == "stopped"

    @precondition(lambda self: not self.stage.arena.running)
    @rule(
        names=st.lists(st.sampled_from(list(SCRIPTS)), min_size=2, max_size=3),
        mode=st.sampled_from(["fair", "race"]),
        rounds=st.integers(1, 2),
    )
    def start(self, names: list[str], mode: Mode, rounds: int) -> None:
        spec = plan([self.models[name] for name in names], mode, rounds)
        self.started[spec.comparison_id] = 0
        self.stage.arena.start(spec)

    @precondition(lambda self: self.stage.arena.running)
    @rule()
    def wait_for_a_token(self) -> None:
        """Go on until something is answered, or nothing can be waited for."""

        def far_enough() -> bool:
            going = [run for run in self.stage.live_runs() if run.outcome is None]
            states = {self.stage.arena.worker_state(pane) for pane in range(3)}
            return (
                not self.stage.arena.running
                or any(run.phase == "decoding" for run in going)
                or bool(states & {"loading", "stopping"})
            )

        wait_until(far_enough)

    @rule(pane=PANES)
    def stop_one(self, pane: int) -> None:
        self.stage.arena.stop(pane)

    @rule()
    def stop_all(self) -> None:
        self.stage.arena.stop()

    @rule(pane=PANES)
    def kill(self, pane: int) -> None:
        pid = self.stage.arena.worker_pids().get(pane)
        if pid is not None:
            os.kill(pid, 9)

    @rule(pane=PANES)
    def load_again(self, pane: int) -> None:
        self.stage.arena.load_again(pane)

    @rule(pane=st.none() | PANES)
    def unload(self, pane: int | None) -> None:
        self.stage.arena.unload(pane)

    @rule(memory=st.sampled_from([0, 1 << 40]))
    def other_programs(self, memory: int) -> None:
        self.memory = memory

    @rule()
    def wait_for_the_end(self) -> None:
        """Stop what never ends, and wait for the rest."""
        arena = self.stage.arena
        if not arena.running or arena.comparison is None:
            return
        for planned in arena.comparison.spec.models:
            if planned.model.id in ENDLESS:
                arena.stop(planned.pane)
        wait_until(lambda: not arena.running)
        assert arena.unsaved == 0

    @invariant()
    def every_worker_is_one_of_ours(self) -> None:
        children = {child.pid for child in psutil.Process().children()}
        assert set(self.stage.arena.worker_pids().values()) <= children

    def teardown(self) -> None:
        arena, store = self.stage.arena, self.stage.store
        arena.close()
        try:
            assert not arena.running
            assert arena.unsaved == 0
            assert arena.worker_pids() == {}
            assert psutil.Process().children() == []
            assert set(self.started.values()) <= {1}
            assert self.disturbed == []
            lines = store.list_runs(1000)
            assert {line.state for line in lines} <= {"finished", "cancelled", "failed"}
            runs = {run.run_id: run for c in self.stage.comparisons for run in c.runs}
            assert {line.run_id for line in lines} == set(runs)
            for run_id, run in runs.items():
                stored = store.load_run(run_id)
                assert stored is not None
                assert stored.outcome == run.outcome
        finally:
            store.close()
            shutil.rmtree(self.folder)


def test_anything_in_any_order(qtbot: QtBot) -> None:
    run_state_machine_as_test(
        ArenaMachine,
        settings=settings(
            max_examples=20,
            stateful_step_count=12,
            deadline=None,
            derandomize=True,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )
