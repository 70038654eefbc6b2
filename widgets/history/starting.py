"""Makes the page of the history when somebody looks at it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.services.arena import Arena
from app.services.model_choice import ModelChoice
from app.services.notices import Notices
from app.store.run_store import RunStore

if TYPE_CHECKING:
    from app.services.running_again import TwoRuns
    from widgets.history.page import HistoryPage
    from widgets.models.look import Look

AGAIN_NOTICE = "again"


class HistoryStart:
    """Nothing is imported before :meth:`page`."""

    def __init__(self, store: RunStore, arena: Arena, notices: Notices, parent: QObject) -> None:
        self._store, self._arena, self._parent = store, arena, parent
        self._notices = notices
        self._page: HistoryPage | None = None

    def page(self, choice: ModelChoice, look: "Look") -> "HistoryPage":
        """Return the page."""
        from widgets.history.desk import HistoryDesk
        from widgets.history.page import HistoryPage

        desk = HistoryDesk(self._store, self._arena, self._parent)
        self._page = HistoryPage(desk, choice.resolve, look)
        self._page.repeated.connect(self._tell_repeated)
        return self._page

    def _tell_repeated(self, pairs: "list[TwoRuns]") -> None:
        from app.services.history_words import again_lines

        same = all(pair.difference is None for pair in pairs)
        self._notices.post(
            AGAIN_NOTICE, "info" if same else "warning", lambda: " ".join(again_lines(pairs))
        )

    def close(self) -> None:
        """End what goes, where anything was begun."""
        if self._page is not None:
            self._page.close_down()
            self._page = None
