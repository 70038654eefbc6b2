"""May my shop use this? One badge, one sentence, what has to be shown, where it is written."""

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.core.catalogue import CatalogueModel
from app.services.catalogue_words import badge_meaning
from app.services.translation import tr
from widgets.compare.flow_layout import FlowLayout
from widgets.icons import ButtonIcon
from widgets.models.badges import LicenceBadge
from widgets.models.links import SourceLink, show_licence_link
from widgets.models.look import Look
from widgets.models.part import Part


class LicencePart(Part):
    """Shows the licence of the original; a re-quantised copy's own tag is told, not believed."""

    def __init__(self, look: Look, new_link: Callable[[], SourceLink], parent: QWidget) -> None:
        super().__init__(look, parent)
        self._model: CatalogueModel | None = None
        self._conflict = ""
        self.setProperty("role", "strip")
        em = look.em()
        self.column.setContentsMargins(em, em * 2 // 3, em, em * 2 // 3)
        self.badge = LicenceBadge(look, self)
        head = FlowLayout(gap=em * 2 // 3)
        head.addWidget(self.badge)
        self._name = self.label("muted")
        self._name.setWordWrap(False)
        self.sentence = self.label()
        self._shows = self.label("muted")
        self.must_show = self.label()
        self._copy = QPushButton(self)
        self._copy.setProperty("kind", "flat")
        ButtonIcon(self._copy, look.icons, "copy", "muted")
        self._copy.clicked.connect(self._copy_must_show)
        self._warning = self.label("warning")
        self.source = new_link()
        self.column.addLayout(head)
        self.column.addWidget(self.sentence)
        self.column.addWidget(self._shows)
        row = QHBoxLayout()
        row.addWidget(self.must_show, 1)
        row.addWidget(self._copy)
        self.column.addLayout(row)
        self.column.addWidget(self._warning)
        last = FlowLayout(gap=em // 2)
        last.addWidget(self._name)
        last.addWidget(self.source)
        self.column.addLayout(last)

    def show_model(self, model: CatalogueModel | None, conflict: str = "") -> None:
        """Show the licence of ``model`` (None: nobody knows it); ``conflict`` is another one that
        a copy on the Hub claims."""
        self._model, self._conflict = model, conflict
        self.retranslate()

    def retranslate(self) -> None:
        licence = None if self._model is None else self._model.licence
        self.heading.setText(tr("우리 가게에서 써도 되나요?"))
        self.badge.show_badge("unverified" if licence is None else licence.badge)
        if licence is None:
            self.sentence.setText(badge_meaning("unverified"))
        else:
            self.sentence.setText(self.look.say(licence.meaning))
        self._name.setText("" if licence is None else licence.name)
        self._name.setVisible(bool(self._name.text()))
        must_show = () if licence is None else licence.must_show
        self._shows.setText(tr("쓰는 곳에 이 글을 보여야 합니다:"))
        self.must_show.setText("\n".join(must_show))
        self._copy.setToolTip(tr("보여야 하는 글 복사"))
        self._copy.setAccessibleName(self._copy.toolTip())
        for widget in (self._shows, self.must_show, self._copy):
            widget.setVisible(bool(must_show))
        words = tr(
            "받는 곳(Hub)에는 라이선스가 '{tag}'(으)로 적혀 있습니다. 원본의 라이선스를 따릅니다."
        )
        self._warning.setText(words.format(tag=self._conflict))
        self._warning.setVisible(bool(self._conflict))
        show_licence_link(self.source, self._model)

    def _copy_must_show(self) -> None:
        QGuiApplication.clipboard().setText(self.must_show.text())
