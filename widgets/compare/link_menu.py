"""What a click on a link in a model's answer offers: nothing opens without being asked for."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from app.services.translation import tr
from widgets.compare.markdown import is_web_link

_MAX_SHOWN = 70


class LinkMenu(QMenu):
    """Shows the whole address; copies it, or opens it in the browser (http and https only)."""

    def __init__(self, link: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._link = link
        shown = link if len(link) <= _MAX_SHOWN else link[: _MAX_SHOWN - 1] + "…"
        self.addAction(shown.replace("&", "&&")).setEnabled(False)
        self.addSeparator()
        self.addAction(tr("주소 복사"), self._copy)
        if is_web_link(link):
            self.addAction(tr("브라우저로 열기"), self._open)
        self.aboutToHide.connect(self.deleteLater)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._link)

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl(self._link, QUrl.ParsingMode.StrictMode))
