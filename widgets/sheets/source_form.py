"""What is asked and who answers: a sheet of the program's or the person's own, and models."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.core.problem import Problem
from app.core.run import MAX_PANES, ModelFile
from app.core.sheets.packs import Packs
from app.core.sheets.reading import SheetRead
from app.core.sheets.results import DEFAULT_MAX_TOKENS
from app.core.sheets.sheet import Sheet, SheetFault
from app.services.settings import MAX_OUTPUT_TOKENS
from app.services.sheets.sources import fault_words
from app.services.translation import tr
from app.services.wording import word
from widgets.compare.flow_layout import FlowLayout
from widgets.compare.retranslating import RetranslatingFrame
from widgets.icons import ButtonIcon
from widgets.models.look import Look

_MOST_FAULTS = 6
_DEFAULT_MODELS = 2


class SourceForm(RetranslatingFrame):
    """Builds no plan itself: the page asks for :attr:`sheet` and :meth:`chosen_models`."""

    changed = Signal()
    openRequest = Signal()
    pasteRequest = Signal()
    templateRequest = Signal()

    def __init__(self, packs: Packs, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._packs, self._look = packs, look
        self._opened: list[SheetRead] = []
        self._models: dict[str, ModelFile] = {}
        self._problem: Problem | None = None
        self._reading = ""
        self.setProperty("role", "card")
        self._titles = QLabel(self), QLabel(self)
        for title in self._titles:
            title.setProperty("role", "heading")
        self.choice = QComboBox(self)
        self.choice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.choice.currentIndexChanged.connect(self._on_chosen)
        self.open_button, self.paste_button = QPushButton(self), QPushButton(self)
        self.template_button = QPushButton(self)
        for button, icon, wish in (
            (self.open_button, "folder", self.openRequest),
            (self.paste_button, "copy", self.pasteRequest),
            (self.template_button, "download", self.templateRequest),
        ):
            button.setProperty("kind", "flat")
            ButtonIcon(button, look.icons, icon)
            button.clicked.connect(wish)
        self.summary, self.faults = QLabel(self), QLabel(self)
        self.summary.setProperty("role", "muted")
        self.faults.setProperty("role", "warning")
        for label in (self.summary, self.faults):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.models = QListWidget(self)
        self.models.setProperty("role", "rows")
        self.models.itemChanged.connect(self._keep_to_the_limit)
        self.length = QSpinBox(self)
        self.length.setRange(1, MAX_OUTPUT_TOKENS)
        self.length.setValue(DEFAULT_MAX_TOKENS)
        self._length_label = QLabel(self)
        self._length_label.setBuddy(self.length)
        self.blind = QCheckBox(self)
        self._lay_out()
        self.retranslate()

    # -- what is chosen -----------------------------------------------------------------

    @property
    def sheet(self) -> Sheet | None:
        """The chosen sheet, in the language of the interface."""
        at = self.choice.currentIndex()
        packs = self._packs.packs
        if 0 <= at < len(packs):
            return packs[at].sheet(self._look.languages.current)
        read = self._read_at(at)
        return read.sheet if read and read.sheet.questions else None

    @property
    def reading(self) -> bool:
        """Whether a sheet is being read."""
        return bool(self._reading)

    def chosen_models(self) -> list[ModelFile]:
        """Return the ticked models in the list's order."""
        items = (self.models.item(row) for row in range(self.models.count()))
        return [
            self._models[item.data(Qt.ItemDataRole.UserRole)]
            for item in items
            if item.checkState() == Qt.CheckState.Checked
        ]

    # -- showing ------------------------------------------------------------------------

    def show_models(self, models: Sequence[ModelFile]) -> None:
        """List the models that are here; at first the first ones are ticked."""
        first = not self._models
        ticked = {model.id for model in self.chosen_models()}
        self.models.blockSignals(True)
        self.models.clear()
        self._models = {model.id: model for model in models}
        for row, model in enumerate(models):
            shown = model.id if model.practice else model.name
            item = QListWidgetItem(f"{shown} · {model.quantisation}".rstrip(" ·"), self.models)
            item.setData(Qt.ItemDataRole.UserRole, model.id)
            item.setToolTip(model.path)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            on = row < _DEFAULT_MODELS if first else model.id in ticked
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self.models.blockSignals(False)
        self.changed.emit()

    def take_sheet(self, read: SheetRead) -> None:
        """Choose a sheet that was read."""
        self._reading, self._problem = "", None
        self._opened.append(read)
        self.choice.addItem(read.sheet.title)
        self.choice.setCurrentIndex(self.choice.count() - 1)
        self._on_chosen()

    def show_reading(self, name: str) -> None:
        """Say that a file is being read."""
        self._reading, self._problem = name, None
        self._say()

    def show_problem(self, problem: Problem) -> None:
        """Say why a file is no sheet."""
        self._reading, self._problem = "", problem
        self._say()

    def retranslate(self) -> None:
        sheets, models = self._titles
        sheets.setText(tr("문제지"))
        models.setText(tr("답할 모델"))
        self.choice.setAccessibleName(tr("문제지"))
        self.models.setAccessibleName(tr("답할 모델"))
        self.open_button.setText(tr("열기…"))
        self.open_button.setToolTip(tr("CSV나 XLSX 파일을 엽니다. 화면에 끌어다 놓아도 됩니다."))
        self.paste_button.setText(tr("붙여넣기"))
        self.paste_button.setToolTip(tr("스프레드시트에서 복사한 표를 넣습니다 (Ctrl+V)."))
        self.template_button.setText(tr("빈 양식 저장…"))
        self.template_button.setToolTip(
            tr("검사마다 보기와 설명이 든 양식입니다. 채워서 여기에 여세요.")
        )
        self._length_label.setText(tr("답의 길이(토큰)"))
        self.blind.setText(tr("이름 가리고 채점"))
        self.blind.setToolTip(tr("모델을 A, B, C로 섞어 보이고 속도를 가립니다."))
        self._fill()

    # -- inner --------------------------------------------------------------------------

    def _read_at(self, at: int) -> SheetRead | None:
        at -= len(self._packs.packs)
        return self._opened[at] if 0 <= at < len(self._opened) else None

    def _fill(self) -> None:
        at = max(0, self.choice.currentIndex())
        self.choice.blockSignals(True)
        self.choice.clear()
        language = self._look.languages.current
        self.choice.addItems([pack.title.say(language) for pack in self._packs.packs])
        self.choice.addItems([read.sheet.title for read in self._opened])
        self.choice.setCurrentIndex(min(at, self.choice.count() - 1))
        self.choice.blockSignals(False)
        self._say()

    def _on_chosen(self) -> None:
        self._problem = None
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        sheet, read = self.sheet, self._read_at(self.choice.currentIndex())
        told: list[str] = [fault.file + ": " + fault.detail for fault in self._packs.faults]
        if self._reading:
            self.summary.setText(tr("{name} 읽는 중…").format(name=self._reading))
        elif sheet is None:
            self.summary.setText(tr("쓸 수 있는 질문이 없습니다."))
        else:
            n_checked = sum(question.check != "none" for question in sheet.questions)
            self.summary.setText(
                tr("질문 {n}개 · 검사하는 것 {checked}개").format(
                    n=len(sheet.questions), checked=n_checked
                )
            )
        if self._problem is not None:
            words = word(self._problem)
            told += [words.what, words.do]
        elif read is not None:
            told += _fault_lines(read.faults)
        self.faults.setText("\n".join(filter(None, told)))
        self.faults.setVisible(bool(told))

    def _keep_to_the_limit(self, item: QListWidgetItem) -> None:
        if len(self.chosen_models()) > MAX_PANES:
            item.setCheckState(Qt.CheckState.Unchecked)
            return
        self.changed.emit()

    def _lay_out(self) -> None:
        em = self._look.em
        buttons = FlowLayout(gap=em(0.3))
        for button in (self.open_button, self.paste_button, self.template_button):
            buttons.addWidget(button)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        # A style sheet's padding does not keep a spin box's text off its frame.
        self.length.lineEdit().setTextMargins(em(0.4), 0, 0, 0)
        form.addRow(self._length_label, self.length)
        blind = QHBoxLayout()
        blind.addWidget(self.blind)
        column = QVBoxLayout(self)
        column.setContentsMargins(em(1), em(0.9), em(1), em(0.9))
        column.setSpacing(em(0.5))
        column.addWidget(self._titles[0])
        column.addWidget(self.choice)
        column.addLayout(buttons)
        column.addWidget(self.summary)
        column.addWidget(self.faults)
        column.addWidget(self._titles[1])
        column.addWidget(self.models, 1)
        column.addLayout(form)
        column.addLayout(blind)


def _fault_lines(faults: Sequence[SheetFault]) -> list[str]:
    said = [fault_words(fault) for fault in faults[:_MOST_FAULTS]]
    if len(faults) > _MOST_FAULTS:
        said.append(tr("이런 줄이 {n}개 더 있습니다.").format(n=len(faults) - _MOST_FAULTS))
    return said
