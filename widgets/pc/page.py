"""The page about this PC: what it is, which models run on it and how well, what would help."""

import time
from collections import deque
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from app.core.fit.report import FitReport
from app.core.problem import Problem
from app.core.quantisation import rank
from app.services.translation import tr
from widgets.compare.retranslating import RetranslatingFrame
from widgets.help_dialog import Shortcut
from widgets.models.backend import Task
from widgets.models.look import Look
from widgets.pc.backend import PcBackend
from widgets.pc.details import FitDetails
from widgets.pc.facts_strip import FactsStrip
from widgets.pc.filter_bar import FitFilterBar
from widgets.pc.fit_table import FitTable
from widgets.pc.judging import Cell, Judge, differs
from widgets.pc.legend import VerdictLegend
from widgets.pc.rows import FitRow, Key, build_rows, columns
from widgets.pc.table_model import FitTableModel
from widgets.pc.what_if import WhatIf
from widgets.pc.wish import Wish
from widgets.pc.wish_bar import WishBar

_GATHER_MS = 15
"""A slider that is being dragged is followed this often at most."""
_SLICE_S = 0.012
_LEAST_DETAILS = 21
"""Width in font units."""
_DETAILS_MS = 120
"""The details try many changes to find one that helps: they wait until the slider rests."""


