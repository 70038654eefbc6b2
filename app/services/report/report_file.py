"""A report's file: whole or not at all."""

import os
import tempfile
from pathlib import Path

from app.core.problem import ReportError


def put_file(path: Path, data: bytes) -> None:
    """Put ``data`` at ``path``, in place of what is there. Raises ReportError
    report_unwritable; what was there then still is."""
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(
            dir=path.parent, prefix=f".{path.name}.", suffix=".part"
        )
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        # Made for its owner alone; a report is a file like any other.
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except OSError as error:
        raise ReportError("report_unwritable", path=str(path), detail=str(error)) from error
    finally:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
