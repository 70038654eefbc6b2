"""A cell in words: what stands in it, what its tool tip says, what a screen reader says."""

from app.services.fit_words import band_words, reason_words, verdict_word
from app.services.translation import tr
from app.services.wording import show_bytes
from widgets.pc.judging import Cell


def short_speed(cell: Cell) -> str:
    """Return the characters a second of a cell, marked where they are an estimate; the memory
    that it takes where it does not fit, or this PC's speed is not known."""
    chars = cell.fit.outlook.chars_per_s
    if chars is None or not cell.runs:
        return show_bytes(cell.fit.memory.total_bytes)
    if chars.measured is not None:
        return _few(chars.measured)
    return f"≈{_few(chars.estimate)}"


def spoken_speed(cell: Cell) -> str:
    """Return the same as a screen reader says it."""
    chars = cell.fit.outlook.chars_per_s
    return "" if chars is None or not cell.runs else band_words(chars, tr("글자/초"))


def cell_tip(cell: Cell) -> str:
    """Return what a cell says when it is pointed at."""
    fit, judgement = cell.fit, cell.fit.judgement
    lines = [
        f"{cell.key[1]} · {verdict_word(judgement.verdict)}",
        reason_words(judgement),
        tr("메모리 {size}").format(size=show_bytes(fit.memory.total_bytes)),
    ]
    if fit.outlook.chars_per_s is not None and cell.runs:
        lines.append(band_words(fit.outlook.chars_per_s, tr("글자/초")))
    if cell.improvement and cell.before is not None:
        before = verdict_word(cell.before.judgement.verdict)
        lines.append(tr("지금은 {verdict}").format(verdict=before))
    if cell.here:
        lines.append(tr("이 PC에 있음"))
    elif not cell.offer.offered:
        lines.append(tr("이 양자화로 올려 둔 파일을 카탈로그는 모릅니다. 있다면 이렇습니다."))
    return "\n".join(lines)


def _few(value: float) -> str:
    if value >= 9.95:
        return f"{value:,.0f}"
    return f"{value:.1f}"
