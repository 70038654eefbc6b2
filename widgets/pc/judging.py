"""Every cell of the table: how each model in each quantisation would run."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec

from app.core.fit.memory import DeviceRoom
from app.core.fit.planning import Pc, choice_for
from app.core.fit.report import FitReport, FitTarget
from app.core.fit.rooms import with_gpu, with_more_memory
from app.core.fit.table import FitTable, TableFit
from widgets.pc.rows import Key, Offer
from widgets.pc.wish import Change, Wish

_MEMORY_STEP = 1 / 40
"""Share of a device's memory."""


@dataclass(frozen=True)
class Cell:
    """One model in one quantisation."""

    offer: Offer
    fit: TableFit
    before: TableFit | None = None
    """Without the change that somebody thinks of; None where nobody does."""

    @property
    def key(self) -> Key:
        """Which cell it is."""
        return self.offer.key

    @property
    def here(self) -> bool:
        """Whether its file is on this PC."""
        return self.offer.row.here

    @property
    def at_hand(self) -> bool:
        """Whether its file is here or can be downloaded, as far as is known."""
        return self.here or self.offer.offered

    @property
    def improvement(self) -> int:
        """By how many grades the change makes the verdict better (below 0: worse)."""
        return 0 if self.before is None else self.before.judgement.grade - self.fit.judgement.grade

    @property
    def runs(self) -> bool:
        """Whether it can be run, however badly."""
        return self.fit.judgement.verdict != "no"


class Judge:
    """Keeps what was worked out while offers and PC stay the same: a slider goes back and
    forth."""

    def __init__(self, offers: Sequence[Offer], pc: Pc) -> None:
        self.offers, self.pc = tuple(offers), pc
        self.by_model: dict[str, list[Offer]] = {}
        """In the order of the offers."""
        for offer in self.offers:
            self.by_model.setdefault(offer.row.model_id, []).append(offer)
        self._tables: dict[tuple[Change, str], FitTable] = {}

    def cells_of(self, model_id: str, wish: Wish, change: Change) -> dict[Key, Cell]:
        """Return the cells of one model."""
        offers, load, n_panes = self.by_model.get(model_id, []), wish.load(), wish.n_panes
        fits = self._table(Change(), model_id).fits(load, n_panes)
        if not change:
            return {o.key: Cell(o, fit) for o, fit in zip(offers, fits, strict=True)}
        after = self._table(change, model_id).fits(load, n_panes)
        triples = zip(offers, after, fits, strict=True)
        return {offer.key: Cell(offer, fit, before) for offer, fit, before in triples}

    def report(self, cell: Cell, wish: Wish, change: Change) -> FitReport:
        """Return a cell in full; a few milliseconds."""
        table, row, load = self._table(change), cell.offer.row, wish.load()
        subject = row.subject
        return FitReport(
            target=FitTarget(
                name=row.name,
                title=row.name,
                quantisation=row.quantisation,
                model_id=row.model_id,
                size_bytes=row.size_bytes,
            ),
            load=load,
            n_panes=wish.n_panes,
            rooms=table.pc.rooms,
            fit=table.fit(row, load, wish.n_panes),
            advice=table.advice(row, load, wish.n_panes),
            disk=subject.disk,
            chars_per_token=subject.chars_per_token,
            calibrated=table.pc.calibration is not None,
            choice=choice_for(subject.shape, load, table.pc),
        )

    def _table(self, change: Change, model_id: str = "") -> FitTable:
        """Return the table of one model, or of all, on this PC or what it would be."""
        key = (change, model_id)
        if key not in self._tables:
            offers = self.by_model.get(model_id, []) if model_id else self.offers
            rows = [offer.row for offer in offers]
            self._tables[key] = FitTable(rows, changed(self.pc, change))
        return self._tables[key]


def changed(pc: Pc, change: Change) -> Pc:
    """Return ``pc`` as it would be with ``change``."""
    rooms = pc.rooms
    if change.memory_bytes:
        rooms = with_more_memory(rooms, change.memory_bytes)
    if change.gpu_bytes:
        rooms = with_gpu(rooms, change.gpu_bytes)
    # What was measured of the devices that are there says nothing of one that is not.
    choices = () if change.gpu_bytes else pc.choices
    return msgspec.structs.replace(pc, rooms=rooms, choices=choices)


def differs(before: Pc, now: Pc) -> bool:
    """Return whether estimates for ``now`` would be others: free memory moves all the time, and
    is followed in steps."""
    steady = msgspec.structs.replace(now, rooms=before.rooms)
    if steady != before or len(before.rooms) != len(now.rooms):
        return True
    return any(_moved(old, new) for old, new in zip(before.rooms, now.rooms, strict=True))


def _moved(before: DeviceRoom, now: DeviceRoom) -> bool:
    if (before.name, before.total_bytes) != (now.name, now.total_bytes):
        return True
    step = now.total_bytes * _MEMORY_STEP
    return (
        abs(before.free_bytes - now.free_bytes) > step
        or abs(before.free_alone_bytes - now.free_alone_bytes) > step
    )


def running_here(cells: Iterable[Cell]) -> dict[str, bool]:
    """Return for each model (by id) whether it runs in at least one quantisation."""
    here: dict[str, bool] = {}
    for cell in cells:
        model_id = cell.key[0]
        here[model_id] = here.get(model_id, False) or cell.runs
    return here
