"""The page of measurements: what to measure, how far it is, what came of it."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.core.measure.plan import BenchPlan, steps_of
from app.core.measure.texts import MeasureText
from app.core.problem import NaranhiError, Problem
from app.core.run import ModelFile
from app.services.measuring.measurer import MeasureProgress
from app.services.measuring.plans import make_bench_plan
from app.services.measuring.sentences import plan_state_words, progress_words
from app.services.translation import tr
from app.services.wording import word
from widgets.compare.retranslating import RetranslatingFrame
from widgets.help_dialog import Shortcut
from widgets.icons import ButtonIcon
from widgets.measure.assembly import MeasureServices, planned_models
from widgets.measure.plan_form import PlanForm
from widgets.measure.results_view import ResultsView
from widgets.models.look import Look

_PAST = 50
_DEFAULT_MODELS = 2


class MeasurePage(RetranslatingFrame):
    """``offered`` returns the models that are here; ``texts`` are what a chat is asked."""

    def __init__(
        self,
        services: MeasureServices,
        offered: Callable[[], Sequence[ModelFile]],
        texts: Sequence[MeasureText],
        look: Look,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._services, self._offered, self._texts = services, offered, texts
        self._look = look
        self._problem: Problem | None = None
        self.form = PlanForm(look, self)
        self.results = ResultsView(look, self)
        self.start_button, self.stop_button = QPushButton(self), QPushButton(self)
        self.pause_button = QPushButton(self)
        self.start_button.setProperty("kind", "primary")
        ButtonIcon(self.start_button, look.icons, "gauge", "on_accent")
        ButtonIcon(self.pause_button, look.icons, "pause")
        ButtonIcon(self.stop_button, look.icons, "stop")
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.status = QLabel(self)
        self.status.setWordWrap(True)
        self.past = QComboBox(self)
        self.past.activated.connect(self._show_past)
        self._past_label = QLabel(self)
        self._past_label.setBuddy(self.past)
        self._lay_out()
        self._connect()
        self.retranslate()
        self.setFocusProxy(self.start_button)

    # -- for the window -----------------------------------------------------------------

    def shortcuts(self) -> list[Shortcut]:
        """Return the keys that hold on this page, for the help."""
        return [
            Shortcut("Ctrl+Return", tr("재기")),
            Shortcut("Ctrl+.", tr("멈추기")),
        ]

    def regions(self) -> Sequence[QWidget]:
        """Return what F6 goes through, in order."""
        return [self.form.models, self.start_button, self.past, self.results.views]

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        offered = list(self._offered())
        chosen = [model.id for model in offered[:_DEFAULT_MODELS]]
        self.form.show_models(offered, chosen)
        self._list_past()
        if self.results.stored is None and self.past.count():
            self._show(self.past.itemData(0))

    def retranslate(self) -> None:
        self.setAccessibleName(tr("측정"))
        self.pause_button.setText(tr("잠깐 쉬기"))
        self.pause_button.setToolTip(tr("지금 재는 것까지 마치고 쉽니다. 이어서 잴 수 있습니다."))
        self.stop_button.setText(tr("멈추기"))
        self._past_label.setText(tr("지난 측정"))
        self.past.setAccessibleName(tr("지난 측정"))
        self._word()
        self._list_past()

    # -- wishes -------------------------------------------------------------------------

    def start(self) -> None:
        """Measure what the form says, or go on with the plan that is shown and not finished."""
        measurer = self._services.measurer
        if measurer.running:
            return
        self._problem = None
        if self._services.comparing:
            self._problem = Problem(kind="already_running")
            self._word()
            return
        try:
            self._services.make_room()
            if self._resumable() is not None:
                measurer.resume(self._resumable() or "")
            else:
                measurer.start(self._plan())
        except NaranhiError as error:
            self._problem = error.problem
        self._word()

    def take_up(self, plan_id: str) -> None:
        """Show a measurement that has not finished, and go on with it."""
        if not self._services.measurer.running:
            self._show(plan_id)
            self.start()

    def begin_anew(self) -> None:
        """Leave the measurement that is shown, so that a new one can begin."""
        self.results.show_plan(None)
        self._word()

    def stop(self) -> None:
        """Stop now; it can be taken up."""
        self._services.measurer.stop()

    # -- inner --------------------------------------------------------------------------

    def _plan(self) -> BenchPlan:
        models = planned_models(self.form.chosen_models())
        language = self._look.languages.current
        return make_bench_plan(models, self.form.wishes(), self._texts, language)

    def _resumable(self) -> str | None:
        """Return the id of the shown measurement where it can be taken up."""
        stored = self.results.stored
        if stored is None or stored.summary.state in ("finished", "running"):
            return None
        return stored.plan.plan_id

    def _lay_out(self) -> None:
        em = self._look.em
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self.form)
        scroll.setMinimumWidth(em(21))
        buttons = QHBoxLayout()
        buttons.addWidget(self.start_button, 1)
        buttons.addWidget(self.pause_button)
        buttons.addWidget(self.stop_button)
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll, 1)
        column.addWidget(self.status)
        column.addWidget(self.bar)
        column.addLayout(buttons)
        right = QWidget(self)
        rows = QVBoxLayout(right)
        rows.setContentsMargins(0, 0, 0, 0)
        past = QHBoxLayout()
        past.addWidget(self._past_label)
        past.addWidget(self.past, 1)
        self.new_button = QPushButton(right)
        self.new_button.setProperty("kind", "flat")
        past.addWidget(self.new_button)
        rows.addLayout(past)
        rows.addWidget(self.results, 1)
        splitter = QSplitter(self)
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setStretchFactor(1, 1)
        splitter.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(em(1), em(1), em(1), em(1))
        whole.addWidget(splitter)

    def _connect(self) -> None:
        measurer = self._services.measurer
        measurer.progressed.connect(self._on_progress)
        measurer.stepEnded.connect(self._on_step_ended)
        measurer.ended.connect(self._on_plan_ended)
        self.form.changed.connect(self._word)
        self.start_button.clicked.connect(self.start)
        self.pause_button.clicked.connect(measurer.pause)
        self.stop_button.clicked.connect(self.stop)
        self.new_button.clicked.connect(self.begin_anew)
        for keys, act in (("Ctrl+Return", self.start), ("Ctrl+.", self.stop)):
            QShortcut(
                QKeySequence(keys), self, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
            )

    def _on_progress(self, progress: MeasureProgress) -> None:
        del progress
        self._word()

    def _on_step_ended(self) -> None:
        measurer = self._services.measurer
        if measurer.plan is not None and self.isVisible():
            self._show(measurer.plan.plan_id)

    def _on_plan_ended(self, plan: BenchPlan) -> None:
        self._list_past()
        self._show(plan.plan_id)

    def _word(self) -> None:
        """Say where it stands, and offer what can be done now."""
        measurer = self._services.measurer
        running = measurer.running
        progress = measurer.progress()
        self.form.setEnabled(not running)
        self.bar.setVisible(running)
        self.pause_button.setVisible(running)
        self.stop_button.setVisible(running)
        self.start_button.setVisible(not running)
        self.past.setEnabled(not running)
        going_on = self._resumable() is not None
        self.start_button.setText(tr("이어서 재기") if going_on else tr("재기"))
        self.start_button.setEnabled(going_on or bool(self.form.chosen_models()))
        self.new_button.setText(tr("새로 재기"))
        self.new_button.setVisible(not running and self.results.stored is not None)
        if running and measurer.plan is not None:
            self.bar.setRange(0, max(1, progress.n_steps))
            self.bar.setValue(progress.n_done)
            self.status.setText(progress_words(measurer.plan, progress))
        elif self._problem is not None:
            words = word(self._problem)
            self.status.setText(" ".join(filter(None, [words.what, words.do])))
        elif not self.form.chosen_models():
            self.status.setText(tr("잴 모델을 하나 이상 고르세요."))
        else:
            n_steps = self._n_steps()
            self.status.setText(
                tr("모두 {n}단계. 재는 동안에는 다른 프로그램을 쓰지 않는 것이 좋습니다.").format(
                    n=n_steps
                )
            )

    def _n_steps(self) -> int:
        return len(steps_of(self._plan()))

    def _list_past(self) -> None:
        shown = self.results.stored
        self.past.blockSignals(True)
        self.past.clear()
        try:
            summaries = self._services.store.plans(_PAST)
        except NaranhiError as error:
            # Told below; what is measured goes on.
            self._problem, summaries = error.problem, []
        for summary in summaries:
            when = datetime.fromtimestamp(summary.created_at_ns / 1e9, UTC).astimezone()
            parts = [f"{when:%Y-%m-%d %H:%M}", summary.label, plan_state_words(summary.state)]
            self.past.addItem(" · ".join(filter(None, parts)), summary.plan_id)
        place = self.past.findData(shown.plan.plan_id) if shown is not None else -1
        self.past.setCurrentIndex(place)
        self.past.setPlaceholderText(tr("고르기") if self.past.count() else tr("아직 없음"))
        self.past.blockSignals(False)

    def _show_past(self, index: int) -> None:
        self._show(self.past.itemData(index))

    def _show(self, plan_id: str) -> None:
        try:
            self.results.show_plan(self._services.store.load(plan_id))
        except NaranhiError as error:
            self._problem = error.problem
        self.past.setCurrentIndex(self.past.findData(plan_id))
        self._word()
