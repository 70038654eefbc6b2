"""One entry of the history: a comparison with its runs, or a measurement with its figures."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.core.comparison import Comparison
from app.core.problem import Problem, StoreError
from app.core.replay import live_run_of
from app.core.run import RunSpec
from app.services.history_words import again_lines
from app.services.running_again import TwoRuns
from app.services.translation import tr
from app.services.wording import word, word_label
from app.store.measure_store import StoredPlan
from app.store.records import RunSummary, StoredRun
from app.store.sheet_store import StoredSheetRun
from widgets.compare.retranslating import RetranslatingFrame
from widgets.compare.verdict_strip import VerdictStrip
from widgets.history.desk import HistoryDesk
from widgets.history.entry_head import EntryHead
from widgets.history.pair_view import PairView
from widgets.history.rows import HistoryRow, local_moment, short_name
from widgets.history.run_table import RunTable
from widgets.history.sheet_scores import SheetScores
from widgets.models.look import Look
from widgets.theme import restyle

if TYPE_CHECKING:
    from widgets.measure.results_view import ResultsView

MOST_JUDGED = 120
"""Runs that are read whole for a verdict; that of more is left to the terminal's report."""
_ALL_ROOM = 1000
_PROMPT_CHARS = 280
_RESUMABLE = ("paused", "stopped", "interrupted")


