"""What came of a measurement: verdicts in sentences, a table, and the pictures."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMessageBox,
    QPushButton,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.core.measure.drawings import (
    Drawing,
    depth_drawing,
    gaps_drawing,
    machine_drawing,
    rounds_drawing,
    time_drawing,
    users_drawing,
    waits_drawing,
)
from app.core.measure.figures import MeasuredFigures, figures_of_measurement
from app.services.measuring.plans import figure_words, task_words
from app.services.measuring.sentences import (
    interval_words,
    number_words,
    remark_sentences,
    verdict_sentences,
)
from app.services.translation import tr
from app.services.whole_file import write_whole
from app.store.measure_store import StoredPlan
from widgets.compare.retranslating import RetranslatingFrame
from widgets.measure.pictures import MeasurePicture, caption_of
from widgets.models.look import Look
from widgets.segments import Segments

_MOST_SENTENCES = 4
_MACHINE = ("cpu_percent", "memory_available", "cpu_celsius", "cpu_mhz", "gpu_watts")


@dataclass(frozen=True)
class _Choice:
    """A picture that can be chosen."""

    name: str
    drawing: Drawing


class ResultsView(RetranslatingFrame):
    """Empty until :meth:`show_plan`."""

    reportRequest = Signal(str)
    """Id of the measurement that is wanted as a report."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._look = look
        self._stored: StoredPlan | None = None
        self._choices: list[_Choice] = []
        em = look.em
        self.title = QLabel(self)
        self.title.setProperty("role", "title")
        self.title.setWordWrap(True)
        self.sentences = QLabel(self)
        self.sentences.setWordWrap(True)
        self.sentences.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.views = Segments(("pictures", "table"), self)
        self.views.chosen.connect(self._show_view)
        self.choice = QComboBox(self)
        self.choice.currentIndexChanged.connect(self._show_picture)
        self.fit = QPushButton(self)
        self.fit.setProperty("kind", "flat")
        self.fit.setVisible(False)
        self.save = QPushButton(self)
        self.save.clicked.connect(self._save)
        self.report = QPushButton(self)
        self.report.clicked.connect(self._wish_report)
        self.picture = MeasurePicture(look, self)
        self.picture.zoomChanged.connect(self.fit.setVisible)
        self.fit.clicked.connect(self.picture.chart.fit)
        self.table = QTableWidget(0, 7, self)
        self.table.setProperty("role", "rows")
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setAlternatingRowColors(True)
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.empty = QLabel(self)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self.empty.setProperty("role", "muted")
        self._stack = QStackedWidget(self)
        for widget in (self.empty, self.picture, self.table):
            self._stack.addWidget(widget)
        bar = QHBoxLayout()
        bar.addWidget(self.views)
        bar.addWidget(self.choice, 1)
        bar.addWidget(self.fit)
        bar.addWidget(self.save)
        bar.addWidget(self.report)
        column = QVBoxLayout(self)
        column.setContentsMargins(em(1), em(0.9), em(1), em(0.9))
        column.setSpacing(em(0.6))
        column.addWidget(self.title)
        column.addWidget(self.sentences)
        column.addLayout(bar)
        column.addWidget(self._stack, 1)
        self.retranslate()

    @property
    def stored(self) -> StoredPlan | None:
        """The measurement that is shown."""
        return self._stored

    def show_plan(self, stored: StoredPlan | None) -> None:
        """Show a measurement, finished or not."""
        self._stored = stored
        self.retranslate()

    def retranslate(self) -> None:
        self.views.name("pictures", tr("그림"))
        self.views.name("table", tr("표"))
        self.views.setAccessibleName(tr("보는 방법"))
        self.choice.setAccessibleName(tr("그림 고르기"))
        self.fit.setText(tr("모두 보기"))
        self.save.setText(tr("그림 저장…"))
        self.report.setText(tr("보고서…"))
        self.empty.setText(
            tr(
                "왼쪽에서 모델과 잴 것을 고르고 ‘재기’를 누르면, 되풀이해 잰 값의 중앙값과 "
                "95 % 구간, 누가 빠른지가 여기에 나옵니다."
            )
        )
        self._fill()

    def _wish_report(self) -> None:
        if self._stored is not None:
            self.reportRequest.emit(self._stored.plan.plan_id)

    def _fill(self) -> None:
        stored = self._stored
        figures = figures_of_measurement(stored.plan, stored.results) if stored else None
        something = figures is not None and bool(figures.figures)
        for widget in (self.title, self.sentences, self.views, self.choice, self.save):
            widget.setVisible(something)
        self.report.setVisible(something)
        if stored is None or figures is None or not something:
            self._stack.setCurrentWidget(self.empty)
            return
        said = verdict_sentences(stored.plan, figures)
        self.title.setText(said[0] if said else tr("잰 결과"))
        more = [*said[1:_MOST_SENTENCES], *remark_sentences(stored.plan, figures, stored.results)]
        self.sentences.setText("\n".join(more))
        self.sentences.setVisible(bool(more))
        self._fill_table(stored, figures)
        self._fill_choices(stored, figures)
        self._show_view(self.views.current)

    def _fill_table(self, stored: StoredPlan, figures: MeasuredFigures) -> None:
        plan = stored.plan
        headings = (
            *(tr("모델"), tr("무엇을"), tr("수치"), tr("중앙값"), tr("95 % 구간")),
            *(tr("흩어짐"), tr("횟수")),
        )
        self.table.setHorizontalHeaderLabels(headings)
        rows = sorted(figures.figures, key=lambda f: (f.task, f.figure, f.model))
        self.table.setRowCount(len(rows))
        for row, found in enumerate(rows):
            summary = found.summary
            cells = (
                plan.models[found.model].model.id,
                task_words(plan.tasks[found.task]),
                figure_words(found.figure),
                number_words(summary.median),
                interval_words(summary),
                "–" if summary.spread is None else f"{summary.spread * 100:.1f} %",
                str(summary.n),
            )
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                if column > 2:
                    item.setTextAlignment(
                        Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                    )
                self.table.setItem(row, column, item)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def _fill_choices(self, stored: StoredPlan, figures: MeasuredFigures) -> None:
        kept = self.choice.currentIndex()
        self._choices = choices(stored, figures)
        self.choice.blockSignals(True)
        self.choice.clear()
        for choice in self._choices:
            self.choice.addItem(choice.name)
        self.choice.setCurrentIndex(kept if 0 <= kept < len(self._choices) else 0)
        self.choice.blockSignals(False)
        self._show_picture()

    def _show_picture(self) -> None:
        stored, place = self._stored, self.choice.currentIndex()
        if stored is not None and 0 <= place < len(self._choices):
            names = [planned.model.id for planned in stored.plan.models]
            self.picture.show_drawing(self._choices[place].drawing, names)

    def _show_view(self, view: str) -> None:
        pictures = view == "pictures"
        self._stack.setCurrentWidget(self.picture if pictures else self.table)
        self.choice.setVisible(pictures)
        self.save.setVisible(pictures)

    def _save(self) -> None:
        kinds = f"{tr('그림')} (*.png);;CSV (*.csv)"
        name, _ = QFileDialog.getSaveFileName(self, tr("그림 저장"), "naranhi.png", kinds)
        if name:
            path = Path(name)
            data = self.picture.csv() if path.suffix.lower() == ".csv" else self.picture.png()
            try:
                write_whole(path, data)
            except OSError as error:
                why = tr("저장하지 못했습니다: {why}").format(why=error.strerror)
                QMessageBox.warning(self, tr("그림 저장"), why)


