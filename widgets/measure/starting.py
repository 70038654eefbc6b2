"""Makes the page of measurements, and what it stands on, when somebody looks at it."""

from pathlib import Path
from typing import TYPE_CHECKING

from app.services.model_choice import ModelChoice
from widgets.work_start import WorkStart

if TYPE_CHECKING:
    from widgets.measure.page import MeasurePage
    from widgets.models.look import Look


class MeasureStart(WorkStart):
    """Nothing is imported before :meth:`page`."""

    def page(self, choice: ModelChoice, resources: Path, look: "Look") -> "MeasurePage":
        """Return the page."""
        from app.core.measure.texts import read_texts
        from widgets.measure.assembly import MeasureServices
        from widgets.measure.page import MeasurePage

        services = self._make(MeasureServices)
        return MeasurePage(services, choice.offered, read_texts(resources), look)
