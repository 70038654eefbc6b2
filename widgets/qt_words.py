"""Qt's own words (file dialogs, context menus) in the language of the interface."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

from app.services.translation import Language


class QtWords:
    """Qt speaks English by itself; its Korean lies beside it, where the bundle has it."""

    def __init__(self, application: QCoreApplication) -> None:
        self._application = application
        self._korean = QTranslator(application)
        self._installed = False

    def use(self, language: Language) -> None:
        """Switch; call it before the program's own words are switched."""
        if language == "en" and self._installed:
            self._application.removeTranslator(self._korean)
            self._installed = False
        elif language == "ko" and not self._installed:
            folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            if self._korean.load("qtbase_ko", folder):
                self._installed = self._application.installTranslator(self._korean)
