"""How every model of the table would be loaded: context, panes, cache type."""

from typing import cast

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QWidget

from app.core.run import MAX_PANES, CacheType
from app.services.translation import tr
from widgets.compare.flow_layout import FlowLayout
from widgets.compare.retranslating import RetranslatingFrame
from widgets.models.look import Look
from widgets.pc.wish import CACHE_TYPES, CONTEXTS, Wish
from widgets.segments import Segments


class StopSlider(QSlider):
    """A slider over a few stops; a wheel scrolls the page instead of moving it."""

    def __init__(self, n_stops: int, width: int, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setRange(0, n_stops - 1)
        self.setPageStep(1)
        self.setTickPosition(QSlider.TickPosition.TicksBelow)
        self.setTickInterval(1)
        self.setFixedWidth(width)

    def wheelEvent(self, e: QWheelEvent) -> None:
        e.ignore()


class WishBar(RetranslatingFrame):
    """Tells each change at once."""

    changed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        em = look.em
        self.context = StopSlider(len(CONTEXTS), em(11), self)
        self.panes = StopSlider(MAX_PANES, em(6.5), self)
        self.cache = Segments(CACHE_TYPES, self)
        self._labels = {name: QLabel(self) for name in ("context", "panes", "cache")}
        self._values = {name: QLabel(self) for name in ("context", "panes")}
        flow = FlowLayout(self, gap=em(1.6), row_gap=em(0.4))
        flow.addWidget(self._group("context", self.context))
        flow.addWidget(self._group("panes", self.panes))
        flow.addWidget(self._group("cache", self.cache))
        self.show_wish(Wish())
        self.context.valueChanged.connect(self._on_moved)
        self.panes.valueChanged.connect(self._on_moved)
        self.cache.chosen.connect(self._on_moved)
        for name, slider in (("context", self.context), ("panes", self.panes)):
            self._labels[name].setBuddy(slider)
            widest = "131,072" if name == "context" else "6"
            value = self._values[name]
            value.setMinimumWidth(value.fontMetrics().horizontalAdvance(widest) + em(0.6))
        self.retranslate()

    def value(self) -> Wish:
        """Return what is asked for."""
        return Wish(
            n_ctx=CONTEXTS[self.context.value()],
            n_panes=self.panes.value() + 1,
            cache_type=cast(CacheType, self.cache.current),
        )

    def show_wish(self, wish: Wish) -> None:
        """Show ``wish``; a context between two stops becomes the lower one."""
        with QSignalBlocker(self.context), QSignalBlocker(self.panes):
            stops = [place for place, n_ctx in enumerate(CONTEXTS) if n_ctx <= wish.n_ctx]
            self.context.setValue(max(stops, default=0))
            self.panes.setValue(wish.n_panes - 1)
        self.cache.choose(wish.cache_type)
        self._word_values()

    def retranslate(self) -> None:
        self._labels["context"].setText(tr("컨텍스트"))
        self._labels["panes"].setText(tr("칸"))
        self._labels["cache"].setText(tr("KV 캐시"))
        self.context.setToolTip(
            tr("질문과 답을 합쳐 기억하는 길이(토큰)입니다. 길수록 메모리를 많이 씁니다.")
        )
        self.panes.setToolTip(tr("이만한 모델 몇 개를 한꺼번에 올려 둘지입니다."))
        for cache_type, words in (
            ("f16", tr("기억을 그대로 둡니다. 기본입니다.")),
            ("q8_0", tr("기억을 8비트로 줄입니다. 캐시가 거의 절반이 됩니다.")),
            ("q4_0", tr("기억을 4비트로 줄입니다. 답의 질이 떨어질 수 있습니다.")),
        ):
            self.cache.name(cache_type, cache_type, f"{cache_type}: {words}")
        self.cache.setAccessibleName(tr("KV 캐시 방식"))
        self._word_values()

    def _word_values(self) -> None:
        wish = self.value()
        self._values["context"].setText(f"{wish.n_ctx:,}")
        self._values["panes"].setText(str(wish.n_panes))
        # A slider alone would be read as its place.
        self.context.setAccessibleName(tr("컨텍스트 {n}토큰").format(n=f"{wish.n_ctx:,}"))
        self.panes.setAccessibleName(tr("칸 {n}개").format(n=wish.n_panes))

    def _on_moved(self) -> None:
        self._word_values()
        self.changed.emit()

    def _group(self, name: str, widget: QWidget) -> QWidget:
        group = QWidget(self)
        row = QHBoxLayout(group)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self._labels[name].setProperty("role", "muted")
        row.addWidget(self._labels[name])
        row.addWidget(widget)
        if name in self._values:
            row.addWidget(self._values[name])
        return group
