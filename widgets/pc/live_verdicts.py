"""Verdicts from what the survey has found and this PC as it is."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from app.core.fit.planning import Pc, plan
from app.core.fit.table import TableRow
from app.core.fit.verdict import Judgement
from app.core.run import LoadSettings
from app.services.fit_alternatives import USUAL
from app.services.fit_survey import Survey
from widgets.verdicts import Verdicts


class LiveVerdicts(Verdicts):
    """Judges when somebody asks, and remembers until PC, survey or settings are others."""

    def __init__(self, load: Callable[[], LoadSettings], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._load_now = load
        self._load = LoadSettings()
        self._pc: Pc | None = None
        self._survey = Survey()
        self._files: dict[str, Judgement] = {}
        self._models: dict[str, Judgement] = {}

    def show(self, survey: Survey, pc: Pc) -> None:
        """Judge by ``survey`` and ``pc`` from now on."""
        self._survey, self._pc = survey, pc
        self._forget()
        self.changed.emit()

    def of_file(self, path: str) -> Judgement | None:
        self._follow_settings()
        subject = self._survey.files.get(path)
        if subject is None or self._pc is None:
            return None
        if path not in self._files:
            self._files[path] = plan(subject, self._load, self._pc).judgement
        return self._files[path]

    def of_model(self, model_id: str) -> Judgement | None:
        self._follow_settings()
        if self._pc is None:
            return None
        if model_id not in self._models:
            found = [
                plan(row.subject, self._load, self._pc).judgement for row in self._rows(model_id)
            ]
            if not found:
                return None
            self._models[model_id] = min(found, key=lambda judgement: judgement.grade)
        return self._models[model_id]

    def _rows(self, model_id: str) -> list[TableRow]:
        """Return the files that stand for a model: those that can be had, or, where nobody has
        listed any, the usual ones as they would be."""
        offered = [row for row in self._survey.offered if row.model_id == model_id]
        return offered or [
            row
            for row in self._survey.further
            if row.model_id == model_id and row.quantisation in USUAL
        ]

    def _follow_settings(self) -> None:
        load = self._load_now()
        if load != self._load:
            self._load = load
            self._forget()

    def _forget(self) -> None:
        self._files, self._models = {}, {}
