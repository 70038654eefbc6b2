"""How one pane's model is loaded, in a box that opens below its button."""

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.core.run import CacheType, Device, FlashAttention, LoadSettings, SplitMode
from app.services.settings import MAX_N_CTX
from app.services.translation import tr
from widgets.compare.load_fields import (
    MAX_LAYERS,
    DeviceBox,
    NumberBox,
    SharesEdit,
    gpu_devices,
)
from widgets.compare.popover import Popover

_CACHE_TYPES: tuple[CacheType, ...] = ("f16", "q8_0", "q4_0")
_FLASH: tuple[FlashAttention, ...] = ("auto", "on", "off")
_SPLITS: tuple[SplitMode, ...] = ("layer", "row", "none")
_MAX_THREADS = 512


class LoadPopover(Popover):
    """Every change counts at once, and holds from the next load; Escape or a click elsewhere
    closes it."""

    changed = Signal()

    def __init__(self, em: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: list[tuple[QLabel | None, QWidget, Callable[[], str], Callable[[], str]]] = []
        self._gpus: tuple[Device, ...] = ()
        self._asked = LoadSettings()
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(em)
        centre = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self._form.setLabelAlignment(centre)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._note = QLabel(self)
        self._note.setProperty("role", "muted")
        self._note.setWordWrap(True)
        self._make_fields()
        self._add_rows()
        self._reset = QPushButton(self)
        self._reset.clicked.connect(lambda: self.set_settings(LoadSettings()))
        self._reset.clicked.connect(self.changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(em, em, em, em)
        column.addWidget(self._note)
        column.addLayout(self._form)
        column.addWidget(self._reset, 0, Qt.AlignmentFlag.AlignRight)
        self._device.setMinimumContentsLength(18)
        self._device.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.retranslate()
        self.set_settings(LoadSettings())

    def settings(self) -> LoadSettings:
        """Return what is set."""
        return LoadSettings(
            n_ctx=self._n_ctx.chosen,
            n_batch=self._asked.n_batch,
            n_threads=self._threads.chosen,
            devices=self._device.devices,
            n_gpu_layers=-1 if self._layers.chosen is None else self._layers.value(),
            split_mode=cast("SplitMode", self._split.currentData()),
            tensor_split=self._shares.shares,
            n_cpu_moe=self._experts.value(),
            cache_type=cast("CacheType", self._cache.currentData()),
            flash_attention=cast("FlashAttention", self._flash.currentData()),
            use_mmap=self._mmap.isChecked(),
            may_shrink_context=self._shrink.isChecked(),
        )

    def set_settings(self, settings: LoadSettings) -> None:
        """Show ``settings``; ``changed`` is not emitted."""
        self._asked = settings
        self.blockSignals(True)
        self._device.choose(settings.devices)
        self._layers.choose(None if settings.n_gpu_layers < 0 else settings.n_gpu_layers)
        self._n_ctx.choose(settings.n_ctx)
        self._threads.choose(settings.n_threads)
        self._experts.setValue(settings.n_cpu_moe)
        self._shares.show_shares(settings.tensor_split)
        for box, value in (
            (self._split, settings.split_mode),
            (self._cache, settings.cache_type),
            (self._flash, settings.flash_attention),
        ):
            box.setCurrentIndex(max(0, box.findData(value)))
        self._mmap.setChecked(settings.use_mmap)
        self._shrink.setChecked(settings.may_shrink_context)
        self.blockSignals(False)
        self._show_what_counts()

    def show_devices(self, devices: tuple[Device, ...], *, looking: bool) -> None:
        """Offer the GPUs among ``devices``; ``looking`` while the engine is still asked."""
        self._gpus = gpu_devices(devices)
        self._looking = looking
        self._device.show_gpus(self._gpus)
        self._show_what_counts()
        self._word_note()

    def open_below(self, button: QWidget) -> None:
        """Open below ``button``."""
        self.open_at(button, self._device)

    def retranslate(self) -> None:
        self.setAccessibleName(tr("불러오기 설정"))
        self._word_note()
        self._reset.setText(tr("기본값으로"))
        self._device.name(tr("자동"), tr("CPU만"), tr("{name} (지금 없음)"))
        for label, field, word, explanation in self._words:
            if label is None:
                cast("QCheckBox", field).setText(word())
            else:
                label.setText(word())
                label.setToolTip(explanation())
            field.setToolTip(explanation())
            field.setAccessibleName(word())
        for box in (self._layers, self._n_ctx, self._threads):
            box.setSpecialValueText(tr("자동"))
        self._shares.setPlaceholderText(tr("빈 메모리대로"))
        for box, words in (
            (self._flash, (tr("자동"), tr("켜기"), tr("끄기"))),
            (self._split, (tr("층을 나누어"), tr("층마다 행을 나누어"), tr("나누지 않음"))),
        ):
            for i, each in enumerate(words):
                box.setItemText(i, each)

    def _word_note(self) -> None:
        if self._looking:
            self._note.setText(tr("쓸 수 있는 장치를 찾는 중입니다…"))
        elif not self._gpus:
            self._note.setText(tr("쓸 수 있는 GPU가 없어 CPU로 돌립니다."))
        else:
            self._note.setText(tr("바꾼 것은 다음에 불러올 때부터 쓰입니다."))

    def _make_fields(self) -> None:
        self._looking = False
        self._device = DeviceBox(self)
        self._layers = NumberBox(-1, MAX_LAYERS, 1, self)
        self._n_ctx = NumberBox(0, MAX_N_CTX, 1024, self)
        self._threads = NumberBox(0, _MAX_THREADS, 1, self)
        self._experts = NumberBox(0, MAX_LAYERS, 1, self)
        self._cache, self._flash, self._split = (QComboBox(self) for _ in range(3))
        self._shares = SharesEdit(self)
        self._mmap, self._shrink = QCheckBox(self), QCheckBox(self)
        for kind in _CACHE_TYPES:
            self._cache.addItem(kind, kind)
        for flash in _FLASH:
            self._flash.addItem("", flash)
        for split in _SPLITS:
            self._split.addItem("", split)
        for box in (self._device, self._cache, self._flash, self._split):
            box.currentIndexChanged.connect(self._on_changed)
        for box in (self._layers, self._n_ctx, self._threads, self._experts):
            box.valueChanged.connect(self._on_changed)
        self._shares.textEdited.connect(self._on_changed)
        self._mmap.toggled.connect(self._on_changed)
        self._shrink.toggled.connect(self._on_changed)

    def _add_rows(self) -> None:
        self._add(
            self._device,
            lambda: tr("장치"),
            lambda: tr("자동은 쓸 수 있는 GPU를 모두 쓰고, 모자라면 나머지를 CPU에 둡니다."),
        )
        self._add(
            self._layers,
            lambda: tr("GPU에 올릴 층"),
            lambda: tr("자동은 지금 비어 있는 GPU 메모리에 들어가는 만큼입니다."),
        )
        self._add(
            self._n_ctx,
            lambda: tr("컨텍스트 길이"),
            lambda: tr("이 칸만 다르게 할 때 정합니다. 자동은 모든 칸에 정한 길이입니다."),
        )
        self._add(
            self._cache,
            lambda: tr("KV 캐시"),
            lambda: tr("q8_0은 f16의 절반쯤, q4_0은 4분의 1쯤의 메모리를 씁니다."),
        )
        self._add(
            self._flash,
            lambda: tr("플래시 어텐션"),
            lambda: tr("메모리를 덜 쓰는 계산 방법입니다. 줄인 KV 캐시에는 꼭 있어야 합니다."),
        )
        self._add(
            self._threads,
            lambda: tr("스레드"),
            lambda: tr("자동은 실제 코어의 수입니다. 더 늘린다고 빨라지지 않습니다."),
        )
        self._add(
            self._experts,
            lambda: tr("CPU에 둘 전문가"),
            lambda: tr(
                "전문가 모델(MoE)의 앞에서부터 이만큼의 층은 전문가를 CPU의 메모리에 둡니다."
            ),
        )
        self._add(
            self._split,
            lambda: tr("여러 GPU에"),
            lambda: tr("GPU가 둘 이상일 때 모델을 어떻게 나눌지입니다."),
        )
        self._add(
            self._shares,
            lambda: tr("GPU마다의 몫"),
            lambda: tr("예: 3, 1. 비워 두면 빈 메모리에 맞추어 나눕니다."),
        )
        self._add_check(
            self._mmap,
            lambda: tr("파일을 그대로 이어 쓰기 (mmap)"),
            lambda: tr("빨리 불러오고, 메모리를 다른 프로그램과 나누어 씁니다."),
        )
        self._add_check(
            self._shrink,
            lambda: tr("모자라면 컨텍스트도 줄이기"),
            lambda: tr("메모리가 모자랄 때 컨텍스트를 줄여서라도 불러옵니다."),
        )

    def _add(self, field: QWidget, word: Callable[[], str], explanation: Callable[[], str]) -> None:
        label = QLabel(self)
        label.setBuddy(field)
        self._form.addRow(label, field)
        self._words.append((label, field, word, explanation))

    def _add_check(
        self, field: QCheckBox, word: Callable[[], str], explanation: Callable[[], str]
    ) -> None:
        self._form.addRow(field)
        self._words.append((None, field, word, explanation))

    def _on_changed(self) -> None:
        self._show_what_counts()
        self.changed.emit()

    def _show_what_counts(self) -> None:
        """Let only that be set which has an effect with the rest as it is."""
        chosen = self._device.devices
        n_gpus = len(self._gpus) if chosen is None else len(chosen)
        for field in (self._layers, self._experts):
            field.setEnabled(chosen != ())
        for field in (self._split, self._shares):
            field.setEnabled(n_gpus > 1)
        small_cache = self._cache.currentData() != "f16"
        if small_cache and self._flash.currentData() == "off":
            blocked = self._flash.blockSignals(True)
            self._flash.setCurrentIndex(self._flash.findData("auto"))
            self._flash.blockSignals(blocked)
        self._flash.setEnabled(not small_cache)
