"""A report's file: whole or not at all."""

from pathlib import Path

from app.core.problem import ReportError
from app.services.whole_file import write_whole


def put_file(path: Path, data: bytes) -> None:
    """Put ``data`` at ``path``, in place of what is there. Raises ReportError
    report_unwritable; what was there then still is."""
    try:
        write_whole(path, data)
    except OSError as error:
        raise ReportError("report_unwritable", path=str(path), detail=str(error)) from error
