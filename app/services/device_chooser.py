"""Who says where a model runs whose devices nobody chose."""

from collections.abc import Callable, Sequence
from typing import Protocol

from app.core.fit.backend import BackendChoice
from app.core.run import Device, LoadSettings
from app.services.devices import DeviceNow

Decided = Callable[[LoadSettings, BackendChoice | None], None]
"""Called with the settings to load with, and with the choice behind them: None where there is
nothing to tell, since devices were asked for or there is only the CPU."""


class DeviceChooser(Protocol):
    """One question at a time; a new one takes the place of the last."""

    def prepare(self) -> None:
        """Have ready what a choice needs: a model is to be loaded soon."""
        ...

    def choose(
        self, path: str, settings: LoadSettings, decided: Decided, measuring: Callable[[], None]
    ) -> None:
        """Call ``decided``, at once where everything is known; ``measuring`` before that, where
        it takes seconds."""
        ...

    def cancel(self) -> None:
        """Drop the question: nothing is decided any more."""
        ...

    def observe(self, devices: Sequence[Device]) -> None:
        """Take note of the devices that a load has told."""
        ...

    def gpus(self) -> Sequence[DeviceNow]:
        """Return the GPUs as they are now; nothing where nobody has looked yet."""
        ...

    def close(self) -> None:
        """End what goes, and return when nothing is left."""
        ...
