"""The four answers to "may my shop use this?", each with a shape and a word of its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.core.catalogue import Badge
from app.services.catalogue_words import badge_meaning, badge_name
from app.services.translation import tr
from widgets.compare.retranslating import RetranslatingFrame
from widgets.models.look import Look
from widgets.theme import restyle


@dataclass(frozen=True)
class BadgeLook:
    """How a badge is told from the others: by shape, word and colour, in this order."""

    icon: str
    color: str
    tone: str
    short: Callable[[], str]
    """Its word where there is no question above it that it answers."""


BADGES: Mapping[Badge, BadgeLook] = {
    "commercial": BadgeLook("licence-commercial", "accent", "", lambda: tr("상업 가능")),
    "conditional": BadgeLook("licence-conditional", "warning", "warning", lambda: tr("조건부")),
    "noncommercial": BadgeLook("licence-noncommercial", "error", "error", lambda: tr("상업 불가")),
    "unverified": BadgeLook("licence-unverified", "muted", "muted", lambda: tr("확인 필요")),
}


class LicenceBadge(RetranslatingFrame):
    """A badge with its shape, as large as its words."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._badge: Badge = "unverified"
        self.setProperty("role", "pill")
        self._icon, self._word = QLabel(self), QLabel(self)
        self._word.setProperty("role", "pill-word")
        row = QHBoxLayout(self)
        em = look.em()
        row.setContentsMargins(em // 2, em // 6, em * 2 // 3, em // 6)
        row.setSpacing(em // 3)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._word)
        look.theme.changed.connect(self.retranslate)
        self.retranslate()

    @property
    def badge(self) -> Badge:
        """What is shown."""
        return self._badge

    def show_badge(self, badge: Badge) -> None:
        """Show ``badge``."""
        self._badge = badge
        self.retranslate()

    def retranslate(self) -> None:
        shown = BADGES[self._badge]
        side = self._look.em(1.2)
        icon = self._look.icons.icon(shown.icon, shown.color)
        self._icon.setPixmap(icon.pixmap(QSize(side, side), self.devicePixelRatio()))
        self._word.setText(badge_name(self._badge))
        self.setToolTip(badge_meaning(self._badge))
        self.setAccessibleName(badge_name(self._badge))
        restyle(self, tone=shown.tone)
        restyle(self._word, tone=shown.tone)
