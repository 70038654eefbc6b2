"""Downloads and model sizes as people read them."""

from app.services.download_line import DownloadEntry
from app.services.download_words import percent, speed, time_left
from app.services.translation import tr
from app.services.wording import show_bytes, word


def fraction(entry: DownloadEntry) -> float | None:
    """Return the share done, 0 to 1; None where the whole is not known."""
    return min(entry.done_bytes / entry.total_bytes, 1.0) if entry.total_bytes else None


def state_word(entry: DownloadEntry) -> str:
    """Return a download's state in a word or two."""
    words = {
        "queued": lambda: tr("차례 기다림"),
        "checking": lambda: tr("파일 확인 중"),
        "downloading": lambda: tr("받는 중"),
        "verifying": lambda: tr("검사 중"),
        "flushing": lambda: tr("디스크에 다 쓰는 중"),
        "paused": lambda: tr("멈춰 있음"),
        "waiting": lambda: tr("다시 연결 기다림"),
        "done": lambda: tr("다 받음"),
        "failed": lambda: tr("받지 못함"),
    }
    return words[entry.state]()


def progress_words(entry: DownloadEntry) -> str:
    """Return how a download fares in one line: per cent, speed, rest, or why it stands."""
    share = percent(entry.done_bytes, entry.total_bytes)
    if entry.state == "downloading":
        parts = [share or show_bytes(entry.done_bytes), speed(entry.bytes_per_s)]
        if entry.seconds_left is not None:
            parts.append(time_left(entry.seconds_left))
        return " · ".join(parts)
    if entry.state == "failed" and entry.problem is not None:
        return f"{state_word(entry)}: {word(entry.problem).title}"
    if entry.state == "waiting" and entry.retry_in_s >= 1:
        soon = tr("{n}초 뒤 다시 연결").format(n=round(entry.retry_in_s))
        return " · ".join(filter(None, (share, soon)))
    if entry.state == "flushing":
        # How far the disk is nobody can tell.
        return state_word(entry)
    return " · ".join(filter(None, (state_word(entry), share)))


def parameters(total_b: float | None, active_b: float | None = None) -> str:
    """Return a number of parameters: ``1.2B``, ``236B (A23B)``; empty where nobody knows."""
    if total_b is None:
        return ""
    whole = f"{total_b:.3g}B"
    return f"{whole} (A{active_b:.3g}B)" if active_b is not None else whole
