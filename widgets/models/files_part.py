"""The files of one model, and the Hub's other ones where it was asked."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.translation import tr
from widgets.models.file_line_frame import FileLineFrame
from widgets.models.file_lines import FileLine
from widgets.models.look import Look
from widgets.models.part import Part

_FEW = 6
"""Lines that are shown at once; the rest is one click away."""


class FilesPart(Part):
    """Frames are kept and filled anew, so that progress disturbs neither focus nor layout."""

    wished = Signal(object, str)
    """FileLine and Action."""
    askRequest = Signal()
    """Ask the Hub once more."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._lines: list[FileLine] = []
        self._all = False
        self._note_words, self._can_ask = "", False
        self.frames: list[FileLineFrame] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._none: QLabel = self.label("muted")
        self.note: QLabel = self.label("muted")
        self.more_button = QPushButton(self)
        self.more_button.setProperty("kind", "link")
        self.more_button.clicked.connect(self._show_all)
        self.column.addWidget(self._none)
        self.column.addLayout(self._rows)
        self.column.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.note)
        self.ask_button = QPushButton(self)
        self.ask_button.setProperty("kind", "link")
        self.ask_button.clicked.connect(self.askRequest)
        self.column.addWidget(self.ask_button, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def lines(self) -> list[FileLine]:
        """What is shown, or one click away."""
        return self._lines

    def show_lines(self, lines: list[FileLine], note: str = "", *, can_ask: bool = False) -> None:
        """Show ``lines``, and ``note`` below them; ``can_ask`` offers to ask the Hub again."""
        self._lines = lines
        self._note_words, self._can_ask = note, can_ask
        self.retranslate()

    def show_few(self) -> None:
        """Show the first lines only: another model is shown now."""
        self._all = False

    def retranslate(self) -> None:
        self.heading.setText(tr("파일"))
        self._none.setText(tr("받을 수 있는 GGUF 파일이 알려져 있지 않습니다."))
        self._none.setVisible(not self._lines)
        shown = self._lines if self._all else _first(self._lines)
        while len(self.frames) < len(shown):
            frame = FileLineFrame(self.look, self)
            frame.wished.connect(self.wished)
            self.frames.append(frame)
            self._rows.addWidget(frame)
        for i, frame in enumerate(self.frames):
            frame.setVisible(i < len(shown))
            if i < len(shown):
                frame.show_line(shown[i])
        hidden = len(self._lines) - len(shown)
        self.more_button.setText(tr("파일 {n}개 더 보기").format(n=hidden))
        self.more_button.setVisible(hidden > 0)
        self.note.setText(self._note_words)
        self.note.setVisible(bool(self._note_words))
        self.ask_button.setText(tr("다시 묻기"))
        self.ask_button.setVisible(self._can_ask)

    def _show_all(self) -> None:
        self._all = True
        first = len(_first(self._lines))
        self.retranslate()
        if first < len(self.frames):
            self.frames[first].setFocus()


def _first(lines: list[FileLine]) -> list[FileLine]:
    """Return what is shown at once: what is here or on the way, and then the smallest."""
    if len(lines) <= _FEW + 1:
        return lines
    here = [line for line in lines if line.entry is not None or line.download is not None]
    offered = [line for line in lines if line not in here]
    usual = [line for line in offered if line.quantisation.upper() in _USUAL] or offered
    return here + usual[: max(0, _FEW - len(here))]


_USUAL = ("Q4_K_M", "Q8_0", "Q5_K_M", "Q6_K", "Q4_0", "IQ4_XS", "Q3_K_M", "BF16", "F16")
