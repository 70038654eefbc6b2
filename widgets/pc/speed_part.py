"""How fast the chosen model is expected to be, or was measured to be, and how sure that is."""

from PySide6.QtWidgets import QFormLayout, QLabel, QWidget

from app.core.fit.report import FitReport
from app.services.fit_words import (
    assumption_words,
    band_words,
    reading_words,
    speed_basis_words,
)
from app.services.translation import tr
from app.services.wording import show_bytes
from widgets.models.look import Look
from widgets.models.part import Part

_N_LINES = 7


class SpeedPart(Part):
    """Figures with their band, what they stand on, and the disk."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._report: FitReport | None = None
        self.reading = self.label()
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(look.em(0.9))
        self._form.setVerticalSpacing(look.em(0.25))
        self._lines: list[tuple[QLabel, QLabel]] = []
        for _ in range(_N_LINES):
            name, value = QLabel(self), self.label()
            name.setProperty("role", "muted")
            self._form.addRow(name, value)
            self._lines.append((name, value))
        self._basis = self.label("muted")
        self.column.addWidget(self.reading)
        self.column.addLayout(self._form)
        self.column.addWidget(self._basis)

    def show_report(self, report: FitReport | None) -> None:
        """Show the speed of ``report``; hidden where there is none."""
        self._report = report
        self.setVisible(report is not None)
        self.retranslate()

    def shown(self) -> dict[str, str]:
        """Return the figures that are shown, by name."""
        return {n.text(): v.text() for n, v in self._lines if v.text()}

    def retranslate(self) -> None:
        report = self._report
        no = report is not None and report.fit.judgement.verdict == "no"
        self.heading.setText(tr("빠르기 (돌릴 수 있다면)") if no else tr("빠르기"))
        if report is None:
            return
        self.reading.setText(reading_words(report) or tr("이 PC의 빠르기를 재면 여기에 나옵니다."))
        lines = _figures(report)
        for (name, value), words in zip(
            self._lines, [*lines, *[("", "")] * (_N_LINES - len(lines))], strict=True
        ):
            name.setText(words[0])
            value.setText(words[1])
            name.setVisible(bool(words[1]))
            value.setVisible(bool(words[1]))
        speed = report.fit.speed
        basis = "" if speed is None else speed_basis_words(speed.decode_empty.basis)
        self._basis.setText("\n".join(filter(None, (basis, assumption_words(report)))))


def _figures(report: FitReport) -> list[tuple[str, str]]:
    fit = report.fit
    lines: list[tuple[str, str]] = []
    if fit.speed is not None:
        n_ctx = f"{fit.placement.n_ctx:,}"
        lines += [
            (tr("글쓰기, 처음에"), band_words(fit.speed.decode_empty)),
            (
                tr("글쓰기, {n}토큰까지 차면").format(n=n_ctx),
                band_words(fit.speed.decode_full),
            ),
            (tr("읽기, 처음에"), band_words(fit.speed.prefill_empty)),
            (tr("읽기, {n}토큰까지 차면").format(n=n_ctx), band_words(fit.speed.prefill_full)),
        ]
    if fit.outlook.chars_per_s is not None:
        lines.append((tr("글자"), band_words(fit.outlook.chars_per_s, tr("글자/초"))))
    if fit.outlook.first_token_s is not None:
        seconds = (
            f"{fit.outlook.first_token_s:.1f}"
            if fit.outlook.first_token_s < 10
            else f"{fit.outlook.first_token_s:.0f}"
        )
        lines.append((tr("500글자를 물으면"), tr("첫 글자까지 {s}초").format(s=seconds)))
    if report.disk is not None:
        needed, free = show_bytes(report.disk.needed_bytes), show_bytes(report.disk.free_bytes)
        words = tr("{needed} 필요, {free} 비어 있음").format(needed=needed, free=free)
        lines.append((tr("디스크"), words))
    return lines
