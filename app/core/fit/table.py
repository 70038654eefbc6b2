"""The whole catalogue by quantisation on this PC: what the table of 내 PC shows."""

from collections.abc import Sequence

import msgspec

from app.core.fit.advice import Advice, Other, Question, advise
from app.core.fit.memory import MemoryEstimate, Placement, estimate_memory
from app.core.fit.planning import (
    Fit,
    Outlook,
    Pace,
    Pc,
    Subject,
    outlook_of,
    plan,
    rank,
    speed_of,
    ways_of,
)
from app.core.fit.speed import USUAL_PROMPT
from app.core.fit.verdict import Judgement
from app.core.quantisation import rank as quality_rank
from app.core.run import LoadSettings

MOST_KEPT = 64
"""Settings whose results are kept: a slider goes back and forth."""


class TableRow(msgspec.Struct, frozen=True, kw_only=True):
    """One model in one quantisation. ``family`` and ``nearest`` (the id of the model that runs
    here in its place) are the catalogue's."""

    model_id: str
    quantisation: str
    subject: Subject
    family: str = ""
    nearest: str = ""
    here: bool = False
    size_bytes: int | None = None

    @property
    def name(self) -> str:
        """What people type."""
        return f"{self.model_id}:{self.quantisation}"


class TableFit(msgspec.Struct, frozen=True, kw_only=True):
    """What comes of a row. :func:`app.core.fit.planning.plan` says more of a single one."""

    placement: Placement
    memory: MemoryEstimate
    outlook: Outlook

    @property
    def judgement(self) -> Judgement:
        """The verdict."""
        return self.outlook.judgement


class FitTable:
    """Judges all rows at once, and again in a moment when a slider moves: what was worked out
    before is kept, and a model's pace at an empty context does not depend on how long that may
    get. Use it from one thread."""

    def __init__(self, rows: Sequence[TableRow], pc: Pc) -> None:
        self.rows = tuple(rows)
        self.pc = pc
        self._kept: dict[tuple[LoadSettings, int], list[TableFit]] = {}
        self._paces: list[dict[Placement, Pace | None]] = [{} for _ in self.rows]

    def fits(self, load: LoadSettings, n_panes: int = 1) -> list[TableFit]:
        """Return what comes of each row, in their order."""
        key = (load, n_panes)
        found = self._kept.pop(key, None)
        if found is None:
            found = [self._fit(index, load, n_panes) for index in range(len(self.rows))]
            while len(self._kept) >= MOST_KEPT:
                del self._kept[next(iter(self._kept))]
        self._kept[key] = found
        return found

    def fit(self, row: TableRow, load: LoadSettings, n_panes: int = 1) -> Fit:
        """Return everything about one row."""
        return plan(row.subject, load, self.pc, n_panes)

    def advice(self, row: TableRow, load: LoadSettings, n_panes: int = 1) -> Advice | None:
        """Return the one change that would help a row."""
        question = Question(
            subject=row.subject,
            load=load,
            pc=self.pc,
            fit=self.fit(row, load, n_panes),
            n_panes=n_panes,
            smaller=tuple(self._smaller(row)),
            others=tuple(self._others(row)),
        )
        return advise(question)

    def _fit(self, index: int, load: LoadSettings, n_panes: int) -> TableFit:
        subject = self.rows[index].subject
        found: list[TableFit] = []
        for placement in ways_of(subject, load, self.pc, n_panes):
            memory = estimate_memory(subject.shape, placement)
            pace = self._pace(index, placement)
            outlook = outlook_of(subject, placement, self.pc, memory, pace, n_panes)
            found.append(TableFit(placement=placement, memory=memory, outlook=outlook))
        return min(found, key=lambda fit: rank(fit.outlook))

    def _pace(self, index: int, placement: Placement) -> Pace | None:
        usual = msgspec.structs.replace(placement, n_ctx=max(placement.n_batch, USUAL_PROMPT))
        kept = self._paces[index]
        if usual not in kept:
            if len(kept) >= MOST_KEPT:
                kept.clear()
            speed = speed_of(self.rows[index].subject, usual, self.pc)
            pace = Pace(decode=speed.decode_empty, prefill=speed.prefill_empty) if speed else None
            kept[usual] = pace
        return kept[usual]

    def _smaller(self, row: TableRow) -> list[Other]:
        n_bytes = row.subject.shape.weights_bytes
        found = [
            Other(model=other.name, subject=other.subject)
            for other in self.rows
            if other.model_id == row.model_id and other.subject.shape.weights_bytes < n_bytes
        ]
        return sorted(found, key=lambda other: -other.subject.shape.weights_bytes)

    def _others(self, row: TableRow) -> list[Other]:
        """Return smaller models in their usual quantisation, the nearest first."""
        usual: dict[str, TableRow] = {}
        for other in self.rows:
            known = usual.get(other.model_id)
            if known is None or quality_rank(other.quantisation) < quality_rank(known.quantisation):
                usual[other.model_id] = other
        n_params = row.subject.shape.n_params
        found = [
            other
            for other in usual.values()
            if other.subject.shape.n_params < n_params and not other.subject.refused
        ]

        def distance(other: TableRow) -> tuple[bool, bool, int]:
            n_others = other.subject.shape.n_params
            return other.model_id != row.nearest, other.family != row.family, -n_others

        return [
            Other(model=other.model_id, subject=other.subject)
            for other in sorted(found, key=distance)
            if other.model_id != row.model_id
        ]
