"""What ``fit`` and the window tell of one model, as values; worded in ``services``."""

import msgspec

from app.core.catalogue import Badge
from app.core.fit.advice import Advice
from app.core.fit.backend import BackendChoice
from app.core.fit.planning import Fit
from app.core.fit.rooms import Rooms
from app.core.fit.verdict import Disk
from app.core.problem import Problem
from app.core.run import LoadSettings


class FitTarget(msgspec.Struct, frozen=True, kw_only=True):
    """Which model is asked about."""

    name: str
    """What people type: an id with its quantisation, a path, a repo's file."""
    title: str
    """What people call it."""
    quantisation: str = ""
    model_id: str = ""
    """The catalogue's id; empty outside of it."""
    path: str = ""
    """The file on this PC, the first part of a split one; empty where it is not here."""
    repo: str = ""
    file: str = ""
    """Where it lies on the Hub, as far as that is known."""
    size_bytes: int | None = None
    badge: Badge = "unverified"
    licence: str = ""
    architecture: str = ""
    tokenizer_pre: str = ""
    refusal: Problem | None = None
    """Why llama.cpp would not load it."""
    why_not: str = ""
    """The same in the catalogue's own words, in the interface's language."""
    unreached: Problem | None = None
    """Why its header could not be asked for, so that the catalogue's facts had to do."""

    @property
    def here(self) -> bool:
        """Whether the file is on this PC."""
        return bool(self.path)


class FitReport(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that is told of a model on this PC."""

    target: FitTarget
    load: LoadSettings
    """As asked for."""
    n_panes: int
    rooms: Rooms
    fit: Fit
    advice: Advice | None
    disk: Disk | None
    chars_per_token: float
    calibrated: bool
    """Whether this PC's speed was measured."""
    choice: BackendChoice | None = None
    """What was measured of models like it, by which its devices are chosen."""
