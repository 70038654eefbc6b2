"""One stored run: who, how it ran, text with folded thinking, figures; still or played back."""

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.core.live_run import LiveRun
from app.core.playback import Pace, Playback
from app.core.replay import Replay, live_run_of
from app.core.run import PlannedModel
from app.services.placement_words import where_words
from app.services.translation import tr
from app.services.wording import word, word_run_state
from app.store.records import StoredRun
from widgets.compare.chat_view import ChatView
from widgets.compare.figures_strip import FiguresStrip
from widgets.compare.notes import note_on
from widgets.compare.retranslating import RetranslatingFrame
from widgets.compare.run_show import RunShow
from widgets.history.rows import short_name, when
from widgets.models.look import Look


class RunPanel(RetranslatingFrame):
    """Shows a run in place ``slot`` (0 or 1), whose colour it takes. Figures are those of the
    stamps also while it is played back."""

    def __init__(self, slot: int, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._slot, self._look = slot, look
        self.stored: StoredRun | None = None
        self._show: RunShow | None = None
        self._replay: Replay | None = None
        em = look.em()
        self.name, self.facts = QLabel(self), QLabel(self)
        self.name.setProperty("role", "heading")
        self.facts.setProperty("role", "muted")
        for label in (self.name, self.facts):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.chat = ChatView(look.theme, slot, self)
        self.chat.setMinimumHeight(em * 7)
        self.strip = FiguresStrip(em, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(em * 2 // 3, em * 2 // 3, em * 2 // 3, em * 2 // 3)
        column.setSpacing(em // 3)
        for widget in (self.name, self.facts):
            column.addWidget(widget)
        column.addWidget(self.chat, 1)
        column.addWidget(self.strip)
        self.retranslate()

    @property
    def playing(self) -> bool:
        """Whether something of a replay is still to be shown."""
        return self._replay is not None and self._show is not None and not self._show.settled

    def show_run(self, stored: StoredRun | None) -> tuple[LiveRun, Playback] | None:
        """Show all of a run at once; returns what the graph draws."""
        self.stored, self._replay = stored, None
        self.setVisible(stored is not None)
        if stored is None:
            return None
        run = stored.run
        live = live_run_of(run.run_id, self._planned(stored), run.round_number, stored.outcome)
        playback = Playback(Pace("real"), live)
        self._begin(stored, RunShow(live, playback))
        playback.finish()
        self._settle()
        return live, playback

    def replay(self, pace: Pace) -> tuple[LiveRun, Playback] | None:
        """Show the run once more as it came; :meth:`advance` from now on."""
        stored = self.stored
        if stored is None:
            return None
        run = stored.run
        self._replay = Replay(run.run_id, self._planned(stored), run.round_number, stored.outcome)
        live = self._replay.live
        playback = Playback(pace, live)
        self._begin(stored, RunShow(live, playback))
        return live, playback

    def advance(self, now_ns: int) -> None:
        """Show what is due now."""
        show = self._show
        if not self.playing or show is None or self._replay is None:
            return
        self._replay.advance(now_ns)
        answer, thinking = show.advance(now_ns)
        self.chat.stream(answer, thinking, show.n_thinking)
        if show.playback.finished:
            self._settle()

    def refresh(self) -> None:
        """Bring figures and marks up to date; a few times a second is enough."""
        show = self._show
        if show is None:
            return
        figures = show.figures()
        self.strip.show_figures(figures)
        slowed = show.playback.slowed and not show.settled
        factor = show.playback.pace.factor if slowed else 1.0
        self.strip.slow_mark.show_factor(factor, figures.decode_tps)
        if not show.settled:
            self.chat.refresh_count()

    def finish(self) -> None:
        """Show the rest of a replay at once."""
        if self.playing and self._replay is not None and self._show is not None:
            self._replay.finish()
            self._show.playback.finish()
            self._settle()

    def retranslate(self) -> None:
        stored = self.stored
        self.setAccessibleName(tr("{n}번째 실행").format(n=self._slot + 1))
        if stored is None:
            return
        model, outcome = stored.run.planned.model, stored.outcome
        quantisation = (outcome.report.quantisation if outcome.report else "") or model.quantisation
        name = short_name(model.id if model.practice else model.name)
        mark = self._look.theme.pane_mark(self._slot)
        shown = [name, "" if quantisation in name else quantisation]
        self.name.setText(f"{mark} {' · '.join(filter(None, shown))}")
        facts = [
            tr("{n}회").format(n=stored.run.round_number),
            word_run_state(outcome.state),
            when(stored.run.started_at_ns),
        ]
        if outcome.report is not None:
            facts += [where_words(outcome.report), outcome.report.engine]
        if outcome.problem is not None:
            facts.append(word(outcome.problem).what)
        self.facts.setText(" · ".join(filter(None, facts)))

    def _planned(self, stored: StoredRun) -> PlannedModel:
        """Return the run's plan in this panel's place: two runs of one pane stand side by
        side."""
        return msgspec.structs.replace(stored.run.planned, pane=self._slot)

    def _begin(self, stored: StoredRun, show: RunShow) -> None:
        self._show = show
        self.chat.replace_turns([])
        self.chat.begin_turn(stored.comparison.spec.prompt, self._model_name(stored), 1)
        self.strip.show_label(stored.outcome.label if stored.outcome.stamps else None)
        self.retranslate()
        self.refresh()

    def _settle(self) -> None:
        show = self._show
        if show is None or show.run.outcome is None:
            return
        show.settled = True
        outcome = show.run.outcome
        self.chat.finish(
            outcome.text,
            outcome.thinking,
            outcome.n_thinking,
            note_on(outcome),
            bad=outcome.state in ("failed", "interrupted"),
        )
        # A stored answer is read from its beginning.
        if self._replay is None:
            self.chat.verticalScrollBar().setValue(0)
        self.refresh()

    @staticmethod
    def _model_name(stored: StoredRun) -> str:
        model = stored.run.planned.model
        return short_name(model.id if model.practice else model.name)
