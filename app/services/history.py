"""Opens the history, whatever state it is in: a comparison never fails for want of it."""

from pathlib import Path

from app.core.problem import StoreError
from app.services.notices import Notices
from app.store.database import move_aside
from app.store.run_store import RunStore

STORE_NOTICE = "store"
IN_MEMORY = Path(":memory:")


def open_store(path: Path, notices: Notices) -> RunStore:
    """Open the history at ``path`` and mark what a crash left running.

    A broken file is moved aside and a new one begun. Where the file cannot be used at all (a
    newer program's, a folder without permission, a full disk) the history lasts until the
    program ends. The person is told of each.
    """
    try:
        return _opened(path)
    except StoreError as error:
        notices.post(STORE_NOTICE, "error", error.problem)
        if error.problem.kind != "store_broken":
            return RunStore(IN_MEMORY)
    try:
        move_aside(path)
        return _opened(path)
    except (OSError, StoreError):
        return RunStore(IN_MEMORY)


def _opened(path: Path) -> RunStore:
    store = RunStore(path)
    try:
        store.mark_interrupted()
    except StoreError as error:
        store.close()
        raise error from None
    return store
