"""Everything about the chosen model, in one column that scrolls."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from app.core.catalogue import CatalogueModel
from app.core.fit.verdict import Judgement
from app.services.translation import tr
from widgets.card_parts import scroll_around
from widgets.compare.retranslating import RetranslatingFrame
from widgets.models.amounts import parameters
from widgets.models.facts_part import FactsPart, ProblemsPart, SourcesPart
from widgets.models.file_lines import FileLine
from widgets.models.files_part import FilesPart
from widgets.models.licence_part import LicencePart
from widgets.models.links import Opener, SourceLink
from widgets.models.look import Look
from widgets.models.problem_notice import ProblemNotice
from widgets.models.refusal_part import RefusalPart
from widgets.models.row_words import row_title, source_name
from widgets.models.rows import ModelRow
from widgets.models.team_part import TeamPart
from widgets.models.verdict_part import VerdictPart


class Details(RetranslatingFrame):
    """Shows one row; asks nobody for anything."""

    modelRequest = Signal(str)
    """Id of another model that the person wants to see."""
    fitRequest = Signal(str)
    """Id of the model of which the person wants to see how it runs on this PC."""

    def __init__(
        self,
        look: Look,
        offline: Callable[[], bool],
        opener: Opener,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._row: ModelRow | None = None
        self.setProperty("role", "card")
        inside = QWidget()

        def new_link() -> SourceLink:
            return SourceLink(look, offline, opener, inside)

        self.team = TeamPart(look, inside)
        self._name = QLabel(inside)
        self._name.setProperty("role", "title")
        self._line = QLabel(inside)
        self._line.setProperty("role", "muted")
        self.refusal = RefusalPart(look, inside)
        self.notice = ProblemNotice(look, new_link(), inside)
        self.verdict = VerdictPart(look, inside)
        self.licence = LicencePart(look, new_link, inside)
        self.files = FilesPart(look, inside)
        self.facts = FactsPart(look, inside)
        self.problems = ProblemsPart(look, inside)
        self.sources = SourcesPart(look, new_link, inside)
        self._nothing = QLabel(self)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setProperty("role", "muted")
        self._nothing.setWordWrap(True)
        self._scroll = self._lay_out(inside)
        self.refusal.modelRequest.connect(self.modelRequest)
        self.verdict.moreRequest.connect(self._ask_for_fit)
        self.team.modelRequest.connect(self.modelRequest)
        self.retranslate()

    @property
    def row(self) -> ModelRow | None:
        """What is shown."""
        return self._row

    def show_row(self, row: ModelRow | None, nearest: CatalogueModel | None = None) -> None:
        """Show ``row``; ``nearest`` runs in its place where it cannot."""
        if row is None or self._row is None or row.key != self._row.key:
            self._scroll.verticalScrollBar().setValue(0)
            self.files.show_few()
            self.notice.show_trouble(None)
        self._row = row
        self._scroll.setVisible(row is not None)
        self._nothing.setVisible(row is None)
        if row is None:
            return
        model = row.model
        self.refusal.show_row(row, nearest)
        self.licence.show_model(model)
        self.facts.show_row(row)
        self.problems.show_model(model)
        self.sources.show_sources(() if model is None else model.sources)
        self.retranslate()

    def show_judgement(self, judgement: Judgement | None) -> None:
        """Show how the row's model runs on this PC; None where nobody knows."""
        self.verdict.show_judgement(judgement)
        self.verdict.button.setVisible(self._row is not None and self._row.model is not None)

    def _ask_for_fit(self) -> None:
        if self._row is not None:
            self.fitRequest.emit(self._row.key)

    def show_files(
        self,
        lines: list[FileLine],
        note: str = "",
        conflict: str = "",
        *,
        can_ask: bool = False,
    ) -> None:
        """Show the row's files; ``note`` tells how the Hub fares, ``conflict`` is a licence that
        a copy there claims."""
        self.files.show_lines(lines, note, can_ask=can_ask)
        self.licence.show_model(None if self._row is None else self._row.model, conflict)

    def retranslate(self) -> None:
        self._nothing.setText(tr("왼쪽에서 모델을 고르면 여기에 자세히 보입니다."))
        self._scroll.setAccessibleName(tr("모델 자세히"))
        row = self._row
        if row is None:
            return
        self._name.setText(row_title(row, self._look.say))
        self._line.setText(" · ".join(filter(None, self._line_words(row))))

    def _line_words(self, row: ModelRow) -> list[str]:
        if row.model is None:
            source = row.entries[0].source if row.entries else "naranhi"
            return [source_name(source), tr("카탈로그에 없는 모델")]
        team = "" if row.team is None else self._look.say(row.team.name)
        size = parameters(row.model.parameters_b, row.model.active_b)
        return [team, row.model.released, size, tr("대표 모델") if row.flagship else ""]

    def _lay_out(self, inside: QWidget) -> QScrollArea:
        em = self._look.em()
        for label in (self._name, self._line):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(inside)
        column.setContentsMargins(em, em * 2 // 3, em, em)
        column.setSpacing(em)
        head = QVBoxLayout()
        head.setSpacing(em // 4)
        head.addWidget(self._name)
        head.addWidget(self._line)
        column.addWidget(self.team)
        column.addLayout(head)
        for part in (
            self.refusal,
            self.notice,
            self.verdict,
            self.licence,
            self.files,
            self.facts,
            self.problems,
            self.sources,
        ):
            column.addWidget(part)
        column.addStretch(1)
        scroll = scroll_around(inside, self)
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(scroll)
        frame = QVBoxLayout(self)
        frame.setContentsMargins(2, em // 3, 2, em // 3)
        frame.addWidget(scroll)
        frame.addWidget(self._nothing)
        return scroll
