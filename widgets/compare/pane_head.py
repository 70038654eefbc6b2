"""The head of a pane: model, what it is, what it runs on, how its worker fares, its menu."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from app.core.run import LoadReport, LoadStep, ModelFile
from app.services.fit_words import reason_words
from app.services.placement_words import load_lines, outcome_words, steps_words, where_words
from app.services.translation import tr
from widgets.compare.flow_layout import FlowLayout
from widgets.compare.model_picker import ModelPicker
from widgets.compare.model_shelf import ModelShelf
from widgets.compare.retranslating import RetranslatingFrame
from widgets.compare.state_badge import BadgeState, StateBadge
from widgets.icons import ButtonIcon, Icons
from widgets.theme import Theme
from widgets.verdict_mark import VerdictMark

_ROOM_FOR_LOAD_BUTTON = 19
"""Width in font units. Narrower, the model's name is worth more than a button whose wish is in
the menu as well."""


class PaneHead(RetranslatingFrame):
    """Emits what the person wants; does nothing itself."""

    stopRequest = Signal()
    copyRequest = Signal()
    saveRequest = Signal()
    logRequest = Signal()
    loadRequest = Signal()
    unloadRequest = Signal()
    loadSettingsRequest = Signal()

    def __init__(
        self,
        pane: int,
        shelf: ModelShelf,
        theme: Theme,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._pane = pane
        self._theme = theme
        self._model: ModelFile | None = None
        self._report: LoadReport | None = None
        self._steps: tuple[LoadStep, ...] = ()
        self._own_settings = False
        self._mark = QLabel(self)
        self.picker = ModelPicker(shelf, icons, self)
        self.stop_button = self._tool(icons, "stop", "error")
        self.stop_button.clicked.connect(self.stopRequest)
        self.stop_button.hide()
        self.load_button = self._tool(icons, "settings")
        self.load_button.clicked.connect(self._on_load_clicked)
        self.menu_button = self._tool(icons, "menu")
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._build_menu()
        self._shelf = shelf
        self.verdict = VerdictMark(theme, icons, self)
        shelf.verdictsChanged.connect(self._show_verdict)
        self._practice = self._badge("")
        self._quantisation = self._badge("muted")
        self._runs_on = QLabel(self)
        self._runs_on.setProperty("role", "muted")
        self._shortage = self._badge("warning")
        self.state_badge = StateBadge(theme, self)
        self._lay_out()
        theme.changed.connect(self._paint_mark)
        self._paint_mark()
        self.retranslate()

    def show_model(
        self,
        model: ModelFile | None,
        report: LoadReport | None,
        steps: tuple[LoadStep, ...] = (),
    ) -> None:
        """Show what ``model`` is and, once loaded, what it runs on; ``steps`` are the tries to
        load it that have failed so far for want of memory."""
        self._model, self._report = model, report
        self._steps = steps if report is None else report.steps
        self._word_facts()

    def show_load_settings(self, *, own: bool) -> None:
        """Mark the button of the load settings where some of them are not automatic."""
        if own != self._own_settings:
            self._own_settings = own
            self.load_button.setCheckable(own)
            self.load_button.setChecked(own)
            self._word_load_button()

    @property
    def load_anchor(self) -> QWidget:
        """Where a box with the load settings opens."""
        return self.menu_button if self.load_button.isHidden() else self.load_button

    def show_state(self, state: BadgeState, fraction: float | None = None) -> None:
        """Show the worker's state."""
        self.state_badge.show_state(state, fraction)
        loaded = state in ("ready", "reading", "running")
        self._load.setText(tr("다시 불러오기") if loaded else tr("불러오기"))
        self._unload.setEnabled(state == "ready")

    def show_running(self, running: bool, *, can_stop: bool, has_answer: bool) -> None:
        """Let only that be pressed which can be done now."""
        self.picker.setEnabled(not running)
        self.stop_button.setVisible(can_stop)
        self._stop.setEnabled(can_stop)
        self._load.setEnabled(not running)
        self.load_button.setEnabled(not running)
        self._settings.setEnabled(not running)
        self._copy.setEnabled(has_answer)
        self._save.setEnabled(has_answer)

    def retranslate(self) -> None:
        self.menu_button.setToolTip(tr("이 칸의 메뉴"))
        self.menu_button.setAccessibleName(tr("{n}번 칸의 메뉴").format(n=self._pane + 1))
        self._word_load_button()
        self._settings.setText(tr("불러오기 설정…"))
        self.stop_button.setToolTip(tr("이 칸만 멈추기"))
        self.stop_button.setAccessibleName(tr("{n}번 칸만 멈추기").format(n=self._pane + 1))
        self._copy.setText(tr("답 복사"))
        self._save.setText(tr("답 저장…"))
        self._stop.setText(tr("멈추기"))
        self._unload.setText(tr("내리기 (메모리 비우기)"))
        self._log.setText(tr("엔진 기록 보기"))
        self._practice.setText(tr("연습용"))
        self._practice.setToolTip(
            tr("프로그램 쓰는 법을 보여 주는 작은 모델입니다. 한국어 모델의 실력이 아닙니다.")
        )
        self.show_state(self.state_badge.state)
        self._word_facts()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = event.size().width() >= _ROOM_FOR_LOAD_BUTTON * self._theme.em()
        self.load_button.setVisible(room)

    def _on_load_clicked(self) -> None:
        # A press must not take the mark off.
        self.load_button.setChecked(self._own_settings)
        self.loadSettingsRequest.emit()

    def _word_load_button(self) -> None:
        words = tr("{n}번 칸의 불러오기 설정").format(n=self._pane + 1)
        own = tr("불러오기 설정 (자동이 아닌 것이 있음)")
        self.load_button.setToolTip(own if self._own_settings else tr("불러오기 설정"))
        self.load_button.setAccessibleName(f"{words}. {own}" if self._own_settings else words)

    def _show_verdict(self) -> None:
        """Say how the chosen model would run; once it is loaded, the engine itself tells."""
        model = self._model
        judgement = None if model is None else self._shelf.judgement(model)
        self.verdict.setVisible(judgement is not None and self._report is None)
        if judgement is not None:
            self.verdict.show_verdict(judgement.verdict, reason_words(judgement))

    def _word_facts(self) -> None:
        self._show_verdict()
        model, report = self._model, self._report
        self._practice.setVisible(model is not None and model.practice)
        quantisation = model.quantisation if model else ""
        if report is not None and report.quantisation:
            quantisation = report.quantisation
        self._quantisation.setText(quantisation)
        self._quantisation.setVisible(bool(quantisation))
        self._quantisation.setToolTip(tr("양자화 방식"))
        self._runs_on.setVisible(report is not None)
        if report is not None:
            self._runs_on.setText(_runs_on(report))
            self._runs_on.setToolTip(_facts(report))
        self._shortage.setVisible(bool(self._steps))
        if self._steps:
            self._shortage.setText(
                outcome_words(report)
                if report is not None
                else tr("메모리가 모자라 줄이는 중 ({n})").format(n=len(self._steps))
            )
            self._shortage.setToolTip("\n".join(steps_words(self._steps)))

    def _lay_out(self) -> None:
        em = self._theme.em()
        top = QHBoxLayout()
        top.setSpacing(em // 3)
        top.addWidget(self._mark)
        top.addWidget(self.picker, 1)
        top.addWidget(self.load_button)
        top.addWidget(self.menu_button)
        facts = FlowLayout(gap=em // 2, row_gap=em // 4)
        self.stop_button.setFixedSize(em * 2, round(em * 1.7))
        self.stop_button.setStyleSheet("padding: 0;")
        facts.addWidget(self.state_badge)
        facts.addWidget(self.stop_button)
        facts.addWidget(self.verdict)
        for widget in (self._practice, self._quantisation, self._runs_on, self._shortage):
            facts.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(em // 3)
        column.addLayout(top)
        column.addLayout(facts)

    def _build_menu(self) -> None:
        menu = QMenu(self.menu_button)
        self._copy = menu.addAction("", self.copyRequest.emit)
        self._save = menu.addAction("", self.saveRequest.emit)
        menu.addSeparator()
        self._stop = menu.addAction("", self.stopRequest.emit)
        self._load = menu.addAction("", self.loadRequest.emit)
        self._unload = menu.addAction("", self.unloadRequest.emit)
        self._settings = menu.addAction("", self.loadSettingsRequest.emit)
        menu.addSeparator()
        self._log = menu.addAction("", self.logRequest.emit)
        self.menu_button.setMenu(menu)

    def _tool(self, icons: Icons, name: str, color: str = "muted") -> QToolButton:
        button = QToolButton(self)
        button.setProperty("kind", "flat")
        ButtonIcon(button, icons, name, color)
        return button

    def _badge(self, tone: str) -> QLabel:
        badge = QLabel(self)
        badge.setProperty("role", "badge")
        badge.setProperty("tone", tone)
        badge.hide()
        return badge

    def _paint_mark(self) -> None:
        color = self._theme.pane_color(self._pane).name()
        self._mark.setTextFormat(Qt.TextFormat.RichText)
        mark = self._theme.pane_mark(self._pane)
        self._mark.setText(f'<span style="color:{color}">{mark}</span>')


def _runs_on(report: LoadReport) -> str:
    where = where_words(report)
    if report.gpu_layers > report.n_layers:
        return where
    return tr("{backend} · {n}스레드").format(backend=where, n=report.n_threads)


def _facts(report: LoadReport) -> str:
    """Return what the engine said at load, as lines of a tool tip."""
    lines = [
        tr("구조 {name}, 매개변수 {n}개").format(
            name=report.architecture, n=f"{report.n_params:,}"
        ),
        tr("컨텍스트 {n} (학습 {trained})").format(
            n=f"{report.n_ctx:,}", trained=f"{report.n_ctx_train:,}"
        ),
        tr("불러오는 데 {ms} ms").format(ms=f"{report.load_ms:,.0f}"),
    ]
    return "\n".join([*lines, *load_lines(report)])
