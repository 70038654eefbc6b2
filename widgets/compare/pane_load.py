"""One pane's load settings, and the box in which they are set."""

from PySide6.QtCore import QObject, Signal

from app.core.run import LoadSettings
from app.services.devices import DeviceList
from widgets.compare.load_popover import LoadPopover
from widgets.compare.pane_head import PaneHead


class PaneLoad(QObject):
    """Keeps the settings; the box is built when somebody opens it first."""

    changed = Signal()

    def __init__(self, head: PaneHead, em: int) -> None:
        super().__init__(head)
        self._head = head
        self._em = em
        self._settings = LoadSettings()
        self._devices: DeviceList | None = None
        self.popover: LoadPopover | None = None

    @property
    def settings(self) -> LoadSettings:
        """How the pane's model is loaded next."""
        return self._settings

    def choose(self, settings: LoadSettings) -> None:
        """Take ``settings`` over; ``changed`` is not emitted."""
        self._settings = settings
        if self.popover is not None:
            self.popover.set_settings(settings)
        self._head.show_load_settings(own=settings != LoadSettings())

    def open(self, devices: DeviceList) -> None:
        """Show the box below its button; ``devices`` are asked for where nobody has yet."""
        if self.popover is None:
            self.popover = LoadPopover(self._em, self._head)
            self.popover.set_settings(self._settings)
            self.popover.changed.connect(self._on_changed)
        if self._devices is not devices:
            self._devices = devices
            devices.changed.connect(self._show_devices)
        if devices.engine is None:
            devices.look()
        self._show_devices()
        self.popover.open_below(self._head.load_anchor)

    def _show_devices(self) -> None:
        if self.popover is not None and self._devices is not None:
            asked = self._devices.engine is None and self._devices.problem is None
            self.popover.show_devices(self._devices.devices, looking=asked)

    def _on_changed(self) -> None:
        assert self.popover is not None
        self._settings = self.popover.settings()
        self._head.show_load_settings(own=self._settings != LoadSettings())
        self.changed.emit()
