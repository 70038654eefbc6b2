"""What stands above an entry: its name, when and where, note, and what can be done with it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from app.services.translation import tr
from widgets.compare.flow_layout import FlowLayout
from widgets.compare.retranslating import RetranslatingFrame
from widgets.history.own_words import OwnWords
from widgets.history.rows import HistoryRow
from widgets.icons import ButtonIcon
from widgets.models.look import Look


class EntryHead(RetranslatingFrame):
    """Tells what the person wishes; what is shown comes by calls."""

    keepToggled = Signal(bool)
    wordsChanged = Signal(str, str)
    """Title and note."""
    againRequest = Signal()
    replayRequest = Signal()
    pinToggled = Signal(bool)
    resumeRequest = Signal()
    reportRequest = Signal()
    exportRequest = Signal()
    deleteRequest = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.row: HistoryRow | None = None
        self._replaying = False
        em = look.em
        self.star = QToolButton(self)
        self.star.setCheckable(True)
        self.star.setProperty("kind", "flat")
        self.star.setIconSize(QSize(em(1.4), em(1.4)))
        self._star_icon = ButtonIcon(self.star, look.icons, "star", "muted")
        self.title, self.note = OwnWords(self), OwnWords(self)
        self.facts = QLabel(self)
        self.facts.setProperty("role", "muted")
        self.prompt = QLabel(self)
        for label in (self.facts, self.prompt):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        self.again, self.replay, self.pin = (QPushButton(self) for _ in range(3))
        self.resume, self.export, self.delete = (QPushButton(self) for _ in range(3))
        self.report = QPushButton(self)
        self.again.setProperty("kind", "primary")
        self.pin.setCheckable(True)
        for button, icon, color in (
            (self.again, "play", "on_accent"),
            (self.resume, "play", "text"),
            (self.report, "save", "text"),
            (self.export, "save", "text"),
            (self.delete, "trash", "text"),
        ):
            ButtonIcon(button, look.icons, icon, color)
        self._replay_icon = ButtonIcon(self.replay, look.icons, "slow")
        ButtonIcon(self.pin, look.icons, "compare")
        self._lay_out()
        self._connect()
        self.retranslate()

    def show_row(self, row: HistoryRow, facts: str, prompt: str, *, can_resume: bool) -> None:
        """Show an entry."""
        self.row = row
        self.facts.setText(facts)
        self.prompt.setText(prompt)
        self.prompt.setVisible(bool(prompt))
        self.title.show_words(row.own_title)
        self.note.show_words(row.entry.note)
        self.star.setChecked(row.kept)
        for button in (self.again, self.replay, self.pin, self.export):
            button.setVisible(row.is_comparison)
        self.resume.setVisible(can_resume)
        self._word_resume()
        self._show_star()

    def show_replaying(self, replaying: bool) -> None:
        """Say that a replay goes, and offer its end."""
        self._replaying = replaying
        self._replay_icon.show("stop" if replaying else "slow")
        self.retranslate()

    def show_pinned(self, pinned: bool) -> None:
        """Say whether the run that is shown is the one that others are held against."""
        self.pin.setChecked(pinned)

    def show_busy(self, busy: bool) -> None:
        """While a model runs nothing else can be started."""
        self.again.setEnabled(not busy)
        self.again.setToolTip(
            tr("지금 도는 것이 끝나면 다시 돌릴 수 있습니다.")
            if busy
            else tr("같은 질문, 같은 설정, 같은 씨앗으로 비교 화면에서 다시 돌립니다. (Ctrl+R)")
        )

    def retranslate(self) -> None:
        self.title.setPlaceholderText(tr("이름 붙이기"))
        self.title.setAccessibleName(tr("이름"))
        self.note.setPlaceholderText(tr("메모 적기"))
        self.note.setAccessibleName(tr("메모"))
        self.again.setText(tr("똑같이 다시 돌리기"))
        self.replay.setText(tr("그만 보기") if self._replaying else tr("다시 보기"))
        self.replay.setToolTip(tr("그때 나온 빠르기로 글을 다시 보여 줍니다. (Ctrl+P)"))
        self.pin.setText(tr("견줄 것으로 두기"))
        self.pin.setToolTip(tr("고른 실행을 잡아 두고, 다른 기록의 실행과 나란히 봅니다. (Ctrl+D)"))
        self._word_resume()
        self.report.setText(tr("보고서…"))
        self.report.setToolTip(tr("PDF, HTML, 표나 포스터로 저장합니다."))
        self.export.setText(tr("내보내기…"))
        self.delete.setText(tr("지우기"))
        self.delete.setToolTip(tr("목록에서 Delete 키로도 지웁니다. 잠시 동안 되돌릴 수 있습니다."))
        self.show_busy(not self.again.isEnabled())
        self._show_star()

    def _word_resume(self) -> None:
        sheet = self.row is not None and self.row.key.startswith("s")
        self.resume.setText(tr("문제지 화면에서 보기") if sheet else tr("이어서 재기"))

    def _show_star(self) -> None:
        kept = self.star.isChecked()
        self._star_icon.show("star-filled" if kept else "star", "accent" if kept else "muted")
        words = tr("간직합니다: 오래된 것을 치울 때 남습니다. (Ctrl+K)")
        self.star.setToolTip(words)
        self.star.setAccessibleName(tr("간직하기"))

    def _store_words(self) -> None:
        self.wordsChanged.emit(self.title.text().strip(), self.note.text().strip())

    def _lay_out(self) -> None:
        em = self._look.em
        top = QHBoxLayout()
        top.setSpacing(em(0.4))
        top.addWidget(self.star)
        top.addWidget(self.title, 3)
        top.addWidget(self.note, 4)
        buttons = FlowLayout(gap=em(0.5))
        for button in (
            self.again, self.replay, self.pin, self.resume, self.report, self.export, self.delete
        ):  # fmt: skip
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(em(0.4))
        column.addLayout(top)
        column.addWidget(self.facts)
        column.addWidget(self.prompt)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self.star.clicked.connect(self._show_star)
        self.star.clicked.connect(self.keepToggled)
        self.title.stored.connect(lambda _: self._store_words())
        self.note.stored.connect(lambda _: self._store_words())
        self.again.clicked.connect(self.againRequest)
        self.replay.clicked.connect(self.replayRequest)
        self.pin.clicked.connect(self.pinToggled)
        self.resume.clicked.connect(self.resumeRequest)
        self.report.clicked.connect(self.reportRequest)
        self.export.clicked.connect(self.exportRequest)
        self.delete.clicked.connect(self.deleteRequest)
