"""The fields of the load settings: how each is named, shown and read."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QWidget

from app.core.run import Device

MAX_LAYERS = 999
Devices = tuple[str, ...] | None
_GPU_KINDS = ("gpu", "igpu")


def gpu_devices(devices: Sequence[Device]) -> tuple[Device, ...]:
    """Return the devices that a model's layers can be put on, besides the CPU."""
    return tuple(device for device in devices if device.kind in _GPU_KINDS)


class DeviceBox(QComboBox):
    """Automatic, the CPU alone, one GPU, or all of them together."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ("", "", "{name}")
        self._gpus: tuple[Device, ...] = ()
        # Kept here: as an item's data Qt would give lists back, and not tell () from None.
        self._choices: list[Devices] = []
        self._fill(None)

    @property
    def devices(self) -> Devices:
        """The chosen devices, as a load takes them."""
        return self._choices[self.currentIndex()]

    def show_gpus(self, gpus: tuple[Device, ...]) -> None:
        """Offer these GPUs; what was chosen stays, also where it is not there now."""
        if gpus != self._gpus:
            self._gpus = gpus
            self._fill(self.devices)

    def choose(self, devices: Devices) -> None:
        """Show ``devices`` as chosen."""
        self._fill(devices)

    def name(self, automatic: str, cpu: str, gone: str) -> None:
        """Set the words; ``gone`` has the ``{name}`` of a device that is not there now."""
        self._words = (automatic, cpu, gone)
        self._fill(self.devices)

    def _fill(self, chosen: Devices) -> None:
        automatic, cpu, gone = self._words
        offered: list[tuple[str, Devices]] = [(automatic, None), (cpu, ())]
        offered += [(f"{gpu.name} · {gpu.description}", (gpu.name,)) for gpu in self._gpus]
        if len(self._gpus) > 1:
            names = tuple(gpu.name for gpu in self._gpus)
            offered.append((" + ".join(names), names))
        if chosen not in [devices for _, devices in offered]:
            offered.append((gone.format(name=" + ".join(chosen or ())), chosen))
        self._choices = [devices for _, devices in offered]
        blocked = self.blockSignals(True)
        self.clear()
        self.addItems([words for words, _ in offered])
        self.setCurrentIndex(self._choices.index(chosen))
        self.blockSignals(blocked)


class SharesEdit(QLineEdit):
    """Shares of several GPUs: ``3, 1``. What is no list of numbers counts as none."""

    @property
    def shares(self) -> tuple[float, ...]:
        """The numbers, in the devices' order."""
        try:
            found = tuple(float(word) for word in self.text().replace(",", " ").split())
        except ValueError:
            return ()
        return found if all(0 <= share < 1e6 for share in found) and any(found) else ()

    def show_shares(self, shares: Sequence[float]) -> None:
        """Show ``shares``."""
        self.setText(", ".join(f"{share:g}" for share in shares))


class NumberBox(QSpinBox):
    """A whole number whose lowest value stands for "automatic"."""

    def __init__(self, low: int, high: int, step: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(low, high)
        self.setSingleStep(step)
        self.setGroupSeparatorShown(True)

    @property
    def chosen(self) -> int | None:
        """The number; None for automatic."""
        return None if self.value() == self.minimum() else self.value()

    def choose(self, value: int | None) -> None:
        """Show ``value``; None is automatic."""
        self.setValue(self.minimum() if value is None else value)
