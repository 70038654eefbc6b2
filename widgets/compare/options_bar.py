"""How to run: mode, rounds, sampling, slow view, number of panes."""

from dataclasses import replace
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from app.core.run import MAX_PANES, MIN_PANES, Mode
from app.services.settings import SamplingPolicy
from app.services.translation import tr
from widgets.compare.flow_layout import FlowLayout
from widgets.compare.retranslating import RetranslatingFrame
from widgets.compare.sampling_popover import SamplingPopover
from widgets.compare.slow_view_box import SlowViewBox
from widgets.icons import ButtonIcon, Icons
from widgets.segments import Segments

ROUNDS = (1, 3, 5, 10)


class OptionsBar(RetranslatingFrame):
    """Wraps into a second row where the window is narrow; tells what changed."""

    changed = Signal()
    paneCountRequest = Signal(int)
    """How many panes the person wants."""
    newConversationRequest = Signal()
    againRequest = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        em = icons.theme.em()
        self.mode = Segments(("fair", "race"), self)
        self.rounds = QComboBox(self)
        self.rounds.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for n in ROUNDS:
            self.rounds.addItem("", n)
        self.policy = Segments(("common", "vendor"), self)
        self.details = QToolButton(self)
        ButtonIcon(self.details, icons, "settings")
        self.popover = SamplingPopover(em, self)
        self.slow_view = SlowViewBox(self)
        self.fewer, self.more = self._tool(icons, "minus"), self._tool(icons, "plus")
        self._count = QLabel(self)
        self._n_panes = MIN_PANES
        self._undo_offered = False
        self.again, self.new_conversation = QPushButton(self), QPushButton(self)
        self._labels = {name: QLabel(self) for name in ("rounds", "sampling", "slow", "panes")}
        for label in self._labels.values():
            label.setProperty("role", "muted")
        flow = FlowLayout(self, gap=em, row_gap=em // 2)
        flow.addWidget(self.mode)
        flow.addWidget(self._group("rounds", self.rounds))
        flow.addWidget(self._group("sampling", self.policy, self.details))
        flow.addWidget(self._group("slow", self.slow_view))
        flow.addWidget(self._group("panes", self.fewer, self._count, self.more))
        flow.addWidget(self.again)
        flow.addWidget(self.new_conversation)
        self.mode.chosen.connect(self.changed)
        self.policy.chosen.connect(self.changed)
        self.policy.chosen.connect(lambda _: self._show_policy())
        self.rounds.activated.connect(self.changed)
        self.popover.changed.connect(self.changed)
        self.slow_view.chosen.connect(self.changed)
        self.details.clicked.connect(lambda: self.popover.open_below(self.details))
        self.fewer.clicked.connect(lambda: self.paneCountRequest.emit(self._n_panes - 1))
        self.more.clicked.connect(lambda: self.paneCountRequest.emit(self._n_panes + 1))
        self.new_conversation.clicked.connect(self.newConversationRequest)
        self.again.clicked.connect(self.againRequest)
        self.show_pane_count(MIN_PANES)
        self.retranslate()

    def mode_value(self) -> Mode:
        """Return the chosen mode."""
        return cast(Mode, self.mode.current)

    def rounds_value(self) -> int:
        """Return the chosen number of rounds."""
        return int(self.rounds.currentData())

    def policy_value(self) -> SamplingPolicy:
        """Return whose sampling counts."""
        return cast(SamplingPolicy, self.policy.current)

    def show_values(self, mode: Mode, rounds: int, policy: SamplingPolicy) -> None:
        """Show what was chosen before; rounds that are not offered become the next lower."""
        self.mode.choose(mode)
        self.rounds.setCurrentIndex(max(i for i, n in enumerate(ROUNDS) if n <= max(1, rounds)))
        self.policy.choose(policy)
        self._show_policy()

    def show_pane_count(self, n: int) -> None:
        """Show how many panes there are."""
        self._n_panes = n
        self._count.setText(str(n))
        self.fewer.setEnabled(n > MIN_PANES)
        self.more.setEnabled(n < MAX_PANES)

    def set_context(self, n_ctx: int) -> None:
        """Choose a context (tokens)."""
        tuning = self.popover.tuning()
        self.popover.set_tuning(replace(tuning, n_ctx=n_ctx))

    def offer_undo(self, offered: bool) -> None:
        """Let the button for a new conversation bring the last one back instead."""
        self._undo_offered = offered
        self._word_conversation()

    def show_running(self, running: bool) -> None:
        """While a comparison goes, only what is shown can be changed."""
        for widget in (
            self.mode,
            self.rounds,
            self.policy,
            self.details,
            self.new_conversation,
        ):
            widget.setEnabled(not running)
        self.fewer.setEnabled(not running and self._n_panes > MIN_PANES)
        self.more.setEnabled(not running and self._n_panes < MAX_PANES)

    def retranslate(self) -> None:
        self.mode.name("fair", tr("공정"), explain_mode("fair"))
        self.mode.name("race", tr("동시"), explain_mode("race"))
        self.policy.name("common", tr("모두 같게"), tr("모든 모델에 같은 샘플링 값을 씁니다."))
        self.policy.name(
            "vendor", tr("제작사 권장"), tr("모델마다 제작사가 권한 샘플링 값을 씁니다.")
        )
        for i, n in enumerate(ROUNDS):
            self.rounds.setItemText(i, tr("{n}회").format(n=n))
        self.rounds.setToolTip(tr("같은 질문을 되풀이해 잽니다. 5회부터 빠르기를 판단합니다."))
        self.rounds.setAccessibleName(tr("되풀이 횟수"))
        self.details.setToolTip(tr("온도, top-p, 시드, 답의 최대 길이, 컨텍스트, 생각하기"))
        self.details.setAccessibleName(tr("샘플링과 길이 자세히"))
        self._labels["rounds"].setText(tr("회차"))
        self._labels["sampling"].setText(tr("샘플링"))
        self._labels["slow"].setText(tr("느리게 보기"))
        self._labels["panes"].setText(tr("칸"))
        self.fewer.setToolTip(tr("칸 줄이기"))
        self.fewer.setAccessibleName(tr("칸 줄이기"))
        self.more.setToolTip(tr("칸 늘리기"))
        self.more.setAccessibleName(tr("칸 늘리기"))
        self.again.setText(tr("다시 실행"))
        self.again.setToolTip(
            tr("방금 물은 것을 지금 고른 대로 다시 묻습니다. 답은 새 답으로 바뀝니다. (Ctrl+R)")
        )
        self._word_conversation()

    def _word_conversation(self) -> None:
        if self._undo_offered:
            self.new_conversation.setText(tr("대화 되돌리기"))
            self.new_conversation.setToolTip(tr("방금 비운 대화를 다시 보여 줍니다."))
        else:
            self.new_conversation.setText(tr("새 대화"))
            self.new_conversation.setToolTip(
                tr("모든 칸의 대화를 비우고 처음부터 묻습니다. 되돌릴 수 있습니다.")
            )

    def _show_policy(self) -> None:
        self.popover.show_policy(vendor=self.policy_value() == "vendor")

    def _group(self, label: str, *widgets: QWidget) -> QWidget:
        group = QWidget(self)
        row = QHBoxLayout(group)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._labels[label])
        for widget in widgets:
            row.addWidget(widget)
        return group

    def _tool(self, icons: Icons, name: str) -> QToolButton:
        button = QToolButton(self)
        ButtonIcon(button, icons, name)
        return button


def explain_mode(mode: Mode) -> str:
    """Return the mode in one line."""
    if mode == "fair":
        return tr("공정: 한 모델씩 차례로 돌립니다. 서로 방해하지 않아 속도를 견줄 수 있습니다.")
    return tr("동시: 모두 한꺼번에 돌립니다. 보기 좋지만 수치로 순위를 매기지 않습니다.")
