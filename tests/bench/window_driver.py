"""The real window in a process of its own, driven line by line: for window_benches.

Orders on standard input, answers as JSON lines on standard output:

``panes N``  as many panes as that, painted
``decode MODEL``  both panes run it, one after the other; their decode tokens a second
``stalls SCRIPT``  four fake models at once; gaps between turns of the event loop, in ms
"""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSocketNotifier, Qt, QTimer
from PySide6.QtWidgets import QApplication

from app.core.command_line import ProgramOptions
from app.core.comparison import Comparison
from app.core.metrics import figures_of
from app.core.run import EngineKind, LoadSettings, Mode, ModelFile, PlannedModel, RunSpec
from widgets.application import assemble
from widgets.compare.page import ComparePage

N_OUTPUT = 96
SETTLED_MS = 500
"""After it new panes are laid out and painted."""
SETTINGS = LoadSettings(n_ctx=2048, n_batch=512, n_threads=2)


class Driver:
    """Shows the window and does what is ordered."""

    def __init__(self, application: QApplication, data_dir: Path) -> None:
        self._application = application
        self._assembly = assemble(application, ProgramOptions(data_dir=data_dir, lang="ko"))
        self._assembly.window.show()
        page = self._assembly.window.findChild(ComparePage)
        assert page is not None
        self._page = page
        self._assembly.arena.comparisonEnded.connect(self._on_ended)
        self._answer: Callable[[Comparison], object] = lambda comparison: None
        self._gaps: list[float] = []
        self._last_ns = 0
        # The pulse asks for a turn of the event loop every millisecond; what it has to wait
        # longer is what a person would feel.
        self._pulse = QTimer(interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._pulse.timeout.connect(self._on_pulse)
        self._orders = QSocketNotifier(0, QSocketNotifier.Type.Read)
        self._orders.activated.connect(self._on_order)

    def _on_order(self) -> None:
        order, _, path = sys.stdin.readline().strip().partition(" ")
        match order:
            case "panes":
                self._page.row.set_count(int(path))
                QTimer.singleShot(SETTLED_MS, lambda: print("[]", flush=True))
            case "decode":
                self._answer = self._rates
                self._start(path, "llama", "fair")
            case "stalls":
                self._answer = self._stalls
                self._gaps, self._last_ns = [], time.perf_counter_ns()
                self._pulse.start()
                self._start(path, "fake", "race")
            case _:
                self._assembly.window.close_without_asking()
                self._assembly.close()
                self._application.quit()

    def _start(self, path: str, engine: EngineKind, mode: Mode) -> None:
        model = ModelFile(id="bench", path=path, name="bench", engine=engine)
        self._assembly.arena.start(
            RunSpec(
                comparison_id=os.urandom(8).hex(),
                prompt="나란히 놓고 보면 누가 빠른지 알 수 있습니다.",
                models=tuple(
                    PlannedModel(pane=pane, model=model, load=SETTINGS)
                    for pane in range(len(self._page.row.panes))
                ),
                mode=mode,
                max_tokens=N_OUTPUT if engine == "llama" else 100_000,
            )
        )

    def _on_ended(self, comparison: Comparison) -> None:
        print(json.dumps(self._answer(comparison)), flush=True)

    def _rates(self, comparison: Comparison) -> list[float | None]:
        outcomes = [run.outcome for run in comparison.runs]
        return [figures_of(outcome).decode_tps for outcome in outcomes if outcome is not None]

    def _stalls(self, comparison: Comparison) -> list[float]:
        self._pulse.stop()
        return self._gaps

    def _on_pulse(self) -> None:
        now = time.perf_counter_ns()
        self._gaps.append((now - self._last_ns) / 1e6)
        self._last_ns = now


def main() -> None:
    """Show the window until told to leave."""
    application = QApplication(sys.argv[:1])
    driver = Driver(application, Path(sys.argv[1]))
    print("ready", flush=True)
    application.exec()
    del driver


if __name__ == "__main__":
    main()
