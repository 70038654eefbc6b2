"""What ``pull`` tells while it downloads."""

import time
from collections.abc import Callable

from app.cli.problem_sentence import problem_sentence
from app.cli.status_line import StatusLine
from app.core.problem import Problem
from app.core.transfer import DownloadState, Progress
from app.services import download_words
from app.services.speed import SpeedMeter
from app.services.translation import tr
from app.services.wording import show_bytes


class DownloadProgress:
    """Percent, speed and rest on one line; what has to be known stays above it."""

    def __init__(self, name: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._name = name
        self._clock = clock
        self._line = StatusLine(clock)
        self._meter = SpeedMeter()
        self._state: DownloadState = "queued"
        self._problem: Problem | None = None
        self.last: Progress | None = None

    def note(self, progress: Progress) -> None:
        """Take in what the download says."""
        now = self._clock()
        if progress.state != "downloading" or self._state != "downloading":
            self._meter.reset()
        self._meter.note(now, progress.fetched_bytes)
        changed = progress.state != self._state
        if self.last is not None and progress.fetched_bytes > self.last.fetched_bytes:
            # It went on: the same trouble would be news again.
            self._problem = None
        self._state, self.last = progress.state, progress
        if progress.problem is not None and progress.problem != self._problem:
            self._problem = progress.problem
            self._line.say(problem_sentence(progress.problem))
        if progress.state != "paused":
            self._line.show(self._words(progress, now), now=changed)

    def end(self) -> None:
        """Take the line away."""
        self._line.end()

    def _words(self, progress: Progress, now: float) -> str:
        share = download_words.percent(progress.done_bytes, progress.total_bytes)
        parts = [share or show_bytes(progress.done_bytes)]
        if progress.state == "downloading":
            parts += self._speed(progress, now)
        else:
            parts.append(_state_words(progress))
        if progress.total_bytes:
            done, total = show_bytes(progress.done_bytes), show_bytes(progress.total_bytes)
            parts.append(f"{done} / {total}")
        return f"{self._name}: {' · '.join(parts)}"

    def _speed(self, progress: Progress, now: float) -> list[str]:
        parts: list[str] = []
        if speed := self._meter.bytes_per_s(now):
            parts.append(download_words.speed(speed))
        if progress.total_bytes:
            rest = progress.total_bytes - progress.done_bytes
            seconds = self._meter.seconds_left(now, rest)
            if seconds is not None:
                parts.append(download_words.time_left(seconds))
        return parts or [tr("받는 중")]


def _state_words(progress: Progress) -> str:
    if progress.state == "waiting" and progress.retry_in_s >= 1:
        return tr("{n}초 뒤 다시 연결").format(n=round(progress.retry_in_s))
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
    return words[progress.state]()
