"""One model's pane: head, conversation, failure, figures."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from app.core.live_run import LiveRun
from app.core.playback import Playback
from app.core.problem import Problem
from app.core.run import LoadReport, ModelFile
from app.services.translation import tr
from app.services.worker_process import WorkerState
from widgets.compare.chat_turn import ChatTurn
from widgets.compare.chat_view import ChatView
from widgets.compare.failure_card import FailureCard
from widgets.compare.figures_strip import FiguresStrip
from widgets.compare.live_figures import ShownFigures
from widgets.compare.model_shelf import ModelShelf
from widgets.compare.notes import note_on
from widgets.compare.pane_head import PaneHead
from widgets.compare.pane_load import PaneLoad
from widgets.compare.retranslating import RetranslatingFrame
from widgets.compare.run_show import RunShow
from widgets.icons import Icons
from widgets.theme import Theme

_LEAST_WIDTH = 13.5
"""In font units: six panes side by side on a small screen."""


class Pane(RetranslatingFrame):
    """Shows one model at work. What it shows comes by calls; nothing here starts a run."""

    realTimeRequest = Signal()

    def __init__(
        self,
        index: int,
        shelf: ModelShelf,
        theme: Theme,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.index = index
        self._show: RunShow | None = None
        self._waiting = False
        self._rounds = 1
        self._max_tokens = 0
        self.setProperty("role", "card")
        em = theme.em()
        self.setMinimumWidth(round(_LEAST_WIDTH * em))
        self.head = PaneHead(index, shelf, theme, icons, self)
        self.load = PaneLoad(self.head, em)
        self.chat = ChatView(theme, index, self)
        self.failure = FailureCard(em, self)
        self.strip = FiguresStrip(em, self)
        self._hint = QLabel(self)
        self._hint.setWordWrap(True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.setProperty("role", "muted")
        self._hint.setMargin(em)
        self._hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._hint)
        self._stack.addWidget(self.chat)
        self._stack.setMinimumHeight(em * 5)
        column = QVBoxLayout(self)
        column.setContentsMargins(em * 2 // 3, em * 2 // 3, em * 2 // 3, em * 2 // 3)
        column.setSpacing(em // 2)
        column.addWidget(self.head)
        column.addWidget(self._stack, 1)
        column.addWidget(self.failure)
        column.addWidget(self.strip)
        self.head.picker.modelChosen.connect(self._on_model_chosen)
        self.strip.slow_mark.clicked.connect(self.realTimeRequest)
        self.failure.otherModelRequest.connect(self.head.picker.showPopup)
        self.retranslate()

    # -- model and worker -----------------------------------------------------------------

    @property
    def model(self) -> ModelFile | None:
        """The chosen model."""
        return self.head.picker.chosen_model

    def set_model(self, model: ModelFile) -> None:
        """Put ``model`` into the pane; what failed before is about another one."""
        self.head.picker.show_model(model)
        self._on_model_chosen(model)

    def show_worker(self, state: WorkerState, report: LoadReport | None, *, running: bool) -> None:
        """Show how the worker fares; ``running`` tells whether a comparison goes on."""
        idle = state in ("stopped", "ready", "crashed")
        waits = self._waiting and running and idle
        run = self._show.run if self._show is not None else None
        fraction = run.load_fraction if run is not None else None
        if waits:
            self.head.show_state("waiting")
        elif state == "running" and run is not None and run.phase == "prefill":
            read = run.n_prefilled / run.n_prompt if run.n_prompt else None
            self.head.show_state("reading", read)
        else:
            self.head.show_state(state, fraction)
        if report is not None and run is not None and run.report is not None:
            # In a race the run has had fewer threads than the model was loaded for.
            report = run.report
        steps = tuple(run.load_steps) if run is not None and state == "loading" else ()
        self.head.show_model(self.model, report, steps)
        ended = run is not None and run.outcome is not None and not self._more_rounds(run)
        self.head.show_running(
            running, can_stop=running and not ended, has_answer=bool(self.chat.turns)
        )

    def _more_rounds(self, run: LiveRun) -> bool:
        """Whether this pane's turn comes again: it sits out once a round did not finish."""
        finished = run.outcome is not None and run.outcome.state == "finished"
        return finished and run.round_number < self._rounds

    def show_problem(self, problem: Problem) -> None:
        """Show what went wrong before any run."""
        self.failure.show_problem(problem, self._max_tokens)

    # -- a comparison ---------------------------------------------------------------------

    def begin_turn(self, prompt: str, rounds: int, max_tokens: int) -> None:
        """Show the prompt; the run itself comes later."""
        self.settle()
        self._rounds, self._max_tokens = rounds, max_tokens
        self._show, self._waiting = None, True
        self.failure.show_problem(None)
        self.strip.show_figures(ShownFigures())
        self.strip.show_label(None)
        self.strip.slow_mark.show_factor(1.0, None)
        name = self.model.id if self.model and self.model.practice else None
        self.chat.begin_turn(prompt, name or (self.model.name if self.model else ""), rounds)
        self._stack.setCurrentWidget(self.chat)

    def attach(self, run: LiveRun, playback: Playback) -> None:
        """Show ``run`` from now on; an earlier round's is in the history."""
        if run.round_number > 1 or self._show is not None:
            self.chat.begin_round(run.round_number, self._rounds)
        if self._show is not None:
            # The graph draws the earlier round too, to its end.
            self._show.playback.finish()
        self._show, self._waiting = RunShow(run, playback), False
        self.strip.show_label(None)

    @property
    def busy(self) -> bool:
        """Whether something is still to be shown."""
        return self._show is not None and not self._show.settled

    def advance(self, now_ns: int, *, may_settle: bool) -> bool:
        """Show the text that became due. Return whether the end was reached and formatted,
        which is left to a later call where ``may_settle`` is False."""
        show = self._show
        if show is None or show.settled:
            return False
        answer, thinking = show.advance(now_ns)
        self.chat.stream(answer, thinking, show.n_thinking)
        if not (may_settle and show.playback.finished):
            return False
        self._settle(show)
        return True

    def refresh(self) -> None:
        """Show figures and counts as they are now; a few times a second."""
        show = self._show
        if show is None:
            return
        figures = show.figures()
        self.strip.show_figures(figures)
        self.strip.show_label(show.run.label if figures.ttft_ms is not None else None)
        if not show.settled:
            self.chat.refresh_count()
        slowed = show.playback.slowed and not show.settled
        factor = show.playback.pace.factor if slowed else 1.0
        self.strip.slow_mark.show_factor(factor, figures.decode_tps)

    def skip(self) -> None:
        """Show the rest of the run at once."""
        if self._show is not None:
            self._show.playback.skip()

    def settle(self) -> None:
        """Show the end now, however far the showing has got; a turn that never ran is
        marked."""
        if self._show is not None:
            if not self._show.settled and self._show.run.outcome is not None:
                self._settle(self._show)
        elif self._waiting and self.chat.turns:
            self._waiting = False
            self.chat.finish("", "", 0, lambda: tr("실행하기 전에 멈췄습니다."))

    def clear(self) -> None:
        """Begin a new conversation."""
        self._show, self._waiting = None, False
        self.chat.replace_turns([])
        self.failure.show_problem(None)
        self.strip.show_figures(ShownFigures())
        self.strip.show_label(None)
        self.strip.slow_mark.show_factor(1.0, None)
        self._stack.setCurrentWidget(self._hint)

    def restore(self, turns: list[ChatTurn]) -> None:
        """Show turns that were put away."""
        self.clear()
        self.chat.replace_turns(turns)
        self._stack.setCurrentWidget(self.chat if turns else self._hint)

    def take_back_turn(self) -> None:
        """Remove the last turn, which is asked again."""
        self._show, self._waiting = None, False
        self.chat.drop_last_turn()

    def _settle(self, show: RunShow) -> None:
        show.settled = True
        outcome = show.run.outcome
        if outcome is None:
            return
        note = note_on(outcome, system_merged=show.run.system_merged)
        self.chat.finish(
            outcome.text,
            outcome.thinking,
            outcome.n_thinking,
            note,
            bad=outcome.state in ("failed", "interrupted"),
        )
        if outcome.problem is not None:
            self.failure.show_problem(outcome.problem, self._max_tokens)
        self.refresh()

    # -- words ----------------------------------------------------------------------------

    def retranslate(self) -> None:
        self.setAccessibleName(tr("{n}번 칸").format(n=self.index + 1))
        model = self.model
        if model is None:
            self._hint.setText(tr("위에서 모델을 고르세요."))
            return
        words = tr("위에 질문을 쓰고 실행을 누르면\n{model}의 답이 여기에 나타납니다.")
        self._hint.setText(words.format(model=model.id if model.practice else model.name))

    def _on_model_chosen(self, model: ModelFile) -> None:
        self.failure.show_problem(None)
        self.head.show_model(model, None)
        self.retranslate()
