"""What every command of the terminal stands on: Qt's core, the language, the folders."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMessageLogContext, QtMsgType, qInstallMessageHandler

from app.cli.console import tell
from app.core.command_line import Language, ProgramOptions
from app.services.garbage import GarbageCollector
from app.services.paths import DataPaths, default_data_root
from app.services.resources import resource_folder
from app.services.settings import LANGUAGE, Settings
from app.services.translation import Languages, system_language


@dataclass(frozen=True)
class Session:
    """One start of the program in a terminal."""

    application: QCoreApplication
    options: ProgramOptions
    paths: DataPaths
    resources: Path
    language: Language

    @classmethod
    @contextmanager
    def open(cls, options: ProgramOptions) -> Generator["Session"]:
        """Begin in the language that was asked for, else the remembered, else the system's."""
        old_handler = qInstallMessageHandler(_show_qt_message if options.verbose else _drop)
        application = QCoreApplication.instance() or QCoreApplication([])
        paths = DataPaths(options.data_dir or default_data_root())
        resources = resource_folder()
        language = options.lang or _remembered_language(paths) or system_language()
        languages = Languages(application, resources / "i18n")
        languages.use(language)
        garbage = GarbageCollector()
        try:
            yield cls(application, options, paths, resources, language)
        finally:
            garbage.stop()
            languages.use("ko")
            qInstallMessageHandler(old_handler)


def _remembered_language(paths: DataPaths) -> Language | None:
    if not paths.settings.exists():
        return None
    chosen = Settings(paths.settings).get(LANGUAGE)
    return None if chosen == "system" else chosen


def _drop(_kind: QtMsgType, _context: QMessageLogContext, _message: str) -> None:
    """Keep Qt's own remarks (such as that the locale is no UTF-8 one) from a person's terminal:
    stderr is for sentences."""


def _show_qt_message(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    tell(message)
