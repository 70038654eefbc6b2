"""Sampling values and lengths, in a box that opens below its button."""

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.core.run import Sampling, Think
from app.services.settings import MAX_N_CTX, MAX_OUTPUT_TOKENS
from app.services.translation import tr
from widgets.compare.plan import Tuning
from widgets.compare.popover import Popover

_THINK: tuple[Think, ...] = ("default", "on", "off")
_MAX_SEED = 2**31 - 1


class SamplingPopover(Popover):
    """Every change counts at once; Escape or a click elsewhere closes it."""

    changed = Signal()

    def __init__(self, em: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: list[tuple[QLabel, QWidget, Callable[[], str], Callable[[], str]]] = []
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(em)
        centre = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self._form.setLabelAlignment(centre)
        self._note = QLabel(self)
        self._note.setProperty("role", "muted")
        self._note.setWordWrap(True)
        self._reset = QPushButton(self)
        self._reset.clicked.connect(lambda: self.set_tuning(Tuning()))
        self._reset.clicked.connect(self.changed)
        self._add_sampling()
        self._add_lengths()
        column = QVBoxLayout(self)
        column.setContentsMargins(em, em, em, em)
        column.addWidget(self._note)
        column.addLayout(self._form)
        column.addWidget(self._reset, 0, Qt.AlignmentFlag.AlignRight)
        self._vendor = False
        self.set_tuning(Tuning())
        self.retranslate()

    def tuning(self) -> Tuning:
        """Return what is set."""
        sampling = Sampling(
            temperature=round(self._temperature.value(), 2),
            top_k=self._top_k.value(),
            top_p=round(self._top_p.value(), 2),
            min_p=round(self._min_p.value(), 2),
            repeat_penalty=round(self._repeat.value(), 2),
            presence_penalty=round(self._presence.value(), 2),
            frequency_penalty=round(self._frequency.value(), 2),
            seed=self._seed.value(),
        )
        return Tuning(
            sampling=sampling,
            max_tokens=self._max_tokens.value(),
            n_ctx=self._n_ctx.value() or None,
            think=cast(Think, self._think.currentData()),
        )

    def set_tuning(self, tuning: Tuning) -> None:
        """Show ``tuning``."""
        self.blockSignals(True)
        sampling = tuning.sampling
        self._temperature.setValue(sampling.temperature)
        self._top_k.setValue(sampling.top_k)
        self._top_p.setValue(sampling.top_p)
        self._min_p.setValue(sampling.min_p)
        self._repeat.setValue(sampling.repeat_penalty)
        self._presence.setValue(sampling.presence_penalty)
        self._frequency.setValue(sampling.frequency_penalty)
        self._seed.setValue(sampling.seed)
        self._max_tokens.setValue(tuning.max_tokens)
        self._n_ctx.setValue(tuning.n_ctx or 0)
        self._think.setCurrentIndex(max(0, self._think.findData(tuning.think)))
        self.blockSignals(False)

    def show_policy(self, *, vendor: bool) -> None:
        """Say whose sampling counts; the makers' values are not to be changed here."""
        self._vendor = vendor
        for box in (
            self._temperature,
            self._top_k,
            self._top_p,
            self._min_p,
            self._repeat,
            self._presence,
            self._frequency,
        ):
            box.setEnabled(not vendor)
        self.retranslate()

    def open_below(self, button: QWidget) -> None:
        """Open below ``button``."""
        self.open_at(button, self._max_tokens)

    def retranslate(self) -> None:
        self._note.setText(
            tr("제작사가 권한 값이 있는 모델은 그 값을, 없는 모델은 아래 값을 씁니다.")
            if self._vendor
            else tr("모든 칸에 같은 값을 씁니다. 온도 0은 가장 그럴듯한 토큰만 고릅니다.")
        )
        self._reset.setText(tr("기본값으로"))
        for label, field, word, explanation in self._words:
            label.setText(word())
            label.setToolTip(explanation())
            field.setToolTip(explanation())
            field.setAccessibleName(word())
        self._n_ctx.setSpecialValueText(tr("자동"))
        for i, word in enumerate((tr("모델 기본"), tr("켜기"), tr("끄기"))):
            self._think.setItemText(i, word)

    def _add_sampling(self) -> None:
        self._temperature = self._real(0.0, 2.0, 0.1)
        self._top_k = self._whole(0, 1000, 5)
        self._top_p = self._real(0.0, 1.0, 0.05)
        self._min_p = self._real(0.0, 1.0, 0.01)
        self._repeat = self._real(0.5, 2.0, 0.05)
        self._presence = self._real(-2.0, 2.0, 0.1)
        self._frequency = self._real(-2.0, 2.0, 0.1)
        self._seed = self._whole(0, _MAX_SEED, 1)
        self._add(self._temperature, lambda: tr("온도"), lambda: tr("높을수록 답이 다양해집니다."))
        self._add(self._top_k, lambda: "top-k", lambda: tr("가장 그럴듯한 k개에서 고릅니다."))
        self._add(self._top_p, lambda: "top-p", lambda: tr("확률의 합이 p인 데까지에서 고릅니다."))
        self._add(
            self._min_p,
            lambda: "min-p",
            lambda: tr("가장 그럴듯한 토큰의 p배보다 드문 것은 버립니다."),
        )
        self._add(
            self._repeat,
            lambda: tr("반복 벌점"),
            lambda: tr("1보다 크면 이미 나온 토큰을 덜 고릅니다."),
        )
        self._add(
            self._presence,
            lambda: tr("출현 벌점"),
            lambda: tr("한 번이라도 나온 토큰을 덜 고릅니다."),
        )
        self._add(
            self._frequency,
            lambda: tr("빈도 벌점"),
            lambda: tr("자주 나온 토큰일수록 덜 고릅니다."),
        )
        self._add(
            self._seed,
            lambda: tr("시드"),
            lambda: tr("같은 시드와 같은 값이면 같은 답이 나옵니다."),
        )

    def _add_lengths(self) -> None:
        self._max_tokens = self._whole(1, MAX_OUTPUT_TOKENS, 64)
        self._n_ctx = self._whole(0, MAX_N_CTX, 1024)
        self._think = QComboBox(self)
        for think in _THINK:
            self._think.addItem("", think)
        self._think.currentIndexChanged.connect(self.changed)
        self._add(
            self._max_tokens,
            lambda: tr("답의 최대 길이"),
            lambda: tr("답을 이만큼(토큰)에서 끊습니다."),
        )
        self._add(
            self._n_ctx,
            lambda: tr("컨텍스트 길이"),
            lambda: tr(
                "질문과 답을 합쳐 기억하는 길이(토큰)입니다. 바꾸면 모델을 다시 불러옵니다."
            ),
        )
        self._add(
            self._think,
            lambda: tr("생각하기"),
            lambda: tr("생각을 켜고 끌 수 있는 모델에만 쓰입니다."),
        )

    def _add(self, field: QWidget, word: Callable[[], str], explanation: Callable[[], str]) -> None:
        label = QLabel(self)
        label.setBuddy(field)
        self._form.addRow(label, field)
        self._words.append((label, field, word, explanation))

    def _real(self, low: float, high: float, step: float) -> QDoubleSpinBox:
        box = QDoubleSpinBox(self)
        box.setRange(low, high)
        box.setSingleStep(step)
        box.setDecimals(2)
        box.valueChanged.connect(self.changed)
        return box

    def _whole(self, low: int, high: int, step: int) -> QSpinBox:
        box = QSpinBox(self)
        box.setRange(low, high)
        box.setSingleStep(step)
        box.setGroupSeparatorShown(True)
        box.valueChanged.connect(self.changed)
        return box
