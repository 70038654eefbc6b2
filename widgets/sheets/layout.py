"""The page's parts, laid out and worded; the page connects them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.core.sheets.packs import Packs
from app.services.translation import tr
from widgets.icons import ButtonIcon
from widgets.models.look import Look
from widgets.sheets.answers_model import AnswersModel
from widgets.sheets.answers_table import AnswersTable
from widgets.sheets.detail import SheetDetail
from widgets.sheets.score_strip import ScoreStrip
from widgets.sheets.source_form import SourceForm


class SheetParts:
    """Everything on the page."""

    def __init__(self, packs: Packs, look: Look, page: QWidget) -> None:
        self._look, self._page = look, page
        self.model = AnswersModel()
        self.form = SourceForm(packs, look, page)
        self.start, self.resume = QPushButton(page), QPushButton(page)
        self.pause, self.stop = QPushButton(page), QPushButton(page)
        self.start.setProperty("kind", "primary")
        ButtonIcon(self.start, look.icons, "play", "on_accent")
        ButtonIcon(self.resume, look.icons, "play")
        ButtonIcon(self.pause, look.icons, "pause")
        ButtonIcon(self.stop, look.icons, "stop")
        self.bar = QProgressBar(page)
        self.bar.setTextVisible(False)
        self.status = QLabel(page)
        self.status.setWordWrap(True)
        self.status.setTextFormat(Qt.TextFormat.PlainText)
        self.past = QComboBox(page)
        self._past_label = QLabel(page)
        self._past_label.setBuddy(self.past)
        self.names, self.export = QPushButton(page), QPushButton(page)
        self.names.setCheckable(True)
        ButtonIcon(self.export, look.icons, "save")
        self.scores = ScoreStrip(look, page)
        self.table = AnswersTable(self.model, look, page)
        self.detail = SheetDetail(self.model, look, page)
        self.empty = QLabel(page)
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setProperty("role", "muted")
        self._stack = QStackedWidget(page)
        self._lay_out()

    def show_state(
        self, *, running: bool, startable: bool, resumable: bool, shown: bool, blind: bool
    ) -> None:
        """Offer what can be done now."""
        self.form.setEnabled(not running)
        for widget in (self.bar, self.pause, self.stop):
            widget.setVisible(running)
        self.start.setVisible(not running)
        self.start.setEnabled(startable)
        self.resume.setVisible(resumable and not running)
        self.past.setEnabled(not running)
        self.export.setEnabled(shown)
        self.names.setEnabled(shown)
        self.names.blockSignals(True)
        self.names.setChecked(blind)
        self.names.blockSignals(False)
        self.names.setText(tr("이름 보이기") if blind else tr("이름 가리기"))
        self._stack.setCurrentIndex(0 if shown else 1)

    def retranslate(self) -> None:
        """Set every word that does not depend on what goes on."""
        self.start.setText(tr("문제지 돌리기"))
        self.resume.setText(tr("이어서 하기"))
        self.pause.setText(tr("잠깐 쉬기"))
        self.pause.setToolTip(tr("지금 답까지만 받고 쉽니다. 이어서 할 수 있습니다."))
        self.stop.setText(tr("멈추기"))
        self._past_label.setText(tr("지난 결과"))
        self.past.setAccessibleName(tr("지난 결과"))
        self.export.setText(tr("내보내기…"))
        self.export.setToolTip(tr("CSV, XLSX, JSON으로 내보냅니다."))
        self.names.setToolTip(tr("모델을 A, B, C로 섞어 보이고 속도를 가립니다."))
        self.table.word()
        self.empty.setText(
            tr(
                "문제지를 고르고 답할 모델에 표시한 뒤 '문제지 돌리기'를 누르세요.\n"
                "가게의 질문이 따로 있다면 '빈 양식 저장'으로 받아 채운 다음 여기에 끌어다 "
                "놓으세요.\n답이 다 모이면 검사 결과와 속도를 나란히 보고, 직접 점수도 줄 수 "
                "있습니다."
            )
        )

    def _lay_out(self) -> None:
        em = self._look.em
        scroll = QScrollArea(self._page)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self.form)
        buttons = QHBoxLayout()
        buttons.addWidget(self.start, 1)
        buttons.addWidget(self.pause, 1)
        buttons.addWidget(self.stop, 1)
        left = QWidget(self._page)
        left.setMinimumWidth(em(19))
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll, 1)
        column.addWidget(self.status)
        column.addWidget(self.bar)
        column.addLayout(buttons)
        top = QHBoxLayout()
        top.addWidget(self._past_label)
        top.addWidget(self.past, 1)
        top.addWidget(self.resume)
        top.addWidget(self.names)
        top.addWidget(self.export)
        answers = QSplitter(Qt.Orientation.Vertical, self._page)
        answers.addWidget(self.table)
        answers.addWidget(self.detail)
        answers.setChildrenCollapsible(False)
        answers.setSizes([em(24), em(22)])
        results = QWidget(self._page)
        rows = QVBoxLayout(results)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(em(0.5))
        rows.addWidget(self.scores)
        rows.addWidget(answers, 1)
        self._stack.addWidget(results)
        self._stack.addWidget(self.empty)
        right = QWidget(self._page)
        whole = QVBoxLayout(right)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(em(0.5))
        whole.addLayout(top)
        whole.addWidget(self._stack, 1)
        split = QSplitter(self._page)
        split.addWidget(left)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        split.setSizes([em(20), em(60)])
        page = QVBoxLayout(self._page)
        page.setContentsMargins(em(1), em(1), em(1), em(1))
        page.addWidget(split)
