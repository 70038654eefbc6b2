"""The engine's own words, for whoever wants to look closer."""

from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from app.services.translation import tr


class LogDialog(QDialog):
    """Shows lines as they were written; closes on Escape."""

    def __init__(self, title: str, lines: list[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(760, 480)
        self._text = QPlainTextEdit(self)
        self._text.setReadOnly(True)
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._text.setPlainText("\n".join(lines) or tr("아직 기록이 없습니다."))
        self._text.setAccessibleName(title)
        bar = self._text.verticalScrollBar()
        bar.setValue(bar.maximum())
        buttons = QDialogButtonBox(self)
        copy = buttons.addButton(tr("모두 복사"), QDialogButtonBox.ButtonRole.ActionRole)
        close = buttons.addButton(tr("닫기"), QDialogButtonBox.ButtonRole.RejectRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text))
        close.clicked.connect(self.reject)
        close.setDefault(True)
        column = QVBoxLayout(self)
        column.addWidget(self._text)
        column.addWidget(buttons)

    @property
    def text(self) -> str:
        """What is shown."""
        return self._text.toPlainText()
