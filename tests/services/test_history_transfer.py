"""A history on its way to another PC: whole, once, and never worse than it was."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from app.core.problem import StoreError
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
        return export_history(self.runs, self.history, kept_words(self.history, only), path)

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
    assert export_history(here.runs, here.history, ids, target, lambda n: n < 1) == 0
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