class PcPage(RetranslatingFrame):
    """Builds its parts, connects them, and shows what the backend knows."""

    downloadRequest = Signal(str)
    """Id of the model whose files the person wants to see."""
    compareRequest = Signal(object)
    """ModelFile that the person wants in a pane."""
    reportRequest = Signal(str)
    """The page for whoever decides; with it the model that is looked at, or ""."""

    def __init__(self, backend: PcBackend, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._backend, self._look = backend, look
        self._judge = Judge((), backend.pc())
        self._task: Task | None = None
        self._seen = self._watching = False
        self.table_model = FitTableModel(look)
        self.facts = FactsStrip(look, self)
        self.wish = WishBar(look, self)
        self.filter = FitFilterBar(look, self)
        self.table = FitTable(self.table_model, look, self)
        self.legend = VerdictLegend(look, self)
        self.details = FitDetails(look, self)
        self.what_if = WhatIf(look, self)
        self.report = QPushButton(self)
        self._cells: dict[Key, Cell] = {}
        self._todo: deque[str] = deque()
        """Models whose cells are still those of the wish before."""
        self._asked = (self.wish.value(), self.what_if.value())
        self._gather, self._later, self._offers_due = QTimer(self), QTimer(self), QTimer(self)
        self._slices = QTimer(self)
        for timer, wait in (
            (self._gather, _GATHER_MS),
            (self._later, _DETAILS_MS),
            (self._offers_due, _DETAILS_MS),
        ):
            timer.setSingleShot(True)
            timer.setInterval(wait)
        self._lay_out()
        self._connect()
        self.filter.show_catalogue(backend.catalogue())
        self.retranslate()
        self.setFocusProxy(self.table)

    # -- for the window -----------------------------------------------------------------------

    def shortcuts(self) -> list[Shortcut]:
        """Return the keys that hold on this page, for the help."""
        return [
            Shortcut("Ctrl+F", tr("모델 찾기")),
            Shortcut("Down", tr("찾기 칸에서: 표로")),
            Shortcut("Return", tr("표에서: 자세히 보기로")),
        ]

    def regions(self) -> list[QWidget]:
        """Return what F6 goes through, in order."""
        return [
            self.table,
            self.details,
            self.what_if.buttons[next(iter(self.what_if.buttons))],
            self.facts.speed.button,
            self.wish.context,
            self.report,
            self.filter.search,
        ]

    @property
    def busy(self) -> bool:
        """Whether something that was asked for is not shown yet."""
        return any(
            t.isActive() for t in (self._gather, self._slices, self._later, self._offers_due)
        )

    @property
    def judged(self) -> bool:
        """Whether every cell is what the sliders ask for now."""
        return self._asked == (self.wish.value(), self.what_if.value()) and not self._todo

    @property
    def judged_in_sight(self) -> bool:
        """The same of the cells that can be seen."""
        unjudged = set(self._todo)
        return self._asked == (self.wish.value(), self.what_if.value()) and not any(
            model_id in unjudged for model_id in self.table.models_in_sight()
        )

    def choose(self, key: Key) -> None:
        """Show a cell, or with "" for a quantisation a model; the filter gives way where it
        would hide it."""
        if not self.table_model.rows:
            self.refresh()
        if not self.table_model.index_of(key).isValid():
            self.filter.clear()
        self.table.choose(key)
        self._show_details()

    # -- showing ------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read everything anew."""
        backend = self._backend
        rows, offers = build_rows(backend.catalogue(), backend.judge), tuple(backend.offers())
        pc = backend.pc()
        if offers != self._judge.offers or differs(self._judge.pc, pc):
            self._judge = Judge(offers, pc)
        self.table_model.set_rows(rows, columns(offers))
        self._begin_judging([])
        self._judge_rest()
        self.show_machine()
        if self.table.key is None:
            self._choose_first()
        self._show_details()

    def show_machine(self) -> None:
        """Show the PC's facts as they are now."""
        calibration = self._judge.pc.calibration
        self.facts.show_machine(self._backend.machine(), calibration)
        self.legend.show_figures(calibration is not None)
        self.facts.show_disk(self._backend.disk())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._seen:
            self._seen = True
            self._backend.look_again()
        self.refresh()
        self._watch(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._watch(False)

    def retranslate(self) -> None:
        self.setAccessibleName(tr("내 PC"))
        self.report.setText(tr("한 장 보고서…"))
        self.report.setToolTip(tr("잰 모델들이 이 PC에서 되는지 A4 한 장으로 만듭니다"))
        self.show_machine()
        self._show_details()

    # -- wishes -------------------------------------------------------------------------------

    def measure(self) -> None:
        """Measure this PC, unless that goes on."""
        if self._task is not None:
            return
        self.facts.speed.show_progress(0.0)
        self._task = self._backend.measure(
            self.facts.speed.show_progress, lambda _: self._on_measured(), self._on_measured
        )

    def stop_measuring(self) -> None:
        """Give the measurement up."""
        if self._task is not None:
            self._task.cancel()
            self._on_measured()

    def _wish_report(self) -> None:
        key = self.table.key
        row = None if key is None else self.table_model.find(key[0])
        known = key is not None and row is not None and row.runs
        self.reportRequest.emit(":".join(filter(None, key)) if known and key else "")

    def _put_into_a_pane(self, key: Key) -> None:
        model = self._backend.model_file(key)
        if model is not None:
            self.compareRequest.emit(model)

    # -- inner --------------------------------------------------------------------------------

    def _on_measured(self, problem: Problem | None = None) -> None:
        self._task = None
        self.facts.speed.show_end(problem)
        self._look_at_pc()

    def _look_at_pc(self) -> None:
        """Take over what the PC is now; the table follows where that changes anything."""
        pc = self._backend.pc()
        if differs(self._judge.pc, pc):
            self._judge = Judge(self._judge.offers, pc)
            self._judge_and_show()
        self.show_machine()

    def _judge_and_show(self) -> None:
        """Show what is in sight at once; the rest follows in slices that keep nobody waiting."""
        self._begin_judging(self.table.models_in_sight())
        self.table_model.show_cells(self._cells)
        self._slices.start()

    def _begin_judging(self, at_once: list[str]) -> None:
        self._cells = {}
        self._todo = deque(key for key in self._judge.by_model if key not in set(at_once))
        self._asked = (self.wish.value(), self.what_if.value())
        # What is not judged anew yet is better than nothing.
        self._cells.update(self.table_model.cells)
        for model_id in at_once:
            self._cells.update(self._judge.cells_of(model_id, *self._asked))

    def _judge_slice(self) -> None:
        end = time.perf_counter() + _SLICE_S
        while self._todo and time.perf_counter() < end:
            self._cells.update(self._judge.cells_of(self._todo.popleft(), *self._asked))
        if not self._todo:
            self._slices.stop()
            self._judge_rest()
            self._later.start()

    def _judge_rest(self) -> None:
        """Judge what is left, and show what follows from all cells together."""
        while self._todo:
            self._cells.update(self._judge.cells_of(self._todo.popleft(), *self._asked))
        known = {offer.key for offer in self._judge.offers}
        self._cells = {key: cell for key, cell in self._cells.items() if key in known}
        self.table_model.set_cells(self._cells)
        self.what_if.show_cells(self.table_model.rows, self._cells)
        tally = self.table_model.tally()
        self.legend.show_tally(tally.n_here, tally.n_models)

    def _show_details(self) -> None:
        key = self.table.key
        row = None if key is None else self.table_model.find(key[0])
        if key is None or row is None:
            self.details.show_cell(None, ("", ""), None)
            return
        if not key[1] and row.runs:
            key = (key[0], self._usual(key[0]))
        cell = self.table_model.cells.get(key)
        if cell is None:
            self.details.show_cell(row, key, None)
            return
        wish, change = self.wish.value(), self.what_if.value()
        report = self._judge.report(cell, wish, change)
        self.details.show_cell(row, key, report, here=cell.here)
        if cell.here and not change:
            self._backend.look_closer(key, wish, partial(self._show_closer, row, key, wish))

    def _show_closer(self, row: FitRow, key: Key, wish: Wish, report: FitReport) -> None:
        """Show what llama.cpp says of a file, unless something else is shown by now."""
        here = self.details.key == key and wish == self.wish.value()
        if here and not self.what_if.value():
            self.details.show_cell(row, key, report, here=True)

    def _usual(self, model_id: str) -> str:
        """Return the quantisation that stands for a model: the best judged of those offered."""
        cells = [cell for key, cell in self.table_model.cells.items() if key[0] == model_id]
        best = min(
            [cell for cell in cells if cell.at_hand] or cells,
            key=lambda cell: (cell.fit.judgement.grade, rank(cell.key[1])),
            default=None,
        )
        return "" if best is None else best.key[1]

    def _choose_first(self) -> None:
        """Choose the largest model that runs here comfortably, else the first one."""
        runs = [row for row in self.table_model.rows if row.runs]
        best = [
            row
            for row in runs
            if (cell := self.table_model.cells.get((row.key, self._usual(row.key)))) is not None
            and cell.fit.judgement.verdict == "comfortable"
        ]
        chosen = max(best, key=lambda row: row.model.parameters_b, default=None)
        chosen = chosen or next(iter(runs), None)
        if chosen is not None:
            self.table.choose((chosen.key, self._usual(chosen.key)))

    def _watch(self, watching: bool) -> None:
        if watching != self._watching:
            self._watching = watching
            self._backend.watch(watching)

    def _refresh_if_seen(self) -> None:
        # Whoever shows the page again reads everything anew.
        if self.isVisible():
            self.refresh()

    def _lay_out(self) -> None:
        em = self._look.em
        options = QHBoxLayout()
        options.setSpacing(em(1))
        options.addWidget(self.wish, 1)
        options.addWidget(self.report, 0, Qt.AlignmentFlag.AlignVCenter)
        left = QWidget(self)
        inside = QVBoxLayout(left)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(em(0.5))
        inside.addWidget(self.filter)
        inside.addWidget(self.table, 1)
        inside.addWidget(self.legend)
        right = QWidget(self)
        right.setMinimumWidth(em(_LEAST_DETAILS))
        beside = QVBoxLayout(right)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(em(0.5))
        beside.addWidget(self.details, 1)
        beside.addWidget(self.what_if)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(left)
        split.addWidget(right)
        split.setChildrenCollapsible(False)
        split.setStretchFactor(0, 5)
        split.setStretchFactor(1, 2)
        split.setSizes([em(60), em(25)])
        column = QVBoxLayout(self)
        column.setContentsMargins(em(1), em(1), em(1), em(1))
        column.setSpacing(em(0.6))
        column.addWidget(self.facts)
        column.addLayout(options)
        column.addWidget(split, 1)

    def _connect(self) -> None:
        backend = self._backend
        backend.machineChanged.connect(self._look_at_pc)
        backend.offersChanged.connect(self._offers_due.start)
        self._offers_due.timeout.connect(self._refresh_if_seen)
        self.wish.changed.connect(self._gather.start)
        self.what_if.changed.connect(self._gather.start)
        self._gather.timeout.connect(self._judge_and_show)
        self._slices.timeout.connect(self._judge_slice)
        self._later.timeout.connect(self._show_details)
        self.filter.changed.connect(lambda: self.table_model.set_filter(self.filter.value()))
        self.filter.search.leaveRequest.connect(self.table.setFocus)
        self.table.cellChosen.connect(lambda _: self._show_details())
        choice = self.details.choice
        choice.redoRequest.connect(
            lambda kind: choice.show_answer(self._backend.forget_choice(kind))
        )
        self.table.clearRequest.connect(self.filter.clear)
        self.table.activeRequest.connect(self.details.setFocus)
        self.details.downloadRequest.connect(self.downloadRequest)
        self.details.paneRequest.connect(self._put_into_a_pane)
        self.report.clicked.connect(self._wish_report)
        self.what_if.modelRequest.connect(lambda model_id: self.choose((model_id, "")))
        self.facts.speed.measureRequest.connect(self.measure)
        self.facts.speed.cancelRequest.connect(self.stop_measuring)
        self._on_key("Ctrl+F", self.filter.search.setFocus)

    def _on_key(self, keys: str, action: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(action)
