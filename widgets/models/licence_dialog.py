"""The licence first: what it means, what has to be shown, where it is written; then a yes."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.core.catalogue import CatalogueModel
from app.services.catalogue_words import badge_meaning
from app.services.translation import tr
from widgets.models.badges import LicenceBadge
from widgets.models.links import Opener, SourceLink, show_licence_link
from widgets.models.look import Look


class LicenceDialog(QDialog):
    """Accepted only with the box ticked: nobody agrees by pressing Return."""

    def __init__(
        self,
        model: CatalogueModel,
        look: Look,
        offline: Callable[[], bool],
        opener: Opener,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._model, self._look = model, look
        em = look.em()
        self.setMinimumWidth(em * 30)
        self._title, self._name = QLabel(self), QLabel(self)
        self._means, self._sentence = QLabel(self), QLabel(self)
        self._shows, self._must_show = QLabel(self), QLabel(self)
        self._title.setProperty("role", "heading")
        for label in (self._name, self._shows, self._means):
            label.setProperty("role", "muted")
        badge = LicenceBadge(look, self)
        badge.show_badge(model.licence.badge)
        self._source = SourceLink(look, offline, opener, self)
        self.agree_box = QCheckBox(self)
        self.accept_button, self.back_button = QPushButton(self), QPushButton(self)
        self.accept_button.setProperty("kind", "primary")
        self.accept_button.setEnabled(False)
        self.accept_button.setAutoDefault(False)
        self.back_button.setDefault(True)
        self.agree_box.toggled.connect(self.accept_button.setEnabled)
        self.accept_button.clicked.connect(self.accept)
        self.back_button.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(em * 3 // 2, em * 3 // 2, em * 3 // 2, em * 3 // 2)
        column.setSpacing(em * 2 // 3)
        column.addWidget(self._title)
        column.addWidget(badge, 0, Qt.AlignmentFlag.AlignLeft)
        for label in (self._sentence, self._means, self._shows, self._must_show, self._name):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            column.addWidget(label)
        column.addWidget(self._source, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(em // 2)
        column.addWidget(self.agree_box)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.back_button)
        row.addWidget(self.accept_button)
        column.addLayout(row)
        self._word()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._word()
        super().changeEvent(event)

    def _word(self) -> None:
        licence = self._model.licence
        name = self._look.say(self._model.name)
        self.setWindowTitle(tr("라이선스 확인"))
        self._title.setText(tr("{name}: 받기 전에 확인해 주세요").format(name=name))
        self._sentence.setText(self._look.say(licence.meaning))
        self._means.setText(badge_meaning(licence.badge))
        self._name.setText(licence.name)
        self._shows.setText(tr("쓰는 곳에 이 글을 보여야 합니다:"))
        self._must_show.setText("\n".join(licence.must_show))
        for label in (self._sentence, self._name):
            label.setVisible(bool(label.text()))
        for label in (self._shows, self._must_show):
            label.setVisible(bool(licence.must_show))
        show_licence_link(self._source, self._model)
        self.agree_box.setText(tr("읽었고, 이 조건에 따라 쓰겠습니다"))
        self.accept_button.setText(tr("동의하고 받기"))
        self.back_button.setText(tr("돌아가기"))
