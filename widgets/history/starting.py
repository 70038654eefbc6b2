"""Makes the page of the history when somebody looks at it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.services.arena import Arena
from app.services.model_choice import ModelChoice
from app.store.run_store import RunStore

if TYPE_CHECKING:
    from widgets.history.page import HistoryPage
    from widgets.models.look import Look


class HistoryStart:
    """Nothing is imported before :meth:`page`."""

    def __init__(self, store: RunStore, arena: Arena, parent: QObject) -> None:
        self._store, self._arena, self._parent = store, arena, parent
        self._page: HistoryPage | None = None

    def page(self, choice: ModelChoice, look: "Look") -> "HistoryPage":
        """Return the page."""
        from widgets.history.desk import HistoryDesk
        from widgets.history.page import HistoryPage

        desk = HistoryDesk(self._store, self._arena, self._parent)
        self._page = HistoryPage(desk, choice.resolve, look)
        return self._page

    def close(self) -> None:
        """End what goes, where anything was begun."""
        if self._page is not None:
            self._page.close_down()
            self._page = None
