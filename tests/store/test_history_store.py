"""The history by words, filters and hand: found, kept, named, and really gone."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from app.store import history_store
from app.store.database import Database
from app.store.history_store import HistoryQuery, HistoryStore
from app.store.run_store import RunStore
from tests.store.samples import comparison, outcome, run


class Shelf:
    """A history with three comparisons, a day apart."""

    def __init__(self, folder: Path) -> None:
        self.runs = RunStore(folder / "h.sqlite3")
        self.database = Database(folder / "h.sqlite3")
        self.history = HistoryStore(self.database)
        for number, (name, prompt, answer) in enumerate(
            [
                ("a", "한국의 수도는 어디인가요?", "서울입니다."),
                ("b", "환불은 며칠 걸려요?", "영업일로 3일 걸립니다."),
                ("c", "한국에서 가장 높은 산은?", "한라산입니다."),
            ]
        ):
            asked = comparison(name, prompt)
            asked = msgspec.structs.replace(asked, started_at_ns=number * 100)
            for pane in (0, 1):
                ended = msgspec.structs.replace(outcome(), text=answer)
                begun = run(asked, f"{name}{pane}", pane, started_at_ns=number * 100 + pane)
                self.runs.finish_run(asked, begun, ended, number * 100 + 50)

    def find(self, **query: object) -> list[str]:
        found = self.history.groups(msgspec.convert(query, HistoryQuery))
        return [group.comparison_id for group in found]

    def index_all(self) -> None:
        while self.history.index_some(2):
            pass

    def close(self) -> None:
        self.database.close()
        self.runs.close()


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    built = Shelf(tmp_path)
    yield built
    built.close()


def test_the_newest_comes_first_with_its_runs_in_one_line(shelf: Shelf) -> None:
    assert shelf.find() == ["c", "b", "a"]
    group = shelf.history.groups(HistoryQuery())[0]
    assert (group.n_runs, group.n_finished) == (2, 2)
    assert set(group.models) == {"모델 0", "모델 1"}
    assert group.prompt_start == "한국에서 가장 높은 산은?"
    assert shelf.history.run_ids("c") == ["c0", "c1"]
    assert [g.comparison_id for g in shelf.history.groups(HistoryQuery(), 1, 1)] == ["b"]


def test_questions_and_answers_are_found_once_indexed(shelf: Shelf) -> None:
    assert shelf.find(words="한국") == []
    shelf.index_all()
    assert shelf.find(words="한국") == ["c", "a"]
    assert shelf.find(words="영업") == ["b"]
    assert shelf.find(words="서울 수도") == ["a"]
    assert shelf.find(words="모델") == ["c", "b", "a"]
    assert shelf.find(words="부산") == []
    assert shelf.history.index_some() == 0


def test_usual_words_are_found_page_by_page(shelf: Shelf) -> None:
    shelf.index_all()
    query = HistoryQuery(words="모델")
    pages = [shelf.history.groups(query, 1, offset) for offset in range(4)]
    assert [[g.comparison_id for g in page] for page in pages] == [["c"], ["b"], ["a"], []]


def test_filters_narrow_together(shelf: Shelf) -> None:
    shelf.index_all()
    assert shelf.find(since_ns=100) == ["c", "b"]
    assert shelf.find(words="한국", until_ns=200) == ["a"]
    assert shelf.find(model_id="m1", label="isolated") == ["c", "b", "a"]
    assert shelf.find(model_id="m9") == []
    assert shelf.find(label="race") == []
    models, machines = shelf.history.choices()
    assert {name for _, name in models} == {"모델 0", "모델 1"}
    assert machines == ["CPU"]
    assert shelf.find(machine="CPU") == ["c", "b", "a"]


def test_what_is_deleted_is_found_no_more_and_what_is_kept_stays(shelf: Shelf) -> None:
    shelf.index_all()
    shelf.history.set_kept("a", kept=True)
    shelf.history.set_title("a", "수도")
    shelf.history.set_note("a", "다시 볼 것")
    assert shelf.history.clear_before(200) == 1
    assert shelf.find() == ["c", "a"]
    assert shelf.find(words="환불") == []
    assert shelf.find(kept=True) == ["a"]
    (group,) = shelf.history.groups(HistoryQuery(kept=True))
    assert (group.title, group.note) == ("수도", "다시 볼 것")
    assert shelf.history.delete(["c", "no such"]) == 1
    assert shelf.runs.load_run("c0") is None
    # What takes its row's place is not found by the words of the one that went.
    asked = comparison("d", "새 질문")
    shelf.runs.finish_run(asked, run(asked, "d0"), outcome(), 9)
    shelf.index_all()
    assert shelf.find(words="한라산") == []
    assert shelf.find(words="새 질문") == ["d"]


def test_a_run_that_goes_is_neither_indexed_nor_deleted(shelf: Shelf) -> None:
    asked = comparison("going", "지금 가는 질문")
    shelf.runs.begin_comparison(asked)
    shelf.runs.begin_run(run(asked, "g0"))
    shelf.index_all()
    assert shelf.find(words="지금") == []
    assert shelf.history.delete(["going"]) == 0
    assert "going" in shelf.find()


def test_ids_may_be_shortened_as_long_as_one_is_meant(shelf: Shelf) -> None:
    assert shelf.history.matching("a") == (["a0", "a1"], ["a"])
    assert shelf.history.matching("a1") == (["a1"], [])
    assert shelf.history.matching("z") == ([], [])
    assert shelf.history.matching("") == ([], [])
    group = shelf.history.group("b")
    assert group is not None
    assert group.prompt_start == "환불은 며칠 걸려요?"
    assert shelf.history.group("z") is None


def test_rare_and_usual_conditions_find_the_same(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.index_all()
    asked = {"words": "한국", "model_id": "m1", "until_ns": 150}
    rare = shelf.find(**asked)
    monkeypatch.setattr(history_store, "_FEW", 0)
    assert shelf.find(**asked) == rare == ["a"]
