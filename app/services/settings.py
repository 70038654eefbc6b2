"""What the program remembers between starts; each setting is declared once, here."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar

import msgspec
from PySide6.QtCore import QObject, QSettings, Signal

from app.core.run import DEFAULT_MAX_TOKENS, MAX_PANES, LoadSettings, Mode, Sampling, Think
from app.services.translation import tr

T = TypeVar("T")

LanguageChoice = Literal["ko", "en", "system"]
ThemeChoice = Literal["system", "light", "dark"]
SlowView = Literal["auto", "real"] | float
"""Automatic, real time, or how many times slower than real time (over 1)."""
SamplingPolicy = Literal["common", "vendor"]

MAX_ROUNDS = 50
MAX_OUTPUT_TOKENS = 32_768
MAX_N_CTX = 1_048_576
MAX_SLOWNESS = 1000.0
HISTORY_LENGTH = 200
MAX_PATH_CHARS = 4096
MAX_DOWNLOADS = 4
MAX_RATE = 2**40
MAX_WON_PER_KWH = 100_000.0
HISTORY_PROMPT_CHARS = 4000
"""A longer prompt is not remembered: the settings stay a small file."""


def _any(_: object) -> bool:
    return True


def _no_help() -> str:
    return ""


@dataclass(frozen=True)
class Setting(Generic[T]):
    """One setting: its key in the file, type, default, words for people, and what is allowed.

    ``kind`` is the type that a stored value must have; ``allowed`` narrows it.
    """

    key: str
    kind: Any
    default: T
    label: Callable[[], str]
    help: Callable[[], str] = _no_help
    allowed: Callable[[T], bool] = _any


LANGUAGE: Setting[LanguageChoice] = Setting(
    key="language",
    kind=LanguageChoice,
    default="system",
    label=lambda: tr("언어"),
    help=lambda: tr("화면에 쓰는 말입니다. '시스템'은 이 PC의 설정을 따릅니다."),
)
THEME: Setting[ThemeChoice] = Setting(
    key="theme",
    kind=ThemeChoice,
    default="system",
    label=lambda: tr("화면 색"),
    help=lambda: tr("밝게, 어둡게, 또는 이 PC의 설정을 따릅니다."),
)
SLOW_VIEW: Setting[SlowView] = Setting(
    key="slow_view",
    kind=SlowView,
    default="auto",
    label=lambda: tr("느리게 보기"),
    help=lambda: tr(
        "눈으로 따라갈 수 없이 빠른 답을 천천히 보여 줍니다. 잰 수치는 달라지지 않습니다."
    ),
    allowed=lambda value: isinstance(value, str) or 1.0 <= value <= MAX_SLOWNESS,
)
MODE: Setting[Mode] = Setting(
    key="mode",
    kind=Mode,
    default="fair",
    label=lambda: tr("방식"),
    help=lambda: tr(
        "공정: 한 모델씩 차례로 돌려 서로 방해하지 않게 잽니다. 동시: 모두 한꺼번에 돌립니다."
    ),
)
ROUNDS: Setting[int] = Setting(
    key="rounds",
    kind=int,
    default=1,
    label=lambda: tr("회차"),
    help=lambda: tr("같은 질문을 몇 번 되풀이해 잴지입니다. 5번부터 빠르기를 판정합니다."),
    allowed=lambda value: 1 <= value <= MAX_ROUNDS,
)
SAMPLING_POLICY: Setting[SamplingPolicy] = Setting(
    key="sampling_policy",
    kind=SamplingPolicy,
    default="common",
    label=lambda: tr("샘플링"),
    help=lambda: tr("모두 같은 값으로 할지, 모델마다 만든 곳이 권하는 값으로 할지입니다."),
)
SAMPLING: Setting[Sampling] = Setting(
    key="sampling",
    kind=Sampling,
    default=Sampling(),
    label=lambda: tr("샘플링 값"),
    help=lambda: tr("모두 같게 할 때 쓰는 온도, top-k, 시드 같은 값입니다."),
)
THINK: Setting[Think] = Setting(
    key="think",
    kind=Think,
    default="default",
    label=lambda: tr("생각하기"),
    help=lambda: tr("생각하고 답하는 모델에게 생각을 시킬지입니다. 기본은 모델이 정합니다."),
)
MAX_TOKENS: Setting[int] = Setting(
    key="max_tokens",
    kind=int,
    default=DEFAULT_MAX_TOKENS,
    label=lambda: tr("답의 최대 길이"),
    help=lambda: tr("답을 이만큼(토큰)에서 끊습니다."),
    allowed=lambda value: 1 <= value <= MAX_OUTPUT_TOKENS,
)
N_CTX: Setting[int | None] = Setting(
    key="n_ctx",
    kind=int | None,
    default=None,
    label=lambda: tr("컨텍스트 길이"),
    help=lambda: tr("질문과 답을 합쳐 기억하는 길이(토큰)입니다. 길수록 메모리를 많이 씁니다."),
    allowed=lambda value: value is None or 128 <= value <= MAX_N_CTX,
)
LAST_PANES: Setting[tuple[str, ...]] = Setting(
    key="last_panes",
    kind=tuple[str, ...],
    default=(),
    label=lambda: tr("마지막에 쓴 모델"),
    allowed=lambda value: len(value) <= MAX_PANES,
)
LAST_LOADS: Setting[tuple[LoadSettings, ...]] = Setting(
    key="last_loads",
    kind=tuple[LoadSettings, ...],
    default=(),
    label=lambda: tr("불러오기 설정"),
    help=lambda: tr("칸마다 모델을 어느 장치에 어떻게 올릴지입니다. 기본은 자동입니다."),
    allowed=lambda value: len(value) <= MAX_PANES,
)
SYSTEM_PROMPT: Setting[str] = Setting(
    key="system_prompt",
    kind=str,
    default="",
    label=lambda: tr("시스템 프롬프트"),
    help=lambda: tr("대화가 시작되기 전에 모든 모델에 주는 지시입니다."),
    allowed=lambda value: len(value) <= HISTORY_PROMPT_CHARS,
)
PROMPT_HISTORY: Setting[tuple[str, ...]] = Setting(
    key="prompt_history",
    kind=tuple[str, ...],
    default=(),
    label=lambda: tr("질문 기록"),
    allowed=lambda value: len(value) <= HISTORY_LENGTH,
)
LIBRARY_FOLDER: Setting[str] = Setting(
    key="library/folder",
    kind=str,
    default="",
    label=lambda: tr("모델 폴더"),
    help=lambda: tr(
        "내려받은 모델을 두는 폴더입니다. 비어 있으면 프로그램의 데이터 폴더에 둡니다."
    ),
    allowed=lambda value: len(value) <= MAX_PATH_CHARS,
)
DOWNLOAD_RATE: Setting[int] = Setting(
    key="download_bytes_per_s",
    kind=int,
    default=0,
    label=lambda: tr("속도 제한"),
    help=lambda: tr("모든 내려받기를 더한 속도입니다."),
    allowed=lambda value: 0 <= value <= MAX_RATE,
)
DOWNLOADS_AT_ONCE: Setting[int] = Setting(
    key="downloads_at_once",
    kind=int,
    default=2,
    label=lambda: tr("한꺼번에"),
    allowed=lambda value: 1 <= value <= MAX_DOWNLOADS,
)
DISK_READ: Setting[tuple[str, float]] = Setting(
    key="disk_read",
    kind=tuple[str, float],
    default=("", 0.0),
    label=lambda: tr("디스크 읽는 속도"),
    help=lambda: tr("모델 폴더와, 거기서 1초에 읽는 바이트를 잰 값입니다."),
)
ELECTRICITY_PRICE: Setting[float] = Setting(
    key="won_per_kwh",
    kind=float,
    default=150.0,
    label=lambda: tr("전기 요금"),
    help=lambda: tr("전기 1 kWh의 값(원)입니다. 보고서의 전기 요금을 이 값으로 셈합니다."),
    allowed=lambda value: 0.0 <= value <= MAX_WON_PER_KWH,
)
WINDOW_GEOMETRY: Setting[bytes] = Setting(
    key="window/geometry", kind=bytes, default=b"", label=lambda: tr("창 크기와 자리")
)


class Settings(QObject):
    """Reads and writes the settings file (INI, replaced atomically by Qt).

    A value that is missing, broken or not allowed reads as the default: a file edited by hand
    cannot keep the program from starting.
    """

    changed = Signal(str)
    """Key of the setting that has a new value."""

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = QSettings(str(path), QSettings.Format.IniFormat, self)

    def get(self, setting: Setting[T]) -> T:
        """Return the stored value, or the default."""
        stored = self._file.value(setting.key)
        if not isinstance(stored, str):
            return setting.default
        try:
            value: T = msgspec.json.decode(stored, type=setting.kind)
        except (msgspec.MsgspecError, RecursionError):
            return setting.default
        return value if setting.allowed(value) else setting.default

    def set(self, setting: Setting[T], value: T) -> None:
        """Store ``value``; raises ValueError for one that is not allowed."""
        encoded = msgspec.json.encode(value)
        try:
            msgspec.json.decode(encoded, type=setting.kind)
        except msgspec.ValidationError as error:
            raise ValueError(f"{setting.key}: {error}") from error
        if not setting.allowed(value):
            raise ValueError(f"{setting.key}: {value!r} is not allowed")
        if value == self.get(setting):
            return
        self._file.setValue(setting.key, encoded.decode())
        self.changed.emit(setting.key)

    def save(self) -> bool:
        """Write to the disk now; False where that was refused (full or read-only)."""
        self._file.sync()
        return self._file.status() == QSettings.Status.NoError

    def remember_prompt(self, prompt: str) -> None:
        """Put ``prompt`` last into the prompt history, once; the oldest are forgotten."""
        if not prompt.strip() or len(prompt) > HISTORY_PROMPT_CHARS:
            return
        older = [p for p in self.get(PROMPT_HISTORY) if p != prompt]
        self.set(PROMPT_HISTORY, (*older, prompt)[-HISTORY_LENGTH:])
