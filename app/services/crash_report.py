"""What a person gets when something happened that nobody foresaw: one sentence and a log."""

import datetime
import platform
import traceback
from collections.abc import Callable
from pathlib import Path

from app.services.paths import DataPaths, default_data_root

LOG_NAME = "crash.log"
MAX_LOG_BYTES = 1024 * 1024
"""A longer log is begun anew: the last crash is the one that matters."""


def describe_crash(error: BaseException, data_root: Path | None) -> str:
    """Write ``error`` with its traceback into the log below ``data_root`` (None: the user's
    data folder) and return one sentence that names the log."""
    tr = _translator()
    reason = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    reason = " ".join(reason.split())[:300]
    try:
        path = write_crash_log(error, DataPaths(data_root or default_data_root()).log_folder)
    except OSError:
        return tr("예상하지 못한 오류로 멈췄습니다 ({reason}). 기록도 남기지 못했습니다.").format(
            reason=reason
        )
    return tr("예상하지 못한 오류로 멈췄습니다 ({reason}). 자세한 기록: {path}").format(
        reason=reason, path=path
    )


def write_crash_log(error: BaseException, folder: Path) -> Path:
    """Append the traceback to the log in ``folder`` and return the log's path; raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / LOG_NAME
    full = path.exists() and path.stat().st_size > MAX_LOG_BYTES
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    with path.open("w" if full else "a", encoding="utf-8", errors="backslashreplace") as file:
        file.write(f"{now} Python {platform.python_version()} {platform.platform()}\n")
        file.writelines(traceback.format_exception(error))
        file.write("\n")
    return path


def _translator() -> Callable[[str], str]:
    # Qt itself may be what could not be imported.
    try:
        from app.services.translation import tr
    except ImportError:
        return str
    return tr
