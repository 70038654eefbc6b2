"""A history on its way to another PC: whole, once, and never worse than it was."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.core.measure.figures import figures_of_measurement
from app.core.problem import StoreError
from app.core.replay import live_run_of
from app.core.sheets.results import HandMark
from app.services.history_transfer import (
    HistoryStores,
    Wanted,
    everything,
    export_history,
    import_history,
)
from app.store.history_store import HistoryQuery
from app.store.run_store import RunStore
from tests.store.samples import comparison, outcome, run
from tests.store.test_measure_store import MACHINE
from tests.store.test_measure_store import plan as bench_plan
from tests.store.test_measure_store import result as step_result
from tests.store.test_sheet_store import answer
from tests.store.test_sheet_store import plan as sheet_plan


class Pc:
    """One PC's history."""

    def __init__(self, path: Path) -> None:
        self.runs = RunStore(path)
        self.stores = HistoryStores.of(self.runs)
        self.history = self.stores.groups

    def fill(self, *names: str) -> None:
        for number, name in enumerate(names):
            asked = msgspec.structs.replace(
                comparison(name, f"질문 {name}"), started_at_ns=number * 100
            )
            for pane in (0, 1):
                begun = run(asked, f"{name}{pane}", pane, started_at_ns=number * 100 + pane)
                self.runs.finish_run(asked, begun, outcome(), number * 100 + 50)

    def send(self, path: Path, *only: str) -> int:
        wanted = Wanted(comparisons=only) if only else everything(self.stores)
        return export_history(self.stores, wanted, path).n_runs

    def names(self) -> list[str]:
        return [group.comparison_id for group in self.history.groups(HistoryQuery())]


@pytest.fixture
def pcs(tmp_path: Path) -> Iterator[tuple[Pc, Pc]]:
    here, there = Pc(tmp_path / "here.sqlite3"), Pc(tmp_path / "there.sqlite3")
    yield here, there
    here.runs.close()
    there.runs.close()


def test_everything_arrives_as_it_was(pcs: tuple[Pc, Pc], tmp_path: Path) -> None:
    here, there = pcs
    here.fill("a", "b")
    here.history.set_title("b", "이름")
    here.history.set_note("b", "메모")
    here.history.set_kept("b", kept=True)
    assert here.send(tmp_path / "h.jsonl") == 4
    came = import_history(there.stores, tmp_path / "h.jsonl")
    assert (came.n_comparisons, came.n_runs, came.n_known, came.broken_lines) == (2, 4, 0, ())
    assert there.names() == ["b", "a"]
    assert there.history.group("b") == here.history.group("b")
    for run_id in ("a0", "a1", "b0", "b1"):
        assert there.runs.load_run(run_id) == here.runs.load_run(run_id)
    assert there.history.index_some() == 4
    assert [p.name for p in tmp_path.glob("*.part")] == []


def test_a_second_time_nothing_doubles_and_own_words_stay(
    pcs: tuple[Pc, Pc], tmp_path: Path
) -> None:
    here, there = pcs
    here.fill("a", "b")
    here.send(tmp_path / "h.jsonl", "a")
    import_history(there.stores, tmp_path / "h.jsonl")
    assert there.names() == ["a"]
    there.history.set_title("a", "내 이름")
    here.send(tmp_path / "h.jsonl")
    came = import_history(there.stores, tmp_path / "h.jsonl")
    assert (came.n_runs, came.n_known) == (2, 2)
    group = there.history.group("a")
    assert group is not None
    assert group.title == "내 이름"


def test_what_still_runs_stays_here(pcs: tuple[Pc, Pc], tmp_path: Path) -> None:
    here, _ = pcs
    asked = comparison("going")
    here.runs.begin_comparison(asked)
    here.runs.begin_run(run(asked, "g0"))
    assert here.send(tmp_path / "h.jsonl") == 0


def test_stopping_an_export_leaves_no_file(pcs: tuple[Pc, Pc], tmp_path: Path) -> None:
    here, _ = pcs
    here.fill("a", "b")
    target = tmp_path / "out" / "h.jsonl"
    target.parent.mkdir()
    wanted = everything(here.stores)
    assert export_history(here.stores, wanted, target, lambda n: n < 1).n_runs == 0
    assert list(target.parent.iterdir()) == []


