"""Makes a page that computes, and what it stands on, when somebody looks at it."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject

from app.services.arena import Arena
from app.services.device_chooser import DeviceChooser
from app.services.notices import Notices
from app.store.database import Database
from app.store.run_store import RunStore


class Closing(Protocol):
    """Services that are ended by who made them."""

    def close(self) -> None:
        """Stop what goes and leave nothing behind."""
        ...


_Made_co = TypeVar("_Made_co", bound=Closing, covariant=True)
_Made = TypeVar("_Made", bound=Closing)


class _Making(Protocol[_Made_co]):
    def __call__(
        self,
        database: Database,
        arena: Arena,
        notices: Notices,
        parent: QObject,
        *,
        chooser: DeviceChooser | None,
        others_computed: Callable[[int, int], bool],
    ) -> _Made_co: ...


class WorkStart:
    """Nothing of the page is imported before who derives from this is asked for it."""

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
        self._services: Closing | None = None

    def close(self) -> None:
        """End what goes, where anything was begun."""
        if self._services is not None:
            self._services.close()

    def _make(self, services: _Making[_Made]) -> _Made:
        made = services(
            self._store.database,
            self._arena,
            self._notices,
            self._parent,
            chooser=self._chooser,
            others_computed=self._store.others_computed,
        )
        self._services = made
        return made
