"""How fast this PC was measured to be, the button that measures it, and how far that is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from app.core.fit.calibration import Calibration, DeviceSpeed
from app.core.problem import Problem
from app.services.translation import tr
from app.services.wording import word
from widgets.icons import ButtonIcon
from widgets.models.look import Look
from widgets.pc.fact_card import FactCard
from widgets.pc.rates import bandwidth, compute, day
from widgets.theme import restyle


class MeasureCard(FactCard):
    """Before the first measurement it says what one would bring."""

    measureRequest = Signal()
    cancelRequest = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, "gauge", parent)
        self._calibration: Calibration | None = None
        self._problem: Problem | None = None
        self._share: float | None = None
        self.button = QPushButton(self)
        self._button_icon = ButtonIcon(self.button, look.icons, "play")
        self.button.clicked.connect(self._on_clicked)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 1000)
        self.head.addWidget(self.button)
        row = QHBoxLayout()
        row.addWidget(self.bar)
        self.column.addLayout(row)
        self.word_all()

    @property
    def measuring(self) -> bool:
        """Whether a measurement goes on."""
        return self._share is not None

    def show_calibration(self, calibration: Calibration | None) -> None:
        """Show what was measured."""
        if calibration != self._calibration:
            self._calibration = calibration
            self.word_all()

    def show_progress(self, share: float) -> None:
        """Show that it is being measured, and how far that is (0 to 1)."""
        self._share, self._problem = share, None
        self.bar.setValue(round(1000 * share))
        self.word_all()

    def show_end(self, problem: Problem | None = None) -> None:
        """Nothing is being measured any more; ``problem`` is why it failed."""
        self._share, self._problem = None, problem
        self.bar.setValue(0)
        self.word_all()

    def word_all(self) -> None:
        """Set every word, in the language of the moment."""
        title = tr("이 PC의 빠르기")
        restyle(self.lines, role="error" if self._problem is not None else "muted")
        if self._share is not None:
            doing = tr("재는 중: {share}").format(share=f"{self._share:.0%}")
            self.show_fact(title, doing, [tr("그동안 다른 프로그램을 쓰지 않으면 더 정확합니다.")])
        elif self._problem is not None:
            self.show_fact(title, *_failure(self._problem))
        elif self._calibration is not None:
            rates = [_rates(found) for found in self._calibration.devices]
            when = tr("{day}에 잼").format(day=day(self._calibration.made_at_ns / 1e9))
            self.show_fact(title, rates[0], [*rates[1:2], when], tip="\n".join(rates))
        else:
            lines = [
                tr("20초 안에 재면 모델마다의 빠르기까지 알 수 있습니다. 내려받는 것은 없습니다.")
            ]
            self.show_fact(title, tr("아직 재지 않았습니다"), lines)
        self.bar.setVisible(self.measuring)
        again = tr("다시 재기") if self._calibration is not None else tr("재기")
        self.button.setText(tr("그만두기") if self.measuring else again)
        self.button.setAccessibleName(f"{title}: {self.button.text()}")
        # What nobody has measured yet asks for attention.
        first = self._calibration is None and not self.measuring
        restyle(self.button, kind="primary" if first else "")
        color = "on_accent" if first else "text"
        self._button_icon.show("stop" if self.measuring else "gauge", color)

    def _on_clicked(self) -> None:
        if self.measuring:
            self.cancelRequest.emit()
        else:
            self.measureRequest.emit()


def _failure(problem: Problem) -> tuple[str, list[str]]:
    """Return what stands in the card where the measurement failed: a title, and lines."""
    if problem.kind == "worker_hung":
        why = tr("PC가 바빠 제시간에 다 재지 못했습니다. 다른 프로그램을 닫고 다시 재 보세요.")
        return tr("재지 못했습니다"), [why]
    words = word(problem)
    return words.title, [words.what, words.do]


def _rates(found: DeviceSpeed) -> str:
    rate, power = bandwidth(found.bandwidth_bytes_per_s), compute(found.flops_per_s)
    return f"{found.name} {rate} · {power}"
