"""The page of the history: everything that ran, found, looked at, held together, run again."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from app.core.comparison import Comparison
from app.core.problem import Problem, StoreError
from app.core.run import ModelFile
from app.services.running_again import compare_again, spec_again
from app.services.translation import tr
from app.services.wording import word
from widgets.compare.retranslating import RetranslatingFrame
from widgets.help_dialog import Shortcut
from widgets.history.carry_bar import CarryBar
from widgets.history.carrying import Carrier
from widgets.history.desk import HistoryDesk
from widgets.history.details import HistoryDetails
from widgets.history.filter_bar import HistoryFilterBar
from widgets.history.list_model import HistoryListModel
from widgets.history.list_view import HistoryList
from widgets.history.rows import HistoryRow
from widgets.history.undo_bar import UndoBar
from widgets.models.look import Look

_DETAILS_MS = 60
"""Who goes through the list with the arrow keys does not wait for every entry."""


class HistoryPage(RetranslatingFrame):
    """Builds its parts, connects them, and follows the history while it is shown."""

    againRequest = Signal(object)
    """RunSpec that is to be run again where comparisons are shown."""
    resumeRequest = Signal(str)
    """Id of a measurement that is to go on."""
    repeated = Signal(object)
    """List of TwoRuns: what came of running a comparison again."""
    sheetRequest = Signal(str)
    """Id of a sheet's run that is to be seen on its own page."""
    reportRequest = Signal(str)
    """Key of an entry that is wanted as a report."""
    compareRequest = Signal()
    """Nothing was ever run: the person wants to."""

    def __init__(
        self,
        desk: HistoryDesk,
        find_model: Callable[[str], ModelFile],
        look: Look,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._find_model, self._look = desk, find_model, look
        self._repeated: dict[str, str] = {}
        """Comparisons that run again, and what each one repeats."""
        self.model = HistoryListModel(desk, self)
        self.filter = HistoryFilterBar(look, self)
        self.list = HistoryList(self.model, look, self)
        self.details = HistoryDetails(desk, look, self)
        self.undo = UndoBar(look, self._forget, self)
        self.carry = CarryBar(Carrier(desk.runs.path, self), look, self)
        self.trouble = QLabel(self)
        self.trouble.setProperty("role", "error")
        self.trouble.setWordWrap(True)
        self.trouble.setTextFormat(Qt.TextFormat.PlainText)
        self.trouble.hide()
        self.indexing = QLabel(self)
        self.indexing.setProperty("role", "muted")
        self.indexing.hide()
        self._details_due = QTimer(self, singleShot=True, interval=_DETAILS_MS)
        self._choices_due = QTimer(self, singleShot=True, interval=0)
        self._lay_out()
        self._connect()
        self.retranslate()
        self.setFocusProxy(self.list)

    # -- for the window --------------------------------------------------------------------

    def shortcuts(self) -> list[Shortcut]:
        """Return the keys that hold on this page, for the help."""
        return [
            Shortcut("Ctrl+F", tr("기록 찾기")),
            Shortcut("Return", tr("목록에서: 자세히 보기로")),
            Shortcut("Delete", tr("목록에서: 지우기")),
            Shortcut("Ctrl+Z", tr("지운 것 되돌리기")),
            Shortcut("Ctrl+P", tr("다시 보기, 그만 보기")),
            Shortcut("Ctrl+R", tr("똑같이 다시 돌리기")),
            Shortcut("Ctrl+K", tr("간직하기")),
            Shortcut("Ctrl+D", tr("견줄 것으로 두기")),
        ]

    def regions(self) -> list[QWidget]:
        """Return what F6 goes through, in order."""
        return [
            self.list,
            self.details.head.again,
            self.details.table,
            *(panel.chat for panel in self.details.pair.panels),
            self.details.pair.graph,
            self.filter.search,
            self.carry.take_in,
        ]

    @property
    def busy(self) -> bool:
        """Whether something that was asked for is not shown yet."""
        return self.filter.settling or self._details_due.isActive() or self._choices_due.isActive()

    def close_down(self) -> None:
        """End what goes: what was deleted is deleted, nothing is carried any more."""
        self.carry.carrier.close()
        self.undo.settle()

    def allow_resume(self) -> None:
        """Something here goes on with measurements and shows sheets: offer it."""
        self.details.can_resume = True

    # -- showing ---------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read everything anew."""
        self.trouble.hide()
        self.model.ask(self.filter.value())
        row = self._row_shown()
        if self.details.row is not None and row is None and not self.undo.keys:
            self.details.show_gone()
            self.list.key = ""
        elif self.details.row is None and self.model.rows:
            self.list.choose(self.model.rows[0].key)
        elif row is not None and row != self.details.row:
            self.details.show_row(row)
        self.details.head.show_busy(self._desk.computing)
        self._choices_due.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()
        self._desk.watch(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._desk.watch(False)
        self.details.pair.stop_replay()
        # Nobody can take back what nobody sees.
        self.undo.settle()

    def retranslate(self) -> None:
        self.setAccessibleName(tr("기록"))
        self.indexing.setText(tr("찾을 수 있게 정리하는 중입니다. 곧 더 나올 수 있습니다."))

    # -- wishes ----------------------------------------------------------------------------

    def run_again(self) -> None:
        """Run the comparison that is shown once more, exactly."""
        spec, row = self.details.spec, self.details.row
        if spec is None or row is None or self._desk.computing:
            return
        again = spec_again(spec, self._find_model)
        self._repeated[again.comparison_id] = row.id
        self.againRequest.emit(again)

    def delete(self) -> None:
        """Delete what is selected; there is a way back for a few seconds."""
        keys = self.list.chosen_keys or ([self.details.row.key] if self.details.row else [])
        if not keys:
            return
        rows = [row.key for row in self.model.rows]
        after = [key for key in rows[rows.index(keys[-1]) :] if key not in keys]
        before = [key for key in rows if key not in keys]
        self.undo.begin(keys)
        self.model.hide(set(keys))
        self.list.key = ""
        nearest = next(iter(after), before[-1] if before else "")
        if nearest:
            self.list.choose(nearest)
        else:
            self.details.show_row(None)
        self.list.setFocus()

    def take_back(self) -> None:
        """Bring back what was just deleted."""
        keys = self.undo.undo()
        if keys:
            self.model.hide(set())
            self.list.choose(keys[0])

    # -- inner -----------------------------------------------------------------------------

    def _row_shown(self) -> HistoryRow | None:
        """Return the entry that the details show, as it is now."""
        shown = self.details.row
        if shown is None:
            return None
        try:
            return self._desk.row(shown.key)
        except StoreError as error:
            self._tell(error.problem)
            return shown

    def _show_details(self) -> None:
        row = next((row for row in self.model.rows if row.key == self.list.key), None)
        if row is not None:
            self.details.show_row(row)

    def _offer_choices(self) -> None:
        try:
            self.filter.offer(*self._desk.groups.choices())
        except StoreError as error:
            self._tell(error.problem)

    def _on_filter_changed(self) -> None:
        self.model.ask(self.filter.value())
        self.list.view.scrollToTop()
        self._show_indexing()

    def _on_indexed(self, _complete: bool) -> None:
        if self.filter.value().store.words:
            self.model.ask(self.filter.value())
        self._show_indexing()

    def _show_indexing(self) -> None:
        searching = bool(self.filter.value().store.words)
        self.indexing.setVisible(searching and not self._desk.index_complete)

    def _on_changed(self) -> None:
        if self.isVisible():
            self.refresh()

    def _on_comparison_ended(self, comparison: Comparison) -> None:
        before = self._repeated.pop(comparison.spec.comparison_id, None)
        self.details.head.show_busy(self._desk.computing)
        if before is None:
            return
        try:
            pairs = compare_again(
                self._desk.runs, self._desk.groups, before, comparison.spec.comparison_id
            )
        except StoreError as error:
            self._tell(error.problem)
            return
        if pairs:
            self.repeated.emit(pairs)
        if self.details.row is not None and self.details.row.id == before:
            self.details.show_again(pairs)

    def _forget(self, keys: list[str]) -> None:
        self.model.hidden = set()
        try:
            n_gone = self._desk.delete(keys)
        except StoreError as error:
            self._tell(error.problem)
            self.model.ask(self.filter.value())
            return
        if n_gone < len(keys):
            self.trouble.setText(tr("지금 돌고 있는 것은 지우지 않았습니다."))
            self.trouble.show()

    def _change(self, action: Callable[[HistoryRow], None]) -> None:
        row = self.details.row
        if row is None:
            return
        try:
            action(row)
        except StoreError as error:
            self._tell(error.problem)

    def _toggle_kept(self) -> None:
        self._change(lambda row: self._desk.keep(row, kept=not row.kept))

    def _export_one(self) -> None:
        if self.details.row is not None and self.details.row.is_comparison:
            self.carry.ask_export([self.details.row.id])

    def _tell(self, problem: Problem) -> None:
        wording = word(problem)
        self.trouble.setText(f"{wording.what} {wording.do}".strip())
        self.trouble.show()

    def _lay_out(self) -> None:
        em = self._look.em
        left = QWidget(self)
        inside = QVBoxLayout(left)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(em(0.5))
        inside.addWidget(self.filter)
        inside.addWidget(self.indexing)
        inside.addWidget(self.trouble)
        inside.addWidget(self.list, 1)
        inside.addWidget(self.undo)
        inside.addWidget(self.carry)
        left.setMinimumWidth(em(20))
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(left)
        split.addWidget(self.details)
        split.setChildrenCollapsible(False)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 4)
        split.setSizes([em(28), em(56)])
        column = QVBoxLayout(self)
        column.setContentsMargins(em(1), em(1), em(1), em(1))
        column.addWidget(split)

    def _connect(self) -> None:
        desk, head = self._desk, self.details.head
        desk.changed.connect(self._on_changed)
        desk.indexed.connect(self._on_indexed)
        desk.arena.comparisonStarted.connect(lambda _: head.show_busy(True))
        desk.arena.comparisonEnded.connect(self._on_comparison_ended)
        self.model.refused.connect(self._tell)
        self.filter.changed.connect(self._on_filter_changed)
        self.filter.search.leaveRequest.connect(self.list.setFocus)
        self._choices_due.timeout.connect(self._offer_choices)
        self._details_due.timeout.connect(self._show_details)
        self.list.rowChosen.connect(self._details_due.start)
        self.list.clearRequest.connect(self.filter.clear)
        self.list.compareRequest.connect(self.compareRequest)
        self.list.activeRequest.connect(self.details.table.setFocus)
        self.list.deleteRequest.connect(self.delete)
        self.undo.button.clicked.connect(self.take_back)
        self.carry.imported.connect(self.refresh)
        head.keepToggled.connect(self._toggle_kept)
        head.wordsChanged.connect(
            lambda title, note: self._change(lambda row: desk.name(row, title, note))
        )
        head.againRequest.connect(self.run_again)
        head.replayRequest.connect(self.details.toggle_replay)
        head.pinToggled.connect(self.details.pin)
        head.resumeRequest.connect(
            lambda: self._change(
                lambda row: (
                    self.sheetRequest if row.key.startswith("s") else self.resumeRequest
                ).emit(row.id)
            )
        )
        head.reportRequest.connect(
            lambda: self._change(lambda row: self.reportRequest.emit(row.key))
        )
        head.exportRequest.connect(self._export_one)
        head.deleteRequest.connect(self.delete)
        for keys, action in (
            ("Ctrl+F", self.filter.search.setFocus),
            ("Ctrl+Z", self.take_back),
            ("Ctrl+P", self.details.toggle_replay),
            ("Ctrl+R", self.run_again),
            ("Ctrl+K", self._toggle_kept),
            ("Ctrl+D", lambda: self.details.pin(not self.details.pinned)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(action)
