"""Makes the page of sheets, and what it stands on, when somebody looks at it."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.services.arena import Arena
from app.services.device_chooser import DeviceChooser
from app.services.model_choice import ModelChoice
from app.services.notices import Notices
from app.store.run_store import RunStore

if TYPE_CHECKING:
    from widgets.models.look import Look
    from widgets.sheets.page import SheetPage
    from widgets.sheets.services import SheetServices


class SheetStart:
    """Nothing is imported before :meth:`page`."""

    def __init__(
        self,
        store: RunStore,
        arena: Arena,
        notices: Notices,
        chooser: DeviceChooser,
        parent: QObject,
    ) -> None:
        self._store, self._arena, self._notices = store, arena, notices
        self._chooser, self._parent = chooser, parent
        self._services: SheetServices | None = None

    def page(self, choice: ModelChoice, resources: Path, look: "Look") -> "SheetPage":
        """Return the page."""
        from app.core.sheets.packs import load_packs
        from widgets.sheets.page import SheetPage
        from widgets.sheets.services import SheetServices

        self._services = SheetServices(
            self._store.database,
            self._arena,
            self._notices,
            self._parent,
            chooser=self._chooser,
            others_computed=self._store.others_computed,
        )
        return SheetPage(self._services, choice.offered, load_packs(resources), look)

    def close(self) -> None:
        """End what goes, where anything was begun."""
        if self._services is not None:
            self._services.close()
