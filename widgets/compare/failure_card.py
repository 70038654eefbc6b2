"""What went wrong in a pane, what to do about it, and the button that does it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from app.core.problem import Problem
from app.services.translation import tr
from app.services.wording import word
from widgets.compare.flow_layout import FlowLayout
from widgets.compare.retranslating import RetranslatingFrame
from widgets.compare.roomy_scroll_area import RoomyScrollArea

_CTX_STEP = 1024
_RELOADABLE = (
    "load_failed", "out_of_memory", "decode_failed", "prompt_not_evaluated", "worker_not_started",
    "worker_crashed", "worker_hung", "worker_spoke_nonsense", "template_failed",
)  # fmt: skip
_WRONG_FILE = (
    "file_missing", "is_folder", "file_unreadable", "file_empty", "not_gguf", "file_cut_off",
    "gguf_broken", "split_part_missing", "unknown_architecture", "unknown_tokenizer",
    "model_unknown", "no_chat_template",
)  # fmt: skip


def context_that_fits(problem: Problem, max_tokens: int) -> int | None:
    """Return a context (tokens) in which the prompt and its answer have room; None where the
    model was not trained for the prompt's length, or the problem is another one."""
    if problem.kind != "prompt_too_long":
        return None
    n_prompt = int(problem.params.get("n_prompt", 0))
    trained = int(problem.params.get("n_ctx_train", 0))
    wanted = -(-(n_prompt + max_tokens) // _CTX_STEP) * _CTX_STEP
    if trained:
        wanted = min(wanted, trained)
    return wanted if wanted > n_prompt > 0 else None


class FailureCard(RetranslatingFrame):
    """Hidden until something failed."""

    reloadRequest = Signal()
    contextRequest = Signal(int)
    """Context (tokens) to run again with."""
    otherModelRequest = Signal()
    detailsRequest = Signal()

    def __init__(self, em: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self.setProperty("severity", "error")
        self._problem: Problem | None = None
        self._n_ctx: int | None = None
        self._title, self._what, self._do = QLabel(self), QLabel(self), QLabel(self)
        self._title.setProperty("role", "heading")
        self._do.setProperty("role", "muted")
        self.reload_button = QPushButton(self)
        self.context_button = QPushButton(self)
        self.model_button = QPushButton(self)
        self.details_button = QPushButton(self)
        self.details_button.setProperty("kind", "flat")
        buttons = FlowLayout(gap=em // 2)
        inside = QWidget()
        inside.setAutoFillBackground(False)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(em // 3)
        # Where space is short the words scroll; the way out of it stays in sight.
        scroll = RoomyScrollArea(inside, em * 3)
        frame = QVBoxLayout(self)
        frame.setContentsMargins(em, em // 3, em // 3, em // 3)
        frame.setSpacing(em // 3)
        frame.addWidget(scroll)
        frame.addLayout(buttons)
        for label in (self._title, self._what, self._do):
            label.setWordWrap(True)
            column.addWidget(label)
        for button in (
            self.context_button,
            self.reload_button,
            self.model_button,
            self.details_button,
        ):
            buttons.addWidget(button)
        self.reload_button.clicked.connect(self.reloadRequest)
        self.context_button.clicked.connect(lambda: self.contextRequest.emit(self._n_ctx or 0))
        self.model_button.clicked.connect(self.otherModelRequest)
        self.details_button.clicked.connect(self.detailsRequest)
        self.hide()
        self.retranslate()

    @property
    def problem(self) -> Problem | None:
        """What is shown."""
        return self._problem

    def show_problem(self, problem: Problem | None, max_tokens: int = 0) -> None:
        """Show ``problem``; None hides the card."""
        self._problem = problem
        self._n_ctx = None if problem is None else context_that_fits(problem, max_tokens)
        self.retranslate()
        self.setVisible(problem is not None)

    def retranslate(self) -> None:
        self.reload_button.setText(tr("다시 불러오기"))
        self.model_button.setText(tr("다른 모델 고르기"))
        self.details_button.setText(tr("자세히"))
        problem = self._problem
        if problem is None:
            return
        wording = word(problem)
        self._title.setText(wording.title)
        self._what.setText(wording.what)
        self._do.setText(wording.do)
        self._do.setVisible(bool(wording.do))
        self.setAccessibleName(f"{wording.title} {wording.what} {wording.do}")
        self.reload_button.setVisible(problem.kind in _RELOADABLE)
        self.model_button.setVisible(problem.kind in _WRONG_FILE)
        self.context_button.setVisible(self._n_ctx is not None)
        if self._n_ctx is not None:
            words = tr("컨텍스트를 {n}으로 늘려 다시 실행")
            self.context_button.setText(words.format(n=f"{self._n_ctx:,}"))