class HistoryDetails(RetranslatingFrame):
    """Shows what the desk knows of a row; a run that cannot be read is told in its place."""

    def __init__(self, desk: HistoryDesk, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._look = desk, look
        self.setProperty("role", "card")
        self.row: HistoryRow | None = None
        self.pinned = ""
        """Id of the run that others are held against."""
        self.can_resume = False
        """Whether something here goes on with a measurement."""
        self._spec: RunSpec | None = None
        self._stored_plan: StoredPlan | None = None
        self._stored_sheet: StoredSheetRun | None = None
        self._again: list[TwoRuns] = []
        self._results: ResultsView | None = None
        em = look.em
        self.head = EntryHead(look, self)
        self.trouble, self.again = QLabel(self), QLabel(self)
        for label in (self.trouble, self.again):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.hide()
        self.trouble.setProperty("role", "error")
        self.verdict = VerdictStrip(look.theme, self)
        self.table = RunTable(look, self)
        self.scores = SheetScores(look, self)
        self.pair = PairView(look, lambda: desk.computing, self)
        self.empty = QLabel(self)
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setProperty("role", "muted")
        self._inside = QWidget(self)
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(em(1), em(0.9), em(1), em(0.9))
        self._column.setSpacing(em(0.6))
        for widget in (self.head, self.trouble, self.again, self.verdict, self.table):
            self._column.addWidget(widget)
        self._column.addWidget(self.pair, _ALL_ROOM)
        self._column.addWidget(self.scores)
        self._column.addStretch(1)
        self.area = QScrollArea(self)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.viewport().setAutoFillBackground(False)
        self._inside.setAutoFillBackground(False)
        self.area.setWidget(self._inside)
        frame = QVBoxLayout(self)
        frame.setContentsMargins(1, 1, 1, 1)
        frame.addWidget(self.area)
        frame.addWidget(self.empty)
        self.table.chosen.connect(self._show_chosen)
        self.pair.replayChanged.connect(self.head.show_replaying)
        self.show_row(None)
        self.retranslate()

    # -- what is shown ---------------------------------------------------------------------

    @property
    def spec(self) -> RunSpec | None:
        """What the comparison that is shown asked."""
        return self._spec

    @property
    def chosen_run(self) -> str:
        """Id of the first run that is chosen; empty for none."""
        return next(iter(self.table.run_ids), "")

    def show_row(self, row: HistoryRow | None) -> None:
        """Show an entry from its beginning; None: there is none."""
        other = row is None or self.row is None or row.key != self.row.key
        self.row = row
        if other:
            self._again = []
            self.area.verticalScrollBar().setValue(0)
        self.area.setVisible(row is not None)
        self.empty.setVisible(row is None)
        if row is None:
            self._spec, self._stored_plan, self._stored_sheet = None, None, None
            self.pair.show_runs([])
        elif row.key.startswith("p"):
            self._show_plan(row)
        elif row.key.startswith("s"):
            self._show_sheet(row)
        else:
            self._show_comparison(row, [] if other else self.table.run_ids)
        self._show_again()

    def show_gone(self) -> None:
        """Say that what was shown has been deleted, perhaps in another window."""
        self.show_row(None)
        self.empty.setText(tr("이 기록은 지워졌습니다."))

    def show_again(self, pairs: list[TwoRuns]) -> None:
        """Say what came of running the entry once more."""
        self._again = pairs
        self._show_again()

    def toggle_replay(self) -> None:
        """Play back what is shown, or end that."""
        if self.pair.replaying:
            self.pair.stop_replay()
        else:
            self.pair.replay()

    def pin(self, pinned: bool) -> None:
        """Hold the chosen run fast, to be compared with others; or let it go."""
        self.pinned = self.chosen_run if pinned else ""
        self._show_chosen()

    def retranslate(self) -> None:
        self.setAccessibleName(tr("고른 기록"))
        self.empty.setText(tr("왼쪽에서 기록을 고르면 여기에 답과 수치, 그래프가 나타납니다."))
        if self.row is not None and self.row.is_comparison:
            self.table.retranslate()
        self.scores.retranslate()
        if self.row is not None:
            self._show_head()
        self._show_again()

    # -- inner -----------------------------------------------------------------------------

    def _show_comparison(self, row: HistoryRow, chosen: list[str]) -> None:
        for widget in (self._results, self.scores):
            if widget is not None:
                widget.hide()
        self._stored_plan, self._stored_sheet = None, None
        try:
            summaries = self._desk.runs.list_runs(10_000, comparison_id=row.id)[::-1]
        except StoreError as error:
            self._tell(error.problem)
            summaries = []
        self._spec = None
        self.table.setVisible(bool(summaries))
        self.table.show_runs(summaries, chosen)
        self._tell(None)
        self._show_chosen()
        self._judge(summaries)
        self._show_head()

    def _show_chosen(self) -> None:
        """Show the chosen runs; one alone stands beside the pinned one."""
        ids = self.table.run_ids
        if self.pinned and self.pinned not in ids:
            ids = [self.pinned, *ids[:1]]
        found = [run for run in map(self._load, ids) if run is not None]
        if self.pinned and self.pinned not in {run.run.run_id for run in found}:
            self.pinned = ""
        self.head.show_pinned(bool(self.pinned))
        self.pair.setVisible(bool(found))
        self.pair.show_runs(found)

    def _load(self, run_id: str) -> StoredRun | None:
        try:
            return self._desk.runs.load_run(run_id)
        except StoreError as error:
            self._tell(error.problem)
            return None

    def _judge(self, summaries: list[RunSummary]) -> None:
        """Show who was faster, of what can be read."""
        loaded: list[StoredRun] = []
        several = max((s.round_number for s in summaries), default=1) > 1
        judged = summaries if several and len(summaries) <= MOST_JUDGED else summaries[:1]
        for summary in judged:
            stored = self._load(summary.run_id)
            if stored is not None:
                loaded.append(stored)
        if not loaded:
            self.verdict.show_comparison(None)
            return
        self._spec = loaded[0].comparison.spec
        lives = [
            live_run_of(s.run.run_id, s.run.planned, s.run.round_number, s.outcome)
            for s in loaded
            if s.outcome.state != "running"
        ]
        self.verdict.show_comparison(Comparison(self._spec, lives))

    def _show_plan(self, row: HistoryRow) -> None:
        self._begin_other()
        try:
            self._stored_plan = self._desk.plans.load(row.id)
        except StoreError as error:
            self._tell(error.problem)
        results = self._plan_view()
        results.show_plan(self._stored_plan)
        results.setVisible(self._stored_plan is not None)
        self._show_head()

    def _show_sheet(self, row: HistoryRow) -> None:
        self._begin_other()
        try:
            self._stored_sheet = self._desk.sheets.load(row.id)
        except StoreError as error:
            self._tell(error.problem)
        self.scores.show_run(self._stored_sheet)
        self._show_head()

    def _begin_other(self) -> None:
        """Take away what belongs to a comparison and to what was shown before."""
        self._spec, self._stored_plan, self._stored_sheet = None, None, None
        self._tell(None)
        self.verdict.show_comparison(None)
        self.pair.show_runs([])
        for widget in (self.table, self.pair, self.scores, self._results):
            if widget is not None:
                widget.hide()

    def _plan_view(self) -> "ResultsView":
        if self._results is None:
            # Only a measurement needs the pictures' libraries.
            from widgets.measure.results_view import ResultsView

            self._results = ResultsView(self._look, self)
            self._results.setMinimumHeight(self._look.em(28))
            # Its longest sentence must not make the whole page wider than the window.
            policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            self._results.choice.setSizeAdjustPolicy(policy)
            self._column.insertWidget(self._column.count() - 1, self._results, _ALL_ROOM)
        return self._results

    def _show_head(self) -> None:
        row = self.row
        if row is None:
            return
        facts = [local_moment(row.when_ns).strftime("%Y-%m-%d %H:%M:%S")]
        prompt, resumable = "", False
        plan = self._stored_plan
        if plan is not None:
            resumable = plan.summary.state in _RESUMABLE
            names = [short_name(planned.model.id) for planned in plan.plan.models]
            facts += [row.details(), ", ".join(names), plan.machine.cpu_name]
            facts.append(f"Naranhi {plan.program}")
            if resumable and not self.can_resume:
                words = tr("이어서 재려면 터미널에서: {command}")
                prompt = words.format(command=f"python -m app bench --resume {row.id[:8]}")
        elif self._stored_sheet is not None:
            sheet = self._stored_sheet
            resumable = True
            names = [short_name(planned.model.id) for planned in sheet.plan.models]
            facts += [row.details(), ", ".join(names), sheet.machine.cpu_name]
            facts.append(f"Naranhi {sheet.program}")
        elif self._spec is not None and row.is_comparison:
            facts.append(_machine_words(self.pair.stored, row))
            whole = self._spec.prompt.strip()
            prompt = whole[:_PROMPT_CHARS] + ("…" if len(whole) > _PROMPT_CHARS else "")
        self.head.show_row(
            row,
            " · ".join(filter(None, facts)),
            prompt,
            can_resume=resumable and self.can_resume,
        )

    def _show_again(self) -> None:
        self.again.setVisible(bool(self._again))
        same = all(pair.difference is None for pair in self._again)
        restyle(self.again, role="good" if same else "warning")
        self.again.setText("\n".join(again_lines(self._again)))

    def _tell(self, problem: Problem | None) -> None:
        self.trouble.setVisible(problem is not None)
        if problem is not None:
            wording = word(problem)
            self.trouble.setText(f"{wording.what} {wording.do}".strip())


def _machine_words(stored: list[StoredRun], row: HistoryRow) -> str:
    if not stored:
        return row.details()
    first = next((s for s in stored if s.run.comparison_id == row.id), stored[0])
    machine = first.comparison.machine
    label = word_label(first.outcome.label)
    # "Linux-6.1.0-18-amd64-x86_64-with-glibc2.36": its name and version are enough here.
    system = " ".join(machine.os.split("-")[:2])
    return " · ".join([label, machine.cpu_name, system, f"Naranhi {first.comparison.program}"])
