"""The page of question sheets: what to ask whom, how far it is, every answer and its marks."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from app.core.problem import NaranhiError, Problem
from app.core.run import ModelFile
from app.core.sheets.packs import Packs
from app.core.sheets.reading import read_pasted
from app.core.sheets.results import HandMark, Place, SheetAnswer, SheetPlan
from app.services.measuring.sentences import plan_state_words
from app.services.sheets.export import ENDINGS, write_export
from app.services.sheets.plans import make_sheet_plan, progress_words
from app.services.sheets.sources import open_sheet
from app.services.sheets.template import template
from app.services.translation import tr
from app.services.whole_file import write_whole
from app.services.wording import word
from widgets.compare.answer_file import suggested_name
from widgets.compare.retranslating import RetranslatingFrame
from widgets.help_dialog import Shortcut
from widgets.models.look import Look
from widgets.sheets.columns import is_blind, shuffled
from widgets.sheets.layout import SheetParts
from widgets.sheets.services import SheetServices, planned_models

_PAST = 100
_SHEET_ENDINGS = (".csv", ".tsv", ".txt", ".xlsx")
_SCORES_MS = 250
"""Scores follow the answers and marks this often at most."""


class SheetPage(RetranslatingFrame):
    """``offered`` returns the models that are here."""

    def __init__(
        self,
        services: SheetServices,
        offered: Callable[[], Sequence[ModelFile]],
        packs: Packs,
        look: Look,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._services, self._offered, self._look = services, offered, look
        self._problem: Problem | None = None
        self._said = ""
        self.parts = SheetParts(packs, look, self)
        self.model = self.parts.model
        self._scores_due = QTimer(self, singleShot=True, interval=_SCORES_MS)
        self._scores_due.timeout.connect(self._show_scores)
        self.setAcceptDrops(True)
        self._connect()
        self.retranslate()
        self.setFocusProxy(self.parts.start)

    # -- for the window -----------------------------------------------------------------

    def shortcuts(self) -> list[Shortcut]:
        """Return the keys that hold on this page, for the help."""
        return [
            Shortcut("Ctrl+Return", tr("문제지 돌리기")),
            Shortcut("Ctrl+.", tr("멈추기")),
            Shortcut("Ctrl+V", tr("복사한 표를 문제지로")),
            Shortcut("1", tr("표에서: 1–5점 주기 (0은 지우기)")),
            Shortcut("N", tr("표에서: 메모 쓰기")),
        ]

    def regions(self) -> Sequence[QWidget]:
        """Return what F6 goes through, in order."""
        parts = self.parts
        return [parts.form.choice, parts.form.models, parts.start, parts.past, parts.table]

    @property
    def busy(self) -> bool:
        """Whether something that was given is not shown in the scores yet."""
        return self._scores_due.isActive()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.parts.form.show_models(list(self._offered()))
        self._list_past()
        if self.model.stored is None and self.parts.past.count():
            self.show_run(self.parts.past.itemData(0))

    def retranslate(self) -> None:
        self.setAccessibleName(tr("문제지"))
        self.parts.retranslate()
        self.model.retranslate()
        self._list_past()
        self._word()

    # -- wishes -------------------------------------------------------------------------

    def start(self) -> None:
        """Give the chosen sheet to the chosen models."""
        sheet, models = self.parts.form.sheet, self.parts.form.chosen_models()
        if sheet is None or not models:
            return
        plan = make_sheet_plan(
            sheet, planned_models(models), max_tokens=self.parts.form.length.value()
        )
        self._begin(lambda: self._services.runner.start(plan))

    def go_on(self) -> None:
        """Go on with the run that is shown."""
        stored = self.model.stored
        if stored is not None:
            self._begin(lambda: self._services.runner.resume(stored.plan.run_id))

    def stop(self) -> None:
        """Stop now; it can be taken up."""
        self._services.runner.stop()

    def open_file(self, path: Path) -> None:
        """Read a sheet beside the window."""
        form = self.parts.form
        form.show_reading(path.name)
        self._services.files.run(partial(open_sheet, path), form.take_sheet, form.show_problem)

    def paste(self) -> None:
        """Take the table on the clipboard for a sheet."""
        form = self.parts.form
        text = QApplication.clipboard().text()
        title = tr("붙여넣은 표")
        form.show_reading(title)
        self._services.files.run(
            lambda: read_pasted(text, title), form.take_sheet, form.show_problem
        )

    def set_blind(self, blind: bool) -> None:
        """Hide the names and the speeds of the run that is shown, or show them."""
        stored = self.model.stored
        if stored is None or is_blind(stored) == blind:
            return
        order = shuffled(len(stored.plan.models)) if blind else ()
        self._store(lambda: self._services.store.set_blind(stored.plan.run_id, order))
        self.model.show_order(order)
        self._show_scores()
        self._word()

    def export_to(self, path: Path) -> None:
        """Write the run that is shown; the file's ending says how."""
        stored = self.model.stored
        if stored is None:
            return
        if path.suffix.casefold() not in ENDINGS:
            path = path.with_name(f"{path.name}.csv")
        try:
            fresh = self._services.store.load(stored.plan.run_id)
            if fresh is not None:
                write_export(fresh, path)
            self._said = tr("내보냈습니다: {path}").format(path=path)
        except NaranhiError as error:
            self._problem = error.problem
        except OSError as error:
            self._said = _not_written(path, error)
        self._word()

    def save_template(self, path: Path) -> None:
        """Write the template; the file's ending says how."""
        if path.suffix.casefold() not in (".csv", ".xlsx"):
            path = path.with_name(f"{path.name}.xlsx")
        try:
            write_whole(path, template(xlsx=path.suffix.casefold() == ".xlsx"))
            self._said = tr("양식을 썼습니다: {path}").format(path=path)
        except OSError as error:
            self._said = _not_written(path, error)
        self._word()

    def show_run(self, run_id: str) -> None:
        """Show a run of the past, or the one that goes."""
        try:
            self.model.show_run(self._services.store.load(run_id))
        except NaranhiError as error:
            self._problem = error.problem
        self.parts.past.setCurrentIndex(self.parts.past.findData(run_id))
        if self.model.rowCount():
            self.parts.table.choose(0, 1)
        self._show_scores()
        self._word()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _sheets_of(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for path in _sheets_of(event)[:1]:
            event.acceptProposedAction()
            self.open_file(path)

    # -- inner --------------------------------------------------------------------------

    def _connect(self) -> None:
        runner, parts = self._services.runner, self.parts
        runner.progressed.connect(self._word)
        runner.sheetStarted.connect(self._on_started)
        runner.answerEnded.connect(self._on_answer)
        runner.ended.connect(self._on_ended)
        parts.form.changed.connect(self._word)
        parts.form.openRequest.connect(self._ask_for_file)
        parts.form.pasteRequest.connect(self.paste)
        parts.form.templateRequest.connect(self._ask_for_template)
        parts.start.clicked.connect(self.start)
        parts.resume.clicked.connect(self.go_on)
        parts.pause.clicked.connect(runner.pause)
        parts.stop.clicked.connect(self.stop)
        parts.past.activated.connect(self._show_past)
        parts.names.toggled.connect(self.set_blind)
        parts.export.clicked.connect(self._ask_for_export)
        parts.table.markGiven.connect(self._give_mark)
        parts.table.noteRequest.connect(self._write_note)
        parts.table.rowChanged.connect(parts.detail.show_row)
        parts.detail.handGiven.connect(self._give_hand)
        for keys, act in (
            ("Ctrl+Return", self.start),
            ("Ctrl+.", self.stop),
            ("Ctrl+V", self.paste),
        ):
            QShortcut(
                QKeySequence(keys), self, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
            )

    def _begin(self, begin: Callable[[], object]) -> None:
        if self._services.runner.running:
            return
        self._problem, self._said = self._services.obstacle, ""
        if self._problem is None:
            try:
                self._services.make_room()
                begin()
            except NaranhiError as error:
                self._problem = error.problem
        self._word()

    def _on_started(self, plan: SheetPlan) -> None:
        self._list_past()
        self.show_run(plan.run_id)
        if self.parts.form.blind.isChecked():
            self.set_blind(True)

    def _on_answer(self, answer: SheetAnswer) -> None:
        plan, stored = self._services.runner.plan, self.model.stored
        if plan is not None and stored is not None and stored.plan.run_id == plan.run_id:
            self.model.take_answer(answer)
            self._scores_due.start()

    def _on_ended(self, plan: SheetPlan, _state: str) -> None:
        self._list_past()
        stored = self.model.stored
        if stored is not None and stored.plan.run_id == plan.run_id:
            here = self.parts.table.currentIndex()
            self.show_run(plan.run_id)
            self.parts.table.choose(here.row(), here.column())

    def _give_mark(self, place: Place, mark: int | None) -> None:
        if self.model.answer(place) is not None:
            self._give_hand(place, HandMark(mark=mark, note=self.model.mark(place).note))

    def _give_hand(self, place: Place, hand: HandMark) -> None:
        stored = self.model.stored
        if stored is None:
            return
        self._store(lambda: self._services.store.set_mark(stored.plan.run_id, place, hand))
        self.model.take_mark(place, hand)
        self._scores_due.start()

    def _write_note(self) -> None:
        place = self.parts.table.place
        card = self.parts.detail.card_of(place) if place is not None else None
        if card is not None:
            card.note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _store(self, write: Callable[[], None]) -> None:
        """Write; what cannot be stored is said, and stays on the screen."""
        try:
            write()
        except NaranhiError as error:
            self._problem = error.problem
            self._word()

    def _show_scores(self) -> None:
        stored, model = self.model.stored, self.model
        blind = stored is not None and is_blind(stored)
        self.parts.scores.show_scores(model.columns, model.scores(), blind=blind)

    def _word(self) -> None:
        """Say where it stands, and offer what can be done now."""
        runner, parts, stored = self._services.runner, self.parts, self.model.stored
        blind = stored is not None and is_blind(stored)
        parts.show_state(
            running=runner.running,
            startable=parts.form.sheet is not None and bool(parts.form.chosen_models()),
            resumable=stored is not None and stored.summary.state not in ("finished", "running"),
            shown=stored is not None,
            blind=blind,
        )
        if runner.running and runner.plan is not None:
            progress = runner.progress()
            parts.bar.setRange(0, max(1, progress.n_places))
            parts.bar.setValue(progress.n_done)
            said = progress_words(runner.plan, progress, name_model=not blind)
        elif self._problem is not None:
            words = word(self._problem)
            said = " ".join(filter(None, [words.what, words.do]))
        elif self._said:
            said = self._said
        elif not parts.form.chosen_models():
            said = tr("답할 모델을 하나 이상 고르세요.")
        else:
            sheet = parts.form.sheet
            n = len(sheet.questions) * len(parts.form.chosen_models()) if sheet else 0
            said = tr("답 {n}개를 받습니다. 멈춰도 받은 답은 남습니다.").format(n=n)
        parts.status.setText(said)

    def _list_past(self) -> None:
        past, stored = self.parts.past, self.model.stored
        past.blockSignals(True)
        past.clear()
        try:
            runs = self._services.store.runs(_PAST)
        except NaranhiError as error:
            self._problem, runs = error.problem, []
        for run in runs:
            when = datetime.fromtimestamp(run.created_at_ns / 1e9, UTC).astimezone()
            words = (run.label or run.title, f"{when:%m-%d %H:%M}", plan_state_words(run.state))
            past.addItem(" · ".join(words), run.run_id)
        past.setCurrentIndex(past.findData(stored.plan.run_id) if stored else -1)
        past.setPlaceholderText(tr("고르기") if past.count() else tr("아직 없음"))
        past.blockSignals(False)

    def _show_past(self, index: int) -> None:
        self._problem, self._said = None, ""
        self.show_run(self.parts.past.itemData(index))

    def _ask_for_file(self) -> None:
        kinds = tr("문제지") + " (*.csv *.tsv *.txt *.xlsx)"
        name, _ = QFileDialog.getOpenFileName(self, tr("문제지 열기"), "", kinds)
        if name:
            self.open_file(Path(name))

    def _ask_for_template(self) -> None:
        start = suggested_name(tr("문제지 양식"), ".xlsx")
        kinds = "Excel (*.xlsx);;CSV (*.csv)"
        name, _ = QFileDialog.getSaveFileName(self, tr("빈 양식 저장"), start, kinds)
        if name:
            self.save_template(Path(name))

    def _ask_for_export(self) -> None:
        stored = self.model.stored
        if stored is None:
            return
        start = suggested_name(stored.plan.sheet.title, ".csv")
        kinds = "CSV (*.csv);;Excel (*.xlsx);;JSON (*.json)"
        name, _ = QFileDialog.getSaveFileName(self, tr("결과 내보내기"), start, kinds)
        if name:
            self.export_to(Path(name))


def _sheets_of(event: QDropEvent) -> list[Path]:
    """Return the sheets among what is dragged."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.casefold() in _SHEET_ENDINGS]


def _not_written(path: Path, error: OSError) -> str:
    return tr("파일을 쓰지 못했습니다: {path} – {reason}").format(
        path=path, reason=error.strerror or error
    )
