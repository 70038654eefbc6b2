"""Tries the candidates for a model one after the other, on a smaller model made like it."""

import time
from collections import deque
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.core.fit.backend import (
    CANDIDATE_CTX,
    CHAT_OUTPUT,
    LIMIT_S,
    BackendChoice,
    Candidate,
    Trial,
    choose,
    made_layers,
    made_like,
    shape_class,
    trial_items,
    trial_of,
)
from app.core.fit.calibration_plan import Item
from app.core.fit.calibration_reading import prefill_seconds, token_seconds
from app.core.fit.shape import ModelShape
from app.core.run import LoadSettings, MeasuredRun
from app.services.synthetic_run import SyntheticRun


class BackendTrial(QObject):
    """Goes once. Nothing here blocks, :meth:`close` apart."""

    progressed = Signal(float)
    """0 to 1."""
    decided = Signal(object)
    """BackendChoice"""
    cancelled = Signal()

    def __init__(
        self,
        folder: Path,
        command: Sequence[str],
        shape: ModelShape,
        candidates: Sequence[Candidate],
        parent: QObject | None = None,
    ) -> None:
        """``candidates`` are tried in order; the first is the CPU."""
        super().__init__(parent)
        self._folder, self._command = folder, command
        self._shape = shape
        self._made = made_like(shape)
        self._n_candidates = len(candidates)
        self._left = deque(candidates)
        self._candidate: Candidate | None = None
        self._trials: list[Trial] = []
        self._run: SyntheticRun | None = None
        self._began = time.monotonic()
        self._stopping = False

    @property
    def over(self) -> bool:
        """Whether nothing of it goes any more."""
        return self._run is None

    def start(self) -> None:
        """Begin with the first candidate."""
        self._began = time.monotonic()
        self._next()

    def cancel(self) -> None:
        """Stop; ``cancelled`` follows when nothing is left behind."""
        self._stopping = True
        if self._run is not None:
            self._run.cancel()

    def close(self) -> None:
        """End at once, and return when nothing is left; only for closing down."""
        self._stopping = True
        if self._run is not None:
            self._run.close()

    def _next(self) -> None:
        if not self._left:
            self._decide()
            return
        candidate = self._candidate = self._left.popleft()
        left_s = max(0.5, LIMIT_S - (time.monotonic() - self._began))
        run = self._run = SyntheticRun(
            self._folder,
            self._command,
            self._made,
            LoadSettings(
                n_ctx=CANDIDATE_CTX,
                devices=candidate.devices,
                n_gpu_layers=made_layers(candidate, self._made),
            ),
            trial_items(),
            self,
            # What one does not use is there for those that follow.
            limit_s=left_s / (len(self._left) + 1),
            goes_on=self._may_still_win,
        )
        run.ended.connect(self._on_ended)
        run.start()

    def _may_still_win(self, item: Item, runs: tuple[MeasuredRun, ...]) -> bool:
        """Tell whether a candidate that decodes like this may be faster for a usual chat."""
        token_s = token_seconds(runs)
        if item.work != "decode" or token_s is None or self._candidate is None:
            return True
        so_far = trial_of(self._candidate, self._shape, self._made, token_s, None)
        best = min((one.chat_s for one in self._trials if one.chat_s), default=None)
        return best is None or CHAT_OUTPUT / (so_far.decode_tps or 1.0) < best

    def _on_ended(self) -> None:
        run, candidate = self._run, self._candidate
        assert run is not None
        assert candidate is not None
        self._run = None
        run.deleteLater()
        if self._stopping:
            self.cancelled.emit()
            return
        self._trials.append(self._trial(run, candidate))
        self.progressed.emit(len(self._trials) / self._n_candidates)
        self._next()

    def _trial(self, run: SyntheticRun, candidate: Candidate) -> Trial:
        report = run.report
        if report is not None and bool(report.gpu_layers) != bool(candidate.devices):
            # It does not run where it was to: its speed would be another device's.
            return Trial(candidate=candidate, outcome="failed")
        token_s: float | None = None
        prompt_s: tuple[int, float] | None = None
        for item, runs in run.taken:
            if item.work == "decode":
                token_s = token_seconds(runs)
            elif (seconds := prefill_seconds(runs)) is not None:
                prompt_s = item.n_prompt, seconds
        if token_s is None and not run.late:
            return Trial(candidate=candidate, outcome="failed")
        return trial_of(candidate, self._shape, self._made, token_s, prompt_s)

    def _decide(self) -> None:
        self.decided.emit(
            BackendChoice(
                shape_class=shape_class(self._shape),
                chosen=choose(self._trials),
                trials=tuple(self._trials),
                made_at_ns=time.time_ns(),
            )
        )
