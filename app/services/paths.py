"""Where the program keeps its own data: one folder, chosen by the person or by the system."""

from dataclasses import dataclass
from pathlib import Path

import platformdirs

from app.core.problem import StoreError

FOLDER_NAME = "naranhi"


@dataclass(frozen=True)
class DataPaths:
    """Every path below one data folder; nothing is made before :meth:`make`."""

    root: Path

    @property
    def database(self) -> Path:
        """The history of runs."""
        return self.root / "naranhi.sqlite3"

    @property
    def settings(self) -> Path:
        """What the window remembers (INI)."""
        return self.root / "settings.ini"

    @property
    def log_folder(self) -> Path:
        """Logs of the program itself."""
        return self.root / "logs"

    @property
    def headers(self) -> Path:
        """What the Hub's files say of themselves, where it was asked; may be deleted."""
        return self.root / "headers"

    def make(self) -> None:
        """Make the data folder; raises StoreError (store_unwritable) where that is refused."""
        try:
            self.root.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError("store_unwritable", path=str(self.root), detail=str(error)) from error


def default_data_root() -> Path:
    """Return the user's data folder by the system's custom; it may not exist yet."""
    return Path(platformdirs.user_data_dir(FOLDER_NAME, appauthor=False))
