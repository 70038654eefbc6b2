"""Before a race begins: do its models fit together? Where they do not, the person chooses."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.core.run import RunSpec
from widgets.compare.race_card import RaceCard

if TYPE_CHECKING:
    from app.core.fit.joint import JointFit

RaceCheck = Callable[[RunSpec, "Callable[[JointFit | None], None]"], None]
"""Tells, in a moment, whether a race fits; None where nothing stands in the way."""


class RaceGate(QObject):
    """Lets one wish through at a time. ``fair`` and ``go`` are called once, or neither."""

    def __init__(self, check: RaceCheck, card: RaceCard, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._check = check
        self._card = card
        self._go: Callable[[], None] | None = None
        self._fair: Callable[[], None] | None = None
        self._n_asked = 0
        card.fairRequest.connect(lambda: self._take(self._fair))
        card.anywayRequest.connect(lambda: self._take(self._go))
        card.closed.connect(self.withdraw)

    @property
    def asking(self) -> bool:
        """Whether somebody waits at the gate."""
        return self._go is not None

    def ask(self, spec: RunSpec, go: Callable[[], None], fair: Callable[[], None]) -> None:
        """Call ``go`` where the models of ``spec`` fit together, or the person wants it all the
        same; ``fair`` where one after another is wanted instead."""
        self.withdraw()
        self._go, self._fair = go, fair
        number = self._n_asked
        self._check(spec, lambda joint: self._on_checked(number, joint))

    def withdraw(self) -> None:
        """Want nothing any more."""
        self._n_asked += 1
        self._go = self._fair = None
        self._card.show_joint(None)

    def _on_checked(self, number: int, joint: "JointFit | None") -> None:
        if number != self._n_asked:
            return
        if joint is None or joint.fits:
            self._take(self._go)
        else:
            self._card.show_joint(joint)

    def _take(self, choice: Callable[[], None] | None) -> None:
        self.withdraw()
        if choice is not None:
            choice()