def choices(stored: StoredPlan, figures: MeasuredFigures) -> list[_Choice]:
    """Return every picture that has something to show, the usual ones first."""
    plan, results = stored.plan, stored.results
    drawings: list[tuple[str, Drawing]] = []

    def add(drawing: Drawing, of: str = "") -> None:
        drawings.append((of, drawing))

    of_tasks: list[Callable[[int], Drawing]] = [
        lambda task: time_drawing(plan, results, task),
        lambda task: gaps_drawing(plan, results, task),
        lambda task: waits_drawing(plan, figures, task),
    ]
    for task, work in enumerate(plan.tasks):
        words = task_words(work)
        for figure in ("decode_tps", "prefill_tps", "ttft_ms", "chars_per_s", "load_ms"):
            add(rounds_drawing(plan, figures, task, figure), words)
        if work.kind in ("chat", "standard"):
            for draw in of_tasks:
                add(draw(task), words)
    for figure in ("decode_tps", "prefill_tps"):
        add(depth_drawing(plan, figures, figure))
    for figure in ("chars_per_s", "all_tps", "decode_tps", "ttft_p95_ms"):
        add(users_drawing(plan, figures, figure))
    for figure in _MACHINE:
        add(machine_drawing(results, figure))
    return [
        _Choice(" · ".join(filter(None, [of, caption_of(drawing)])), drawing)
        for of, drawing in drawings
        if not drawing.empty
    ]
