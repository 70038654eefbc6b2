"""What the page about this PC needs from below, and nothing of how it is done.

:mod:`widgets.pc.live_backend` puts the services behind it, a test puts values of its own. What
takes time is asked with ``success`` and ``failure``, and one of them is called later, in the
event loop.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.core.catalogue import Catalogue, CatalogueModel
from app.core.fit.backend import BackendChoice
from app.core.fit.planning import Pc
from app.core.fit.report import FitReport
from app.core.problem import Problem
from app.core.run import Device, ModelFile
from widgets.models.backend import Failure, Success, Task
from widgets.pc.rows import Key, Offer
from widgets.pc.wish import Wish

MeasureProgress = Callable[[float], None]
"""Share done, 0 to 1."""


@dataclass(frozen=True)
class Machine:
    """This PC as the page shows it; ``None`` and empty text are what nobody knows."""

    cpu_name: str
    physical_cores: int | None
    logical_cores: int | None
    cpu_variant: str = ""
    """llama.cpp's CPU library in use, such as ``haswell``."""
    cpu_features: tuple[str, ...] = ()
    memory_bytes: int = 0
    memory_free_bytes: int = 0
    devices: tuple[Device, ...] | None = None
    """GPUs and accelerators that the engine can use; None while it is being asked."""
    missing: tuple[str, ...] = ()
    """What keeps a GPU of this PC from being used, a sentence each."""
    problem: Problem | None = None
    """Why the engine could not be asked."""
    choices: tuple[BackendChoice, ...] = ()
    """What was measured to be the fastest device, by kind of model."""


@dataclass(frozen=True)
class DiskFacts:
    """The disk of the library."""

    folder: Path
    free_bytes: int | None
    read_bytes_per_s: float | None = None
    """As it was measured; None where it was not."""


class PcBackend(QObject):
    """This PC and the catalogue as the page sees them."""

    machineChanged = Signal()
    """Devices, calibration, the disk or free memory are others now."""
    offersChanged = Signal()
    """Files on this PC, or what the engine can load, are others now."""

    # -- what there is (at once) --------------------------------------------------------------

    def catalogue(self) -> Catalogue:
        """Return the catalogue."""
        raise NotImplementedError

    def judge(self, model: CatalogueModel) -> Problem | None:
        """Return why the installed engine cannot load ``model``; None where it can, or where
        nobody knows yet."""
        raise NotImplementedError

    def machine(self) -> Machine:
        """Return this PC with its memory as it is now."""
        raise NotImplementedError

    def disk(self) -> DiskFacts:
        """Return the library's disk."""
        raise NotImplementedError

    def pc(self) -> Pc:
        """Return this PC as estimates see it: its memory as it is now, its calibration once it
        was measured."""
        raise NotImplementedError

    def offers(self) -> Sequence[Offer]:
        """Return the cells of the table; fewer or none while files are being looked at."""
        raise NotImplementedError

    def model_file(self, key: Key) -> ModelFile | None:
        """Return a file on this PC as a model for a pane."""
        raise NotImplementedError

    # -- what takes time ----------------------------------------------------------------------

    def look_closer(self, key: Key, wish: Wish, success: Success[FitReport]) -> None:
        """Have llama.cpp itself say what a file on this PC takes; where it cannot, nothing
        follows."""
        raise NotImplementedError

    def look_again(self) -> None:
        """Ask the engine for its devices, and look at the disk, anew."""
        raise NotImplementedError

    def forget_choice(self, kind: str) -> Problem | None:
        """Forget on which device models of a class run fastest: the next load measures it again.
        Return what kept that from being stored."""
        raise NotImplementedError

    def watch(self, watching: bool) -> None:
        """Tell free memory live from now on, or no more."""
        raise NotImplementedError

    def measure(self, progress: MeasureProgress, success: Success[None], failure: Failure) -> Task:
        """Measure this PC's bandwidth and compute."""
        raise NotImplementedError
