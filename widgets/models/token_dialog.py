"""The person's access token for the Hub, put into the system's keyring or taken out of it."""

from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.core.problem import Problem
from app.services.translation import tr
from app.services.wording import word
from widgets.models.backend import ModelsBackend
from widgets.models.links import Opener, SourceLink
from widgets.models.look import Look


class TokenDialog(QDialog):
    """Accepted once the keyring has taken the token; what is typed shows as dots."""

    def __init__(
        self, backend: ModelsBackend, look: Look, opener: Opener, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._backend = backend
        em = look.em()
        self.setMinimumWidth(em * 30)
        self._title, self._what, self.answer = QLabel(self), QLabel(self), QLabel(self)
        self._title.setProperty("role", "heading")
        self._what.setProperty("role", "muted")
        self.field = QLineEdit(self)
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self._link = SourceLink(look, backend.offline, opener, self)
        self.keep_button, self.forget_button = QPushButton(self), QPushButton(self)
        self.back_button = QPushButton(self)
        self.keep_button.setProperty("kind", "primary")
        self.keep_button.setDefault(True)
        self.keep_button.setEnabled(False)
        for button in (self.forget_button, self.back_button):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(em * 3 // 2, em * 3 // 2, em * 3 // 2, em * 3 // 2)
        column.setSpacing(em * 2 // 3)
        for widget in (self._title, self._what, self.field, self.answer):
            if isinstance(widget, QLabel):
                widget.setWordWrap(True)
                widget.setTextFormat(Qt.TextFormat.PlainText)
            column.addWidget(widget)
        column.addWidget(self._link, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout()
        row.addWidget(self.forget_button)
        row.addStretch(1)
        row.addWidget(self.back_button)
        row.addWidget(self.keep_button)
        column.addLayout(row)
        self.field.textChanged.connect(self._enable)
        self.keep_button.clicked.connect(self._keep)
        self.forget_button.clicked.connect(self._forget)
        self.back_button.clicked.connect(self.reject)
        self._word()
        self.answer.hide()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._word()
        super().changeEvent(event)

    def _word(self) -> None:
        self.setWindowTitle(tr("Hugging Face 토큰"))
        self._title.setText(tr("Hugging Face 토큰 넣기"))
        self._what.setText(
            tr(
                "조건에 동의한 계정의 읽기용(read) 토큰을 넣어 주세요. 이 PC의 암호 보관함에만 "
                "담기고, 파일이나 기록에는 남지 않으며, Hugging Face 말고는 어디에도 보내지 "
                "않습니다."
            )
        )
        self.field.setPlaceholderText("hf_…")
        self.field.setAccessibleName(tr("액세스 토큰"))
        self._link.show_address(self._backend.token_page(), tr("토큰 만드는 페이지 열기"))
        self.keep_button.setText(tr("저장"))
        self.forget_button.setText(tr("저장한 토큰 지우기"))
        self.back_button.setText(tr("돌아가기"))

    def _enable(self) -> None:
        self.keep_button.setEnabled(bool(self.field.text().strip()))

    def _keep(self) -> None:
        self._wait()
        self._backend.keep_token(self.field.text().strip(), self._done, self._fail)

    def _forget(self) -> None:
        self._wait()
        told = partial(self._tell, tr("저장한 토큰을 지웠습니다."))
        self._backend.keep_token("", lambda _done: told(), self._fail)

    def _wait(self) -> None:
        for button in (self.keep_button, self.forget_button):
            button.setEnabled(False)

    def _done(self, _done: None) -> None:
        self.field.clear()
        self.accept()

    def _fail(self, problem: Problem) -> None:
        wording = word(problem)
        self._tell("\n".join(filter(None, (wording.what, wording.do))))

    def _tell(self, words: str) -> None:
        self.answer.setText(words)
        self.answer.show()
        self.forget_button.setEnabled(True)
        self._enable()


def ask_for_token(backend: ModelsBackend, look: Look, opener: Opener, parent: QWidget) -> bool:
    """Return whether the person put a token in."""
    dialog = TokenDialog(backend, look, opener, parent)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return accepted
