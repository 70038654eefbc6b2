"""Addresses: opened on a click and never by themselves, copied where no network may be used."""

from collections.abc import Callable
from urllib.parse import urlsplit

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from app.core.catalogue import CatalogueModel
from app.services.translation import tr
from widgets.icons import ButtonIcon
from widgets.models.look import Look

_MAX_SHOWN = 64
Opener = Callable[[str], None]


def open_in_browser(address: str) -> None:
    """Show a page in the person's browser; anything but http and https is let be."""
    if is_web_address(address):
        QDesktopServices.openUrl(QUrl(address, QUrl.ParsingMode.StrictMode))


def is_web_address(address: str) -> bool:
    """Return whether a browser may be given ``address``."""
    return urlsplit(address).scheme in ("http", "https")


class SourceLink(QPushButton):
    """One address. Offline, a click copies it instead."""

    def __init__(
        self, look: Look, offline: Callable[[], bool], opener: Opener, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._offline, self._opener = offline, opener
        self._address = ""
        self.setProperty("kind", "link")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._icon = ButtonIcon(self, look.icons, "link", "accent")
        self.clicked.connect(self._follow)

    @property
    def address(self) -> str:
        """Where it leads."""
        return self._address

    def show_address(self, address: str, words: str = "") -> None:
        """Lead to ``address``, under ``words`` or the address itself; hidden where that is no
        page."""
        self._address = address
        self.setVisible(is_web_address(address))
        self.setText((words or _shortened(address)).replace("&", "&&"))
        offline = self._offline()
        self._icon.show("copy" if offline else "link")
        does = tr("오프라인 모드: 주소 복사") if offline else tr("브라우저로 열기")
        self.setToolTip(f"{does}\n{address}")
        self.setAccessibleName(f"{words or address} ({does})")

    def _follow(self) -> None:
        if self._offline():
            QGuiApplication.clipboard().setText(self._address)
        else:
            self._opener(self._address)


def show_licence_link(link: SourceLink, model: CatalogueModel | None) -> None:
    """Lead to the text of a licence; where nobody has seen it, to the original's page."""
    if model is None:
        link.show_address("")
    elif model.licence.source:
        link.show_address(model.licence.source, tr("라이선스 원문"))
    else:
        link.show_address(model.page, tr("원본 페이지"))


def _shortened(address: str) -> str:
    shown = address.partition("://")[2].rstrip("/")
    return shown if len(shown) <= _MAX_SHOWN else shown[: _MAX_SHOWN - 1] + "…"
