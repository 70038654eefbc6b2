"""The row above the graph: which quantity, what is slowed, pause, fit, save."""

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QWidget

from app.services.translation import tr
from widgets.icons import ButtonIcon, Icons
from widgets.segments import Segments
from widgets.theme import restyle

FORMATS = ("png", "svg", "csv")


class GraphBar(QWidget):
    """Emits what the person wishes; shows what the graph says."""

    viewChosen = Signal(str)
    pauseToggled = Signal(bool)
    fitRequest = Signal()
    saveRequest = Signal(str)
    reportRequest = Signal()
    """The whole comparison as a report or a poster."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        em = icons.theme.em
        self._round = (1, 1)
        self._slowness = 1.0
        self.views = Segments(("rate", "chars", "resources"), self)
        self.views.button("resources").hide()
        self.views.chosen.connect(self.viewChosen)
        self._message = QLabel(self)
        self._message.setProperty("role", "muted")
        self._message.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._round_badge = _badge(self, "muted")
        self.slow_badge = _badge(self, "warning")
        self.pause_button = self._button(icons, em(1.2))
        self.pause_button.setCheckable(True)
        self._pause_icon = ButtonIcon(self.pause_button, icons, "pause")
        self.pause_button.toggled.connect(self.pauseToggled)
        self.fit_button = self._button(icons, em(1.2))
        self.fit_button.setEnabled(False)
        ButtonIcon(self.fit_button, icons, "fit")
        self.fit_button.clicked.connect(self.fitRequest)
        self.save_button = self._button(icons, em(1.2))
        ButtonIcon(self.save_button, icons, "save")
        menu = QMenu(self.save_button)
        for suffix in FORMATS:
            action = menu.addAction(suffix.upper())
            action.triggered.connect(lambda _=False, s=suffix: self.saveRequest.emit(s))
        menu.addSeparator()
        self._report = menu.addAction("")
        self._report.triggered.connect(self.reportRequest)
        self.save_button.setMenu(menu)
        self.save_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(em(0.5))
        layout.addWidget(self.views)
        layout.addWidget(self._message, 1)
        for widget in (self._round_badge, self.slow_badge):
            layout.addWidget(widget)
        for button in (self.pause_button, self.fit_button, self.save_button):
            layout.addWidget(button)
        self._word()

    def offer_resources(self) -> None:
        """There are resources to show."""
        self.views.button("resources").show()

    def show_view(self, view: str) -> None:
        """Mark the quantity that is shown."""
        self.views.choose(view)

    def show_round(self, number: int, rounds: int) -> None:
        """Say which of several rounds is drawn strongly."""
        self._round = (number, rounds)
        self._word()

    def show_slowness(self, factor: float) -> None:
        """Say by how much the showing is slowed."""
        if factor != self._slowness:
            self._slowness = factor
            self._word()

    def show_zoomed(self, zoomed: bool) -> None:
        """There is something to fit, or not."""
        self.fit_button.setEnabled(zoomed)

    def set_paused(self, paused: bool) -> None:
        """Show whether the picture is held."""
        self.pause_button.setChecked(paused)
        self._pause_icon.show("play" if paused else "pause")
        self._word()

    def tell(self, text: str, *, failed: bool = False) -> None:
        """Say how saving went."""
        self._message.setText(text)
        self._message.setToolTip(text)
        restyle(self._message, role="error" if failed else "muted")

    @property
    def message(self) -> str:
        """What was told last."""
        return self._message.text()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.tell("")
            self._word()
        super().changeEvent(event)

    def _button(self, icons: Icons, size: int) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("kind", "flat")
        button.setIconSize(QSize(size, size))
        return button

    def _word(self) -> None:
        self.views.setAccessibleName(tr("그래프에 그릴 것"))
        self._report.setText(tr("보고서와 포스터…"))
        self.views.name("rate", "tok/s", tr("초당 토큰 수: 최근 16토큰, 길어도 0.5초의 평균"))
        self.views.name("chars", tr("글자"), tr("지금까지 나온 답의 글자 수"))
        self.views.name("resources", tr("자원"), tr("CPU, 메모리, GPU"))
        number, rounds = self._round
        self._round_badge.setVisible(rounds > 1)
        self._round_badge.setText(tr("{n}/{total}회차").format(n=number, total=rounds))
        self._round_badge.setToolTip(tr("앞선 회차는 흐리게 그립니다."))
        self.slow_badge.setVisible(self._slowness > 1)
        self.slow_badge.setText(tr("느리게 보기 1/{n}").format(n=f"{self._slowness:g}"))
        self.slow_badge.setToolTip(
            tr("실제보다 천천히 보여 주고 있습니다. 가로축과 수치는 실제 시간입니다.")
        )
        paused = self.pause_button.isChecked()
        for button, text in (
            (self.pause_button, tr("그래프 이어 그리기") if paused else tr("그래프 멈추기")),
            (self.fit_button, tr("맞춤: 모두 보이게")),
            (self.save_button, tr("그래프 저장, 보고서")),
        ):
            button.setToolTip(text)
            button.setAccessibleName(text)


def _badge(parent: QWidget, tone: str) -> QLabel:
    badge = QLabel(parent)
    badge.setProperty("role", "badge")
    badge.setProperty("tone", tone)
    badge.hide()
    return badge
