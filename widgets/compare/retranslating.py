"""Base of the page's widgets: words are set in one place, and anew when the language changes."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame


class RetranslatingFrame(QFrame):
    """A frame that words itself again when the interface's language changes."""

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Set every word that is shown; called at the end of construction, too."""
