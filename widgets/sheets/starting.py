"""Makes the page of sheets, and what it stands on, when somebody looks at it."""

from pathlib import Path
from typing import TYPE_CHECKING

from app.services.model_choice import ModelChoice
from widgets.work_start import WorkStart

if TYPE_CHECKING:
    from widgets.models.look import Look
    from widgets.sheets.page import SheetPage


class SheetStart(WorkStart):
    """Nothing is imported before :meth:`page`."""

    def page(self, choice: ModelChoice, resources: Path, look: "Look") -> "SheetPage":
        """Return the page."""
        from app.core.sheets.packs import load_packs
        from widgets.sheets.page import SheetPage
        from widgets.sheets.services import SheetServices

        services = self._make(SheetServices)
        return SheetPage(services, choice.offered, load_packs(resources), look)
