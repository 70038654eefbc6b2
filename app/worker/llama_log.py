"""llama.cpp's own log: to stderr, and the last lines kept for the facts that are only there."""

import contextlib
import ctypes
import os
import re
from collections import deque
from collections.abc import Generator

from llama_cpp import llama_cpp

KEPT_LINES = 2000
MAX_LINE_CHARS = 2000
_DEBUG, _INFO, _WARNING, _ERROR, _CONTINUED = range(1, 6)
_LAYER = re.compile(r"layer\s+(\d+) assigned to device ([^\s,]+)")
_MOST_LAYERS = 10_000
_LEVELS = {_INFO: "info", _WARNING: "warning", _ERROR: "error"}


class LlamaLog:
    """Takes over llama.cpp's log until it is closed; only then may this object go.

    Lines go to stderr as ``llama info: …``; llama.cpp may call from any of its threads.
    """

    def __init__(self) -> None:
        self._lines: deque[str] = deque(maxlen=KEPT_LINES)
        self._layers: dict[int, str] = {}
        self._silent = False
        self._open = ""
        self._level = _INFO
        self._callback = llama_cpp.llama_log_callback(self._take)
        llama_cpp.llama_log_set(self._callback, ctypes.c_void_p())

    def close(self) -> None:
        """Give the log back to llama.cpp, which prints it to stderr itself."""
        llama_cpp.llama_log_set(llama_cpp.llama_log_callback(), ctypes.c_void_p())

    def lines(self) -> list[str]:
        """Return the last lines, oldest first, without their level."""
        return list(self._lines)

    def layers(self) -> dict[int, str]:
        """Return the device by layer, as the last load placed them; the output layer is last."""
        return dict(self._layers)

    def begin(self) -> None:
        """Forget what an earlier load said: what follows is about another one."""
        self._lines.clear()
        self._layers.clear()

    @contextlib.contextmanager
    def silently(self) -> Generator[None]:
        """Keep the lines of a trial from stderr, where they would be taken for the load's."""
        self._silent = True
        try:
            yield
        finally:
            self._silent = False

    def _take(self, level: int, text: bytes | None, _user_data: object) -> None:
        if text is None:
            return
        if level != _CONTINUED:
            self._level = level
        *done, self._open = (self._open + text.decode("utf-8", "replace")).split("\n")
        self._open = self._open[:MAX_LINE_CHARS]
        for line in done:
            self._keep(line[:MAX_LINE_CHARS])

    def _keep(self, line: str) -> None:
        if not line.strip(" ."):
            return
        if self._level == _DEBUG:
            # They are many, some per token, and one kind alone is of use: where a layer lies.
            if (found := _LAYER.search(line)) and len(self._layers) < _MOST_LAYERS:
                self._layers[int(found[1])] = found[2]
            return
        self._lines.append(line)
        if self._silent:
            return
        with contextlib.suppress(OSError):
            os.write(2, f"llama {_LEVELS.get(self._level, 'info')}: {line}\n".encode())
