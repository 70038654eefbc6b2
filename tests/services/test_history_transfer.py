"""A history on its way to another PC: whole, once, and never worse than it was."""

import json
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from app.core.problem import StoreError
from app.core.replay import live_run_of
from app.services.history_transfer import export_history, import_history, kept_words
from app.store.history_store import HistoryQuery, HistoryStore
from app.store.run_store import RunStore
from tests.store.samples import comparison, outcome, run


class Pc:
    """One PC's history."""

    def __init__(self, path: Path) -> None:
        self.runs = RunStore(path)
        self.history = HistoryStore(self.runs.database)

    def fill(self, *names: str) -> None:
        for number, name in enumerate(names):
            asked = msgspec.structs.replace(
                comparison(name, f"질문 {name}"), started_at_ns=number * 100
            )
            for pane in (0, 1):
                begun = run(asked, f"{name}{pane}", pane, started_at_ns=number * 100 + pane)
                self.runs.finish_run(asked, begun, outcome(), number * 100 + 50)

    def send(self, path: Path, *only: str) -> int:
        ids = kept_words(self.history, only)
        return export_history(self.runs, self.history, ids, path).n_runs

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
    came = import_history(there.runs, there.history, tmp_path / "h.jsonl")
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
    import_history(there.runs, there.history, tmp_path / "h.jsonl")
    assert there.names() == ["a"]
    there.history.set_title("a", "내 이름")
    here.send(tmp_path / "h.jsonl")
    came = import_history(there.runs, there.history, tmp_path / "h.jsonl")
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
    ids = kept_words(here.history)
    assert export_history(here.runs, here.history, ids, target, lambda n: n < 1).n_runs == 0
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
    came = import_history(there.runs, there.history, path)
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
        import_history(there.runs, there.history, tmp_path / "h.jsonl")
    assert raised.value.problem.kind == kind
    assert there.names() == ["a"]


def test_a_broken_comparison_does_not_keep_the_others_here(
    pcs: tuple[Pc, Pc], tmp_path: Path
) -> None:
    here, there = pcs
    here.fill("a", "b")
    with here.runs.database.writing() as connection:
        connection.execute("UPDATE outcomes SET outcome = x'00' WHERE run_id = 'a0'")
    came = export_history(here.runs, here.history, kept_words(here.history), tmp_path / "h.jsonl")
    assert (came.n_runs, came.n_unreadable) == (2, 1)
    import_history(there.runs, there.history, tmp_path / "h.jsonl")
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
    came = import_history(there.runs, there.history, path)
    assert there.names()[-1:] == ["a"]
    assert came.broken_lines in ((2,), ())
    for group in there.history.groups(HistoryQuery()):
        for run_id in there.history.run_ids(group.comparison_id):
            stored = there.runs.load_run(run_id)
            assert stored is not None
            live_run_of(run_id, stored.run.planned, 1, stored.outcome)
