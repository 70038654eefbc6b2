"""Another process that computes in the same history is noticed, whatever it does there."""

from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from app.core.measure.plan import BenchPlan, standard_task
from app.core.sheets.results import SheetPlan
from app.core.sheets.sheet import Question, Sheet
from app.store.database import Database
from app.store.measure_store import MeasureStore
from app.store.neighbours import Neighbours
from app.store.owner import Owner
from app.store.run_store import RunStore
from app.store.sheet_store import SheetStore
from tests.store.samples import MACHINE, comparison, outcome, run

Work = Callable[[Database, Owner, int, int | None], None]
"""Does something in the history, as this process, from one moment to another or without end."""


def compare(database: Database, owner: Owner, began: int, ended: int | None) -> None:
    store = RunStore(database.path)
    store._owner = owner
    asked = comparison(f"c{began}")
    begun = run(asked, f"r{began}", started_at_ns=began)
    store.begin_comparison(asked)
    store.begin_run(begun)
    if ended is not None:
        store.finish_run(asked, begun, outcome(), ended)
    store.close()


def measure(database: Database, owner: Owner, began: int, ended: int | None) -> None:
    store = MeasureStore(database)
    store._owner = owner
    models = comparison().spec.models
    plan = BenchPlan(plan_id=f"p{began}", models=models, tasks=(standard_task(),))
    store.begin(plan, MACHINE, "0.1.0", began)
    if ended is not None:
        store.end(plan.plan_id, "finished", ended)


def ask_a_sheet(database: Database, owner: Owner, began: int, ended: int | None) -> None:
    store = SheetStore(database)
    store._owner = owner
    sheet = Sheet(title="질문", questions=(Question(number=1, question="네?"),))
    plan = SheetPlan(run_id=f"s{began}", sheet=sheet, models=comparison().spec.models)
    store.begin(plan, MACHINE, "0.1.0", began)
    if ended is not None:
        store.end(plan.run_id, "finished", ended)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path / "역사.sqlite3")
    yield database
    database.close()


@pytest.mark.parametrize("work", [compare, measure, ask_a_sheet])
def test_what_another_did_is_noticed_where_it_overlaps(database: Database, work: Work) -> None:
    gone = Owner(2**22 + 1, 1.0)
    neighbours = Neighbours(database)
    work(database, gone, 100, 900)
    work(database, gone, 2_100, 2_200)
    assert not neighbours.computed(1_000, 2_000)
    assert neighbours.computed(800, 2_000)
    assert neighbours.computed(1_000, 2_150)
    work(database, gone, 3_000, None)
    assert not neighbours.computed(4_000, 5_000), "it died, and computes no more"


@pytest.mark.parametrize("work", [compare, measure, ask_a_sheet])
def test_what_another_still_does_is_noticed_and_ones_own_is_not(
    database: Database, work: Work
) -> None:
    me, parent = psutil.Process(), psutil.Process().parent()
    assert parent is not None
    work(database, Owner(me.pid, me.create_time()), 1_000, None)
    assert not Neighbours(database).computed(1_000, 2_000)
    work(database, Owner(parent.pid, parent.create_time()), 1_100, None)
    assert Neighbours(database).computed(1_500, 2_000)