def test_a_broken_line_is_left_out_and_named(pcs: tuple[Pc, Pc], tmp_path: Path) -> None:
    here, there = pcs
    here.fill("a", "b", "c")
    path = tmp_path / "h.jsonl"
    here.send(path)
    lines = path.read_bytes().splitlines()
    lines[2] = lines[2][:50]
    hostile = b"[" * 100_000
    path.write_bytes(b"\n".join([*lines, hostile, b'{"comparison": 1}', b"\xff\xfe"]))
    came = import_history(there.stores, path)
    assert came.n_comparisons == 2
    assert came.broken_lines == (3, 5, 6, 7)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "history_file_broken"),
        (b"GGUF\x00\x00", "history_file_broken"),
        (b'{"format": "other", "version": 1}\n', "history_file_broken"),
        (b'{"format": "naranhi-history", "version": 99}\n', "store_newer"),
    ],
)
def test_a_file_that_is_no_history_changes_nothing(
    content: bytes, kind: str, pcs: tuple[Pc, Pc], tmp_path: Path
) -> None:
    _, there = pcs
    there.fill("a")
    (tmp_path / "h.jsonl").write_bytes(content)
    with pytest.raises(StoreError) as raised:
        import_history(there.stores, tmp_path / "h.jsonl")
    assert raised.value.problem.kind == kind
    assert there.names() == ["a"]


def test_a_broken_comparison_does_not_keep_the_others_here(
    pcs: tuple[Pc, Pc], tmp_path: Path
) -> None:
    here, there = pcs
    here.fill("a", "b")
    with here.runs.database.writing() as connection:
        connection.execute("UPDATE outcomes SET outcome = x'00' WHERE run_id = 'a0'")
    came = export_history(here.stores, everything(here.stores), tmp_path / "h.jsonl")
    assert (came.n_runs, came.n_unreadable) == (2, 1)
    import_history(there.stores, tmp_path / "h.jsonl")
    assert there.names() == ["b"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (("comparison", "started_at_ns"), 2**63),
        (("comparison", "started_at_ns"), -1),
        (("runs", 0, "run", "started_at_ns"), 2**64 - 1),
        (("runs", 0, "ended_at_ns"), -(2**62)),
        (("runs", 0, "run", "planned", "pane"), 5),
        (("runs", 0, "run", "round_number"), 2**64 - 1),
        (("runs", 0, "run", "file", "size_bytes"), 2**64 - 1),
        (("runs", 0, "outcome", "stamps", "tokens", 0), 2**64 - 1),
        (("runs", 0, "outcome", "n_output"), 2**64 - 1),
        (("title",), "\ud800"),
        (("comparison", "spec", "prompt"), 7),
    ],
)
def test_what_nobody_would_have_written_is_no_crash(
    field: tuple[str | int, ...], value: object, pcs: tuple[Pc, Pc], tmp_path: Path
) -> None:
    here, there = pcs
    here.fill("a", "b")
    path = tmp_path / "h.jsonl"
    here.send(path)
    head, first, second = path.read_bytes().splitlines()
    document = json.loads(first)
    place = document
    for key in field[:-1]:
        place = place[key]
    place[field[-1]] = value
    path.write_bytes(b"\n".join([head, json.dumps(document).encode(), second]))
    came = import_history(there.stores, path)
    assert there.names()[-1:] == ["a"]
    assert came.broken_lines in ((2,), ())
    for group in there.history.groups(HistoryQuery()):
        for run_id in there.history.run_ids(group.comparison_id):
            stored = there.runs.load_run(run_id)
            assert stored is not None
            live_run_of(run_id, stored.run.planned, 1, stored.outcome)


def fill_works(pc: Pc) -> None:
    plans, sheets = pc.stores.plans, pc.stores.sheets
    plans.begin(bench_plan("m"), MACHINE, "0.1", 5)
    for step in (0, 1):
        plans.add_result("m", step_result(step))
    plans.end("m", "stopped", 9)
    plans.set_words("m", "밤새", "메모")
    plans.set_kept("m", kept=True)
    sheets.begin(sheet_plan("s"), MACHINE, "0.1", 6)
    for given in (answer(0, 0), answer(1, 1, state="failed")):
        sheets.add_answer("s", given)
    sheets.set_mark("s", (0, 0), HandMark(mark=4, note="좋음"))
    sheets.set_blind("s", (1, 0))
    sheets.end("s", "finished", 8)
    # Still running: nobody knows yet what it comes to.
    plans.begin(bench_plan("going"), MACHINE, "0.1", 7)


