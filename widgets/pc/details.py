"""Everything about the chosen cell, in one column that scrolls."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.core.fit.report import FitReport
from app.services.fit_words import advice_words, reason_words, verdict_meaning
from app.services.translation import tr
from app.services.wording import word
from widgets.card_parts import scroll_around
from widgets.compare.flow_layout import FlowLayout
from widgets.compare.retranslating import RetranslatingFrame
from widgets.icons import ButtonIcon
from widgets.models.amounts import parameters
from widgets.models.badges import LicenceBadge
from widgets.models.look import Look
from widgets.pc.choice_part import ChoicePart
from widgets.pc.memory_part import MemoryPart
from widgets.pc.rows import FitRow, Key
from widgets.pc.speed_part import SpeedPart
from widgets.verdict_mark import VerdictMark


class FitDetails(RetranslatingFrame):
    """Shows one cell, or a model as a whole; asks nobody for anything."""

    downloadRequest = Signal(str)
    """Id of the model whose files the person wants to see."""
    paneRequest = Signal(object)
    """Key of the file here that the person wants in a pane."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._row: FitRow | None = None
        self._key: Key = ("", "")
        self._report: FitReport | None = None
        self._here = False
        self.setProperty("role", "card")
        inside = QWidget()
        self._name, self._line = QLabel(inside), QLabel(inside)
        self._name.setProperty("role", "heading")
        self._line.setProperty("role", "muted")
        self.mark = VerdictMark(look.theme, look.icons, inside)
        self._licence = QLabel(inside)
        self._licence.setProperty("role", "muted")
        self._badge = LicenceBadge(look, inside)
        self.reason, self.advice, self._meaning = QLabel(inside), QLabel(inside), QLabel(inside)
        self._meaning.setProperty("role", "muted")
        strong = self.advice.font()
        strong.setBold(True)
        self.advice.setFont(strong)
        self.download_button, self.pane_button = QPushButton(inside), QPushButton(inside)
        ButtonIcon(self.download_button, look.icons, "download")
        ButtonIcon(self.pane_button, look.icons, "compare")
        self.download_button.clicked.connect(lambda: self.downloadRequest.emit(self._key[0]))
        self.pane_button.clicked.connect(lambda: self.paneRequest.emit(self._key))
        self.memory = MemoryPart(look, inside)
        self.speed = SpeedPart(look, inside)
        self.choice = ChoicePart(look, inside)
        self._nothing = QLabel(self)
        self._nothing.setProperty("role", "muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setWordWrap(True)
        self._scroll = self._lay_out(inside)
        self.show_cell(None, ("", ""), None)

    @property
    def key(self) -> Key:
        """Which cell is shown."""
        return self._key

    @property
    def report(self) -> FitReport | None:
        """What is shown of the fit."""
        return self._report

    def show_cell(
        self, row: FitRow | None, key: Key, report: FitReport | None, *, here: bool = False
    ) -> None:
        """Show a cell; ``report`` is None where the model cannot run, or nobody knows its size;
        ``here`` tells whether its file is on this PC."""
        if key != self._key:
            self._scroll.verticalScrollBar().setValue(0)
        self._row, self._key, self._report, self._here = row, key, report, here
        self._scroll.setVisible(row is not None)
        self._nothing.setVisible(row is None)
        self.memory.show_report(report)
        self.speed.show_report(report)
        self.choice.show_report(report)
        self.retranslate()

    def retranslate(self) -> None:
        self._nothing.setText(tr("표에서 칸을 고르면 왜 그런지 여기에 자세히 보입니다."))
        self._scroll.setAccessibleName(tr("판정 자세히"))
        words = tr("이 PC의 파일 보기") if self._here else tr("받으러 가기")
        if self._row is not None and not self._row.runs:
            words = tr("모델 화면에서 보기")
        self.download_button.setText(words)
        self.download_button.setToolTip(tr("모델 화면에서 이 모델을 엽니다."))
        self.pane_button.setText(tr("비교에 넣기"))
        self._licence.setText(tr("우리 가게에서 써도 되나요?"))
        self.pane_button.setVisible(self._here)
        row = self._row
        if row is None:
            return
        model = row.model
        self._name.setText(self._look.say(model.name))
        team = "" if row.team is None else self._look.say(row.team.name)
        size = parameters(model.parameters_b, model.active_b)
        self._line.setText(" · ".join(filter(None, (team, size, self._key[1]))))
        self._badge.show_badge(model.licence.badge)
        self._word_verdict(row)

    def _word_verdict(self, row: FitRow) -> None:
        report = self._report
        self.mark.setVisible(report is not None or not row.runs)
        meaning = advice = ""
        if report is not None:
            judgement = report.fit.judgement
            meaning = verdict_meaning(judgement.verdict, judgement.reason.kind)
            self.mark.show_verdict(judgement.verdict, meaning)
            reason = reason_words(judgement, report.target)
            if report.advice is not None:
                advice = f"→ {advice_words(report.advice)}"
        elif row.runs:
            reason = tr("크기를 알 수 없어 판정하지 못합니다.")
        else:
            self.mark.show_verdict("no")
            reason, advice = self._refusal(row)
        for label, words in (
            (self._meaning, meaning),
            (self.reason, reason),
            (self.advice, advice),
        ):
            label.setText(words)
            label.setVisible(bool(words))

    def _refusal(self, row: FitRow) -> tuple[str, str]:
        """Return why a model cannot run on any PC, and what would run it."""
        model = row.model
        if model.cannot_run is not None:
            needs = "" if model.needs is None else self._look.say(model.needs)
            return self._look.say(model.cannot_run), needs and tr("돌리려면: {needs}").format(
                needs=needs
            )
        if row.problem is None:
            return "", ""
        words = word(row.problem)
        return words.what, words.do

    def _lay_out(self, inside: QWidget) -> QScrollArea:
        em = self._look.em
        for label in (self._name, self._line, self._meaning, self.reason, self.advice):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(inside)
        column.setContentsMargins(em(0.9), em(0.6), em(0.9), em(0.9))
        column.setSpacing(em(0.5))
        column.addWidget(self._name)
        column.addWidget(self._line)
        marks = FlowLayout(gap=em(0.5), row_gap=em(0.3))
        marks.addWidget(self.mark)
        column.addLayout(marks)
        for label in (self._meaning, self.reason, self.advice):
            column.addWidget(label)
        licence = FlowLayout(gap=em(0.5), row_gap=em(0.3))
        licence.addWidget(self._licence)
        licence.addWidget(self._badge)
        column.addLayout(licence)
        buttons = FlowLayout(gap=em(0.5), row_gap=em(0.3))
        buttons.addWidget(self.download_button)
        buttons.addWidget(self.pane_button)
        column.addLayout(buttons)
        column.addSpacing(em(0.4))
        column.addWidget(self.memory)
        column.addSpacing(em(0.4))
        column.addWidget(self.speed)
        column.addSpacing(em(0.4))
        column.addWidget(self.choice)
        column.addStretch(1)
        scroll = scroll_around(inside, self)
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(scroll)
        frame = QVBoxLayout(self)
        frame.setContentsMargins(2, em(0.3), 2, em(0.3))
        frame.addWidget(scroll)
        frame.addWidget(self._nothing)
        return scroll
