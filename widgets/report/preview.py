"""A report as it will be printed, and where it is saved from."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.core.problem import ReportError
from app.core.report.model import Report
from app.core.report.poster import Poster
from app.services.report.formats import Format, as_markdown, render
from app.services.report.report_file import put_file
from app.services.settings import MAX_WON_PER_KWH
from app.services.translation import tr
from app.services.wording import word
from widgets.report.pages import lay_out
from widgets.report.poster import Shape, poster_image
from widgets.report.printing import page_image, pdf_bytes, png_of
from widgets.theme import Theme, restyle

_MOST_PAGES = 12
"""Pages that are shown; the file has all."""
_MOST_SAID = 8000
"""Characters of a report that a screen reader is given."""
_WIDTH = 46
"""Of a page, in font units."""


@dataclass(frozen=True)
class Choice:
    """One way to save: its words, the file's ending, and how its bytes are made."""

    words: Callable[[], str]
    ending: str
    make: Callable[[], bytes]


class ReportPreview(QDialog):
    """Opened empty where the report still has to be made; :meth:`show_report` fills it."""

    def __init__(
        self, resources: Path, theme: Theme, suggested_name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._resources, self._theme = resources, theme
        self._name = suggested_name
        self._report: Report | None = None
        self._choices: list[Choice] = []
        self._message = QLabel(self)
        self._message.setWordWrap(True)
        self._message.setTextFormat(Qt.TextFormat.PlainText)
        self._sheets = QScrollArea(self)
        self._sheets.setWidgetResizable(True)
        self._sheets.setFrameShape(QFrame.Shape.NoFrame)
        self._sheets.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._label = QLabel(self)
        self.formats = QComboBox(self)
        self._label.setBuddy(self.formats)
        self._price_label, self.price = QLabel(self), QDoubleSpinBox(self)
        self._price_label.setBuddy(self.price)
        self.price.setRange(0.0, MAX_WON_PER_KWH)
        self.price.setDecimals(1)
        self.price.setKeyboardTracking(False)
        self.price.hide()
        self._price_label.hide()
        self._buttons = QDialogButtonBox(self)
        self.save_button = self._buttons.addButton("", QDialogButtonBox.ButtonRole.ActionRole)
        self._close = self._buttons.addButton("", QDialogButtonBox.ButtonRole.RejectRole)
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self.ask_where_to_save)
        self._close.clicked.connect(self.reject)
        self.formats.currentIndexChanged.connect(self._show_chosen)
        self._lay_out(theme)
        self._word()
        self._tell(tr("보고서를 만드는 중입니다…"))

    def show_report(self, report: Report, poster: Poster | None = None) -> None:
        """Show a report that is there now, and what it can be saved as."""
        self._report = report
        self._choices = self._offered(report, poster)
        self._tell("")
        self._word()
        self._show_chosen()

    def ask_price(self, won_per_kwh: float, changed: Callable[[float], None]) -> None:
        """Let the person say what electricity costs; ``changed`` makes the report anew."""
        self.price.setValue(won_per_kwh)
        self.price.valueChanged.connect(changed)
        self.price.show()
        self._price_label.show()

    def show_failure(self, words: str) -> None:
        """Say why there is none."""
        self._tell(words, failed=True)

    @property
    def message(self) -> str:
        """What is said."""
        return self._message.text()

    def choose(self, ending: str) -> None:
        """Choose the first way to save that has this ending."""
        self.formats.setCurrentIndex([c.ending for c in self._choices].index(ending))

    def save(self, path: Path) -> None:
        """Save as chosen; what came of it is said."""
        choice = self._chosen
        if choice is None:
            return
        try:
            put_file(path, choice.make())
        except ReportError as error:
            words = word(error.problem)
            self._tell(f"{words.what} {words.do}", failed=True)
        else:
            self._tell(tr("저장했습니다: {path}").format(path=path))

    def ask_where_to_save(self) -> None:
        """Ask for a file, then save."""
        choice = self._chosen
        if choice is None:
            return
        dialog = QFileDialog(self, tr("보고서 저장"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{choice.words()} (*.{choice.ending})")
        dialog.setDefaultSuffix(choice.ending)
        dialog.selectFile(f"{self._name}.{choice.ending}")
        dialog.fileSelected.connect(lambda chosen: self.save(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._word()
        super().changeEvent(event)

    # -- inner ----------------------------------------------------------------------------

    @property
    def _chosen(self) -> Choice | None:
        place = self.formats.currentIndex()
        return self._choices[place] if 0 <= place < len(self._choices) else None

    def _offered(self, report: Report, poster: Poster | None) -> list[Choice]:
        def as_text(kind: Format) -> Callable[[], bytes]:
            return lambda: render(report, kind, self._resources)

        def as_poster(found: Poster, shape: Shape) -> Callable[[], bytes]:
            return lambda: png_of(poster_image(found, shape))

        choices = [Choice(lambda: tr("PDF (A4)"), "pdf", lambda: pdf_bytes(report))]
        if poster is not None:
            choices += [
                Choice(lambda: tr("포스터 (화면)"), "png", as_poster(poster, Shape.LANDSCAPE)),
                Choice(lambda: tr("포스터 (A3 세로)"), "png", as_poster(poster, Shape.PORTRAIT)),
            ]
        names: dict[Format, Callable[[], str]] = {
            "html": lambda: tr("HTML (파일 하나)"),
            "md": lambda: tr("마크다운"),
            "csv": lambda: tr("CSV 표"),
            "json": lambda: tr("JSON (날것의 시각까지)"),
        }
        assert set(names) == set(get_args(Format))
        return [*choices, *(Choice(names[kind], kind, as_text(kind)) for kind in names)]

    def _show_chosen(self) -> None:
        """Show the pages, or the poster where one is chosen."""
        choice, report = self._chosen, self._report
        if choice is None or report is None:
            return
        if choice.ending == "png":
            pictures, left = [QImage.fromData(choice.make())], 0
        else:
            pages = lay_out(report)
            width = round(self._theme.em(_WIDTH) * self.devicePixelRatioF())
            pictures = [page_image(page, width) for page in pages[:_MOST_PAGES]]
            left = len(pages) - len(pictures)
        self._sheets.setWidget(self._shown(pictures, left))

    def _shown(self, pictures: list[QImage], left: int) -> QWidget:
        holder = QWidget(self._sheets)
        column = QVBoxLayout(holder)
        column.setSpacing(self._theme.em(1))
        title = self._report.title if self._report is not None else ""
        for number, picture in enumerate(pictures, 1):
            sheet = QLabel(holder)
            pixmap = QPixmap.fromImage(picture)
            width = round(self._theme.em(_WIDTH) * self.devicePixelRatioF())
            pixmap = pixmap.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
            pixmap.setDevicePixelRatio(self.devicePixelRatioF())
            sheet.setPixmap(pixmap)
            sheet.setFrameShape(QFrame.Shape.Box)
            sheet.setAccessibleName(tr("{title}, {n}쪽").format(title=title, n=number))
            if number == 1 and self._report is not None:
                # A picture says nothing to who cannot see it.
                sheet.setAccessibleDescription(as_markdown(self._report)[:_MOST_SAID])
            column.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        if left:
            more = QLabel(
                tr("그 밖에 {n}쪽이 더 있습니다. 파일에는 모두 들어갑니다.").format(n=left)
            )
            column.addWidget(more, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        return holder

    def _tell(self, words: str, *, failed: bool = False) -> None:
        self._message.setText(words)
        self._message.setVisible(bool(words))
        self._message.setAccessibleName(words)
        restyle(self._message, role="error" if failed else "muted")
        self.save_button.setEnabled(self._report is not None)
        self.formats.setEnabled(self._report is not None)

    def _lay_out(self, theme: Theme) -> None:
        em = theme.em
        row = QHBoxLayout()
        row.setSpacing(em(0.6))
        row.addWidget(self._label)
        row.addWidget(self.formats)
        row.addWidget(self._price_label)
        self.price.setMaximumWidth(em(10))
        row.addWidget(self.price)
        row.addWidget(self._buttons, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(em(1), em(1), em(1), em(1))
        column.setSpacing(em(0.6))
        column.addWidget(self._sheets, 1)
        column.addWidget(self._message)
        column.addLayout(row)
        self.resize(em(_WIDTH + 6), em(50))

    def _word(self) -> None:
        self.setWindowTitle(tr("보고서"))
        self._sheets.setAccessibleName(tr("보고서 미리 보기"))
        self._label.setText(tr("형식"))
        self.formats.setAccessibleName(tr("저장할 형식"))
        self._price_label.setText(tr("전기 요금"))
        self.price.setSuffix(tr(" 원/kWh"))
        self.price.setAccessibleName(tr("전기 1 kWh의 값"))
        self.save_button.setText(tr("저장…"))
        self._close.setText(tr("닫기"))
        chosen = max(self.formats.currentIndex(), 0)
        blocked = self.formats.blockSignals(True)
        self.formats.clear()
        self.formats.addItems([choice.words() for choice in self._choices])
        self.formats.setCurrentIndex(min(chosen, len(self._choices) - 1))
        self.formats.blockSignals(blocked)
