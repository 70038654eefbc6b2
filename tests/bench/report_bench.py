"""A report of ten models and a hundred questions: from the store to the file."""

import os
import time
from pathlib import Path
from statistics import median

import msgspec

from app.core.machine import read_machine
from app.core.run import ModelFile, PlannedModel
from app.core.sheets.results import SheetAnswer, SheetPlan
from app.core.sheets.sheet import Marking, Question, Sheet
from app.services.report.formats import render
from app.services.report.sheet_report import sheet_report
from app.store.database import Database
from app.store.sheet_store import SheetStore
from tests.bench.table import Row
from tests.store.samples import outcome

ROOT = Path(__file__).resolve().parents[2]
N_MODELS, N_QUESTIONS = 10, 100
N_TOKENS = 200
"""Of each answer, with a stamp each."""
LIMIT_S = 3.0


def large_report(folder: Path, n_times: int) -> list[Row]:
    """Read a sheet's run from the store and make each kind of file of it."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    from widgets.fonts import use_interface_font
    from widgets.report.printing import pdf_bytes

    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    resources = ROOT / "resources"
    use_interface_font(application, resources / "fonts")
    database = Database(folder / "report-bench.sqlite3")
    store = SheetStore(database)
    _fill(store)
    taken: dict[str, list[float]] = {}
    sizes: dict[str, int] = {}
    for _ in range(n_times):
        for kind in ("html", "md", "csv", "json", "pdf"):
            began = time.perf_counter()
            stored = store.load("bench")
            assert stored is not None
            report = sheet_report(stored, "ko", 1)
            data = pdf_bytes(report) if kind == "pdf" else render(report, kind, resources)
            taken.setdefault(kind, []).append(time.perf_counter() - began)
            sizes[kind] = len(data)
    database.close()
    return [
        Row(
            f"report of {N_MODELS} models × {N_QUESTIONS} questions, from the store to {kind}",
            max(times),
            LIMIT_S,
            "s",
            True,
            f"{len(times)} times, median {median(times):.2f} s, {sizes[kind] / 2**20:.1f} MiB",
        )
        for kind, times in taken.items()
    ]


def _fill(store: SheetStore) -> None:
    models = tuple(
        PlannedModel(pane=n % 6, model=ModelFile(id=f"m{n}", path=f"/m{n}", name=f"모델 {n}"))
        for n in range(N_MODELS)
    )
    questions = tuple(
        Question(number=n + 1, question=f"{n + 1}번째 물음입니다. 얼마인가요?", expected="12,000")
        for n in range(N_QUESTIONS)
    )
    sheet = Sheet(title="가게 문의", questions=questions)
    plan = SheetPlan(run_id="bench", sheet=sheet, models=models)
    store.begin(plan, read_machine(), "bench", 1)
    words = " ".join(f"{n}번째 낱말은 이렇습니다." for n in range(20))
    answered = msgspec.structs.replace(outcome(N_TOKENS), text=words)
    for question in range(N_QUESTIONS):
        for model in range(N_MODELS):
            store.add_answer(
                "bench",
                SheetAnswer(
                    question=question,
                    model=model,
                    started_at_ns=1,
                    ended_at_ns=2,
                    outcome=answered,
                    marking=Marking(right=(question + model) % 3 > 0),
                ),
            )
    store.end("bench", "finished", 3)
