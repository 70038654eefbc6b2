"""Interface language: Korean in the code, English from ``resources/i18n/en.ts``, via Qt.

The catalogue is read as it is (Qt Linguist's own XML), so nothing compiled lies in the tree
and the language changes at once: install or remove the translator, and Qt sends every widget
a LanguageChange event.
"""

from pathlib import Path
from typing import Literal
from xml.etree import ElementTree

from PySide6.QtCore import QCoreApplication, QLocale, QObject, QTranslator

Language = Literal["ko", "en"]
CONTEXT = "naranhi"


def tr(text: str) -> str:
    """Return the Korean ``text`` in the language of the interface.

    Call it when the text is shown, never at import. Fill placeholders afterwards:
    ``tr("{n}회").format(n=3)``.
    """
    return QCoreApplication.translate(CONTEXT, text)


def system_language() -> Language:
    """Return English where the system names a language other than Korean, else Korean: a bare
    machine that names none (``C``) gets the program's first language."""
    unnamed_or_korean = {QLocale.Language.C, QLocale.Language.Korean}
    return "ko" if QLocale.system().language() in unnamed_or_korean else "en"


def read_catalogue(path: Path) -> dict[str, str]:
    """Return source → translation of every finished message of a ``.ts`` file."""
    messages = ElementTree.parse(path).getroot().iter("message")
    pairs = ((m.findtext("source", ""), m.find("translation")) for m in messages)
    return {
        source: found.text
        for source, found in pairs
        if found is not None and found.text and found.get("type") is None
    }


class CatalogueTranslator(QTranslator):
    """A QTranslator over a dictionary."""

    def __init__(self, messages: dict[str, str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._messages = messages

    def isEmpty(self) -> bool:
        return not self._messages

    def translate(
        self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        del disambiguation, n
        return self._messages.get(sourceText) if context == CONTEXT else None


class Languages:
    """Switches the running application between Korean and English."""

    def __init__(self, application: QCoreApplication, folder: Path) -> None:
        self._application = application
        self._catalogue = folder / "en.ts"
        self._english: CatalogueTranslator | None = None
        self._current: Language = "ko"

    @property
    def current(self) -> Language:
        """The language shown now."""
        return self._current

    def use(self, language: Language) -> None:
        """Show ``language``; open windows get a LanguageChange event and word themselves anew."""
        if language == self._current:
            return
        self._current = language
        if self._english is None:
            # Reading it takes a twentieth of a second, which a Korean start need not wait for.
            words = read_catalogue(self._catalogue)
            self._english = CatalogueTranslator(words, self._application)
        if language == "en":
            self._application.installTranslator(self._english)
        else:
            self._application.removeTranslator(self._english)
