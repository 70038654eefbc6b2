"""A queue of downloads with a local Hub and real processes."""

import os
import sys
from pathlib import Path

from app.core.problem import Problem
from app.core.transfer import DownloadItem
from app.hub.access import HubAccess
from app.services.downloads import Downloads
from app.store.database import Database
from app.store.download_store import DownloadStore
from tests.helpers.hub_server import LocalHub
from tests.hub.transfer_stage import item_of, offer, some_bytes

QUICK = [sys.executable, "-m", "app.hub", "--first-wait-s", "0.02", "--longest-wait-s", "0.1"]
SIZE = 2_000_000


class DownloadStage:
    """One window's queue, its database and its library."""

    def __init__(self, folder: Path, hub: LocalHub, *, command: list[str] | None = None) -> None:
        self.library = folder / "모델"
        self.library.mkdir(exist_ok=True)
        self.access = HubAccess(hub.endpoint)
        self.database = Database(folder / "n.sqlite3")
        self.store = DownloadStore(self.database)
        self.downloads = Downloads(
            self.store, lambda: self.library, lambda: self.access, command=command or QUICK
        )
        self.changed: list[str] = []
        self.finished: list[str] = []
        self.store_problems: list[Problem] = []
        self.downloads.changed.connect(self.changed.append)
        self.downloads.finished.connect(self.finished.append)
        self.downloads.storeFailed.connect(self.store_problems.append)

    def close(self) -> None:
        """Take it down, as a window that closes does."""
        self.downloads.close()
        self.database.close()

    def states(self) -> dict[str, str]:
        """State by the file's name, in order."""
        return {e.item.parts[0].path: e.state for e in self.downloads.entries()}

    def state(self, item: DownloadItem) -> str:
        """State of one; empty where it is not on the list."""
        entry = self.downloads.entry(item.item_id)
        return entry.state if entry else ""


def some_items(hub: LocalHub, n: int, size: int = SIZE) -> list[DownloadItem]:
    """Items of one file each, all in one repo."""
    whole = offer(hub, {f"{i}.gguf": some_bytes(size, i) for i in range(n)})
    return [item_of([part], whole.revision) for part in whole.parts]


def window_program(folder: Path, endpoint: str) -> list[str]:
    """A command that downloads what its database says, as a window does; prints a line when
    something is on the disk."""
    program = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from app.hub.access import HubAccess
from app.services.downloads import Downloads
from app.store.database import Database
from app.store.download_store import DownloadStore
application = QCoreApplication([])
folder = Path(sys.argv[1])
database = Database(folder / "n.sqlite3")
downloads = Downloads(
    DownloadStore(database), lambda: folder / "모델", lambda: HubAccess(sys.argv[2])
)
def look(item_id):
    entry = downloads.entry(item_id)
    if entry and entry.done_bytes > 200_000:
        pids = [process.pid for process in downloads._processes.values()]
        print(*pids, flush=True)
downloads.changed.connect(look)
downloads.take_up()
application.exec()
"""
    return [sys.executable, "-c", program, str(folder), endpoint]


ENVIRON = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
