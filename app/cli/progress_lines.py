"""Plain progress where nobody looks at live columns: one line on stderr for each step."""

from app.cli.console import tell
from app.cli.run_words import pane_names, state_words
from app.core.live_run import LiveRun, Phase
from app.core.run import RunSpec
from app.services.translation import tr


class ProgressLines:
    """Tells when a run loads, answers and ends; nothing per token."""

    def __init__(self, spec: RunSpec) -> None:
        self._spec = spec
        self._names = pane_names(spec)
        self._told: dict[str, Phase] = {}

    def begin(self) -> None:
        """Nothing needs to be prepared."""

    def run_started(self, run: LiveRun) -> None:
        """Tell what the run does first."""
        self.run_changed(run)

    def run_changed(self, run: LiveRun) -> None:
        """Tell a new phase, once."""
        if run.phase in {"loading", "decoding"} and self._told.get(run.run_id) != run.phase:
            self._told[run.run_id] = run.phase
            words = tr("답하는 중") if run.phase == "decoding" else tr("불러오는 중")
            tell(f"{self._place(run)}: {words}")

    def run_ended(self, run: LiveRun) -> None:
        """Tell how it ended."""
        tell(f"{self._place(run)}: {state_words(run, None)}")

    def tell(self, sentence: str) -> None:
        """Say something that is no run's."""
        tell(sentence)

    def end(self) -> None:
        """Nothing was taken that must be given back."""

    def _place(self, run: LiveRun) -> str:
        name = self._names[run.pane]
        if self._spec.rounds == 1:
            return name
        return tr("{round}/{rounds}회 {model}").format(
            round=run.round_number, rounds=self._spec.rounds, model=name
        )