def sent_works(pc: Pc, path: Path) -> list[Any]:
    """Fill a PC's history, export it, and return the file's lines."""
    fill_works(pc)
    pc.send(path)
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def test_measurements_and_sheets_travel_too(pcs: tuple[Pc, Pc], tmp_path: Path) -> None:
    here, there = pcs
    here.fill("a")
    fill_works(here)
    path = tmp_path / "h.jsonl"
    came = export_history(here.stores, everything(here.stores), path)
    assert (came.n_runs, came.n_works, came.n_unreadable) == (2, 2, 0)
    arrived = import_history(there.stores, path)
    assert (arrived.n_runs, arrived.n_works, arrived.n_known_works) == (2, 2, 0)
    assert there.stores.plans.load("m") == here.stores.plans.load("m")
    assert there.stores.sheets.load("s") == here.stores.sheets.load("s")
    assert there.stores.plans.load("going") is None
    there.stores.plans.set_words("m", "내 이름", "")
    again = import_history(there.stores, path)
    assert (again.n_runs, again.n_works, again.n_known_works) == (0, 0, 2)
    stored = there.stores.plans.load("m")
    assert stored is not None
    assert stored.summary.label == "내 이름"


def test_a_history_of_the_first_version_is_read(pcs: tuple[Pc, Pc], tmp_path: Path) -> None:
    here, there = pcs
    here.fill("a")
    path = tmp_path / "h.jsonl"
    here.send(path)
    _, *lines = path.read_bytes().splitlines()
    path.write_bytes(b"\n".join([b'{"format":"naranhi-history","version":1}', *lines]))
    assert import_history(there.stores, path).n_runs == 2


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (("measurement", "plan", "rounds"), 2**62),
        (("measurement", "plan", "rounds"), -1),
        (("measurement", "plan", "warmups"), 2**40),
        (("measurement", "plan", "models"), []),
        (("measurement", "results", 0, "step"), 10**6),
        (("measurement", "results", 0, "attempt"), 2**64 - 1),
        (("measurement", "summary", "created_at_ns"), 2**63),
        (("measurement", "summary", "ended_at_ns"), -1),
        (("sheet", "answers", 0, "question"), 99),
        (("sheet", "answers", 0, "model"), -1),
        (("sheet", "marks", 0, "question"), 2),
        (("sheet", "marks", 0, "hand", "mark"), 6),
        (("sheet", "blind_order"), [0, 0]),
        (("sheet", "plan", "run_id"), 7),
        (("sheet",), None),
    ],
)
def test_a_hostile_measurement_or_sheet_is_named_and_changes_nothing(
    field: tuple[str | int, ...], value: object, pcs: tuple[Pc, Pc], tmp_path: Path
) -> None:
    here, there = pcs
    path = tmp_path / "h.jsonl"
    lines = sent_works(here, path)
    number = next(n for n, line in enumerate(lines) if field[0] in line)
    place = lines[number]
    for key in field[:-1]:
        place = place[key]
    place[field[-1]] = value
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    came = import_history(there.stores, path)
    assert came.broken_lines == (number + 1,)
    assert came.n_works == 1
    assert len(there.stores.plans.plans()) + len(there.stores.sheets.runs()) == 1


@pytest.mark.parametrize("stamp", [0, -(2**62), 2**63 - 1, 2**64 - 1])
def test_stamps_that_no_clock_gave_are_taken_in_and_harmless(
    stamp: int, pcs: tuple[Pc, Pc], tmp_path: Path
) -> None:
    here, there = pcs
    path = tmp_path / "h.jsonl"
    lines = sent_works(here, path)
    (line,) = (line for line in lines if "measurement" in line)
    line["measurement"]["results"][0]["synthetic"]["tokens"][1] = stamp
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert import_history(there.stores, path).broken_lines == ()
    stored = there.stores.plans.load("m")
    assert stored is not None
    figures_of_measurement(stored.plan, stored.results)
