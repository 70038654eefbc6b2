"""What is to be measured: models, kinds of work, rounds; and how long it will take."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.core.measure.plan import DEFAULT_ROUNDS, MAX_ROUNDS, BenchKind
from app.core.run import MAX_PANES, ModelFile
from app.services.measuring.plans import PlanWishes
from app.services.settings import MAX_OUTPUT_TOKENS
from app.services.translation import tr
from widgets.compare.retranslating import RetranslatingFrame
from widgets.models.look import Look

_KINDS: tuple[BenchKind, ...] = ("standard", "chat", "depth", "load", "users")
_LIST_ROWS = 6


class PlanForm(RetranslatingFrame):
    """Tells each change at once."""

    changed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        em = look.em
        self._models: dict[str, ModelFile] = {}
        self.models = QListWidget(self)
        self.models.setProperty("role", "rows")
        self.models.setMinimumHeight(em(2.4 * _LIST_ROWS))
        self.kinds: dict[BenchKind, QCheckBox] = {kind: QCheckBox(self) for kind in _KINDS}
        self.rounds, self.length, self.idle = QSpinBox(self), QSpinBox(self), QSpinBox(self)
        self.rounds.setRange(1, MAX_ROUNDS)
        self.rounds.setValue(DEFAULT_ROUNDS)
        self.length.setRange(2, MAX_OUTPUT_TOKENS)
        self.length.setValue(128)
        self.idle.setRange(0, 600)
        self.idle.setValue(10)
        self.equal = QCheckBox(self)
        self.equal.setChecked(True)
        self.label = QLineEdit(self)
        self.kinds["standard"].setChecked(True)
        self._headings = [QLabel(self) for _ in range(2)]
        for heading in self._headings:
            heading.setProperty("role", "heading")
        self._names = [QLabel(self) for _ in range(4)]
        self._lay_out(em)
        self.models.itemChanged.connect(self._keep_to_the_limit)
        for box in (*self.kinds.values(), self.equal):
            box.toggled.connect(self.changed)
        for spin in (self.rounds, self.length, self.idle):
            spin.valueChanged.connect(self.changed)
        self.retranslate()

    def show_models(self, models: Sequence[ModelFile], chosen: Sequence[str]) -> None:
        """List the models; those of ``chosen`` (ids) are ticked."""
        ticked = {model.id for model in self.chosen_models()} or set(chosen)
        self.models.blockSignals(True)
        self.models.clear()
        self._models = {model.id: model for model in models}
        for model in models:
            shown = model.id if model.practice else model.name
            item = QListWidgetItem(f"{shown} · {model.quantisation}".rstrip(" ·"), self.models)
            item.setData(Qt.ItemDataRole.UserRole, model.id)
            item.setToolTip(model.path)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(
                Qt.CheckState.Checked if model.id in ticked else Qt.CheckState.Unchecked
            )
        self.models.blockSignals(False)
        self.changed.emit()

    def chosen_models(self) -> list[ModelFile]:
        """Return the ticked models in the list's order."""
        items = (self.models.item(row) for row in range(self.models.count()))
        return [
            self._models[item.data(Qt.ItemDataRole.UserRole)]
            for item in items
            if item.checkState() == Qt.CheckState.Checked
        ]

    def wishes(self) -> PlanWishes:
        """Return what is asked for; no kind ticked means the standard one."""
        kinds: tuple[BenchKind, ...] = tuple(k for k, box in self.kinds.items() if box.isChecked())
        return PlanWishes(
            kinds=kinds or ("standard",),
            rounds=self.rounds.value(),
            max_tokens=self.length.value(),
            equal_length=self.equal.isChecked(),
            idle_wait_s=float(self.idle.value()),
            label=self.label.text().strip(),
        )

    def retranslate(self) -> None:
        models, kinds = self._headings
        models.setText(tr("잴 모델"))
        kinds.setText(tr("무엇을 잴까요"))
        self.models.setAccessibleName(models.text())
        words: dict[BenchKind, tuple[str, str]] = {
            "standard": (
                tr("표준"),
                tr("뜻 없는 토큰 512개를 읽고 128개를 씁니다. llama-bench와 같은 방법입니다."),
            ),
            "chat": (tr("우리말 질문"), tr("200·1,000·4,000글자의 우리말 글에 답합니다.")),
            "depth": (tr("긴 앞글"), tr("앞에 글이 길게 있을 때 얼마나 느려지는지 봅니다.")),
            "load": (tr("불러오기"), tr("디스크에서, 그리고 메모리에 남아 있을 때 잽니다.")),
            "users": (
                tr("동시 사용자"),
                tr("한 모델이 1·2·4·8명에게 함께 답합니다. 읽는 속도를 지키는 사람 수를 찾습니다."),
            ),
        }
        for kind, (name, tip) in words.items():
            self.kinds[kind].setText(name)
            self.kinds[kind].setToolTip(tip)
            self.kinds[kind].setAccessibleDescription(tip)
        names = (tr("회차"), tr("답의 길이(토큰)"), tr("쉬기를 기다림(초)"), tr("붙일 이름"))
        for label, name in zip(self._names, names, strict=True):
            label.setText(name)
        self.equal.setText(tr("모두 같은 길이로"))
        self.equal.setToolTip(tr("끝 표시를 지나쳐, 모든 답이 정한 길이가 되게 합니다."))
        self.label.setPlaceholderText(tr("예: 새 메모리를 단 뒤"))

    def _lay_out(self, em: Callable[[float], int]) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(em(1), em(0.9), em(1), em(0.9))
        column.setSpacing(em(0.5))
        column.addWidget(self._headings[0])
        column.addWidget(self.models, 1)
        column.addWidget(self._headings[1])
        for box in self.kinds.values():
            column.addWidget(box)
        form = QFormLayout()
        fields = (self.rounds, self.length, self.idle, self.label)
        for name, field in zip(self._names, fields, strict=True):
            name.setBuddy(field)
            form.addRow(name, field)
        column.addLayout(form)
        column.addWidget(self.equal)

    def _keep_to_the_limit(self, item: QListWidgetItem) -> None:
        if len(self.chosen_models()) > MAX_PANES:
            item.setCheckState(Qt.CheckState.Unchecked)
            return
        self.changed.emit()
