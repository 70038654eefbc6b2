"""The comparison page: one question, several models, their answers and their speed."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.problem import Problem
from app.core.run import MAX_PANES, ModelFile, RunSpec
from app.services.translation import tr
from app.services.wording import word
from widgets.compare.answers_and_curves import AnswersAndCurves
from widgets.compare.model_shelf import ModelShelf
from widgets.compare.options_bar import OptionsBar, explain_mode
from widgets.compare.page_memory import PageMemory
from widgets.compare.pane import Pane
from widgets.compare.pane_actions import PaneActions
from widgets.compare.pane_row import PaneRow
from widgets.compare.plan import Request
from widgets.compare.prompt_area import PromptArea
from widgets.compare.prompt_history import PromptHistory
from widgets.compare.prompt_library import read_prompts
from widgets.compare.prompt_menu import PromptMenu
from widgets.compare.race_card import RaceCard
from widgets.compare.race_gate import RaceCheck, RaceGate
from widgets.compare.retranslating import RetranslatingFrame
from widgets.compare.run_control import RunControl, Stage
from widgets.compare.talk import Talked
from widgets.compare.verdict_strip import VerdictStrip
from widgets.graph.throughput_graph import ThroughputGraph
from widgets.help_dialog import Shortcut
from widgets.main_window import Surroundings

_ROW_HEIGHT, _GRAPH_HEIGHT = 24, 14
"""Least heights of the panes and of the graph, in font units."""


class ComparePage(RetranslatingFrame):
    """Builds its parts, connects them, and asks when the person wants to run."""

    reportRequest = Signal(str)
    """Id of the comparison that is wanted as a report."""

    def __init__(
        self,
        around: Surroundings,
        graph: ThroughputGraph,
        parent: QWidget | None = None,
        *,
        check_race: RaceCheck | None = None,
    ) -> None:
        """``check_race`` is asked before a race; None where nobody can tell."""
        super().__init__(parent)
        self._arena = around.arena
        self._put_away: Talked | None = None
        theme, icons = around.theme, around.icons
        self._memory = PageMemory(around.settings)
        self._history = PromptHistory(self._memory.prompts())
        prompts = read_prompts(around.resources / "prompts")
        self.shelf = shelf = ModelShelf(around.choice, self, around.verdicts)

        self.area = PromptArea(self._history, PromptMenu(prompts, around.languages), icons, self)
        self.options = OptionsBar(icons, self)
        self.verdict = VerdictStrip(theme, self)
        self.row = PaneRow(shelf, theme, icons, self)
        self.graph = graph
        self.race = RaceCard(theme.em(), self)
        self._gate = RaceGate(check_race or _untold, self.race, self)
        self.control = RunControl(around.arena, Stage(self.row, self.verdict, graph), self)
        self.pane_actions = PaneActions(around.arena, around.notices, shelf, around.devices, self)
        self._lay_out(theme.em())
        self._connect()
        self._memory.restore(self.options, self.area, self.row, self.pane_actions, prompts)
        self._on_options_changed()
        self._offer_again()
        self.retranslate()
        self.setFocusProxy(self.area.box)
        if shelf.problem is not None:
            around.notices.post("starter_models", "error", shelf.problem)

    # -- for the window -------------------------------------------------------------------

    def shortcuts(self) -> list[Shortcut]:
        """Return the keys that hold on this page, for the help."""
        return [
            Shortcut("Ctrl+Return", tr("실행")),
            Shortcut("Esc", tr("멈추기")),
            Shortcut("Ctrl+R", tr("다시 실행")),
            Shortcut("Ctrl+N", tr("새 대화")),
            Shortcut("Up", tr("질문 칸의 첫 줄에서: 지난 질문")),
        ]

    def regions(self) -> list[QWidget]:
        """Return what F6 goes through, in order."""
        return [
            self.area.box,
            self.options.mode,
            *(pane.head.picker for pane in self.row.panes),
            *(pane.chat for pane in self.row.panes),
            self.graph,
        ]

    # -- wishes ---------------------------------------------------------------------------

    def run(self) -> None:
        """Ask every pane's model what stands in the box."""
        if self._arena.running:
            return
        self._ask(self._request(self.area.prompt()), self._run)

    def run_again(self) -> None:
        """Ask the last prompt again, with what is chosen now, in place of its answers."""
        spec = self.control.last_spec
        if spec is not None and not self._arena.running:
            self._ask(self._request(spec.prompt), self._repeat)

    def run_again_with_context(self, n_ctx: int) -> None:
        """Ask the last prompt again, with room for ``n_ctx`` tokens."""
        if self.control.last_spec is None or self._arena.running:
            return
        self.options.set_context(n_ctx)
        self.row.lengthen_contexts(n_ctx)
        self._on_options_changed()
        self.run_again()

    def _ask(self, request: Request, start: Callable[[Request], None]) -> None:
        """Start it, a race only once it is known, or accepted, how it fits together."""
        if request.mode == "race":
            fair = partial(self._ask_fair, request, start)
            self._gate.ask(self.control.spec_of(request), partial(start, request), fair)
        else:
            self._gate.withdraw()
            start(request)

    def _ask_fair(self, request: Request, start: Callable[[Request], None]) -> None:
        """Run one after another what would not fit together."""
        self.options.mode.choose("fair")
        self._on_options_changed()
        start(replace(request, mode="fair"))

    def _repeat(self, request: Request) -> None:
        self.control.run_again(request)

    def _run(self, request: Request) -> None:
        if self.control.run(request):
            self._history.add(request.prompt)
            self._memory.remember_prompt(request.prompt)
            self._forget_put_away()

    def run_again_exactly(self, spec: RunSpec) -> bool:
        """Put the models of a stored comparison into the panes and run it as it was, in a
        conversation of its own. Return whether it began."""
        if self._arena.running:
            return False
        self._gate.withdraw()
        if self.control.has_talk:
            self._put_away = self.control.begin_anew()
            self.options.offer_undo(True)
        self.row.set_models([planned.model for planned in spec.models])
        return self.control.run_spec(spec)

    def begin_anew(self) -> None:
        """Empty the conversation; pressed once more, take it up again."""
        if self._arena.running:
            return
        if self._put_away is not None:
            self.control.take_up(self._put_away)
            self._forget_put_away()
        elif self.control.has_talk:
            self._put_away = self.control.begin_anew()
            self.options.offer_undo(True)
            self.area.box.setFocus()
        self._offer_again()

    def take_model(self, model: ModelFile) -> None:
        """Put ``model`` into a pane, unless it is in one: where a practice model or none is,
        else into a new pane, else into the last. Not while a comparison runs."""
        if self._arena.running or any(pane.model == model for pane in self.row.panes):
            return
        panes = self.row.panes
        free = [pane for pane in panes if pane.model is None or pane.model.practice]
        if not free and len(panes) < MAX_PANES:
            self.row.set_count(len(panes) + 1)
            free = self.row.panes[-1:]
        pane = free[0] if free else panes[-1]
        self.shelf.put(model)
        pane.set_model(model)
        pane.head.picker.modelChosen.emit(model)

    def _wish_report(self) -> None:
        """Ask for the last comparison as a report; "" is the newest one of the history."""
        spec = self.control.last_spec
        self.reportRequest.emit("" if spec is None else spec.comparison_id)

    def show_real_time(self) -> None:
        """Show text as it comes, from now on."""
        self.options.slow_view.choose("real")
        self._on_options_changed()

    # -- inner ----------------------------------------------------------------------------

    def _lay_out(self, em: int) -> None:
        least = _ROW_HEIGHT * em, _GRAPH_HEIGHT * em
        lower = AnswersAndCurves(self.row, self.graph, least, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(em, em, em, em)
        column.setSpacing(em * 2 // 3)
        column.addWidget(self.area)
        column.addWidget(self.options)
        column.addWidget(self.race)
        column.addWidget(self.verdict)
        column.addWidget(lower, 1)

    def _connect(self) -> None:
        self.area.runRequest.connect(self.run)
        self.area.stopRequest.connect(self.control.stop)
        self.area.box.textChanged.connect(self._explain)
        self.options.changed.connect(self._on_options_changed)
        self.options.paneCountRequest.connect(self.row.set_count)
        self.options.newConversationRequest.connect(self.begin_anew)
        self.options.againRequest.connect(self.run_again)
        self.row.paneAdded.connect(self._connect_pane)
        self.row.modelsChanged.connect(self._on_models_changed)
        self.row.loadsChanged.connect(lambda: self._memory.remember_loads(self.row.panes))
        self.control.runningChanged.connect(self._on_running_changed)
        self.control.refused.connect(self._on_refused)
        self.graph.bar.reportRequest.connect(self._wish_report)
        for keys, action in (
            ("Ctrl+Return", self.run),
            ("Ctrl+Enter", self.run),
            ("Escape", self.control.stop),
            ("Ctrl+N", self.begin_anew),
            ("Ctrl+R", self.run_again),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(action)

    def _connect_pane(self, pane: Pane) -> None:
        self.pane_actions.connect_pane(pane)
        pane.realTimeRequest.connect(self.show_real_time)
        pane.failure.contextRequest.connect(self.run_again_with_context)

    def _request(self, prompt: str) -> Request:
        return Request(
            prompt=prompt,
            system=self.area.system(),
            mode=self.options.mode_value(),
            rounds=self.options.rounds_value(),
            policy=self.options.policy_value(),
            tuning=self.options.popover.tuning(),
        )

    def _on_options_changed(self) -> None:
        self._gate.withdraw()
        self.control.pace.mode = self.options.slow_view.value
        self._memory.remember_options(self.options)
        self._explain()

    def _on_models_changed(self) -> None:
        self._gate.withdraw()
        self.options.show_pane_count(len(self.row.panes))
        self._memory.remember_panes(self.row.panes)
        self._memory.remember_loads(self.row.panes)

    def _on_running_changed(self, running: bool) -> None:
        self.area.show_running(running)
        self.options.show_running(running)
        if running:
            self._memory.remember_system(self.area.system())
        self._offer_again()
        self._explain()

    def _on_refused(self, problem: Problem) -> None:
        wording = word(problem)
        self.area.explain(f"{wording.what} {wording.do}".strip(), warning=True)
        self.area.box.setFocus()
        self._offer_again()

    def _offer_again(self) -> None:
        asked = self.control.last_spec is not None
        self.options.again.setEnabled(asked and not self._arena.running)

    def _explain(self) -> None:
        self.area.explain(explain_mode(self.options.mode_value()))

    def _forget_put_away(self) -> None:
        self._put_away = None
        self.options.offer_undo(False)

    def retranslate(self) -> None:
        self.setAccessibleName(tr("비교"))
        # The catalogue's names are in the interface's language.
        self.shelf.refresh()
        self._explain()


def _untold(_spec: RunSpec, answer: Callable[[None], None]) -> None:
    """Stand in for a check where there is none."""
    answer(None)
